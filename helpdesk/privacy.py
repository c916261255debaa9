"""Words are kept no longer than needed, and a person can be forgotten: in the store, which alone is ours to change."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog

from helpdesk.domain.forgetting import Identity, without_person, without_words
from helpdesk.domain.history import Entry, without_reason
from helpdesk.domain.people import SOMEBODY
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.lease import Lease, LeaseLost, Leases
from helpdesk.store.remains import Remains
from helpdesk.store.tickets import Tickets

log = structlog.get_logger()

DAY_SECONDS = 86_400.0
PATIENCE_SECONDS = 30.0
"""How long forgetting waits for a worker to let go of a ticket."""

Change = Callable[[Ticket, list[Entry]], tuple[Ticket, list[Entry]]]


@dataclass(frozen=True, slots=True)
class Emptied:
    """What a round dropped."""

    tickets: int
    parked: int


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much was changed or dropped. `waiting`: places where deliveries about the person are still to be taken.

    `busy`: tickets a worker would not let go of. `compacted`: the store's file is being written anew. `duties`: swaps,
    and what sources said.
    """

    tickets: int
    answers: int
    parked: int
    waiting: int
    busy: int
    compacted: bool
    duties: int = 0


@dataclass(frozen=True, slots=True)
class Privacy:
    """Changes tickets under their lease, beside running workers. `keep_days`: how long words outlive their ticket."""

    leases: Leases
    tickets: Tickets
    clockwork: Clockwork
    remains: Remains
    keep_days: float
    clock: Callable[[], float] = time.time

    def round(self) -> Emptied:
        """Drop the words of what has been over for `keep_days`. What a worker has is left to the next round."""
        before = self.clock() - self.keep_days * DAY_SECONDS
        emptied = 0
        for ticket in self.tickets.all():
            if self._is_long_over(ticket, before):
                emptied += self._changed(ticket.place, lambda t, h: self._emptied(t, h, before)) or 0
        parked = self.remains.drop_parked(lambda _, at: at < before)
        self.remains.compact()  # although nothing was dropped: an earlier round may have been killed before this
        if emptied or parked:
            log.info("words_dropped", tickets=emptied, parked=parked)
        return Emptied(emptied, parked)

    def _is_long_over(self, ticket: Ticket, before: float) -> bool:
        """Nothing has happened to it for so long. Whoever has no words any more is passed over unread."""
        if ticket.is_live or ticket.current.since >= before:
            return False
        history = self.tickets.history(ticket.place)
        has_words = without_words(ticket) != ticket or [without_reason(entry) for entry in history] != history
        return has_words and (not history or history[-1].at < before)

    def _emptied(self, ticket: Ticket, history: list[Entry], before: float) -> tuple[Ticket, list[Entry]]:
        """Looked at again under the lease: it may have come to life since."""
        if not self._is_long_over(ticket, before):
            return ticket, history
        return without_words(ticket), [without_reason(entry) for entry in history]

    def forget(self, who: Identity, on_place: Callable[[], None] = lambda: None) -> Forgotten:
        """Put a neutral word in a person's place everywhere, and drop their words; a second time finds nothing."""
        tickets = waiting = busy = 0
        for place in self.remains.places():
            changed = self._patiently(place, lambda t, h: without_person(t, h, who))
            tickets += changed or 0
            busy += changed is None
            waiting += any(who.is_in(raw) for raw in self.remains.mail(place))
            on_place()
        answers = self.remains.drop_answers(lambda text: who.is_in(text) or text.strip('"') in who.names)
        parked = self.remains.drop_parked(lambda text, _: who.is_in(text))
        duties = self.remains.leave_duties(lambda text: who.is_in(text) or text in who.names, SOMEBODY)
        return Forgotten(tickets, answers, parked, waiting, busy, self.remains.compact(), duties)

    def _patiently(self, place: Place, change: Change) -> bool | None:
        end = time.monotonic() + PATIENCE_SECONDS
        while (changed := self._changed(place, change)) is None and time.monotonic() < end:
            time.sleep(0.1)
        return changed

    def _changed(self, place: Place, change: Change) -> bool | None:
        """Whether a place was changed; None while a worker has it. Those that need no change are not taken."""
        known = self.tickets.at(place)
        if known is None or _is_as_it_was(known, self.tickets.history(place), change):
            return False
        lease = self.leases.take(place)
        if lease is None:
            return None
        try:
            with self._given_back(lease):
                if lease.ticket is None:
                    return False
                history = self.tickets.history(place)
                self.leases.rewrite(lease, *change(lease.ticket, history))
                return True
        except LeaseLost:
            return None

    @contextmanager
    def _given_back(self, lease: Lease) -> Iterator[None]:
        """Let go with the wake time as it was: nobody else sets it while the lease is held and no mail comes."""
        wake = self.clockwork.wakes_at(lease.place)
        try:
            yield
        finally:
            if lease.mail or not self.leases.rest(lease, wake):
                self.leases.rest(lease, self.clock(), although_mail_waits=True)


def _is_as_it_was(ticket: Ticket, history: list[Entry], change: Change) -> bool:
    return change(ticket, history) == (ticket, history)
