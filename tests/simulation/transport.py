"""`Transport` on the account of memory."""

import re
from collections.abc import Sequence
from typing import Any

from helpdesk.domain.retry import TryLater
from helpdesk.zendesk.payloads import (
    AuditPage,
    CommentPage,
    ExportPage,
    TicketPage,
    TicketSeen,
    TicketWritten,
    UserSeen,
)
from helpdesk.zendesk.refusals import NotThere
from helpdesk.zendesk.sent import NewTicket, NewUser, Redaction, TicketChange
from helpdesk.zendesk.transport import Transport
from tests.simulation.account import BLACK, Account
from tests.simulation.town import ME, PEOPLE
from tests.simulation.wire import Wire

TIMEOUT = 8.0
EXPORT_LAG = 60.0
"""Seconds that the incremental export leaves out."""

_REDACTED = re.compile(r"<redact>.*?</redact>", re.DOTALL)
_MADE = 500
"""Zendesk ids of people who were made there: this number and where they stand among all."""


class SimulatedTransport(Transport):
    """Each call is one request of one worker."""

    def __init__(self, account: Account, wire: Wire) -> None:
        self.account = "simulated"
        self._there = account
        self._wire = wire

    def ticket(self, number: int) -> TicketSeen:
        return self._wire.call("ticket", lambda: self._there.at(number).seen(), writes=False)

    def tickets_of(self, external_id: str) -> list[TicketSeen]:
        def found() -> list[TicketSeen]:
            return [t.seen() for t in self._there.tickets.values() if t.external_id == external_id]

        return self._wire.call("tickets_of", found, writes=False)

    def tickets_numbered(self, numbers: Sequence[int]) -> list[TicketSeen]:
        def found() -> list[TicketSeen]:
            return [t.seen() for t in self._there.tickets.values() if t.id in numbers]

        return self._wire.call("tickets_numbered", found, writes=False)

    def create_ticket(self, ticket: NewTicket, idempotency_key: str) -> TicketWritten:
        return self._wire.call("create_ticket", lambda: self._there.create(ticket, idempotency_key), writes=True)

    def update_ticket(self, number: int, change: TicketChange) -> TicketWritten:
        return self._wire.call("update_ticket", lambda: self._there.change(number, change), writes=True)

    def audits(self, ticket: int, page: int = 1) -> AuditPage:
        def found() -> AuditPage:
            audits = self._there.at(ticket).audits
            return AuditPage(audits=tuple(reversed(audits)), count=len(audits))

        return self._wire.call("audits", found, writes=False)

    def comments(self, ticket: int, after: str | None = None, *, newest: bool = True, size: int = 100) -> CommentPage:
        def found() -> CommentPage:
            comments = self._there.at(ticket).comments
            return CommentPage(comments=tuple(reversed(comments) if newest else comments)[:size])

        return self._wire.call("comments", found, writes=False)

    def redact(self, comment: int, redaction: Redaction) -> None:
        def act() -> None:
            html, files = _REDACTED.sub(BLACK, redaction.html_body), redaction.external_attachment_urls or ()
            self._there.redacted(comment, redaction.ticket_id, html, files)

        try:
            self._wire.call("redact", act, writes=True)
        except TryLater as later:
            raise TryLater(later.why, after=later.after) from later

    def user(self, number: int) -> UserSeen:
        return self._wire.call("user", lambda: _by_number(number), writes=False)

    def me(self) -> UserSeen:
        return self._wire.call("me", lambda: _by_number(ME), writes=False)

    def users_by_email(self, email: str) -> list[UserSeen]:
        return self._wire.call("users_by_email", lambda: [u for u in _users() if u.email == email], writes=False)

    def addresses(self, user: int) -> list[str]:
        return []

    def create_or_update_user(self, user: NewUser) -> UserSeen:
        def made() -> UserSeen:
            place = next(place for place, person in enumerate(PEOPLE) if person.email == user.email)
            return UserSeen(id=_MADE + place, name=user.name, email=user.email)

        return self._wire.call("create_or_update_user", made, writes=False)

    def exported(self, *, start: int = 0, cursor: str = "") -> ExportPage:
        def found() -> ExportPage:
            until = self._there.now() - EXPORT_LAG
            return ExportPage(tickets=[t.seen() for t in self._there.tickets.values() if start <= t.second < until])

        return self._wire.call("exported", found, writes=False)

    def latest(self, after: str = "") -> TicketPage:
        def found() -> TicketPage:
            tickets = (ticket.seen() for ticket in self._there.tickets.values())
            return TicketPage(tickets=sorted(tickets, key=_changed, reverse=True))

        return self._wire.call("latest", found, writes=False)

    def get(self, path: str, params: dict[str, str | int] | None = None) -> Any:
        """One ticket, which is all that a rebuild gets so."""
        number = int(path.removeprefix("tickets/").removesuffix(".json"))
        return {"ticket": self.ticket(number).model_dump(mode="json")}


def _changed(ticket: TicketSeen) -> str:
    return ticket.updated_at


def _users() -> list[UserSeen]:
    """Our own user and all who are there from the first."""
    there = [person for person in PEOPLE if person.zendesk]
    roles = [UserSeen(id=p.zendesk, name=p.name, email=p.email, role="agent" if p.agent else "end-user") for p in there]
    return [UserSeen(id=ME, name="Helpdesk", role="agent"), *roles]


def _by_number(number: int) -> UserSeen:
    if number >= _MADE and number != ME:
        person = PEOPLE[number - _MADE]
        return UserSeen(id=number, name=person.name, email=person.email)
    found = next((user for user in _users() if user.id == number), None)
    if found is None:
        raise NotThere("It is not there.", status=404)
    return found
