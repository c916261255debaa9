-- Room for one call in all of its budgets: taken from all of them, or from none. GCRA on the server's own clock.
-- KEYS: a hash for each budget, all in one slot: `full` (when its bucket is full again if nothing more is taken),
--       `closed` (until when nothing may go), `left` and `resets` (what the other side said is left, until when),
--       `limit` (what it said there is), `next:N` (when who of class N had to wait last is to come again)
-- ARGV: class, 'take', 'overdraw' (ask nothing but whether it is closed) or 'look' (take nothing), most seconds that
--       those who wait are spread over; then for each budget: calls, pace a second, burst, share of the burst that
--       must be left, calls of this run with this one
-- { '1', room, limit, seconds closed, …for each budget } or { '0', seconds to wait, number of the
-- budget that has no room }
local time = redis.call('TIME')
local now = time[1] + time[2] / 1000000
local class, how, spread = ARGV[1], ARGV[2], tonumber(ARGV[3])
local budgets, longest, fullest, which = {}, 0, nil, 0

for i, key in ipairs(KEYS) do
  local a = 4 + (i - 1) * 5
  local calls, pace, burst = tonumber(ARGV[a]), tonumber(ARGV[a + 1]), tonumber(ARGV[a + 2])
  local known = redis.call('HMGET', key, 'full', 'closed', 'left', 'resets', 'limit', 'next:' .. class)
  local limit = tonumber(known[5] or calls)
  pace, burst = pace * limit / calls, math.max(burst * limit / calls, 1)
  local b = { key = key, limit = limit, pace = pace, run = tonumber(ARGV[a + 4]), next = tonumber(known[6] or 0) }
  b.full = math.max(tonumber(known[1] or 0), now)
  b.closed = math.max(tonumber(known[2] or 0) - now, 0)
  b.resets = tonumber(known[4] or 0)
  if b.resets > now then
    b.left = tonumber(known[3])
  end
  local keep = math.min(tonumber(ARGV[a + 3]) * burst, burst - 1)
  local room = burst - (b.full - now) * pace
  b.room = math.min(room, b.left or room)
  local wait = b.closed
  if how == 'take' and wait == 0 then
    if room - 1 < keep - 0.000001 then
      -- who had to stop halfway comes again when there is room for the whole way
      wait = (math.min(keep + b.run, burst) - room) / pace
    end
    if b.left and b.left - 1 < keep - 0.000001 then
      wait = math.max(wait, b.resets - now)
    end
  end
  if wait > longest then
    longest, fullest, which = wait, b, i
  end
  budgets[i] = b
end

if longest > 0 and how ~= 'look' then
  -- those who wait come again one after the other, not all at once
  local at = now + longest
  at = math.max(at, math.min(fullest.next + fullest.run / fullest.pace, at + spread))
  redis.call('HSET', fullest.key, 'next:' .. class, string.format('%.6f', at))
  redis.call('EXPIRE', fullest.key, math.ceil(at - now) + 3600)
  return { '0', string.format('%.6f', at - now), tostring(which) }
end

local answer = { '1' }
for _, b in ipairs(budgets) do
  if how ~= 'look' then
    local full = b.full + 1 / b.pace
    b.room = b.room - 1
    redis.call('HSET', b.key, 'full', string.format('%.6f', full))
    if b.left then
      redis.call('HINCRBYFLOAT', b.key, 'left', -1)
    end
    redis.call('EXPIRE', b.key, math.ceil(math.max(full, b.resets) - now) + 3600)
  end
  for _, number in ipairs({ b.room, b.limit, b.closed }) do
    table.insert(answer, string.format('%.6f', number))
  end
end
return answer
