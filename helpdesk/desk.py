"""`attend`: the shell around `decide` and `plan`: absorb what happened at one place, do what is outstanding."""

import hashlib
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import structlog
from structlog.contextvars import bind_contextvars, bound_contextvars

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.effects.moving import HandOver
from helpdesk.domain.history import Entry, entry
from helpdesk.domain.passed_on import passed_on
from helpdesk.domain.place import Place
from helpdesk.domain.plan import plan, settled, without_stale_attempts
from helpdesk.domain.retry import TryLater, wait_before
from helpdesk.domain.rules import Rules
from helpdesk.domain.shadow import would_have
from helpdesk.domain.ticket import Ticket
from helpdesk.hands import Wings
from helpdesk.metrics import Metrics, kind_of, outcome_of
from helpdesk.store.crash import Crash
from helpdesk.store.lease import STORE_ERRORS, Lease, LeaseLost, Leases
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.parked import RECORD, Parked, ParkedDeliveries
from helpdesk.store.records import Letter, NewerRecord, read
from helpdesk.store.tickets import Tickets
from helpdesk.surprises import where
from helpdesk.traces import NoTraces, Traces
from helpdesk.trying import Try

log = structlog.get_logger()

MOST_CAUSES = 20
"""Deliveries named in the logs of what follows from them, when very many came at once: the last ones."""

MOST_EFFECTS = 30
"""Effects done in one go; a ticket that wants more is attended to again a second later, after others."""

MOST_SECONDS = 8.0
"""After so long no other effect is begun in this go: calls that hang hold a worker, and others wait for it."""

UNREADABLE_SECONDS = 300.0
"""How long a place rests whose record is broken, before somebody may have mended it."""

CRASHED_SECONDS = 60.0
"""How long a place rests that could not be attended to for a fault of our own."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Attends to places. `rules` answers None for a channel that isn't configured, and may raise TryLater.

    So may `is_outside`, which says whether somebody is a guest or of another workspace.
    Once `is_stopping`, no further effect is begun, and the place is handed back.
    """

    leases: Leases
    tickets: Tickets
    parked: ParkedDeliveries
    mailbox: Mailbox
    rules: Callable[[str], Rules | None]
    wings: Wings
    clock: Callable[[], float] = time.time
    metrics: Metrics = field(default_factory=Metrics)
    is_stopping: Callable[[], bool] = field(default=lambda: False)
    traces: Traces = field(default_factory=NoTraces)
    is_outside: Callable[[str], bool] = field(default=lambda _: False)

    def attend(self, place: Place) -> None:
        """Bring one place up to date. Does nothing while another worker has it; what it can't do now gets a time."""
        lease = self.leases.take(place)
        if lease is None:
            return
        bound = log.bind(place=str(place))
        if lease.due is not None:
            self.metrics.wake_lag_seconds.observe(max(self.clock() - lease.due, 0.0))
        renewing = self.leases.kept(lease, lambda why: bound.warning("lease_not_renewed", error=why))
        visit = self.traces.span("attend", _trace(lease), place=str(place))
        with bound_contextvars(delivery=lease.cause), renewing, visit:
            try:
                self._until_at_rest(lease)
            except LeaseLost:
                self.metrics.leases_lost.inc()
                bound.warning("lease_lost")
                self._tell_of_loss(place)

    def _tell_of_loss(self, place: Place) -> None:
        """What was done outside last is known to nobody: whoever has the place now is to look."""
        now = self.clock()
        self.mailbox.put(Delivery(f"overtaken:{place}:{uuid.uuid4().hex}", place, e.Overtaken(at=now)), now)

    def _until_at_rest(self, lease: Lease) -> None:
        while True:
            try:
                wake, put_off = self._serve(lease)
            except (LeaseLost, *STORE_ERRORS):
                raise
            except Exception as error:  # noqa: BLE001 - a surprise of ours: this place waits a while, the others don't
                lease.crash = Crash(at=self.clock(), why=where(error))
                log.error("attend_crashed", place=str(lease.place), error=lease.crash.why)
                wake, put_off = lease.crash.at + CRASHED_SECONDS, True
            if self.leases.rest(lease, wake, although_mail_waits=put_off):
                return
            lease = self.leases.again(lease)

    def _serve(self, lease: Lease) -> tuple[float | None, bool]:
        """The next wake time, and whether the mail is to be left unread until then."""
        if lease.unreadable is not None:
            self._park_record(lease.place, lease.unreadable)
            return self.clock() + UNREADABLE_SECONDS, True
        try:
            if lease.is_newer:
                raise NewerRecord
            rules = self.rules(lease.place.channel)
            if rules is None:
                waits = any(b'"kind":"moved_here"' in raw for raw in lease.mail)  # the question is nowhere else
                log.warning("channel_not_configured", place=str(lease.place), dropped=0 if waits else len(lease.mail))
                if waits:
                    return self.clock() + UNREADABLE_SECONDS, True
                self.leases.commit(lease, None, len(lease.mail), [])
                return None, False
            self._absorb(lease, rules)
        except TryLater as later:
            log.warning("place_put_off", place=str(lease.place), why=later.why)
            return self.clock() + wait_before(2, later.after), True
        return self._reach_out(lease, rules), self.is_stopping()

    def _park_record(self, place: Place, raw: bytes) -> None:
        """Nothing can be done for this place until it can be read; its record and its mail stay as they are."""
        why = "The ticket's record is broken."
        text = raw.decode(errors="replace")
        self.parked.park(Parked(id=f"{RECORD}{place}", door="ticket", at=self.clock(), why=why, raw=text))
        log.error("ticket_parked", place=str(place))

    def _absorb(self, lease: Lease, rules: Rules) -> None:
        """Fold the waiting events into the ticket and write both back in one step.

        Raises TryLater when it comes to one that can't be decided now, with those before it absorbed: that only a newer
        version can read, or of somebody of whom Slack doesn't say who they are.
        """
        before = known = ticket = lease.ticket or Ticket(place=lease.place)
        history: list[Entry] = []
        letters: list[Letter] = []
        absorbed, put_off = 0, None
        for raw in lease.mail:
            try:
                letter, after = self._folded(ticket, raw, rules)
            except TryLater as later:
                put_off = later
                break
            absorbed += 1
            if letter:
                letters.append(letter)
                line = entry(ticket, letter.event, after, self.clock())
                history += [line] if line else []
                ticket = after
        if absorbed:
            lease.cause = _cause(letters) or lease.cause
            bind_contextvars(delivery=lease.cause)
            ticket = self._numbered(without_stale_attempts(ticket, rules), rules)
            if ticket.came_from and before.came_from is None:
                self.tickets.take_over(ticket)
                known = next(each.event.ticket for each in letters if isinstance(each.event, e.MovedHere))
            self.leases.commit(lease, None if ticket == before else ticket, absorbed, history)
            self._tell_of_absorbed(lease.place, letters)
            self.metrics.absorbed(known, ticket)
            self.metrics.promised(known, ticket, rules)
        if put_off:
            raise put_off

    def _tell_of_absorbed(self, place: Place, letters: Sequence[Letter]) -> None:
        log.info("absorbed", place=str(place), events=len(letters))
        for letter in letters:
            self.metrics.events.labels("absorbed").inc()
            if isinstance(letter.event, e.Rated):
                self.metrics.ratings.labels(letter.event.score).inc()
            if letter.put:
                self.metrics.absorbed_seconds.observe(max(self.clock() - letter.put, 0.0))

    def _folded(self, ticket: Ticket, raw: bytes, rules: Rules) -> tuple[Letter | None, Ticket]:
        """One event, and the ticket after it; TryLater for one to be left.

        One that can't be read or decided is parked, so that it never stands in the others' way.
        """
        try:
            letter = read(Letter, raw)
            person = e.acting(letter.event)
            if person and rules.may(person) and self.is_outside(person):
                rules = replace(rules, outside=rules.outside | {person})
            self._pass_on(ticket, letter.event, rules, letter.delivery)
            return letter, decide(ticket, letter.event, rules)
        except TryLater:
            raise
        except Exception as error:  # noqa: BLE001 - the event is kept whole, and the place goes on
            log.error("event_parked", place=str(ticket.place), error=where(error))
            self.metrics.events.labels("parked").inc()
            why = f"The event could not be absorbed: {type(error).__name__}."
            id_ = f"{ticket.place}:{hashlib.sha256(raw).hexdigest()[:16]}"
            self.parked.park(Parked(id=id_, door="mailbox", at=self.clock(), why=why, raw=raw.decode(errors="replace")))
            return None, ticket

    def _pass_on(
        self, ticket: Ticket, event: e.Event | e.Learned | None, rules: Rules, delivery: str | None = None
    ) -> None:
        for each in passed_on(ticket, event, rules, delivery):
            self.mailbox.put(each, self.clock())

    def _numbered(self, ticket: Ticket, rules: Rules) -> Ticket:
        if ticket.kind != "question" or ticket.number:
            return ticket
        return ticket.model_copy(update={"number": self.tickets.number(rules.prefix, ticket.place)})

    def _reach_out(self, lease: Lease, rules: Rules) -> float | None:
        """Do what is outstanding, one effect at a time, and plan anew after each; the next wake time."""
        began = self.clock()
        for _ in range(MOST_EFFECTS):
            if lease.ticket is None:
                return None
            if self.is_stopping():
                return self.clock()
            if self.clock() - began > MOST_SECONDS:
                break
            outstanding = plan(lease.ticket, rules, self.clock())
            if not outstanding.due:
                return outstanding.wake
            rules = self._perform(lease, outstanding.due[0], rules)
        return self.clock() + 1

    def _perform(self, lease: Lease, effect: fx.Effect, rules: Rules) -> Rules:
        """Do it and learn from it; the rules, which by then know who we are in Zendesk."""
        ticket = lease.ticket or Ticket(place=lease.place)
        if isinstance(effect, HandOver):
            self._pass_on(ticket, None, rules)
            self._learn(lease, e.HandedOver(), rules)
            return rules
        if rules.shadow and (instead := would_have(effect, self.clock())):
            log.info("would_have", place=str(lease.place), effect=effect.key)
            self.metrics.effects.labels(kind_of(effect), outcome_of(instead)).inc()
            self._learn(lease, instead, rules)
            return rules
        if effect.doubles:
            self._learn(lease, e.Started(key=effect.key, at=self.clock()), rules)
        span = self.traces.span(kind_of(effect), effect=effect.key, delivery=lease.cause)
        with self.metrics.effect_seconds.labels(kind_of(effect)).time(), span:
            learned = Try(self.wings, self.clock, self.metrics)(ticket, effect, mask=rules.mask)
        log.info("effect", place=str(lease.place), effect=effect.key, outcome=learned.__class__.__name__)
        self.metrics.effects.labels(kind_of(effect), outcome_of(learned)).inc()
        if isinstance(learned, e.ZendeskOpened | e.ZendeskFollowed):
            self.tickets.link(learned.reading.id, lease.place)
        rules = self._acquainted(lease, rules)
        failed = isinstance(learned, e.Failed | e.PutOff | e.Refused)
        self._learn(lease, learned, rules, done=None if failed else effect)
        return rules

    def _acquainted(self, lease: Lease, rules: Rules) -> Rules:
        """What the very first call found out: a status that we wrote must not be taken for an agent's."""
        if not rules.zendesk or rules.zendesk_me is not None:
            return rules
        try:
            return self.rules(lease.place.channel) or rules
        except TryLater:
            return rules

    def _learn(self, lease: Lease, learned: e.Learned, rules: Rules, done: fx.Effect | None = None) -> None:
        """Absorb what was found out; `done` is what came through."""
        before = lease.ticket or Ticket(place=lease.place)
        self._pass_on(before, learned, rules)
        after = decide(settled(before, done) if done else before, learned, rules)
        after = without_stale_attempts(after, rules)
        after = self._numbered(after, rules)
        line = entry(before, learned, after, self.clock())
        self.leases.commit(lease, after, 0, [line] if line else [])
        self.metrics.absorbed(before, after)
        self.metrics.promised(before, after, rules)


def _cause(letters: Sequence[Letter]) -> str:
    return " ".join(letter.delivery for letter in letters[-MOST_CAUSES:] if letter.delivery)


def _trace(lease: Lease) -> str:
    """Where the trace of the event that came last goes on from."""
    try:
        return read(Letter, lease.mail[-1]).trace if lease.mail else ""
    except (ValueError, NewerRecord):
        return ""
