"""Swaps of a lost store, found again in what those who took a duty over were told. It changes nothing in Slack."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from pydantic import ValidationError

from helpdesk.domain.retry import GiveUp
from helpdesk.store.duty import KEPT_SECONDS, Duties, Swap


class Told(Protocol):
    """What went with each message about a swap that a person got, the newest first."""

    def records(self, person: str, oldest: float) -> Iterator[str]: ...


def swaps_again(duties: Duties, told: Told, people: Iterable[str], now: float, read: Callable[[], None]) -> int:
    """Keep each swap that one of these people was told of and that is not known; how many. `read` hears of each person.

    Nobody is told again. Raises TryLater, and Redis errors.
    """
    known = {swap.id for swap in duties.facts().swaps}
    before = len(known)
    for person in people:
        for swap in _swaps(told, person, now - KEPT_SECONDS):
            if swap.id not in known:
                known.add(swap.id)
                duties.note(swap.model_copy(update={"tried": True, "told": swap.at}))
        read()
    return len(known) - before


def _swaps(told: Told, person: str, oldest: float) -> Iterator[Swap]:
    try:
        for record in told.records(person, oldest):
            try:
                yield Swap.model_validate_json(record)
            except ValidationError:
                continue  # of another version
    except GiveUp:  # nobody can write to them any more
        return
