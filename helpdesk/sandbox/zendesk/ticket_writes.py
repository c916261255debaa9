"""Creating and updating tickets by Zendesk's rules, all or nothing; the only way a ticket's fields change."""

import copy
from dataclasses import dataclass
from typing import Any

from helpdesk.sandbox.zendesk import changes, ticket_status
from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.clock import read_stamp
from helpdesk.sandbox.zendesk.errors import record_invalid, update_conflict
from helpdesk.sandbox.zendesk.events import tell
from helpdesk.sandbox.zendesk.field_values import refuse_wrong_value
from helpdesk.sandbox.zendesk.records import PRIORITIES, TYPES, Actor, Audit, Comment, Json, Ticket
from helpdesk.sandbox.zendesk.slas import breach_changed
from helpdesk.sandbox.zendesk.ticket_comments import author_flags, make_comment, use_uploads
from helpdesk.sandbox.zendesk.ticket_people import assign, find_requester, find_submitter, set_copies

METADATA_LIMIT = 1024
"""Bytes of a write's `metadata`."""


def create_ticket(account: Account, payload: Json, actor: Actor) -> tuple[Ticket, Audit]:
    """A new ticket with its first comment; raises ApiError and changes nothing when a rule forbids it."""
    with account.lock:
        requester = find_requester(account, payload) or actor.user
        submitter = find_submitter(account, payload) or actor.user
        sent = dict(payload.get("comment") or {})
        sent.setdefault("body", payload.get("description"))
        if not (sent.get("html_body") or sent.get("body") or "").strip():
            raise record_invalid("base", "Description: cannot be blank", "BlankValue")
        draft = _blank(account, requester.id, submitter.id, actor)
        if payload.get("via_followup_source_id") is not None:
            _follow_up(account, draft, payload["via_followup_source_id"])
        elif sent.get("author_id") is None and payload.get("submitter_id") is not None:
            sent["author_id"] = submitter.id
        _fill(account, draft, payload, actor)
        comment = make_comment(account, draft, sent, actor)
        if comment is not None:
            draft.description, draft.is_public = comment.plain_body, comment.public
        draft.subject = draft.subject or draft.description[:80]
        draft.id = account.new_ticket_id()
        audit = _commit(account, None, draft, _Said(actor, comment, _custom_metadata(payload)))
        use_uploads(account, sent.get("uploads"))
        return draft, audit


def _blank(account: Account, requester_id: int, submitter_id: int, actor: Actor) -> Ticket:
    status = "open" if account.knobs.created_open else "new"
    return Ticket(
        id=0,
        subject="",
        description="",
        requester_id=requester_id,
        submitter_id=submitter_id,
        status=status,
        custom_status_id=account.default_status(status).id,
        ticket_form_id=account.default_form().id,
        via={"channel": actor.channel, "source": {"from": {}, "to": {}, "rel": None}},
        created_at=account.clock.second(),
    )


def _follow_up(account: Account, draft: Ticket, source_id: Any) -> None:
    """Continue a closed ticket: its tags come along, and both know each other."""
    source = account.tickets.get(source_id)
    if source is None or source.deleted or source.status != "closed":
        raise record_invalid("base", "Followup source: is not a closed ticket", "InvalidValue")
    draft.tags = source.tags
    draft.subject = f"Re: {source.subject}"
    came_from = {"ticket_id": source.id, "subject": source.subject}
    draft.via = {"channel": draft.via["channel"], "source": {"from": came_from, "to": {}, "rel": "follow_up"}}


def update_ticket(account: Account, ticket_id: int, payload: Json, actor: Actor) -> tuple[Ticket, Audit]:
    """Change a ticket; raises ApiError and changes nothing when a rule forbids it."""
    with account.lock:
        before = account.ticket(ticket_id)
        ticket_status.refuse_closed(before)
        _refuse_stale(before, payload)
        draft = copy.copy(before)
        requester = find_requester(account, payload)
        if requester is not None:
            draft.requester_id = requester.id
        sent = payload.get("comment") or {}
        comment = make_comment(account, draft, sent, actor)
        if comment is not None:
            _reopen(account, draft, actor)
        _fill(account, draft, payload, actor)
        audit = _commit(account, before, draft, _Said(actor, comment, _custom_metadata(payload)))
        use_uploads(account, sent.get("uploads"))
        _solve_incidents(account, before, draft, actor)
        return draft, audit


def _refuse_stale(before: Ticket, payload: Json) -> None:
    # `safe_update: false` acts like true: only its absence switches the check off.
    if "safe_update" not in payload:
        return
    try:
        known = read_stamp(str(payload.get("updated_stamp")))
    except ValueError:
        raise update_conflict() from None
    if known != before.updated_at:
        raise update_conflict()


def _reopen(account: Account, draft: Ticket, actor: Actor) -> None:
    # Only a comment that comes from the end user reopens; the API writing in their name does not.
    # https://support.zendesk.com/hc/en-us/articles/4408825831962
    if not actor.user.is_staff and draft.status in {"pending", "hold", "solved"}:
        ticket_status.set_status(account, draft, "open")


def _fill(account: Account, draft: Ticket, payload: Json, actor: Actor) -> None:
    """Apply every field of the payload but the comment and the requester."""
    if payload.get("subject"):
        draft.subject = payload["subject"]
    if "priority" in payload:
        draft.priority = _one_of(PRIORITIES, payload["priority"], draft.priority, "priority", "Priority")
    if "type" in payload:
        draft.type = _one_of(TYPES, payload["type"], None, "type", "Type")
    for key in ("external_id", "due_at", "problem_id"):
        if key in payload:
            setattr(draft, key, payload[key])
    if "tags" in payload:
        draft.tags = tidy_tags(payload["tags"])
    if payload.get("ticket_form_id") is not None:
        if payload["ticket_form_id"] not in account.ticket_forms:
            raise record_invalid("ticket_form_id", "Form: is invalid", "InvalidValue")
        draft.ticket_form_id = payload["ticket_form_id"]
    _set_custom_fields(account, draft, payload.get("custom_fields") or payload.get("fields"))
    set_copies(account, draft, payload)
    assign(account, draft, payload)
    ticket_status.move_status(account, draft, payload)
    ticket_status.settle_status(account, draft, actor)


def _one_of(allowed: tuple[str, ...], value: Any, present: str | None, field: str, title: str) -> str | None:
    if value is None and present is None:
        return None
    # A priority once given can't be taken back.
    if value not in allowed:
        raise record_invalid(field, f"{title}: {value} is not valid", "InvalidValue")
    return str(value)


def tidy_tags(tags: Any) -> tuple[str, ...]:
    """Lower case, no blanks inside, each once."""
    given = tags.split() if isinstance(tags, str) else tags or []
    return tuple(dict.fromkeys(str(tag).strip().lower().replace(" ", "_") for tag in given if str(tag).strip()))


def _set_custom_fields(account: Account, draft: Ticket, given: Any) -> None:
    pairs = given.items() if isinstance(given, dict) else [(one.get("id"), one.get("value")) for one in given or []]
    values = dict(draft.custom_fields)
    for key, value in pairs:
        field = account.ticket_fields.get(int(key or 0))
        if field is None or field.system:
            continue
        refuse_wrong_value(field, value)
        values[field.id] = value
    draft.custom_fields = values


def _custom_metadata(payload: Json) -> Json:
    custom = payload.get("metadata") or {}
    if len(str(custom).encode()) > METADATA_LIMIT:
        raise record_invalid("metadata", "Metadata: is too long (maximum is 1024 bytes)", "TooLong")
    return dict(custom)


@dataclass(frozen=True, slots=True)
class _Said:
    """Who writes, and what comes with the fields."""

    actor: Actor
    comment: Comment | None
    custom: Json


def _commit(account: Account, before: Ticket | None, draft: Ticket, said: _Said) -> Audit:
    """Store the draft as the ticket's present, with its audit, and tell the webhooks."""
    now = account.clock.second()
    actor, comment = said.actor, said.comment
    events = changes.audit_events(before, draft)
    audit = Audit(
        id=account.numbers.next(),
        ticket_id=draft.id,
        created_at=now,
        author_id=actor.user.id,
        metadata={"system": {"client": actor.client, "ip_address": "127.0.0.1"}, "custom": said.custom},
        events=events,
        via=draft.via,
    )
    if before is not None and not events and comment is None:
        return audit  # nothing changed: no audit is kept, and the metadata is lost
    draft.updated_at = now
    if comment is not None:
        _attach(account, draft, comment, audit, actor)
    for event in events:
        event.setdefault("id", account.numbers.next())
    draft.audits.append(audit)
    account.keep(draft)
    if before is None:
        _link_follow_up(account, draft)
    _tell(account, before, draft, comment, actor)
    return audit


def _attach(account: Account, draft: Ticket, comment: Comment, audit: Audit, actor: Actor) -> None:
    comment.ticket_id = draft.id
    comment.audit_id = audit.id
    comment.metadata = {**audit.metadata, **author_flags(comment, actor)}
    draft.comments.append(comment)
    account.comments[comment.id] = comment
    audit.via = comment.via
    audit.events.insert(0, {"id": comment.id, "type": "Comment"})


def _link_follow_up(account: Account, draft: Ticket) -> None:
    if draft.via["source"]["rel"] == "follow_up":
        source = copy.copy(account.tickets[draft.via["source"]["from"]["ticket_id"]])
        source.followup_ids = (*source.followup_ids, draft.id)
        account.keep(source)


def _tell(account: Account, before: Ticket | None, after: Ticket, comment: Comment | None, actor: Actor) -> None:
    found: list[changes.Happening] = [("created", {})] if before is None else changes.happenings(before, after)
    if comment is not None and (before is not None or account.knobs.comment_added_at_creation):
        author = account.users[comment.author_id]
        found += changes.comment_happenings(comment, author_name=author.name, is_staff=author.is_staff)
    tell(account, after, actor, [*found, *breach_changed(account, before, after, comment)])


def _solve_incidents(account: Account, before: Ticket, after: Ticket, actor: Actor) -> None:
    """Solving a problem solves its incidents, each as an action of its own."""
    if after.type != "problem" or after.status != "solved" or before.status == "solved":
        return
    for ticket in list(account.tickets.values()):
        if ticket.problem_id == after.id and not ticket.deleted and ticket.status not in {"solved", "closed"}:
            update_ticket(account, ticket.id, {"status": "solved", "assignee_id": after.assignee_id}, actor)
