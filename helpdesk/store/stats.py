"""Who wants to be sent which figures, until they are sent; the last wish of each person."""

from typing import cast

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.domain.times.periods import Period
from helpdesk.store import keys

log = structlog.get_logger()


class StatsWanted(BaseModel):
    """The figures of these channels in that period, for a person, in their language; asked for `at` a time."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    by: str
    channels: tuple[str, ...]
    period: Period
    language: str
    at: float


class AsyncStatsWishes:
    """For the doors. Redis errors come up."""

    def __init__(self, redis: "AsyncRedis") -> None:
        self._redis = redis

    async def put(self, wanted: StatsWanted) -> None:
        await self._redis.hset(keys.STATS, wanted.by, wanted.model_dump_json())


class StatsWishes:
    """For who sends them. Each wish is taken by one process, and is gone when that is killed."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    def take(self) -> list[StatsWanted]:
        found = cast("dict[bytes, bytes]", self._redis.hgetall(keys.STATS))
        taken = (_read(body) for person, body in found.items() if self._redis.hdel(keys.STATS, person.decode()))
        return [wanted for wanted in taken if wanted]

    def put_back(self, wanted: StatsWanted) -> None:
        """Unless the person wished for something since."""
        self._redis.hsetnx(keys.STATS, wanted.by, wanted.model_dump_json())


def _read(body: bytes) -> StatsWanted | None:
    try:
        return StatsWanted.model_validate_json(body)
    except ValidationError:
        log.warning("stats_wish_unreadable")
        return None
