"""How tickets end or lose parts: merge, delete, restore, spam, redaction, privacy; ordinary updates are elsewhere."""

import copy

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.comment_html import redact_text, store_html
from helpdesk.sandbox.zendesk.errors import record_invalid, record_not_found
from helpdesk.sandbox.zendesk.events import tell
from helpdesk.sandbox.zendesk.records import Actor, Attachment, Comment, Json, Ticket
from helpdesk.sandbox.zendesk.ticket_status import refuse_closed, set_status
from helpdesk.sandbox.zendesk.ticket_writes import update_ticket

_MERGED_TAG = "closed_by_merge"


def merge_tickets(account: Account, target_id: int, source_ids: list[int], payload: Json, actor: Actor) -> None:
    """Close the sources into the target, with a comment on both sides: internal ones unless asked otherwise.

    https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#merge-tickets-into-target-ticket
    """
    with account.lock:
        refuse_closed(account.ticket(target_id))
        sources = [account.ticket(source_id) for source_id in source_ids]
        for source in sources:
            refuse_closed(source)
            if source.id == target_id:
                raise record_invalid("base", "A ticket can't be merged into itself", "InvalidValue")
        for source in sources:
            _close_into(account, source, target_id, payload, actor)
        listed = ", ".join(f'#{source.id} "{source.subject}"' for source in sources)
        words = payload.get("target_comment") or f"Request {listed} was closed and merged into this request."
        public = bool(payload.get("target_comment_is_public", False))
        update_ticket(account, target_id, {"comment": {"body": words, "public": public}}, actor)


def _close_into(account: Account, source: Ticket, target_id: int, payload: Json, actor: Actor) -> None:
    target = account.ticket(target_id)
    default = f'This request was closed and merged into request #{target.id} "{target.subject}".'
    public = bool(payload.get("source_comment_is_public", False))
    comment = {"body": payload.get("source_comment") or default, "public": public}
    tags = [*source.tags, _MERGED_TAG]
    update_ticket(account, source.id, {"status": "closed", "tags": tags, "comment": comment}, actor)
    merged = copy.copy(account.tickets[source.id])
    merged.merged_into = target_id
    account.keep(merged)
    tell(account, merged, actor, [("merged", {"target_ticket_id": str(target_id)})])


def delete_ticket(account: Account, ticket_id: int, actor: Actor) -> None:
    with account.lock:
        _set_deleted(account, account.ticket(ticket_id), actor, deleted=True, happening="soft_deleted")


def restore_ticket(account: Account, ticket_id: int, actor: Actor) -> None:
    with account.lock:
        _set_deleted(account, _deleted(account, ticket_id), actor, deleted=False, happening="undeleted")


def delete_forever(account: Account, ticket_id: int, actor: Actor) -> None:
    """Only what was deleted before can be deleted for good."""
    with account.lock:
        ticket = _deleted(account, ticket_id)
        for comment in ticket.comments:
            account.comments.pop(comment.id, None)
        del account.tickets[ticket_id]
        account.changed()
        tell(account, ticket, actor, [("permanently_deleted", {})])


def _deleted(account: Account, ticket_id: int) -> Ticket:
    ticket = account.tickets.get(ticket_id)
    if ticket is None or not ticket.deleted:
        raise record_not_found()
    return ticket


def _set_deleted(account: Account, before: Ticket, actor: Actor, *, deleted: bool, happening: str) -> None:
    ticket = copy.copy(before)
    ticket.deleted = deleted
    ticket.updated_at = account.clock.second()
    account.keep(ticket)
    tell(account, ticket, actor, [(happening, {})])


def mark_as_spam(account: Account, ticket_id: int, actor: Actor) -> None:
    """Suspend the requester and delete the ticket; refused when the requester is staff."""
    with account.lock:
        ticket = account.ticket(ticket_id)
        requester = account.users[ticket.requester_id]
        if requester.is_staff:
            raise record_invalid("base", "A ticket of an agent can't be marked as spam", "InvalidValue")
        requester.suspended = True
        tell(account, ticket, actor, [("marked_as_spam", {})])
        delete_ticket(account, ticket_id, actor)


def close_ticket(account: Account, ticket_id: int, actor: Actor) -> None:
    """Close as the default automation does four days after the solve; only a solved ticket, and without asking more."""
    with account.lock:
        before = account.ticket(ticket_id)
        refuse_closed(before)
        if before.status != "solved":
            raise record_invalid("status", "Status: only a solved ticket is closed by automation", "InvalidValue")
        ticket = copy.copy(before)
        set_status(account, ticket, "closed")
        ticket.updated_at = account.clock.second()
        account.keep(ticket)
        tell(account, ticket, actor, [("status_changed", {"current": "CLOSED", "previous": "SOLVED"})])


def find_comment(account: Account, ticket_id: int, comment_id: int) -> tuple[Ticket, Comment]:
    """Raises the 404 unless the comment stands on that ticket."""
    ticket = account.ticket(ticket_id)
    comment = account.comments.get(comment_id)
    if comment is None or comment.ticket_id != ticket.id:
        raise record_not_found()
    return ticket, comment


def make_private(account: Account, ticket_id: int, comment_id: int, actor: Actor) -> None:
    with account.lock:
        ticket, comment = find_comment(account, ticket_id, comment_id)
        if not comment.public:
            return
        comment.public = False
        _touch(account, ticket, actor, "comment_made_private", {"comment": {"id": str(comment.id), "is_public": False}})


def redact_comment(account: Account, ticket_id: int, comment_id: int, words: str, actor: Actor) -> Comment:
    """Black out every occurrence of `words`; works on closed tickets too."""
    with account.lock:
        ticket, comment = find_comment(account, ticket_id, comment_id)
        if words not in comment.plain_body:
            raise record_invalid("text", "Text: is not part of the comment", "InvalidValue")
        comment.html_body = redact_text(comment.html_body, words)
        comment.plain_body = redact_text(comment.plain_body, words)
        _redacted(account, ticket, comment, actor)
        return comment


def redact_html(account: Account, ticket_id: int, comment_id: int, html: str, actor: Actor) -> Comment:
    """Put the given text, in which `<redact>` marks what goes, in place of the comment's; on closed tickets too."""
    with account.lock:
        ticket, comment = find_comment(account, ticket_id, comment_id)
        comment.html_body, comment.plain_body = store_html(html, redacting=True)
        _redacted(account, ticket, comment, actor)
        return comment


def _redacted(account: Account, ticket: Ticket, comment: Comment, actor: Actor) -> None:
    if ticket.comments[0] is comment:
        ticket.description = comment.plain_body
    _touch(account, ticket, actor, "comment_redacted", {"comment": {"id": str(comment.id)}})


def redact_attachment(
    account: Account, ticket_id: int, comment_id: int, attachment_id: int, actor: Actor
) -> Attachment:
    """Empty the file and name it `redacted.txt`."""
    with account.lock:
        ticket, comment = find_comment(account, ticket_id, comment_id)
        attachment = next((file for file in comment.attachments if file.id == attachment_id), None)
        if attachment is None:
            raise record_not_found()
        attachment.file_name, attachment.content_type = "redacted.txt", "text/plain"
        attachment.content, attachment.deleted = b"redacted", True
        event = {"attachment": {"id": str(attachment.id)}, "comment": {"id": str(comment.id)}}
        _touch(account, ticket, actor, "attachment_redacted_from_comment", event)
        return attachment


def _touch(account: Account, before: Ticket, actor: Actor, happening: str, event: Json) -> None:
    ticket = copy.copy(before)
    ticket.updated_at = account.clock.second()
    account.keep(ticket)
    tell(account, ticket, actor, [(happening, event)])
