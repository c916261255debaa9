-- One more place that a Zendesk ticket belongs to: a second one when tickets were merged. Naturally repeatable.
-- KEYS: places by Zendesk ticket   ARGV: ticket, place, 1 to put it before the others or 0
local known = redis.call('HGET', KEYS[1], ARGV[1])
local places = {}
for place in string.gmatch(known or '', '%S+') do
  if place ~= ARGV[2] then
    places[#places + 1] = place
  elseif ARGV[3] ~= '1' then
    return 0
  end
end
table.insert(places, ARGV[3] == '1' and 1 or #places + 1, ARGV[2])
redis.call('HSET', KEYS[1], ARGV[1], table.concat(places, ' '))
return 1
