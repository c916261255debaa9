"""What one write changed, told twice: as events of the ticket's audit and as events for webhooks. Pure."""

from dataclasses import dataclass
from typing import Any

from helpdesk.sandbox.zendesk.records import Comment, Json, Ticket

Happening = tuple[str, Json]
"""An event type's last part (`status_changed`) and its `event` object, without `meta`."""


@dataclass(frozen=True, slots=True)
class _Tracked:
    attribute: str
    happening: str
    upper: bool = False
    """Webhooks write enums in upper case, REST in lower."""


_TRACKED = (
    _Tracked("subject", "subject_changed"),
    _Tracked("requester_id", "requester_changed"),
    _Tracked("priority", "priority_changed", upper=True),
    _Tracked("type", "type_changed", upper=True),
    _Tracked("group_id", "group_assignment_changed"),
    _Tracked("assignee_id", "agent_assignment_changed"),
    _Tracked("status", "status_changed", upper=True),
    _Tracked("custom_status_id", "custom_status_changed"),
    _Tracked("external_id", "external_id_changed"),
    _Tracked("ticket_form_id", "form_changed"),
    _Tracked("problem_id", "problem_link_changed"),
    _Tracked("due_at", "task_due_at_changed"),
)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def audit_events(before: Ticket | None, after: Ticket) -> list[Json]:
    """`Create` events of a new ticket or `Change` events of an old one, without ids."""
    if before is None:
        return [
            {"type": "Create", "value": _text(getattr(after, tracked.attribute)), "field_name": tracked.attribute}
            for tracked in _TRACKED
        ]
    events: list[Json] = [
        {
            "type": "Change",
            "value": _text(getattr(after, tracked.attribute)),
            "field_name": tracked.attribute,
            "previous_value": _text(getattr(before, tracked.attribute)),
        }
        for tracked in _TRACKED
        if getattr(before, tracked.attribute) != getattr(after, tracked.attribute)
    ]
    if before.tags != after.tags:
        events.append(
            {"type": "Change", "value": list(after.tags), "field_name": "tags", "previous_value": list(before.tags)}
        )
    events += [
        {"type": "Change", "value": after.custom_fields.get(key), "field_name": str(key), "previous_value": old}
        for key, old in _changed_fields(before, after)
    ]
    return events


def _changed_fields(before: Ticket, after: Ticket) -> list[tuple[int, Any]]:
    keys = before.custom_fields.keys() | after.custom_fields.keys()
    return [
        (key, before.custom_fields.get(key))
        for key in sorted(keys)
        if before.custom_fields.get(key) != after.custom_fields.get(key)
    ]


def happenings(before: Ticket, after: Ticket) -> list[Happening]:
    """Webhook events for the attributes that differ."""
    found: list[Happening] = []
    for tracked in _TRACKED:
        previous, current = _text(getattr(before, tracked.attribute)), _text(getattr(after, tracked.attribute))
        if previous == current:
            continue
        if tracked.upper:
            previous, current = previous and previous.upper(), current and current.upper()
        found.append((tracked.happening, {"current": current, "previous": previous}))
    if before.tags != after.tags:
        added = [tag for tag in after.tags if tag not in before.tags]
        removed = [tag for tag in before.tags if tag not in after.tags]
        found.append(("tags_changed", {"tags_added": added, "tags_removed": removed}))
    for key, old in _changed_fields(before, after):
        event = {"field": {"id": str(key)}, "current": after.custom_fields.get(key), "previous": old}
        found.append(("custom_field_changed", event))
    return found


def comment_happenings(comment: Comment, *, author_name: str, is_staff: bool) -> list[Happening]:
    author = {"id": str(comment.author_id), "is_staff": is_staff, "name": author_name}
    told = {"id": str(comment.id), "body": comment.plain_body, "is_public": comment.public, "author": author}
    found: list[Happening] = [("comment_added", {"comment": told})]
    for attachment in comment.attachments:
        file = {
            "id": str(attachment.id),
            "content_type": attachment.content_type,
            "filename": attachment.file_name,
            "is_public": comment.public,
        }
        event = {"attachment": file, "comment": {"id": str(comment.id)}}
        found.append(("attachment_linked_to_comment", event))
    return found
