"""How far a rebuild has come, so that it can be continued, and so that nobody attends to a store half made."""

from typing import cast

from redis import Redis

from helpdesk.domain.place import Place
from helpdesk.store import keys


class Rebuilding:
    """Of the one rebuild that is under way."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    def began(self) -> float | None:
        """When the rebuild under way began, in seconds; None when none is."""
        found = cast("bytes | None", self._redis.get(keys.REBUILD))
        return float(found) if found else None

    def begin(self, now: float) -> float:
        """When it began; now, if it wasn't under way."""
        self._redis.set(keys.REBUILD, now, nx=True)
        return float(cast("bytes", self._redis.get(keys.REBUILD)))

    def is_done(self, place: Place) -> bool:
        return bool(self._redis.sismember(keys.REBUILT, str(place)))

    def done(self, place: Place) -> None:
        self._redis.sadd(keys.REBUILT, str(place))

    def places(self) -> list[Place]:
        """Those done so far, in the order in which they were asked."""
        found = (Place.parse(place.decode()) for place in self._redis.sscan_iter(keys.REBUILT, count=1000))
        return sorted(set(found), key=lambda place: float(place.ts))

    def end(self) -> None:
        self._redis.delete(keys.REBUILD, keys.REBUILT)
