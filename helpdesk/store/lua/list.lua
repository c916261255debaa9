-- How many stand in several lists of one shard, and the first of them by time (or the last), each with it.
-- KEYS: lists   ARGV: how many, 1 for the last, then the channels to leave out
local hidden = { unpack(ARGV, 3) }
local total, found = 0, {}

local function is_hidden(place)
  for _, channel in ipairs(hidden) do
    if string.find(place, ':' .. channel .. ':', 1, true) then
      return true
    end
  end
  return false
end

for _, list in ipairs(KEYS) do
  local most = tonumber(ARGV[1])
  local range = ARGV[2] == '1' and 'ZREVRANGE' or 'ZRANGE'
  if #hidden == 0 then
    total = total + redis.call('ZCARD', list)
    if most > 0 then
      for _, each in ipairs(redis.call(range, list, 0, most - 1, 'WITHSCORES')) do
        table.insert(found, each)
      end
    end
  else
    local all = redis.call(range, list, 0, -1, 'WITHSCORES')
    for at = 1, #all, 2 do
      if not is_hidden(all[at]) then
        total = total + 1
        if most > 0 then
          most = most - 1
          table.insert(found, all[at])
          table.insert(found, all[at + 1])
        end
      end
    end
  end
end
return { total, found }
