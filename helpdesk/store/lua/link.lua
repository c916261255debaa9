-- One more place that a Zendesk ticket belongs to: a second one when tickets were merged. Naturally repeatable.
-- KEYS: places by Zendesk ticket   ARGV: ticket, place
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known and string.find(' ' .. known .. ' ', ' ' .. ARGV[2] .. ' ', 1, true) then
  return 0
end
redis.call('HSET', KEYS[1], ARGV[1], known and (known .. ' ' .. ARGV[2]) or ARGV[2])
return 1
