"""Making, finding and changing users by Zendesk's rules; it sends nobody a welcome mail."""

import re
from typing import Any

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.errors import record_invalid
from helpdesk.sandbox.zendesk.records import Json, Role, User

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

KNOWN_USER_KEYS = frozenset(
    {"id", "name", "email", "role", "external_id", "suspended", "verified", "skip_verify_email", "phone", "notes"}
    | {"tags", "remote_photo_url", "time_zone", "locale", "locale_id", "details", "alias", "user_fields", "identities"}
    | {"organization_id", "default_group_id", "custom_role_id", "moderator", "ticket_restriction"}
)


def add_user(  # noqa: PLR0913 - one argument for each thing a user can begin with
    account: Account,
    *,
    name: str,
    email: str | None,
    role: Role = "end-user",
    external_id: str | None = None,
    suspended: bool = False,
    verified: bool = True,
    light: bool = False,
    user_id: int | None = None,
) -> User:
    """Put a new user in the account; raises the 422 for a name, address or external id that can't be."""
    _check_identity(account, None, name, email, external_id)
    now = account.clock.second()
    user = User(
        id=user_id or account.numbers.next(),
        name=name,
        email=email.strip().lower() if email else None,
        role=role,
        external_id=external_id,
        suspended=suspended,
        verified=verified,
        light=light,
        created_at=now,
        updated_at=now,
    )
    account.users[user.id] = user
    account.changed()
    return user


def _check_identity(
    account: Account, user: User | None, name: str | None, email: str | None, external_id: str | None
) -> None:
    if not (name or "").strip():
        raise record_invalid("name", "Name: is too short (minimum one character)", "BlankValue")
    if email is not None:
        if not _ADDRESS.fullmatch(email.strip()):
            raise record_invalid("email", f"Email: {email} is not properly formatted", "InvalidFormat")
        owner = account.user_by_email(email)
        if owner is not None and owner is not user:
            raise record_invalid("email", f"Email: {email} is already being used by another user", "DuplicateValue")
    if external_id is not None:
        owner = account.user_by_external_id(external_id)
        if owner is not None and owner is not user:
            raise record_invalid("external_id", "External: has already been taken", "DuplicateValue")


def create_or_update(account: Account, payload: Json) -> tuple[User, bool]:
    """The user matched by `external_id`, else by `email`, else a new one; True when it was made."""
    user = None
    if payload.get("external_id"):
        user = account.user_by_external_id(payload["external_id"])
    if user is None and payload.get("email"):
        user = account.user_by_email(payload["email"])
    if user is None:
        return create(account, payload), True
    return change(account, user, payload), False


def create(account: Account, payload: Json) -> User:
    user = add_user(
        account,
        name=payload.get("name") or "",
        email=payload.get("email"),
        role=_role(payload.get("role") or "end-user"),
        external_id=payload.get("external_id"),
        verified=bool(payload.get("verified", False)),
    )
    _set_details(user, payload)
    return user


def change(account: Account, user: User, payload: Json) -> User:
    """Overwrite what the payload names; like Zendesk, also the name of an agent found by mail."""
    name = payload.get("name", user.name)
    email = payload.get("email") or user.email
    external_id = payload.get("external_id", user.external_id)
    _check_identity(account, user, name, email, external_id)
    user.name, user.email, user.external_id = name, email.strip().lower() if email else None, external_id
    user.role = _role(payload.get("role") or user.role)
    user.verified = bool(payload.get("verified", user.verified))
    user.suspended = bool(payload.get("suspended", user.suspended))
    user.updated_at = account.clock.second()
    _set_details(user, payload)
    account.changed()
    return user


def _set_details(user: User, payload: Json) -> None:
    user.phone = payload.get("phone", user.phone)
    user.notes = payload.get("notes", user.notes)
    user.tags = tuple(payload.get("tags", user.tags))
    user.suspended = bool(payload.get("suspended", user.suspended))


def _role(role: Any) -> Role:
    roles: dict[Any, Role] = {"end-user": "end-user", "agent": "agent", "admin": "admin"}
    if role in roles:
        return roles[role]
    raise record_invalid("role", f"Role: {role} is not valid", "InvalidValue")


def merge(account: Account, loser: User, winner: User) -> User:
    """Give everything of `loser` to `winner`; the old id is gone from then on."""
    if loser.is_staff or loser is winner:
        raise record_invalid("base", "Users could not be merged", "InvalidValue")
    loser.merged_into = winner.id
    for ticket in account.tickets.values():
        ticket.requester_id = winner.id if ticket.requester_id == loser.id else ticket.requester_id
        ticket.submitter_id = winner.id if ticket.submitter_id == loser.id else ticket.submitter_id
    for comment in account.comments.values():
        comment.author_id = winner.id if comment.author_id == loser.id else comment.author_id
    winner.external_id = winner.external_id or loser.external_id
    account.changed()
    return winner
