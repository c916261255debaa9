-- What the other side said of its budgets. Within one window of its own it only ever lowers what is left.
-- KEYS: budgets   ARGV: for each: limit, left, seconds until it resets
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
for i, key in ipairs(KEYS) do
  local limit, left, resets = ARGV[i * 3 - 2], tonumber(ARGV[i * 3 - 1]), now + ARGV[i * 3]
  local known = redis.call('HMGET', key, 'left', 'resets')
  local before = tonumber(known[2] or 0)
  redis.call('HSET', key, 'limit', limit)
  -- the seconds are whole ones: the same window may seem to end a second earlier or later
  if before > now and math.abs(before - resets) <= 1.5 then
    left, resets = math.min(left, tonumber(known[1])), before
  end
  if resets >= before then
    redis.call('HSET', key, 'left', left, 'resets', string.format('%.6f', resets))
  end
  redis.call('EXPIRE', key, math.ceil(resets - now) + 3600)
end
return 1
