"""Making a comment out of what was sent: author, privacy, files, stored HTML; it is attached by others."""

from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.comment_html import store_body, store_html
from helpdesk.sandbox.zendesk.errors import record_invalid
from helpdesk.sandbox.zendesk.records import Actor, Attachment, Comment, Json, Ticket, User

LENGTH_LIMIT = 65_535
"""Bytes of a body."""
COMMENTS_LIMIT = 5_000
"""Comments of a ticket."""


def make_comment(account: Account, draft: Ticket, payload: Json, actor: Actor) -> Comment | None:
    """The comment a payload asks for, not yet stored; None when it has neither words nor files."""
    uploads = find_uploads(account, payload.get("uploads"))
    text = payload.get("html_body") or payload.get("body") or ""
    if not text.strip() and not uploads:
        return None
    if len(text.encode()) > LENGTH_LIMIT:
        raise record_invalid("comment", f"Comment: is too long (maximum is {LENGTH_LIMIT} characters)", "TooLong")
    if len(draft.comments) >= COMMENTS_LIMIT:
        raise record_invalid("base", f"Ticket: cannot have more than {COMMENTS_LIMIT} comments", "TooMany")
    html_body, plain_body = store_html(text) if payload.get("html_body") else store_body(text)
    author = _author(account, payload, actor)
    return Comment(
        id=account.numbers.next(),
        ticket_id=draft.id,
        author_id=author.id,
        public=_is_public(draft, payload, author),
        html_body=html_body,
        plain_body=plain_body,
        created_at=account.clock.second(),
        via=_via(actor),
        attachments=uploads,
    )


def _author(account: Account, payload: Json, actor: Actor) -> User:
    author_id = payload.get("author_id")
    if author_id is None:
        return actor.user
    author = account.users.get(author_id)
    if author is None or author.merged_into is not None:
        raise record_invalid("author", "Author: is invalid", "InvalidValue")
    return author


def _is_public(draft: Ticket, payload: Json, author: User) -> bool:
    # Light agents write private comments only, whatever was asked for.
    return not author.light and bool(payload.get("public", draft.is_public))


def _via(actor: Actor) -> Json:
    sender: Json = {"address": actor.user.email, "name": actor.user.name} if actor.channel == "email" else {}
    return {"channel": actor.channel, "source": {"from": sender, "to": {}, "rel": None}}


def find_uploads(account: Account, tokens: object) -> tuple[Attachment, ...]:
    """The files behind the tokens (one or a list); a token unknown, used or expired is passed over as Zendesk does."""
    wanted = [tokens] if isinstance(tokens, str) else tokens if isinstance(tokens, list) else []
    now = account.clock.second()
    found = [account.uploads[token] for token in wanted if token in account.uploads]
    return tuple(file for upload in found if upload.expires_at > now for file in upload.attachments)


def use_uploads(account: Account, tokens: object) -> None:
    """Take the tokens out of circulation, after the comment was stored."""
    for token in [tokens] if isinstance(tokens, str) else tokens if isinstance(tokens, list) else []:
        account.uploads.pop(token, None)


def author_flags(comment: Comment, actor: Actor) -> Json:
    """`metadata.flags` 11: submitted by one user on behalf of another."""
    if comment.author_id == actor.user.id:
        return {}
    options = {"11": {"trusted": True, "message": {"user": actor.user.name}}}
    return {"flags": [11], "flags_options": options}
