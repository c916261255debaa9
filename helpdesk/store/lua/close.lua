-- Budgets closed for all until the other side takes calls again; one call is in them then, and the pace goes on from
-- there. A budget is never closed for a shorter time than before.
-- KEYS: closings counted by kind, budgets…   ARGV: seconds; then for each budget: calls, pace a second, burst, kind
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local till = now + ARGV[1]
for i = 2, #KEYS do
  local a = 2 + (i - 2) * 4
  local known = redis.call('HMGET', KEYS[i], 'full', 'closed', 'limit')
  local scale = tonumber(known[3] or ARGV[a]) / ARGV[a]
  local closed = math.max(tonumber(known[2] or 0), till)
  local full = math.max(tonumber(known[1] or 0), closed + (math.max(ARGV[a + 2] * scale, 1) - 1) / (ARGV[a + 1] * scale))
  redis.call('HSET', KEYS[i], 'closed', string.format('%.6f', closed), 'full', string.format('%.6f', full))
  redis.call('EXPIRE', KEYS[i], math.ceil(full - now) + 3600)
  redis.call('HINCRBY', KEYS[1], ARGV[a + 3], 1)
end
return 1
