-- The end of attending: the next wake time and the lease let go; unless events came in the meantime and are wanted.
-- KEYS: lease, mail, due, crashed
-- ARGV: token, wake or '', place, '1' to rest although events wait, lease ms, what went wrong or ''
-- 0 when the lease was lost, 1 when there is more to absorb (the lease is kept), 2 when at rest.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
if ARGV[4] ~= '1' and redis.call('LLEN', KEYS[2]) > 0 then
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
  return 1
end
if ARGV[2] == '' then
  redis.call('ZREM', KEYS[3], ARGV[3])
else
  redis.call('ZADD', KEYS[3], ARGV[2], ARGV[3])
end
if ARGV[6] == '' then
  redis.call('HDEL', KEYS[4], ARGV[3])
else
  redis.call('HSET', KEYS[4], ARGV[3], ARGV[6])
end
redis.call('DEL', KEYS[1])
return 2
