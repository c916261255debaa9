"""Builds a fresh account from a seed; after that it is never used again."""

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.clock import Clock
from helpdesk.sandbox.zendesk.events import TYPE
from helpdesk.sandbox.zendesk.identifiers import ulid
from helpdesk.sandbox.zendesk.people import add_user
from helpdesk.sandbox.zendesk.records import (
    PRIORITIES,
    STATUSES,
    TYPES,
    Actor,
    CustomStatus,
    Group,
    TicketField,
    TicketForm,
    User,
    Webhook,
)
from helpdesk.sandbox.zendesk.seed import Person, Seed
from helpdesk.sandbox.zendesk.ticket_writes import create_ticket

FIRST_GROUP_ID = 360000000001
FORM_ID = 360000000002
_FIRST_FIELD_ID = 360000000100
_FIRST_STATUS_ID = 360000000200
_FIRST_USER_ID = 360000001000
_STATUS_LABELS = {"new": "New", "open": "Open", "pending": "Pending", "hold": "On-hold", "solved": "Solved"}

_WANTED = (
    "created",
    "comment_added",
    "comment_made_private",
    "comment_redacted",
    "status_changed",
    "custom_status_changed",
    "agent_assignment_changed",
    "group_assignment_changed",
    "priority_changed",
    "type_changed",
    "subject_changed",
    "requester_changed",
    "external_id_changed",
    "tags_changed",
    "custom_field_changed",
    "merged",
    "marked_as_spam",
    "soft_deleted",
    "permanently_deleted",
    "undeleted",
    "attachment_linked_to_comment",
    "attachment_redacted_from_comment",
    "next_sla_breach_changed",
    "sla_policy_changed",
)
SUBSCRIPTIONS = tuple(TYPE + happening for happening in _WANTED)
"""What the seeded webhook wants."""


def open_account(seed: Seed, *, clock: Clock, public_url: str, bot_email: str, webhook_secret: str) -> Account:
    """An account as the seed describes it, with its integration's agent and webhook."""
    account = Account(clock=clock, knobs=seed.knobs.model_copy(deep=True), public_url=public_url.rstrip("/"))
    _add_statuses(account, seed)
    _add_fields(account, seed)
    _add_people(account, [*seed.people, *_bot(seed, bot_email)])
    _add_groups(account, seed)
    _add_webhook(account, webhook_secret)
    for sown in seed.tickets:
        requester = account.user_by_email(sown.requester)
        agent = next(user for user in account.users.values() if user.is_staff)
        payload = {"subject": sown.subject, "comment": {"body": sown.description}, **sown.fields}
        if requester is not None:
            payload |= {"requester_id": requester.id, "submitter_id": requester.id}
        create_ticket(account, payload, Actor(agent, "web"))
    return account


def find_bot(account: Account, email: str) -> User:
    bot = account.user_by_email(email)
    if bot is None:
        raise LookupError(f"the account has no agent {email}")
    return bot


def _bot(seed: Seed, email: str) -> list[Person]:
    """The integration's own agent, unless the seed has a person with that address."""
    if any((person.email or "").lower() == email.lower() for person in seed.people):
        return []
    return [Person(name="Helpdesk", email=email, role="admin")]


def _add_people(account: Account, people: list[Person]) -> None:
    for number, person in enumerate(people, start=_FIRST_USER_ID):
        light = person.role == "light-agent"
        add_user(
            account,
            name=person.name,
            email=person.email,
            role="agent" if person.role == "light-agent" else person.role,
            external_id=person.external_id,
            suspended=person.suspended,
            light=light,
            user_id=person.id or number,
        )


def _add_groups(account: Account, seed: Seed) -> None:
    for number, sown in enumerate(seed.groups, start=FIRST_GROUP_ID):
        members = [find_bot(account, email) for email in sown.members]
        group = Group(
            id=sown.id or (FIRST_GROUP_ID if number == FIRST_GROUP_ID else account.numbers.next()),
            name=sown.name,
            user_ids=tuple(member.id for member in members),
            default=number == FIRST_GROUP_ID,
            created_at=account.clock.second(),
        )
        account.groups[group.id] = group
        for member in members:
            member.default_group_id = member.default_group_id or group.id


def _add_statuses(account: Account, seed: Seed) -> None:
    for number, (category, label) in enumerate(_STATUS_LABELS.items(), start=_FIRST_STATUS_ID):
        account.custom_statuses[number] = CustomStatus(number, category, label)
    for number, sown in enumerate(seed.statuses, start=_FIRST_STATUS_ID + len(_STATUS_LABELS)):
        status = CustomStatus(sown.id or number, sown.category, sown.label, default=False)
        account.custom_statuses[status.id] = status


def _named(values: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((value.capitalize(), value) for value in values)


def _add_fields(account: Account, seed: Seed) -> None:
    system = (
        ("subject", "Subject", ()),
        ("description", "Description", ()),
        ("status", "Status", STATUSES),
        ("tickettype", "Type", TYPES),
        ("priority", "Priority", PRIORITIES),
        ("group", "Group", ()),
        ("assignee", "Assignee", ()),
    )
    fields = [
        TicketField(
            id=number,
            type=kind,
            title=title,
            required=kind == "assignee" or kind in seed.required,
            options=_named(options),
            system=True,
        )
        for number, (kind, title, options) in enumerate(system, start=_FIRST_FIELD_ID)
    ]
    fields += [
        TicketField(
            id=sown.id or number,
            type=sown.type,
            title=sown.title,
            required=sown.required,
            pattern=sown.pattern,
            options=tuple((label, value) for value, label in sown.options.items()),
        )
        for number, sown in enumerate(seed.fields, start=_FIRST_FIELD_ID + len(system))
    ]
    account.ticket_fields = {field.id: field for field in fields}
    form = TicketForm(FORM_ID, "Default Ticket Form", tuple(account.ticket_fields), default=True)
    account.ticket_forms = {form.id: form}


def _add_webhook(account: Account, secret: str) -> None:
    now = account.clock.second()
    webhook = Webhook(
        id=ulid(now * 1000),
        name="Helpdesk",
        endpoint=None,
        secret=secret,
        subscriptions=SUBSCRIPTIONS,
        created_at=now,
        updated_at=now,
    )
    account.webhooks[webhook.id] = webhook
