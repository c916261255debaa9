"""Writes what a rebuild made, each place once however often it is tried. It reads neither Slack nor Zendesk."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from helpdesk.domain.history import Entry
from helpdesk.domain.place import Place
from helpdesk.domain.plan import plan
from helpdesk.domain.rebuilding.numbering import filled_gaps, is_number
from helpdesk.domain.retry import TryLater
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.reminders import Reminders
from helpdesk.rebuild.outside import Patience
from helpdesk.store.lease import Lease, LeaseLost, Leases
from helpdesk.store.rebuilding import Rebuilding
from helpdesk.store.tickets import Tickets

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Keeper:
    """The store of a rebuild under way."""

    tickets: Tickets
    leases: Leases
    rebuilding: Rebuilding
    patiently: Patience
    clock: Callable[[], float]

    def keep(self, ticket: Ticket, rules: Rules) -> None:
        """Write the ticket with its number and its links; one that is there already stays as it is.

        Nobody knows any more who was warned of what was due by now.
        """
        self._held(ticket.place, partial(self._keep, ticket, rules))

    def _keep(self, ticket: Ticket, rules: Rules, lease: Lease) -> None:
        if lease.ticket is None or lease.ticket.kind != "question":
            ticket = ticket.model_copy(update={"reminders": Reminders(since=self.clock())})
            known = ticket.kind == "moved" or (
                is_number(ticket.number) and self.tickets.has_number(str(ticket.number), ticket.place)
            )
            made = ticket if known else ticket.model_copy(update={"number": None})
            entry = Entry(at=self.clock(), what="rebuilt", state=made.state)
            self.leases.commit(lease, made, 0, [entry])
        kept = lease.ticket or ticket
        for number in (*kept.past, *([kept.zendesk.id] if kept.zendesk else [])):
            self.tickets.link(number, kept.place)
        self._rest(lease, kept, rules)
        self.rebuilding.done(kept.place)

    def kept(self) -> Iterator[Ticket]:
        """What was written so far, in the order in which it was asked."""
        places = self.rebuilding.places()
        for start in range(0, len(places), _PAGE):
            found = self.tickets.many(places[start : start + _PAGE])
            questions = (ticket for ticket in found.values() if ticket and ticket.kind == "question")
            yield from sorted(questions, key=lambda ticket: float(ticket.place.ts))

    def number(self, rules: Callable[[Place], Rules]) -> int:
        """Give a number to each ticket that has none; how many there were."""
        asked: dict[str, list[Place]] = defaultdict(list)
        known: dict[str, dict[Place, int]] = defaultdict(dict)
        for ticket in self.kept():
            prefix, count = prefix_and_count(ticket.number) or (rules(ticket.place).prefix, None)
            asked[prefix].append(ticket.place)
            if count:
                known[prefix][ticket.place] = count
        free = [(prefix, filled_gaps(places, known[prefix])) for prefix, places in asked.items()]
        for prefix, given in free:
            for place, count in given.items():
                self._number(prefix, place, count, rules(place))
        return sum(len(given) for _, given in free)

    def _number(self, prefix: str, place: Place, count: int, rules: Rules) -> None:
        """The number, or the one that was given before a stop."""
        self.tickets.has_number(f"{prefix}-{count}", place)
        known = self.tickets.number(prefix, place)

        def number(lease: Lease) -> None:
            if lease.ticket:
                self.leases.commit(lease, lease.ticket.model_copy(update={"number": known}), 0, [])
                self._rest(lease, lease.ticket, rules)

        self._held(place, number)

    def _held(self, place: Place, write: Callable[[Lease], None]) -> None:
        """Write once the place is ours, and again if we stood still until it was not."""

        def take_and_write() -> None:
            lease = self.leases.take(place)
            if lease is None:
                raise TryLater("A question is still held by whoever was stopped.")
            try:
                write(lease)
            except LeaseLost as lost:
                raise TryLater("Writing a question took too long.") from lost

        self.patiently(take_and_write)

    def _rest(self, lease: Lease, ticket: Ticket, rules: Rules) -> None:
        """What came through the doors meanwhile is attended to afterwards, and so is what is outstanding."""
        now = self.clock()
        outstanding = plan(ticket, rules, now)
        wake = now if outstanding.due or lease.mail else outstanding.wake
        if not self.leases.rest(lease, wake, although_mail_waits=bool(lease.mail)):
            self.leases.rest(lease, now, although_mail_waits=True)


def prefix_and_count(number: str | None) -> tuple[str, int] | None:
    """Prefix and count of `IT-42`; None for no number."""
    if not is_number(number):
        return None
    prefix, _, count = str(number).rpartition("-")
    return prefix, int(count)
