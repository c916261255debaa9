-- A ticket, its history and the events absorbed, in one step; refused when the lease was lost (fencing).
-- KEYS: lease, ticket, mail, history, live, census, dead, lists (the beginning of their names)
-- ARGV: token, rev, body or '', absorbed, lease ms, seconds to live or 0, history kept,
--       place, 1 while it is live or 0, what it counts as in the census, the deliveries absorbed or '',
--       'list time …' of each list it stands in, how many of a list of ended ones stay, history entries…
-- 1 when it is done (a second sending of the same commit changes nothing), 0 when the lease was lost.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return 0
end
local rev = tonumber(redis.call('HGET', KEYS[2], 'rev') or '0')
if rev == tonumber(ARGV[2]) + 1 then
  return 1
end
if rev ~= tonumber(ARGV[2]) then
  return 0
end
redis.call('HSET', KEYS[2], 'rev', rev + 1)
if ARGV[3] ~= '' then
  redis.call('HSET', KEYS[2], 'body', ARGV[3])
end
if tonumber(ARGV[4]) > 0 then
  redis.call('LTRIM', KEYS[3], ARGV[4], -1)
end
redis.call(ARGV[9] == '1' and 'SADD' or 'SREM', KEYS[5], ARGV[8])
redis.call(string.find(ARGV[10], 'refused', 1, true) and 'SADD' or 'SREM', KEYS[7], ARGV[8])
if ARGV[11] ~= '' then
  redis.call('HSET', KEYS[2], 'cause', ARGV[11])
end
local before = redis.call('HGET', KEYS[2], 'counted') or ''
if before ~= ARGV[10] then
  redis.call('HSET', KEYS[2], 'counted', ARGV[10])
  for word in string.gmatch(before, '%S+') do
    redis.call('HINCRBY', KEYS[6], word, -1)
  end
  for word in string.gmatch(ARGV[10], '%S+') do
    redis.call('HINCRBY', KEYS[6], word, 1)
  end
end
local stands = {}
for list, time in string.gmatch(ARGV[12], '(%S+) (%S+)') do
  stands[list] = time
end
for list in string.gmatch(redis.call('HGET', KEYS[2], 'lists') or '', '(%S+) %S+') do
  if not stands[list] then
    redis.call('ZREM', KEYS[8] .. list, ARGV[8])
  end
end
for list, time in pairs(stands) do
  redis.call('ZADD', KEYS[8] .. list, time, ARGV[8])
  if string.sub(list, 1, 6) == 'ended:' then
    redis.call('ZREMRANGEBYRANK', KEYS[8] .. list, 0, -1 - ARGV[13])
  end
end
redis.call('HSET', KEYS[2], 'lists', ARGV[12])
if #ARGV > 13 then
  redis.call('RPUSH', KEYS[4], unpack(ARGV, 14))
  redis.call('LTRIM', KEYS[4], -ARGV[7], -1)
end
for _, key in ipairs({ KEYS[2], KEYS[4] }) do
  if ARGV[6] == '0' then
    redis.call('PERSIST', key)
  else
    redis.call('EXPIRE', key, ARGV[6])
  end
end
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1
