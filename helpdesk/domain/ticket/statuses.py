"""States in Zendesk's words: which status says which state, and what to write when none of them does."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from helpdesk.domain.ticket.states import State

Status = Literal["new", "open", "pending", "hold", "solved", "closed", "deleted"]

_MEANS: Mapping[Status, State] = MappingProxyType(
    {
        "new": State.NEW,
        "open": State.WORKING,
        "pending": State.WAITING,
        "hold": State.WAITING,
        "solved": State.RESOLVED,
        "closed": State.RESOLVED,
        "deleted": State.DISMISSED,
    }
)

_WANTED: Mapping[State, Status | int] = MappingProxyType(
    {
        State.SEEN: "open",
        State.WORKING: "open",
        State.WAITING: "pending",
        State.RESOLVED: "solved",
        State.DISMISSED: "solved",
    }
)


@dataclass(frozen=True, slots=True)
class StatusMap:
    """The configured `[zendesk.statuses]`: a state's status category, or the id of a custom status."""

    configured: Mapping[State, Status | int] = field(default_factory=dict)

    def wanted(self, state: State) -> Status | int:
        """What to write so that Zendesk says this state; a question without marks is reopened as open."""
        return self.configured.get(state, _WANTED.get(state, "open"))

    def says(self, status: Status, custom: int | None, state: State) -> bool:
        """Whether Zendesk's status already says this state, so that nothing is to be written."""
        if status == "closed":
            return state.ends
        if state is State.NEW and state not in self.configured:
            return status in {"new", "open"} and not self._named(custom)
        wanted = self.wanted(state)
        if isinstance(wanted, int):
            return custom == wanted
        return self._alike(status, wanted) and not self._named(custom, besides=state)

    def means(self, status: Status, custom: int | None, now: State) -> State:
        """The state a status stands for; the present one when the status says that too."""
        if self.says(status, custom, now):
            return now
        said = self._named(custom) or [s for s in self._told_apart() if self.says(status, custom, s)]
        usual = _MEANS[status]
        return usual if usual in said or not said else max(said, key=lambda s: s.rank)

    def _named(self, custom: int | None, besides: State | None = None) -> list[State]:
        return [s for s, id_ in self.configured.items() if custom is not None and id_ == custom and s is not besides]

    def _told_apart(self) -> list[State]:
        """The states that a status alone can tell: dismissed is solved to Zendesk, new is open unless configured."""
        return [s for s in State if s is not State.DISMISSED and (s in _WANTED or s in self.configured)]

    def _alike(self, one: Status, other: Status) -> bool:
        """Pending and on hold both wait, unless the configuration gives each a state of its own."""
        both = {"pending", "hold"}
        return one == other or ({one, other} == both and not both <= {self.wanted(s) for s in self._told_apart()})
