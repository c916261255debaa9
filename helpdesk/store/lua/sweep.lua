-- Hints again for every place of one shard that is due and that nobody attends to.
-- KEYS: due, queue   ARGV: now, shard prefix, hint ms, job id prefix, created, most, longest queue
-- How many hints were given. A long queue says that the workers are busy already: more hints would only cost.
if redis.call('LLEN', KEYS[2]) > tonumber(ARGV[7]) then
  return 0
end
local given = 0
for i, place in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[6])) do
  if redis.call('EXISTS', ARGV[2] .. 'lease:' .. place) == 0 then
    given = given + hint(ARGV[2] .. 'hint:' .. place, KEYS[2], place, ARGV[4] .. i, ARGV[3], ARGV[5])
  end
end
return given
