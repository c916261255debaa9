-- A number goes along to another place. Naturally repeatable.
-- KEYS: numbers by place, places by number   ARGV: number, the place it had, the place it has now
redis.call('HSET', KEYS[1], ARGV[3], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[3])
redis.call('HDEL', KEYS[1], ARGV[2])
return 1
