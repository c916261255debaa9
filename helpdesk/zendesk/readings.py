"""How a Zendesk ticket is now, who last moved its status when, and what was said there. It writes nothing."""

from collections.abc import Collection, Iterator, Sequence
from math import ceil
from typing import NamedTuple, get_args

from helpdesk.domain.effects import ReadZendeskTicket
from helpdesk.domain.events import Reading, ZendeskGone, ZendeskRead
from helpdesk.domain.retry import GiveUp, WentWrong
from helpdesk.domain.ticket.form import Priority
from helpdesk.domain.ticket.statuses import Status
from helpdesk.zendesk.comments import Comments
from helpdesk.zendesk.merges import is_merged, targets
from helpdesk.zendesk.payloads import Audit, Slas, TicketSeen, TicketWritten
from helpdesk.zendesk.people import People
from helpdesk.zendesk.refusals import NotThere, Refused
from helpdesk.zendesk.times import seconds
from helpdesk.zendesk.transport import Transport

_PAGE = 100
_PAGES_AT_MOST = 3
_STATUS_FIELDS = frozenset({"status", "custom_status_id"})


class Moved(NamedTuple):
    """A change of status: at which second, by which user; 0 for Zendesk's own rules, None when nobody knows."""

    at: float = 0.0
    by: int | None = None


class Readings:
    """Tickets as they are read."""

    def __init__(self, transport: Transport, people: People, comments: Comments) -> None:
        self._transport = transport
        self._people = people
        self._comments = comments

    def read(self, effect: ReadZendeskTicket) -> ZendeskRead | ZendeskGone:
        """The ticket; who moved it is looked into only when its status is not the effect's, comments when asked for."""
        try:
            seen = self._transport.ticket(effect.id)
            same = not effect.moved and (seen.status, seen.custom_status_id) == (effect.status, effect.custom)
            told = self.told(seen, Moved() if same else None)
            if isinstance(told, ZendeskGone):
                return told
            told = self._with_target(seen, self._with_requester(told, effect.asker))
            if not effect.talk:
                return told
            listed = self._comments.listed(effect.id, effect.known)
            return told.model_copy(update=listed._asdict())
        except NotThere:
            return ZendeskGone(id=effect.id)

    def _with_requester(self, told: ZendeskRead, asker: int | None) -> ZendeskRead:
        """The requester's name is asked for only when it is not who it was."""
        requester = told.reading.requester_id
        if asker is None or requester == asker:
            return told
        named = told.reading.model_copy(update={"requester": self._people.name(requester)})
        return told.model_copy(update={"reading": named})

    def _with_target(self, seen: TicketSeen, told: ZendeskRead) -> ZendeskRead:
        """What was read, with the ticket it was merged into if it was: the webhook that says so may never come."""
        if not is_merged(seen):
            return told
        into = next((number for number in targets(self._comments.newest(seen.id)) if self._is_there(number)), None)
        return told.model_copy(update={"reading": told.reading.model_copy(update={"into": into})})

    def _is_there(self, number: int) -> bool:
        try:
            return self._transport.ticket(number).status != "deleted"
        except NotThere:
            return False

    def read_now(self, number: int) -> ZendeskRead | ZendeskGone:
        """The ticket with its last move and its newest comments, for a base that is not known here.

        What was changed may be a comment whose webhook never comes, and from now on its stamp is known.
        """
        try:
            seen = self._transport.ticket(number)
            told = self.told(seen)
            if isinstance(told, ZendeskGone):
                return told
            told = self._with_target(seen, told)
            return told.model_copy(update=self._comments.newest_listed(number)._asdict())
        except NotThere:
            return ZendeskGone(id=number)

    def read_if_closed(self, number: int, refused: Refused) -> ZendeskRead | ZendeskGone:
        """A closed ticket takes no update; what is refused for any other reason stays `refused`, and is raised."""
        told = self.read_now(number)
        if isinstance(told, ZendeskRead) and told.reading.status != "closed":
            raise refused
        return told

    def many(self, numbers: Sequence[int]) -> list[Reading]:
        """Those of at most 100 tickets that are there; who moved them is not looked into."""
        seen = self._transport.tickets_numbered(numbers)
        return [reading_of(ticket, Moved(), None) for ticket in seen if ticket.status != "deleted"]

    def changed(self, since: float) -> Iterator[tuple[str | None, Reading]]:
        """Every ticket that changed since then (seconds), with its `external_id`, page by page."""
        page = self._transport.exported(start=int(since))
        while True:
            for ticket in page.tickets:
                yield ticket.external_id, reading_of(ticket, Moved(), None)
            if page.end_of_stream or not page.after_cursor:
                return
            page = self._transport.exported(cursor=page.after_cursor)

    def has_unheard(self, now: Reading, known: Collection[int], since: float) -> bool:
        """Whether others wrote comments that aren't `known` into a ticket that changed after `since` (seconds)."""
        if seconds(now.stamp) < since:
            return False
        try:
            return any(not comment.ours for comment in self._comments.unknown(now.id, known))
        except NotThere:
            return False

    def told(self, seen: TicketSeen, moved: Moved | None = None) -> ZendeskRead | ZendeskGone:
        """A ticket just read, as an event; without `moved` its last move is looked up."""
        if seen.status == "deleted":
            return ZendeskGone(id=seen.id)
        moved = moved or self.last_move(seen)
        return ZendeskRead(reading=reading_of(seen, moved, self._people.name(seen.assignee_id)))

    def after_write(self, written: TicketWritten, stamp: str = "") -> Reading:
        """The ticket as our write left it, which was sent with this stamp.

        A name that can't be had now must not lose what was written.
        """
        moved = written.audit and move_in(written.audit)
        try:
            agent = self._people.name(written.ticket.assignee_id)
        except WentWrong:
            agent = None
        reading = reading_of(written.ticket, moved or Moved(), agent)
        return reading.model_copy(update={"was": status_before(written.audit), "was_at": seconds(stamp)})

    def last_move(self, seen: TicketSeen) -> Moved:
        """The last change of status; that of the ticket itself when the audits don't tell or may not be read."""
        try:
            moves = (move_in(audit) for audit in self._newest_audits(seen.id))
            found = next((move for move in moves if move), None)
        except GiveUp:
            found = None
        return found or Moved(at=seconds(seen.updated_at))

    def _newest_audits(self, ticket: int) -> Iterator[Audit]:
        """At most three pages, from the right end of the list, whichever way the account sorts it."""
        first = self._transport.audits(ticket)
        pages = ceil((first.count or 0) / _PAGE)
        descending = _is_descending(first.audits)
        if pages <= 1 or descending:
            yield from _newest_first(first.audits)
        ends = range(2, pages + 1) if descending else range(pages, 1, -1)
        for page in ends[: _PAGES_AT_MOST - 1]:
            yield from _newest_first(self._transport.audits(ticket, page).audits)


def move_in(audit: Audit) -> Moved | None:
    """The last change of status in one update: by its author, or by a rule that it set off."""
    for event in reversed(audit.events):
        if event.type in {"Change", "Create"} and event.field_name in _STATUS_FIELDS:
            by_rule = event.via is not None and event.via.channel == "rule"
            author = 0 if by_rule or (audit.author_id or 0) < 0 else audit.author_id
            return Moved(seconds(audit.created_at), author)
    return None


def status_before(audit: Audit | None) -> Status | None:
    """The status that an update replaced; None when it replaced none or doesn't tell."""
    changes = (e for e in audit.events if e.type == "Change" and e.field_name == "status") if audit else ()
    return next((status for e in changes for status in get_args(Status) if status == e.previous_value), None)


def _is_descending(audits: Sequence[Audit]) -> bool:
    return len(audits) > 1 and _age(audits[0]) > _age(audits[-1])


def _newest_first(audits: Sequence[Audit]) -> list[Audit]:
    return sorted(audits, key=_age, reverse=True)


def _age(audit: Audit) -> tuple[str, int]:
    return audit.created_at, audit.id


def reading_of(seen: TicketSeen, moved: Moved, agent: str | None) -> Reading:
    """A ticket as the domain has it."""
    return Reading(
        id=seen.id,
        status=seen.status,
        custom=seen.custom_status_id,
        stamp=seen.updated_at,
        moved_at=moved.at,
        moved_by=moved.by,
        agent=agent,
        requester_id=seen.requester_id,
        priority=next((known for known in get_args(Priority) if known == seen.priority), None),
        breach=next_breach(seen.slas) if seen.slas else None,
    )


def next_breach(slas: Slas) -> float:
    """When the first agreement that counts now is broken; 0 without one."""
    counting = (metric.breach_at for metric in slas.policy_metrics if metric.stage == "active")
    return min((seconds(at) for at in counting if at), default=0.0)
