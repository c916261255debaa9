"""Marks: people's reactions on the root message, and what they say together.

Each mark keeps the latest time it was put on and the latest time it was taken off, and the first few of each, so the
order in which Slack tells us about them, and how often, changes nothing.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from helpdesk.domain.ticket.states import State


class Mark(BaseModel):
    """One person's use of one emoji. Times are Slack's `event_ts` in seconds; None when it was never told.

    `added` and `removed` are the latest; `added_before` and `removed_before` the first few before those.
    `let_go`: when it ceased to count although it stays on the message, for nothing was done; until it is put on anew.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    person: str
    emoji: str
    state: State
    counts: bool
    added: float | None = None
    removed: float | None = None
    added_before: tuple[float, ...] = ()
    removed_before: tuple[float, ...] = ()
    let_go: float | None = None

    @property
    def is_reaction(self) -> bool:
        """Whether people see it on the message; what was taken by a button stands nowhere."""
        return not self.emoji.startswith(BUTTON)

    @property
    def stands_there(self) -> bool:
        """Whether it is on the message, as far as we were told."""
        return self.added is not None and (self.removed is None or self.added > self.removed)

    @property
    def present(self) -> bool:
        return self.stands_there and not self.is_let_go

    @property
    def is_let_go(self) -> bool:
        """Whether it stands there and means nothing any more."""
        return self.stands_there and self.let_go is not None and self.let_go >= (self.added or 0.0)

    @property
    def ended(self) -> float | None:
        """Since when it means nothing, None for what is present or was never put on."""
        if self.added is None or self.present:
            return None
        return min(end for end in (self.removed, self.let_go) if end is not None and end >= self.added)


Marks = tuple[Mark, ...]

_FIRST = 3
"""How many of the times before the latest a mark keeps."""

BUTTON = "button:"
"""What the name of a mark begins with that was made by a button: no emoji's name does."""


class Standing(NamedTuple):
    """A state, since when it holds (seconds) and who brought it about."""

    state: State
    since: float
    by: str | None


def mark_added(marks: Marks, mark: Mark) -> Marks:
    """The marks with this one put on at `mark.added`."""
    return _with(marks, mark)


def mark_removed(marks: Marks, mark: Mark) -> Marks:
    """The marks with this one taken off at `mark.removed`."""
    return _with(marks, mark)


def let_go(marks: Marks, person: str, at: float) -> Marks:
    """The marks with those let go at `at` by which somebody has it since before."""
    freed = (m for m in _taking(marks, person) if m.present and _added(m) <= at)
    for mark in freed:
        marks = _with(marks, mark.model_copy(update={"let_go": at}))
    return marks


def _with(marks: Marks, told: Mark) -> Marks:
    others = [m for m in marks if (m.person, m.emoji) != (told.person, told.emoji)]
    known = next((m for m in marks if (m.person, m.emoji) == (told.person, told.emoji)), None)
    if known:
        told = _joined(known, told)
    return tuple(sorted([*others, told], key=lambda m: (m.person, m.emoji)))


def _joined(known: Mark, told: Mark) -> Mark:
    """Both times are the latest told; what was told last says whether the mark counts."""
    newest = told if _last(told) >= _last(known) else known
    added = {*known.added_before, *told.added_before, known.added, told.added}
    removed = {*known.removed_before, *told.removed_before, known.removed, told.removed}
    ons, offs = _times(added), _times(removed)
    return newest.model_copy(
        update={
            "added": ons[-1] if ons else None,
            "removed": offs[-1] if offs else None,
            "added_before": ons[:-1][:_FIRST],
            "removed_before": offs[:-1][:_FIRST],
            "let_go": max(_times({known.let_go, told.let_go}), default=None),
        }
    )


def put_on(mark: Mark) -> Iterator[tuple[float, float | None]]:
    """The times it was put on, as far as they are kept, the first one first, and when it was taken off after that."""
    offs = _times({*mark.removed_before, mark.removed})
    for on in _times({*mark.added_before, mark.added}):
        yield on, next((off for off in offs if off >= on), None)


def _times(known: Iterable[float | None]) -> tuple[float, ...]:
    return tuple(sorted(at for at in known if at is not None))


def _last(mark: Mark) -> float:
    return max(mark.added or 0.0, mark.removed or 0.0)


def standing(marks: Iterable[Mark]) -> Standing | None:
    """The furthest state that somebody's mark stands for, since it was last brought about; None without any mark.

    It was brought about by the latest of: a mark put on at that state; a mark of a further state taken off.
    """
    counting = [m for m in marks if m.counts]
    state = max((m.state for m in counting if m.present), key=lambda s: s.rank, default=State.NEW)
    moments = [moment for mark in counting for moment in _moments(mark, state)]
    if not moments:
        return None
    since, by = max(moments)
    return Standing(state, since, by)


def put_on_last(marks: Marks, state: State) -> float:
    """When somebody last put on a mark of this state that is still there; 0.0 when nobody did."""
    return max((_added(m) for m in marks if m.counts and m.present and m.state is state), default=0.0)


def ended_by_marks(marks: Marks) -> float:
    """When somebody last put on a mark that ends the question and is still there; 0.0 when nobody did."""
    return max(put_on_last(marks, state) for state in State if state.ends)


def held_since(marks: Iterable[Mark], state: State) -> float:
    """Since when a state that the marks stand for has held for people: another mark of the same begins nothing anew."""
    counting = [m for m in marks if m.counts and m.added is not None]
    begun = min((_added(m) for m in counting if m.present and m.state is state), default=0.0)
    stepped_back = (m.ended or 0.0 for m in counting if not m.present and m.state.rank > state.rank)
    return max(begun, *stepped_back, 0.0)


def touched(marks: Iterable[Mark]) -> float:
    """When one was last put on, taken off or let go; 0.0 without any."""
    counting = [m for m in marks if m.counts]
    return max((max(m.added or 0.0, m.removed or 0.0, m.let_go or 0.0) for m in counting), default=0.0)


def changed_since(marks: Marks, moment: float) -> bool:
    """Whether the marks brought something about after `moment`; what was put on and taken off after it did not."""
    lasting = [m for m in marks if m.present or _added(m) <= moment]
    now = standing(lasting)
    return now is not None and now.since > moment


def _moments(mark: Mark, state: State) -> Iterator[tuple[float, str]]:
    if mark.added is None:
        return
    if mark.present and mark.state == state:
        yield mark.added, mark.person
    elif mark.ended is not None and mark.state.rank > state.rank:
        yield mark.ended, mark.person


def assignee(marks: Iterable[Mark]) -> str | None:
    """Who stands by the question longest without a break: the first 👀 or 🔧, until they take it back."""
    marks = tuple(marks)
    since = {m.person: _standing_by_since(_taking(marks, m.person)) for m in _taking(marks) if m.present}
    return min(since, key=lambda person: (since[person], person), default=None)


def takers(marks: Iterable[Mark]) -> frozenset[str]:
    """Who stands by the question."""
    return frozenset(m.person for m in _taking(marks) if m.present)


def _taking(marks: Iterable[Mark], person: str | None = None) -> list[Mark]:
    return [m for m in marks if m.counts and m.state.takes and m.added is not None and person in {None, m.person}]


def _standing_by_since(marks: list[Mark]) -> float:
    """When the unbroken time began: 👀 swapped for 🔧 is one time, however the swap was told."""
    start = min(_added(m) for m in marks if m.present)
    for mark in sorted(marks, key=_last, reverse=True):
        if mark.ended is not None and _added(mark) < start <= mark.ended:
            start = _added(mark)
    return start


def _added(mark: Mark) -> float:
    return mark.added if mark.added is not None else 0.0
