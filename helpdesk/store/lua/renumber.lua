-- A number for a place, if neither has another one; numbers given afterwards are higher. Naturally repeatable.
-- KEYS: numbers by place, places by number   ARGV: place, number
-- 1 when the place has this number now, 0 when it or the number belongs elsewhere.
local owner = redis.call('HGET', KEYS[2], ARGV[2])
local known = redis.call('HGET', KEYS[1], ARGV[1])
if (owner and owner ~= ARGV[1]) or (known and known ~= ARGV[2]) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('HSET', KEYS[2], ARGV[2], ARGV[1])
if tonumber(ARGV[2]) > tonumber(redis.call('HGET', KEYS[1], 'next') or '0') then
  redis.call('HSET', KEYS[1], 'next', ARGV[2])
end
return 1
