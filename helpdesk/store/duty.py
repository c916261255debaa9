"""What is remembered of duties: what each source last said, who people are in Slack, and who swapped with whom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar, cast

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.domain.retry import TryLater
from helpdesk.domain.times.rota import Span, name_and_email
from helpdesk.store import keys

log = structlog.get_logger()
Kept = TypeVar("Kept", bound=BaseModel)

KEPT_SECONDS = 90 * 86400.0
"""How long after its end a swap is kept."""

ANSWERED_SECONDS = 3600
"""How long a delivery that was answered is known: Slack sends it again within minutes, if at all."""

ANSWERING_SECONDS = 20.0
"""After so long whoever began to answer is not at it any more. Slack sends it again after a minute, and after five:
https://docs.slack.dev/apis/events-api/#error-handling .
"""

ANSWERED = b""
Begun = Literal["first", "again"]
"""`again`: somebody began before, and may have answered."""


class BeingAnswered(TryLater):
    """To be delivered again."""

    def __init__(self) -> None:
        super().__init__("Somebody is answering it.")


class Heard(BaseModel):
    """What a source said `at` a time; `away` is why it could not be asked since, empty when it could."""

    # Some are always on duty: their spans have no beginning and no end, which JSON has no numbers for.
    model_config = ConfigDict(frozen=True, extra="ignore", ser_json_inf_nan="strings")

    at: float
    spans: tuple[Span, ...]
    away: str = ""


class Known(BaseModel):
    """Who has an e-mail address in Slack, as it was `at` a time; nobody is an empty `id`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    at: float
    id: str


class Swap(BaseModel):
    """Somebody took the duty over: `by` is who said so, `before` who had it.

    `told` is when the new one was told; or, when that `failed`, who said so. `tried`: they may have been.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    team: str
    level: int
    since: float
    until: float
    who: str
    by: str
    before: tuple[str, ...]
    channel: str
    at: float
    told: float | None = None
    tried: bool = False
    failed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it at once. `heard` by the source's name, `people` by e-mail address, `swaps` the newest first."""

    heard: Mapping[str, Heard]
    people: Mapping[str, Known]
    swaps: Sequence[Swap]


Hash = Mapping[bytes, bytes]


def _facts(heard: Hash, people: Hash, swaps: Hash) -> Facts:
    taken = (swap for body in swaps.values() if (swap := _read(Swap, body)))
    return Facts(
        {name.decode(): told for name, body in heard.items() if (told := _read(Heard, body))},
        {name.decode(): known for name, body in people.items() if (known := _read(Known, body))},
        sorted(taken, key=lambda swap: (swap.at, swap.id), reverse=True),
    )


def _read(kind: type[Kept], body: bytes) -> Kept | None:
    """None for what a newer version wrote in another way: sources and people are asked again."""
    try:
        return kind.model_validate_json(body)
    except ValidationError:
        log.warning("duty_record_unreadable", kind=kind.__name__)
        return None


class Duties:
    """Shared by all processes."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    def facts(self) -> Facts:
        with self._redis.pipeline(transaction=False) as calls:
            for key in (keys.DUTY_HEARD, keys.DUTY_PEOPLE, keys.DUTY_SWAPS):
                calls.hgetall(key)
            return _facts(*cast("list[Hash]", calls.execute()))

    def hear(self, name: str, heard: Heard) -> None:
        self._redis.hset(keys.DUTY_HEARD, name, heard.model_dump_json())

    def know(self, email: str, known: Known) -> None:
        self._redis.hset(keys.DUTY_PEOPLE, email, known.model_dump_json())

    def forget(self, names: Sequence[str], emails: Sequence[str], now: float) -> None:
        """Drop sources and addresses that nothing names any more, and swaps of long ago."""
        old = [swap.id for swap in self.facts().swaps if swap.until < now - KEPT_SECONDS]
        for key, fields in ((keys.DUTY_HEARD, names), (keys.DUTY_PEOPLE, emails), (keys.DUTY_SWAPS, old)):
            if fields:
                self._redis.hdel(key, *fields)

    def without(self, is_them: Callable[[str], bool], stand_in: str) -> int:
        """Put a neutral word in somebody's place in swaps and in what sources said; how many of these were changed."""

        def left(who: str) -> str:
            return stand_in if is_them(who) or is_them(name_and_email(who)[0]) else who

        facts, changed = self.facts(), 0
        for swap in facts.swaps:
            before = tuple(map(left, swap.before))
            now = swap.model_copy(update={"who": left(swap.who), "by": left(swap.by), "before": before})
            if is_them(now.id):  # a swap without an id of Slack's own begins with who said it
                self._redis.hdel(keys.DUTY_SWAPS, now.id)
                now = now.model_copy(update={"id": f"{stand_in}:{now.at}"})
            if now != swap:
                self.note(now)
                changed += 1
        for name, heard in facts.heard.items():
            spans = tuple(span._replace(who=left(span.who)) for span in heard.spans)
            if spans != heard.spans:
                self.hear(name, heard.model_copy(update={"spans": spans}))
                changed += 1
        if gone := [email for email, known in facts.people.items() if is_them(email) or is_them(known.id)]:
            self._redis.hdel(keys.DUTY_PEOPLE, *gone)
        return changed

    def note(self, swap: Swap) -> None:
        """Write down how far the telling of a swap has come."""
        self._redis.hset(keys.DUTY_SWAPS, swap.id, swap.model_dump_json())


class AsyncDuties:
    """The same for a door. Redis errors come up."""

    def __init__(self, redis: "AsyncRedis") -> None:
        self._redis = redis

    async def facts(self) -> Facts:
        async with self._redis.pipeline(transaction=False) as calls:
            for key in (keys.DUTY_HEARD, keys.DUTY_PEOPLE, keys.DUTY_SWAPS):
                calls.hgetall(key)
            return _facts(*cast("list[Hash]", await calls.execute()))

    async def swap(self, swap: Swap) -> bool:
        """Keep a swap; False when the same was kept before."""
        return bool(await self._redis.hsetnx(keys.DUTY_SWAPS, swap.id, swap.model_dump_json()))

    async def begin(self, delivery: str, now: float) -> Begun | None:
        """Take a delivery to answer it; None when it was answered.

        BeingAnswered while somebody may be at it, who may as well have been killed.
        """
        found = await self._redis.set(keys.answered(delivery), now, nx=True, get=True, ex=ANSWERED_SECONDS)
        if found is None:
            return "first"
        if found == ANSWERED:
            return None
        if now - float(found) < ANSWERING_SECONDS:
            raise BeingAnswered
        await self._redis.set(keys.answered(delivery), now, ex=ANSWERED_SECONDS)
        return "again"

    async def answered(self, delivery: str) -> None:
        await self._redis.set(keys.answered(delivery), ANSWERED, ex=ANSWERED_SECONDS)

    async def not_answered(self, delivery: str) -> None:
        """Give it back: it is to be tried again."""
        await self._redis.delete(keys.answered(delivery))
