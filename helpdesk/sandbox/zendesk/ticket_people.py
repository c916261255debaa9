"""Who a ticket is from and who has it; it changes only the draft, and makes requesters that are named by mail."""

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.errors import record_invalid
from helpdesk.sandbox.zendesk.people import add_user
from helpdesk.sandbox.zendesk.records import Json, Ticket, User


def find_requester(account: Account, payload: Json) -> User | None:
    """The user the payload names as requester, made if need be; None when it names nobody.

    Raises the 422 for an unknown or suspended one.
    """
    named = payload.get("requester")
    if isinstance(named, dict) and named.get("email"):
        user = account.user_by_email(named["email"]) or add_user(
            account, name=named.get("name") or named["email"], email=named["email"], verified=False
        )
    elif payload.get("requester_id") is not None:
        user = _existing(account, payload["requester_id"], "requester", "Requester")
    else:
        return None
    if user.suspended:
        raise record_invalid("requester", f"Requester: {user.name} is suspended.", "UserSuspended")
    return user


def _existing(account: Account, user_id: object, field: str, title: str) -> User:
    user = account.users.get(user_id) if isinstance(user_id, int) else None
    if user is None or user.merged_into is not None:
        raise record_invalid(field, f"{title}: is invalid", "InvalidValue")
    return user


def find_submitter(account: Account, payload: Json) -> User | None:
    if payload.get("submitter_id") is None:
        return None
    return _existing(account, payload["submitter_id"], "submitter", "Submitter")


def assign(account: Account, draft: Ticket, payload: Json) -> None:
    """Apply `assignee_id`, `assignee_email` and `group_id`; group and assignee are kept consistent."""
    if "group_id" in payload:
        _set_group(account, draft, payload["group_id"])
    if payload.get("assignee_email"):
        agent = account.user_by_email(payload["assignee_email"])
        _set_assignee(account, draft, agent.id if agent else 0)
    elif "assignee_id" in payload:
        _set_assignee(account, draft, payload["assignee_id"])


def _set_group(account: Account, draft: Ticket, group_id: int | None) -> None:
    if group_id is not None and group_id not in account.groups:
        raise record_invalid("group", "Group: is invalid", "InvalidValue")
    draft.group_id = group_id
    if group_id is not None and draft.assignee_id not in account.groups[group_id].user_ids:
        draft.assignee_id = None


def _set_assignee(account: Account, draft: Ticket, user_id: int | None) -> None:
    draft.assignee_id = user_id
    if user_id is None:
        return
    user = _existing(account, user_id, "assignee", "Assignee")
    if not user.is_staff or user.light or user.suspended:
        raise record_invalid("assignee", f"Assignee: {user.name} cannot be assigned tickets", "InvalidValue")
    groups = account.groups_of(user.id)
    if groups and draft.group_id not in [group.id for group in groups]:
        draft.group_id = user.default_group_id or groups[0].id


def set_copies(account: Account, draft: Ticket, payload: Json) -> None:
    """Apply `email_ccs` and `followers`: lists of `{user_id | user_email, action: put | delete}`."""
    draft.email_cc_ids = _with_copies(account, draft.email_cc_ids, payload.get("email_ccs") or [])
    draft.follower_ids = _with_copies(account, draft.follower_ids, payload.get("followers") or [])


def _with_copies(account: Account, present: tuple[int, ...], wishes: list[Json]) -> tuple[int, ...]:
    ids = list(present)
    for wish in wishes:
        user = account.users.get(int(wish.get("user_id") or 0)) or account.user_by_email(wish.get("user_email") or "")
        if user is not None and wish.get("action") == "delete":
            ids = [user_id for user_id in ids if user_id != user.id]
        elif user is not None and user.id not in ids:
            ids.append(user.id)
    return tuple(ids)
