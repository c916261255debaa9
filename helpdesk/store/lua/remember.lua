-- A cached answer, unless it was made stale after it was asked for.
-- KEYS: answer, generation   ARGV: value, seconds, generation when asked
if (redis.call('GET', KEYS[2]) or '0') ~= ARGV[3] then
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return 1
