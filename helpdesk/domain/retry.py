"""What goes wrong outside, in two words, and how long to wait before the next try.

```
Exception
└── WentWrong
    ├── TryLater    put off: nothing is lost, and it will be tried again
    │   └── NoRoom  before the call went out, for want of room in a budget
    └── GiveUp      refused for good: people are told why
        └── Unreadable  what was read makes no sense; other things may be read all the same
```
"""

from math import isnan

_WAITS = (2.0, 5.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0)
_LONGEST = 3600.0
_DAY = 24 * 3600.0
TRIES = 33
"""Tries until an effect is given up: about 24 hours with the waits above."""


class WentWrong(Exception):
    """An outside call did not do what it should. `why` is a sentence for people, without secrets."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class TryLater(WentWrong):
    """Put off. `after` is the least wait in seconds that the other side asked for.

    `doubt` says that the call may have taken effect all the same: its answer was lost.
    """

    def __init__(self, why: str, *, after: float = 0.0, doubt: bool = False) -> None:
        super().__init__(why)
        self.after = after
        self.doubt = doubt

    def doubting(self, doubt: bool) -> "TryLater":
        """The same with another doubt: what went before or what the call does says more than the call itself."""
        return TryLater(self.why, after=self.after, doubt=doubt)


class NoRoom(TryLater):
    """A budget has no room now, so the call did not go out. This is no failed try, and no trouble to tell of.

    A `doubt` is about what went out before it. `budget` is the name of the full one.
    """

    def __init__(self, after: float, budget: str = "", *, doubt: bool = False) -> None:
        super().__init__("Too many calls at once: this one waits for its turn.", after=after, doubt=doubt)
        self.budget = budget

    def doubting(self, doubt: bool) -> "NoRoom":
        return NoRoom(self.after, self.budget, doubt=doubt)


class GiveUp(WentWrong):
    """Refused for good: trying the same again can't help. `fields` are the Zendesk fields to be filled in first."""

    fields: tuple[int, ...] = ()


class Unreadable(GiveUp):
    """What was read is nothing that we can make sense of, and would not be another time."""


def believed(asked: float, usual: float) -> float:
    """Seconds to wait when the other side asks for so many: an hour for more than a day, `usual` for what is none."""
    if isnan(asked):
        return usual
    return max(asked, 0.0) if asked <= _DAY else _LONGEST


def wait_before(tries: int, at_least: float = 0.0) -> float:
    """Seconds until the next try after `tries` failed ones; never less than the other side asked for."""
    usual = _WAITS[tries - 1] if tries <= len(_WAITS) else _LONGEST
    return max(usual, at_least)
