"""The sweeper: whatever is due and has nobody attending to it gets another hint."""

import uuid
from collections.abc import Sequence

from redis import Redis

from helpdesk.store import keys
from helpdesk.store.mailbox import HINT_MS, rq_time
from helpdesk.store.scripts import source

MOST_A_SHARD = 50
LONGEST_QUEUE = 200


class Sweeper:
    """Makes a killed worker, a lost job or a flushed queue cost seconds, never an event. `shards` are prefixes."""

    def __init__(self, redis: "Redis", shards: Sequence[str] = keys.EVERYWHERE) -> None:
        self._redis = redis
        self._shards = shards
        self._sweep = redis.register_script(source("sweep"))

    def sweep(self, now: float) -> int:
        """Hint for the places due at `now`; how many. Any number of sweepers may run at once."""
        with self._redis.pipeline(transaction=False) as calls:
            for prefix in self._shards:
                arguments: list[str | float] = [now, prefix, HINT_MS, f"{uuid.uuid4().hex}-", rq_time(now)]
                arguments += [MOST_A_SHARD, LONGEST_QUEUE]
                self._sweep(keys=[keys.due(prefix), keys.QUEUE_KEY], args=arguments, client=calls)
            return sum(calls.execute())
