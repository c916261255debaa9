"""Who wants to be sent which figures, and how far that has come, until they are sent."""

from typing import cast

from pydantic import BaseModel, ConfigDict, ValidationError
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.domain.times.periods import Period
from helpdesk.store import keys
from helpdesk.store.scripts import source


class StatsWanted(BaseModel):
    """The figures of these channels in that period, for a person, in their language; asked for `at` a time.

    `tries` were begun, and the next one is `due`. `tried`: the words may be there; `told`: they are. `picture` is the
    file that may be there. `failed`: the person is to be told that no figures come.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    by: str
    channels: tuple[str, ...]
    period: Period
    language: str
    at: float
    tries: int = 0
    due: float = 0.0
    tried: bool = False
    told: bool = False
    picture: str = ""
    failed: bool = False


class AsyncStatsWishes:
    """For the doors. Redis errors come up."""

    def __init__(self, redis: "AsyncRedis") -> None:
        self._redis = redis

    async def put(self, wanted: StatsWanted) -> None:
        """Keep it; the same once more changes nothing."""
        await self._redis.hsetnx(keys.STATS, wanted.id, wanted.model_dump_json())


class StatsWishes:
    """For who sends them: a wish stays until it is dropped."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis
        self._note = redis.register_script(source("note"))

    def all(self) -> list[StatsWanted]:
        """Those that were put first come first."""
        found = cast("dict[bytes, bytes]", self._redis.hgetall(keys.STATS))
        read = (_read(id_, body) for id_, body in found.items())
        return sorted((wanted for wanted in read if wanted), key=lambda wanted: wanted.at)

    def get(self, id_: str) -> StatsWanted | None:
        body = cast("bytes | None", self._redis.hget(keys.STATS, id_))
        return _read(id_.encode(), body) if body else None

    def note(self, wanted: StatsWanted) -> None:
        """Write down how far it has come, unless it was dropped since."""
        self._note(keys=[keys.STATS], args=[wanted.id, wanted.model_dump_json()])

    def drop(self, id_: str) -> None:
        self._redis.hdel(keys.STATS, id_)


def _read(id_: bytes, body: bytes) -> StatsWanted | None:
    """None for what a newer version wrote in another way: that one sends it."""
    try:
        return StatsWanted.model_validate_json(body).model_copy(update={"id": id_.decode()})
    except ValidationError:
        return None
