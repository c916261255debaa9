-- A number goes along to another place. Naturally repeatable.
-- The place it had keeps knowing it: a worker that went on there without its lease must not be given a new one.
-- KEYS: numbers by place, places by number   ARGV: number, the place it has now
redis.call('HSET', KEYS[1], ARGV[2], ARGV[1])
redis.call('HSET', KEYS[2], ARGV[1], ARGV[2])
return 1
