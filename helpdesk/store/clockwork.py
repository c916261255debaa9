"""What the store remembers of time: when it began, when something was last done, and whose turn it is."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import cast

from redis import Redis, RedisError
from redis.exceptions import LockError, LockNotOwnedError
from redis.lock import Lock

from helpdesk.domain.place import Place
from helpdesk.store import keys

NEWS = "zendesk-news"
"""The part of a comparison that looks for what changed in Zendesk."""


def in_slack(channel: str) -> str:
    """The part of a comparison that looks at one channel."""
    return f"slack:{channel}"


def compared(part: str) -> str:
    """The name under which it is remembered when a part was last compared."""
    return f"compared:{part}"


class Turn:
    """What one of all processes does alone, until the turn has run out."""

    def __init__(self, lock: Lock) -> None:
        self._lock = lock

    def keep(self, seconds: float) -> bool:
        """Have it for so long from now; False when it ran out and somebody else may have it."""
        try:
            return bool(self._lock.extend(seconds, replace_ttl=True))
        except LockNotOwnedError:
            return False

    @contextmanager
    def kept(self, seconds: float) -> Iterator[None]:
        """It stays ours, however long this block takes. A store that is away has the turn when it comes back."""
        over = threading.Event()

        def keep() -> None:
            while not over.wait(seconds / 3):
                with suppress(RedisError, OSError):
                    self.keep(seconds)

        keeper = threading.Thread(target=keep, name="turn", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            over.set()
            keeper.join()

    def end(self) -> None:
        """Let somebody else have it, unless they do already."""
        with suppress(LockError):
            self._lock.release()


class Clockwork:
    """Shared by all processes."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    def began(self, now: float) -> float:
        """When this store was first used, in seconds; now, if it is the first time."""
        self._redis.set(keys.BEGAN, now, nx=True)
        return float(cast("bytes", self._redis.get(keys.BEGAN)))

    def last(self, what: str) -> float | None:
        """When something was last done (`done`)."""
        found = cast("bytes | None", self._redis.hget(keys.LAST, what))
        return float(found) if found else None

    def done(self, what: str, at: float) -> None:
        self._redis.hset(keys.LAST, what, str(at))

    def settled(self, what: str, wanted: str, seconds: float) -> str:
        """What was wanted first under this name, and for so long holds for everybody who asks."""
        before = self._redis.set(keys.settled(what), wanted, nx=True, get=True, px=int(seconds * 1000))
        return cast("bytes", before).decode() if before else wanted

    def turn(self, what: str, seconds: float) -> "Turn | None":
        """The turn to do `what`, for so long; None while somebody else has it."""
        lock = Lock(self._redis, keys.turn(what), timeout=seconds, thread_local=False)
        return Turn(lock) if lock.acquire(blocking=False) else None

    def wake(self, place: Place, at: float) -> None:
        """Have a place attended to at this time, unless it wakes before that."""
        self._redis.zadd(keys.due(keys.shard_of(place)), {str(place): at}, lt=True)

    def wakes_at(self, place: Place) -> float | None:
        """When a place wants attention; None when it is at rest."""
        return self._redis.zscore(keys.due(keys.shard_of(place)), str(place))
