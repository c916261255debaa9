-- The number of a place, the next one of its prefix when it has none yet.
-- KEYS: numbers by place, places by number   ARGV: place
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known then
  return tonumber(known)
end
local number = redis.call('HINCRBY', KEYS[1], 'next', 1)
redis.call('HSET', KEYS[1], ARGV[1], number)
redis.call('HSET', KEYS[2], number, ARGV[1])
return number
