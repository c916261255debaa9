-- An event into the mailbox of a place, once for each delivery id, with a wake-up: all or nothing.
-- KEYS: seen, mail, due, hint, queue   ARGV: event, now, place, seen seconds, hint ms, job id, created
-- 1 when it was put, 0 when this delivery was put before.
if not redis.call('SET', KEYS[1], '', 'NX', 'EX', ARGV[4]) then
  return 0
end
redis.call('RPUSH', KEYS[2], ARGV[1])
redis.call('ZADD', KEYS[3], 'LT', ARGV[2], ARGV[3])
hint(KEYS[4], KEYS[5], ARGV[3], ARGV[6], ARGV[5], ARGV[7])
return 1
