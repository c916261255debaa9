"""What a call outside costs and what the other side said of it: values that the wings and the store share."""

from dataclasses import dataclass
from enum import IntEnum


class Urgency(IntEnum):
    """Who goes first when there isn't room for all.

    `AT_ONCE` is for a person who waits at this very second; it may overdraw a budget, but not open a closed one.
    """

    AT_ONCE = 0
    STATUS = 1
    COMMENT = 2
    REST = 3


@dataclass(frozen=True, slots=True)
class Budget:
    """The other side allows so many `calls` in so many `seconds`, to all workers together.

    `burst` of them may go at once; after these we take `steady`, a share of the allowed pace. `name` is the kind, and
    after a colon what it is of: `chat.postMessage:C0ITHELP1`. `counted`: each answer says how many are left.
    """

    name: str
    calls: float
    seconds: float
    burst: float
    steady: float = 0.9
    counted: bool = False

    @property
    def kind(self) -> str:
        return self.name.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer said of a budget: so many calls are left until it is full again in `resets` seconds.

    `limit` is how many calls there are in all.
    """

    budget: Budget
    limit: float
    left: float
    resets: float


@dataclass(frozen=True, slots=True)
class Room:
    """What a budget holds now: calls that may go at once of the `limit`, below 0 when overdrawn.

    `closed` is for how many seconds nothing may go at all.
    """

    calls: float
    limit: float
    closed: float = 0.0
