"""Every Zendesk call the product makes, through zenpy, with typed values in and out. It decides nothing.

All calls raise `TryLater` or `GiveUp` in the shapes of `refusals`, and no others. One transport serves the threads of
one process.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar
from urllib.parse import quote

import requests
from pydantic import BaseModel
from zenpy import Zenpy
from zenpy.lib.api_objects import Comment, Ticket, TicketAudit, User
from zenpy.lib.exception import APIException, ZenpyException

from helpdesk.domain.retry import TryLater
from helpdesk.zendesk import words
from helpdesk.zendesk.budgets import Purse
from helpdesk.zendesk.login import OAuthLogin, ZendeskLogin
from helpdesk.zendesk.oauth import Timeout, credentials_of
from helpdesk.zendesk.payloads import (
    AuditPage,
    CommentPage,
    ExportPage,
    IdentityPage,
    TicketPage,
    TicketSeen,
    TicketWritten,
    UserSeen,
    WebhookSeen,
    those_that_fit,
)
from helpdesk.zendesk.sent import NewTicket, NewUser, NewWebhook, Redaction, TicketChange, WebhookChange
from helpdesk.zendesk.wire import ZENPY_DOMAIN, ZENPY_SUBDOMAIN, Wire, with_headers

Seen = TypeVar("Seen", bound=BaseModel)
USER_AGENT = "helpdesk"
_FOUND_AT_MOST = 100


class Transport:
    """The account at `url`, for example `https://example.zendesk.com` or `http://127.0.0.1:3001`.

    `timeout` is in seconds: to connect, and to wait for each part of an answer.
    """

    def __init__(
        self, url: str, login: ZendeskLogin, timeout: Timeout = (3.05, 8.0), purse: Purse | None = None
    ) -> None:
        origin = url.rstrip("/")
        self.account = (
            f"{origin.partition('://')[2]}/{login.client_id if isinstance(login, OAuthLogin) else login.email}"
        )
        """Which account, and whom we are there: for keys of what is remembered."""
        logging.getLogger("zenpy").setLevel(logging.WARNING)  # below that it logs what people wrote
        session = requests.Session()
        session.headers["User-Agent"] = USER_AGENT
        session.max_redirects = 0
        purse = purse or Purse()
        wire = Wire(origin, credentials_of(login, origin, timeout, purse), purse)
        session.mount("https://", wire)
        session.mount("http://", wire)
        self._zenpy = Zenpy(
            subdomain=ZENPY_SUBDOMAIN,
            domain=ZENPY_DOMAIN,
            session=session,
            anonymous=True,  # the wire signs
            disable_cache=True,  # zenpy's cache shows statuses of half a minute ago
            timeout=timeout,
        )

    def ticket(self, number: int) -> TicketSeen:
        """With its service level agreements, where the account has any."""
        with _readable(write=False):
            return _seen(TicketSeen, self._zenpy.tickets(id=number, include=["slas"]))

    def tickets_of(self, external_id: str) -> list[TicketSeen]:
        """The tickets with this `external_id`; deleted and archived ones are not among them."""
        with _readable(write=False):
            found = islice(self._zenpy.tickets(external_id=quote(external_id, safe=":._-")), _FOUND_AT_MOST)
            return [_seen(TicketSeen, ticket) for ticket in found]

    def tickets_numbered(self, numbers: Sequence[int]) -> list[TicketSeen]:
        """Those of at most 100 tickets that are still there.

        https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#show-multiple-tickets
        """
        if not numbers:
            return []
        with _readable(write=False):
            found = self._zenpy.tickets(ids=list(numbers))
            return list(those_that_fit(TicketSeen, (ticket.to_dict() for ticket in found)))

    def create_ticket(self, ticket: NewTicket, idempotency_key: str) -> TicketWritten:
        """Make a ticket; the same key within two hours answers with the ticket made then.

        https://developer.zendesk.com/api-reference/ticketing/introduction/#idempotency
        """
        fields = ticket.fields()
        fields["comment"] = Comment(**fields["comment"])
        with with_headers({"Idempotency-Key": idempotency_key}) as exchange, _readable(write=True):
            written = _written(self._zenpy.tickets.create(Ticket(**fields)))
        repeated = exchange.received.get("x-idempotency-lookup", "").lower() == "hit"
        return written.model_copy(update={"repeated": repeated})

    def update_ticket(self, number: int, change: TicketChange) -> TicketWritten:
        """Raises `Conflict` when the ticket changed since the change's stamp."""
        ticket = Ticket(id=number)
        fields = change.fields()
        if change.comment:
            fields["comment"] = Comment(**fields["comment"])
        for name, value in fields.items():
            setattr(ticket, name, value)  # zenpy sends null only for what is set after the construction
        with _readable(write=True):
            return _written(self._zenpy.tickets.update(ticket))

    def audits(self, ticket: int, page: int = 1) -> AuditPage:
        """100 audits of a ticket, the newest first where the account obeys the order asked for.

        https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_audits/#list-audits-for-a-ticket
        """
        order: dict[str, str | int] = {"sort_by": "created_at", "sort_order": "desc", "per_page": 100, "page": page}
        with _readable(write=False):
            return AuditPage.model_validate(self._get(f"tickets/{ticket}/audits.json", order))

    def comments(self, ticket: int, after: str | None = None, *, newest: bool = True, size: int = 100) -> CommentPage:
        """Up to 100 comments of a ticket, the newest first or the oldest; `after` is where the page before ended.

        https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#list-comments
        """
        order: dict[str, str | int] = {"sort": "-created_at" if newest else "created_at", "page[size]": size}
        if after:
            order["page[after]"] = after
        with _readable(write=False):
            return CommentPage.model_validate(self._get(f"tickets/{ticket}/comments.json", order))

    def redact(self, comment: int, redaction: Redaction) -> None:
        """Black out words and files for good. Doing it twice is doing it once, so that a lost answer is no doubt."""
        try:
            with _readable(write=True):
                self._send(self._zenpy.tickets.session.put, f"comment_redactions/{comment}.json", redaction.fields())
        except TryLater as later:
            raise later.doubting(False) from later

    def user(self, number: int) -> UserSeen:
        with _readable(write=False):
            return _seen(UserSeen, self._zenpy.users(id=number))

    def me(self) -> UserSeen:
        """The user whose login we use."""
        with _readable(write=False):
            return _seen(UserSeen, self._zenpy.users.me())

    def users_by_email(self, email: str) -> list[UserSeen]:
        """Users Zendesk finds for an address, those that only resemble it included."""
        with _readable(write=False):
            found = islice(self._zenpy.users.search(query=f"email:{email}"), _FOUND_AT_MOST)
            return [_seen(UserSeen, user) for user in found]

    def addresses(self, user: int) -> list[str]:
        """All e-mail addresses of a user, the secondary ones included.

        https://developer.zendesk.com/api-reference/ticketing/users/user_identities/#list-identities
        """
        with _readable(write=False):
            page = IdentityPage.model_validate(self._get(f"users/{user}/identities.json", {}))
        return [identity.value for identity in page.identities if identity.type == "email"]

    def create_or_update_user(self, user: NewUser) -> UserSeen:
        """Doing it twice is doing it once, so that a lost answer is no doubt.

        https://developer.zendesk.com/api-reference/ticketing/users/users/#create-or-update-user
        """
        try:
            with _readable(write=True):
                return _seen(UserSeen, self._zenpy.users.create_or_update(User(**user.fields())))
        except TryLater as later:
            raise later.doubting(False) from later

    def exported(self, *, start: int = 0, cursor: str = "") -> ExportPage:
        """A page of tickets that changed since `start` (seconds, a minute ago at least), or the one after a cursor.

        https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/
        """
        where: dict[str, str | int] = {"cursor": cursor} if cursor else {"start_time": start}
        with _readable(write=False):
            return ExportPage.model_validate(self._get("incremental/tickets/cursor.json", where))

    def latest(self, after: str = "") -> TicketPage:
        """A hundred tickets, the latest changed first; `after` is where the page before ended.

        https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#list-tickets
        """
        order: dict[str, str | int] = {"sort": "-updated_at", "page[size]": 100}
        with _readable(write=False):
            return TicketPage.model_validate(
                self._get("tickets.json", order | ({"page[after]": after} if after else {}))
            )

    def get(self, path: str, params: dict[str, str | int] | None = None) -> Any:
        """The JSON object at `/api/v2/{path}`."""
        with _readable(write=False):
            return self._get(path, params or {})

    def create_webhook(self, webhook: NewWebhook) -> WebhookSeen:
        """For admins alone. Doing it twice makes two: look for it first."""
        with _readable(write=True):
            answer = self._send(self._zenpy.tickets.session.post, "webhooks", webhook.fields())
            return WebhookSeen.model_validate(answer.json()["webhook"])

    def change_webhook(self, id_: str, change: WebhookChange) -> None:
        """For admins alone. Naturally repeatable."""
        with _readable(write=True):
            self._send(self._zenpy.tickets.session.patch, f"webhooks/{id_}", change.fields())

    def _send(self, call: Any, path: str, fields: dict[str, Any]) -> Any:
        """A write that zenpy has no method for, or one that would let misspelt fields pass."""
        api = self._zenpy.tickets
        return api._call_api(call, self._url(path), json=fields, timeout=api.timeout)  # noqa: SLF001 - no public way

    def _url(self, path: str) -> str:
        api = self._zenpy.tickets
        return f"https://{api.base_url}/{api.api_prefix}/{path}"

    def _get(self, path: str, params: dict[str, str | int]) -> Any:
        """A GET with parameters that zenpy's own methods leave out, as JSON."""
        api = self._zenpy.tickets
        return api._get(self._url(path), raw_response=True, params=params).json()  # noqa: SLF001 - no public way to send a sort order


@contextmanager
def _readable(*, write: bool) -> Iterator[None]:
    """Put off what zenpy or our models can't make sense of: the wire has let only JSON objects through."""
    try:
        yield
    except (APIException, ZenpyException, AttributeError, KeyError, TypeError, ValueError) as error:
        raise TryLater(words.UNREADABLE, doubt=write) from error


def _seen(model: type[Seen], found: Any) -> Seen:
    return model.model_validate(found.to_dict())


def _written(answer: Any) -> TicketWritten:
    """Answers carry the ticket with its audit, or the ticket alone."""
    if isinstance(answer, TicketAudit):
        return TicketWritten.model_validate(answer.to_dict())
    return TicketWritten(ticket=_seen(TicketSeen, answer))
