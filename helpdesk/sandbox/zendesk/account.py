"""The state of one Zendesk account and how to find things in it; it neither checks rules nor speaks HTTP."""

import threading
from collections.abc import Callable, Iterable

from helpdesk.sandbox.zendesk.clock import Clock
from helpdesk.sandbox.zendesk.errors import record_not_found
from helpdesk.sandbox.zendesk.identifiers import Numbers
from helpdesk.sandbox.zendesk.records import (
    Attachment,
    Comment,
    CustomStatus,
    Group,
    Json,
    Ticket,
    TicketField,
    TicketForm,
    Upload,
    User,
    Webhook,
)
from helpdesk.sandbox.zendesk.seed import Knobs

ACCOUNT_ID = 18525119
BRAND_ID = 360000000003


class Account:
    """Everything an account holds. `lock` is held by whoever changes it; acts may come from another thread."""

    def __init__(self, *, clock: Clock, knobs: Knobs, public_url: str) -> None:
        self.clock = clock
        self.knobs = knobs
        self.public_url = public_url
        self.lock = threading.RLock()
        self.numbers = Numbers()
        self.users: dict[int, User] = {}
        self.groups: dict[int, Group] = {}
        self.custom_statuses: dict[int, CustomStatus] = {}
        self.ticket_fields: dict[int, TicketField] = {}
        self.ticket_forms: dict[int, TicketForm] = {}
        self.tickets: dict[int, Ticket] = {}
        self.comments: dict[int, Comment] = {}
        self.attachments: dict[int, Attachment] = {}
        self.uploads: dict[str, Upload] = {}
        self.webhooks: dict[str, Webhook] = {}
        self.jobs: dict[str, Json] = {}
        self.rev = 0
        """Rises with every change a person could see."""
        self.watchers: list[Callable[[], None]] = []
        """Called after each change, in the thread that made it."""
        self.publish: Callable[[list[Json]], None] = lambda _events: None
        """Takes the event payloads of one action, in order."""
        self._next_ticket_id = 1
        self._change = 0

    def new_ticket_id(self) -> int:
        self._next_ticket_id += 1
        return self._next_ticket_id - 1

    def next_change(self) -> int:
        self._change += 1
        return self._change

    def changed(self) -> None:
        self.rev += 1
        for watcher in list(self.watchers):
            watcher()

    def keep(self, ticket: Ticket) -> None:
        """Store this version of a ticket; the incremental export shows it from now on."""
        ticket.generated_timestamp = self.clock.second()
        ticket.change = self.next_change()
        self.tickets[ticket.id] = ticket
        self.changed()

    def ticket(self, ticket_id: int) -> Ticket:
        """Raises the 404 for a ticket that isn't there or was deleted."""
        ticket = self.tickets.get(ticket_id)
        if ticket is None or ticket.deleted:
            raise record_not_found()
        return ticket

    def user(self, user_id: int) -> User:
        user = self.users.get(user_id)
        if user is None or user.merged_into is not None:
            raise record_not_found()
        return user

    def user_by_email(self, email: str) -> User | None:
        """The user with this address, be it their second one."""
        wanted = email.strip().lower()
        return next((u for u in self.living_users() if wanted in {u.email, *u.other_emails}), None)

    def user_by_external_id(self, external_id: str) -> User | None:
        return next((u for u in self.living_users() if u.external_id == external_id), None)

    def living_users(self) -> Iterable[User]:
        return (user for user in self.users.values() if user.merged_into is None)

    def groups_of(self, user_id: int) -> list[Group]:
        return [group for group in self.groups.values() if user_id in group.user_ids]

    def default_status(self, category: str) -> CustomStatus:
        """The custom status a plain `status` stands for; closed has none of its own and keeps solved's."""
        wanted = "solved" if category == "closed" else category
        return next(s for s in self.custom_statuses.values() if s.status_category == wanted and s.default)

    def default_form(self) -> TicketForm:
        return next(form for form in self.ticket_forms.values() if form.default)
