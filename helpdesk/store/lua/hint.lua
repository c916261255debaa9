-- Prepended to the scripts that wake a worker. One RQ job says "attend to this place"; it may be lost, doubled or late
-- without harm, because the mailbox and the due times are the truth. The `hint` flag keeps it to one job a place until
-- the job is taken, and expires so that a lost job is hinted again; so does the job itself, in an hour.
local function hint(hint_key, queue_key, place, job_id, ms, created)
  if not redis.call('SET', hint_key, '', 'NX', 'PX', ms) then
    return 0
  end
  redis.call('HSET', 'rq:job:' .. job_id, 'status', 'queued', 'created_at', created, 'enqueued_at', created,
    'origin', string.sub(queue_key, 10), 'description', 'attend ' .. place, 'timeout', '180',
    'result_ttl', '120', 'failure_ttl', '120',
    'data', '["workers.attend.attend", null, ["' .. place .. '"], {}]')
  redis.call('EXPIRE', 'rq:job:' .. job_id, 3600)
  redis.call('RPUSH', queue_key, job_id)
  return 1
end
