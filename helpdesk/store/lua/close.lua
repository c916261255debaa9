-- Budgets closed for all until the other side takes calls again, and never for a shorter time than before. With a
-- burst given, one call of it is in the budget then.
-- KEYS: closings counted by kind, budgets…   ARGV: seconds; then for each: calls, pace a second, burst or 0, kind
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local till = now + ARGV[1]
for i = 2, #KEYS do
  local a = 2 + (i - 2) * 4
  local known = redis.call('HMGET', KEYS[i], 'full', 'closed', 'limit')
  local scale = tonumber(known[3] or ARGV[a]) / ARGV[a]
  local closed = math.max(tonumber(known[2] or 0), till)
  local full = tonumber(known[1] or 0)
  if tonumber(ARGV[a + 2]) > 0 then
    full = math.max(full, closed + math.max(ARGV[a + 2] * scale - 1, 0) / (ARGV[a + 1] * scale))
  end
  redis.call('HSET', KEYS[i], 'closed', string.format('%.6f', closed), 'full', string.format('%.6f', full))
  redis.call('EXPIRE', KEYS[i], math.ceil(math.max(full, closed) - now) + 3600)
  redis.call('HINCRBY', KEYS[1], ARGV[a + 3], 1)
end
return 1
