"""What the last self-check found, and what responders were told of it."""

from typing import cast

from pydantic import BaseModel, ConfigDict, ValidationError
from redis import Redis

from helpdesk.store import keys

_TURN_SECONDS = 900


class Fault(BaseModel):
    """One thing that is wrong, and what mends it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    check: str
    words: str
    fix: str


class Health(BaseModel):
    """`at` and `said_at` in seconds. `said`: what is wrong as it was last told, in gists without numbers.

    `saying` is the mark of a message that may be there already, with what it tells.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    at: float = 0.0
    wrong: tuple[Fault, ...] = ()
    said: tuple[str, ...] = ()
    said_at: float = 0.0
    saying: tuple[str, tuple[str, ...]] | None = None


class HealthRecord:
    """Shared by all processes."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    def last(self) -> Health:
        """A record that can't be read is as none: the next check writes it anew."""
        return health_in(cast("bytes | None", self._redis.get(keys.HEALTH)))

    def keep(self, health: Health) -> None:
        self._redis.set(keys.HEALTH, health.model_dump_json())

    def my_turn(self) -> bool:
        """Whether nobody else began a self-check a moment ago; asking takes the turn."""
        return bool(self._redis.set(keys.turn("self-check:run"), "", nx=True, ex=_TURN_SECONDS))


def health_in(body: bytes | None) -> Health:
    try:
        return Health.model_validate_json(body) if body else Health()
    except ValidationError:
        return Health()
