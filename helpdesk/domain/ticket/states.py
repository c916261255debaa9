"""The states of a question and their order."""

from enum import StrEnum


class State(StrEnum):
    """Where a question stands. The order of the members is how far along it is."""

    NEW = "new"
    SEEN = "seen"
    WORKING = "working"
    WAITING = "waiting"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"

    @property
    def rank(self) -> int:
        return _RANKS[self]

    @property
    def ends(self) -> bool:
        """Whether nobody is expected to do anything more."""
        return self in {State.RESOLVED, State.DISMISSED}

    @property
    def takes(self) -> bool:
        """Whether the first to set it takes the question."""
        return self in {State.SEEN, State.WORKING}


_RANKS = {state: rank for rank, state in enumerate(State)}
