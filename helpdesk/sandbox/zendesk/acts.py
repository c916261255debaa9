"""What people do: agents in their interface, end users by mail. It goes through the same rules as the API."""

import base64
import binascii
from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.sandbox.zendesk import ticket_ends
from helpdesk.sandbox.zendesk.account import Account
from helpdesk.sandbox.zendesk.errors import ApiError
from helpdesk.sandbox.zendesk.identifiers import opaque_token
from helpdesk.sandbox.zendesk.records import Actor, Attachment, Json, Upload
from helpdesk.sandbox.zendesk.ticket_writes import create_ticket, update_ticket

_BROWSER = "Mozilla/5.0 (sandbox agent interface)"


class ActRefusedError(Exception):
    """Why the interface would not let a person do it, as a sentence."""


class File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    content: str
    """Base64."""
    content_type: str = "application/octet-stream"


class Act(BaseModel):
    """One thing somebody does. Which fields count depends on `act`; a missing one is told."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    act: Literal[
        "set_status", "comment", "assign", "set_priority", "set_requester", "set_field", "set_tags", "merge", "close",
        "delete", "delete_forever", "spam", "restore", "redact_comment", "redact_file", "make_private", "create",
        "mail_reply", "suspend",
    ]  # fmt: skip
    by: int = Field(alias="as")
    """The user's id."""
    ticket: int | None = None
    comment: int | None = None
    """A comment's id."""
    file: int | None = None
    """An attachment's id."""
    subject: str | None = None
    text: str | None = None
    html: str | None = None
    public: bool = True
    files: list[File] = []
    status: str | None = None
    custom_status_id: int | None = None
    priority: str | None = None
    assignee: int | None = None
    """None takes the ticket from whoever has it."""
    group: int | None = None
    requester: int | None = None
    into: int | None = None
    """The ticket to merge into."""
    field: int | None = None
    value: Any = None
    tags: list[str] = []
    suspended: bool = True


class Acts:
    """`perform(Act(act="comment", by=…, ticket=1, text="…"))`; callable from any thread."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._agent_acts: dict[str, Callable[[Act, Actor], Json]] = {
            "set_status": self._set_status,
            "comment": self._comment,
            "assign": lambda act, actor: self._update(act, actor, self._assignment(act)),
            "set_priority": lambda act, actor: self._update(act, actor, {"priority": act.priority}),
            "set_requester": lambda act, actor: self._update(act, actor, {"requester_id": act.requester}),
            "set_field": lambda act, actor: self._update(act, actor, {"custom_fields": {act.field: act.value}}),
            "set_tags": lambda act, actor: self._update(act, actor, {"tags": act.tags}),
            "merge": self._merge,
            "close": lambda act, actor: self._end(ticket_ends.close_ticket, act, actor),
            "delete": lambda act, actor: self._end(ticket_ends.delete_ticket, act, actor),
            "delete_forever": lambda act, actor: self._end(ticket_ends.delete_forever, act, actor),
            "spam": lambda act, actor: self._end(ticket_ends.mark_as_spam, act, actor),
            "restore": lambda act, actor: self._end(ticket_ends.restore_ticket, act, actor),
            "redact_comment": self._redact_comment,
            "redact_file": self._redact_file,
            "make_private": self._make_private,
            "create": self._create,
            "suspend": self._suspend,
        }

    def perform(self, act: Act) -> Json:
        """Do it and say which ticket and comment came of it; raises ActRefusedError with the reason."""
        user = self._account.users.get(act.by)
        if user is None:
            raise ActRefusedError(f"There is no user {act.by}.")
        try:
            with self._account.lock:
                if act.act == "mail_reply":
                    return self._mail_reply(act, Actor(user, "email", "mail"))
                if act.act == "create" and not user.is_staff:
                    return self._create(act, Actor(user, "email", "mail"))
                if not user.is_staff:
                    raise ActRefusedError(f"{user.name} is an end user and has no agent interface.")
                if user.light and act.act != "comment":
                    raise ActRefusedError(f"{user.name} is a light agent and may only write internal notes.")
                return self._agent_acts[act.act](act, Actor(user, "web", _BROWSER))
        except ApiError as error:
            raise ActRefusedError(sentence_of(error)) from error

    def _update(self, act: Act, actor: Actor, payload: Json) -> Json:
        ticket, audit = update_ticket(self._account, _given(act.ticket, "ticket"), payload, actor)
        comment = next((event["id"] for event in audit.events if event["type"] == "Comment"), None)
        return {"ticket": ticket.id, "comment": comment}

    def _end(self, end: Callable[[Account, int, Actor], None], act: Act, actor: Actor) -> Json:
        end(self._account, _given(act.ticket, "ticket"), actor)
        return {"ticket": act.ticket}

    def _set_status(self, act: Act, actor: Actor) -> Json:
        """With a text, the status and the comment are one update, as "Submit as …" is."""
        payload: Json = {"status": act.status, "custom_status_id": act.custom_status_id}
        if act.status is None and act.custom_status_id is None:
            raise ActRefusedError("Say which status.")
        if act.text or act.html or act.files:
            payload["comment"] = self._words(act)
        return self._update(act, actor, payload)

    def _comment(self, act: Act, actor: Actor) -> Json:
        if not (act.text or act.html or act.files):
            raise ActRefusedError("The comment is empty.")
        payload: Json = {"comment": self._words(act)}
        if act.status is not None:
            payload["status"] = act.status
        return self._update(act, actor, payload)

    def _words(self, act: Act) -> Json:
        return {"body": act.text, "html_body": act.html, "public": act.public, "uploads": self._upload(act.files)}

    def _upload(self, files: list[File]) -> list[str]:
        upload = Upload(opaque_token(), self._account.clock.second() + 60)
        for file in files:
            try:
                content = base64.b64decode(file.content, validate=True)
            except binascii.Error:
                raise ActRefusedError(f"The content of {file.name} is not base64.") from None
            number = self._account.numbers.next()
            attachment = Attachment(number, file.name, file.content_type, content, opaque_token())
            upload.attachments.append(attachment)
            self._account.attachments[number] = attachment
        self._account.uploads[upload.token] = upload
        return [upload.token] if files else []

    @staticmethod
    def _assignment(act: Act) -> Json:
        payload: Json = {"assignee_id": act.assignee}
        return payload if act.group is None else {**payload, "group_id": act.group}

    def _merge(self, act: Act, actor: Actor) -> Json:
        into = _given(act.into, "into")
        ticket_ends.merge_tickets(self._account, into, [_given(act.ticket, "ticket")], {}, actor)
        return {"ticket": into}

    def _redact_comment(self, act: Act, actor: Actor) -> Json:
        """Black out `text`, or the whole comment without one."""
        ticket_id, comment_id = _given(act.ticket, "ticket"), _given(act.comment, "comment")
        _ticket, comment = ticket_ends.find_comment(self._account, ticket_id, comment_id)
        words = act.text or comment.plain_body
        if act.text or "\n" not in words:
            ticket_ends.redact_comment(self._account, ticket_id, comment_id, words, actor)
        else:
            ticket_ends.redact_html(self._account, ticket_id, comment_id, f"<redact>{words}</redact>", actor)
        return {"ticket": ticket_id, "comment": comment_id}

    def _redact_file(self, act: Act, actor: Actor) -> Json:
        ticket_id, comment_id = _given(act.ticket, "ticket"), _given(act.comment, "comment")
        ticket_ends.redact_attachment(self._account, ticket_id, comment_id, _given(act.file, "file"), actor)
        return {"ticket": ticket_id, "comment": comment_id}

    def _make_private(self, act: Act, actor: Actor) -> Json:
        ticket_id, comment_id = _given(act.ticket, "ticket"), _given(act.comment, "comment")
        ticket_ends.make_private(self._account, ticket_id, comment_id, actor)
        return {"ticket": ticket_id, "comment": comment_id}

    def _create(self, act: Act, actor: Actor) -> Json:
        payload: Json = {"subject": act.subject, "comment": self._words(act), "requester_id": act.requester}
        payload |= {"priority": act.priority} if act.priority else {}
        payload |= self._assignment(act) if act.assignee else {}
        ticket, _audit = create_ticket(self._account, payload, actor)
        return {"ticket": ticket.id, "comment": ticket.comments[0].id}

    def _suspend(self, act: Act, _actor: Actor) -> Json:
        user = self._account.user(_given(act.requester, "requester"))
        user.suspended = act.suspended
        self._account.changed()
        return {"user": user.id}

    def _mail_reply(self, act: Act, actor: Actor) -> Json:
        """A mail to a closed ticket becomes a follow-up."""
        source = self._account.ticket(_given(act.ticket, "ticket"))
        if actor.user.suspended:
            raise ActRefusedError(f"{actor.user.name} is suspended: the mail went to the suspended tickets.")
        if source.status != "closed":
            return self._update(act, actor, {"comment": {**self._words(act), "public": True}})
        payload = {"comment": self._words(act), "via_followup_source_id": source.id, "requester_id": actor.user.id}
        ticket, _audit = create_ticket(self._account, payload, actor)
        return {"ticket": ticket.id, "comment": ticket.comments[0].id}


def _given(value: int | None, name: str) -> int:
    if value is None:
        raise ActRefusedError(f"Say which {name}.")
    return value


def sentence_of(error: ApiError) -> str:
    """The complaints of an error, as the interface would show them."""
    details = error.body.get("details")
    if isinstance(details, dict):
        told = [problem["description"] for problems in details.values() for problem in problems]
        return "; ".join(told) + "."
    return f"{error.body.get('description') or error.body.get('error')}."
