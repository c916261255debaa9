"""Writes status, assignee and details of a Zendesk ticket in one safe update. It makes no ticket and no comment."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from helpdesk.domain.effects import UpdateZendeskTicket
from helpdesk.domain.events import ZendeskGone, ZendeskRead, ZendeskWritten
from helpdesk.domain.people import Person
from helpdesk.zendesk.details import Detailing
from helpdesk.zendesk.payloads import TicketWritten
from helpdesk.zendesk.people import People
from helpdesk.zendesk.readings import Moved, Readings
from helpdesk.zendesk.refusals import Conflict, NotThere, Refused
from helpdesk.zendesk.sent import TicketChange, status_field
from helpdesk.zendesk.transport import Transport

Outcome = ZendeskWritten | ZendeskRead | ZendeskGone
_TURNS = 4


@dataclass(frozen=True, slots=True)
class Known:
    """The Slack people of the base: who was last written as assignee, and whom Zendesk doesn't know."""

    assigned: str | None = None
    unknown: str | None = None


@dataclass(frozen=True, slots=True)
class _Assignment:
    """What to write about the assignee, for which person; what is known once it is written, and what if it can't be."""

    known: Known
    fields: Mapping[str, int | None] = field(default_factory=dict)
    person: Person | None = None
    otherwise: Known = Known()


class Updating:
    """Updates tickets."""

    def __init__(self, transport: Transport, people: People, readings: Readings, detailing: Detailing) -> None:
        self._transport = transport
        self._people = people
        self._readings = readings
        self._detailing = detailing

    def update(
        self, effect: UpdateZendeskTicket, assignee: Person | None, solver: Person | None, before: Known
    ) -> Outcome:
        """What the write left; or the ticket as it is, changed meanwhile or closed, for the caller to decide anew."""
        try:
            assignment = self._assignment(effect, assignee, before)
            if _may_lack_assignee(effect, assignment) and (agent := self._people.agent(solver)):
                seen = self._transport.ticket(effect.id)
                if effect.stamp and seen.updated_at != effect.stamp:
                    return self._readings.read_now(effect.id)
                if seen.assignee_id is None:
                    known = replace(before, assigned=effect.solver)
                    assignment = _Assignment(known, {"assignee_id": agent}, solver, before)
            return self._write(effect, assignment)
        except NotThere:
            return ZendeskGone(id=effect.id)
        except Conflict:
            return self._readings.read_now(effect.id)

    def _assignment(self, effect: UpdateZendeskTicket, assignee: Person | None, before: Known) -> _Assignment:
        if not effect.assign:
            return _Assignment(before)
        if effect.assignee is None:
            return _Assignment(Known(), {"assignee_id": None})
        agent = self._people.agent(assignee)
        otherwise = replace(before, unknown=effect.assignee)
        if agent is None:
            return _Assignment(otherwise)
        return _Assignment(Known(assigned=effect.assignee), {"assignee_id": agent}, assignee, otherwise)

    def _write(self, effect: UpdateZendeskTicket, assignment: _Assignment) -> Outcome:
        details = self._detailing.fields(effect.details)
        for _ in range(_TURNS):
            change = TicketChange.since(effect.stamp, **status_field(effect.status), **details, **assignment.fields)
            if change.is_empty:
                return self._unwritten(effect, assignment)
            try:
                return self._written(effect, assignment, self._transport.update_ticket(effect.id, change))
            except NotThere:
                raise
            except Refused as refused:
                if refused.is_about("status"):
                    return self._readings.read_if_closed(effect.id, refused)
                assignment = self._mended(effect, assignment, refused)
        return self._readings.read_now(effect.id)

    def _written(self, effect: UpdateZendeskTicket, assignment: _Assignment, written: TicketWritten) -> ZendeskWritten:
        return ZendeskWritten(
            reading=self._readings.after_write(written, effect.stamp),
            wrote=effect.status,
            details=effect.details,
            assigned=assignment.known.assigned,
            unknown=assignment.known.unknown,
        )

    def _unwritten(self, effect: UpdateZendeskTicket, assignment: _Assignment) -> Outcome:
        """Nothing to write: the ticket as it is, so that what was found out about the person is kept.

        One that changed since the stamp is read first, its comments too.
        """
        seen = self._transport.ticket(effect.id)
        if effect.stamp and seen.updated_at != effect.stamp:
            return self._readings.read_now(effect.id)
        told = self._readings.told(seen, Moved() if effect.stamp else None)
        if isinstance(told, ZendeskGone):
            return told
        known = assignment.known
        details = effect.details
        return ZendeskWritten(reading=told.reading, details=details, assigned=known.assigned, unknown=known.unknown)

    def _mended(self, effect: UpdateZendeskTicket, assignment: _Assignment, refused: Refused) -> _Assignment:
        """Another assignee to try with, or the refusal in words for people."""
        person = assignment.person
        if person and refused.is_about("assignee"):
            self._people.forget(person.email or "")
            agent = self._people.agent(person)
            if agent and agent != assignment.fields.get("assignee_id"):
                return replace(assignment, fields={"assignee_id": agent})
            return _Assignment(assignment.otherwise)
        if not assignment.fields and refused.lacks_assignee():
            return replace(assignment, fields={"assignee_id": self._people.me()})
        raise self._detailing.explained(refused, effect.details)


def _may_lack_assignee(effect: UpdateZendeskTicket, assignment: _Assignment) -> bool:
    """Whether this solves a ticket that we did not assign to anybody, so that whoever solved it is to be."""
    solves = effect.status is not None and effect.solver is not None
    return solves and not assignment.fields and assignment.known.assigned is None
