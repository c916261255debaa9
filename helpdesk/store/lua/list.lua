-- How many stand in several lists of one shard, and the first of them by time (or the last), each with it.
-- KEYS: lists   ARGV: how many, 1 for the last
local total, found = 0, {}
for _, list in ipairs(KEYS) do
  total = total + redis.call('ZCARD', list)
  if ARGV[1] ~= '0' then
    local part = redis.call(ARGV[2] == '1' and 'ZREVRANGE' or 'ZRANGE', list, 0, ARGV[1] - 1, 'WITHSCORES')
    for _, each in ipairs(part) do
      table.insert(found, each)
    end
  end
end
return { total, found }
