-- The lease of a place with its ticket and its first events, or nothing while another worker holds it.
-- KEYS: lease, hint, ticket, mail, due   ARGV: token, lease ms, batch, place
-- The hint flag is cleared before the mailbox is read: what comes after is hinted anew.
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and redis.call('GET', KEYS[1]) ~= ARGV[1] then
  return false
end
redis.call('DEL', KEYS[2])
local ticket = redis.call('HMGET', KEYS[3], 'rev', 'body', 'cause')
return { ticket[1] or '0', ticket[2] or '', redis.call('LRANGE', KEYS[4], 0, ARGV[3] - 1), ticket[3] or '',
  redis.call('ZSCORE', KEYS[5], ARGV[4]) or '' }
