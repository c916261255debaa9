"""Events API payloads -> events, without I/O. What isn't ours is passed over; what we can't read is an error."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery, Unreadable
from helpdesk.domain.place import Place
from helpdesk.slack import payloads as p
from helpdesk.slack.emoji import canonical
from helpdesk.slack.subjects import announces, first_line, groups_in
from helpdesk.slack.thanks import is_thanks
from helpdesk.slack.wanted import HomeWanted

M = TypeVar("M", bound=BaseModel)

Watched = Mapping[str, frozenset[str]]
"""The channels we look after, each with the emoji names that mean something there."""

_LOCKS = ("🔒", ":lock:")
MESSAGES_OF_PEOPLE = frozenset({None, "file_share", "me_message", "thread_broadcast", "bot_message"})


@dataclass(frozen=True, slots=True)
class Said:
    """A message of somebody's that opens a thread, or stands in a direct message to us. `id` is the delivery's."""

    id: str
    by: str
    channel: str
    text: str

    @property
    def is_direct(self) -> bool:
        return self.channel.startswith("D")


@dataclass(frozen=True, slots=True)
class Understood:
    """What a delivery comes to: an event for a mailbox, answers made stale, a Home to show, or nothing of ours.

    `said` is a message that may ask something which is answered at once.
    """

    kind: str
    delivery: Delivery | None = None
    stale: tuple[str, ...] = ()
    challenge: str | None = None
    home: HomeWanted | None = None
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """One event with what stood around it."""

    kind: str
    team: str | None
    id: str
    event: dict[str, Any]
    watched: Watched

    def read(self, model: type[M]) -> M:
        return _fitting(model, self.event, self.kind)

    def at(self, channel: str, ts: str, event: e.Event) -> Understood:
        if self.team is None:
            raise Unreadable(f"The {self.kind} delivery does not say which workspace it comes from.")
        return Understood(self.kind, Delivery(self.id, Place(self.team, channel, ts), event))

    @property
    def nothing(self) -> Understood:
        return Understood(self.kind)


def read_event(raw: bytes, watched: Watched) -> Understood:
    """One body of the Events API. Unreadable when the JSON is broken or a kind we know doesn't fit its model."""
    try:
        envelope = p.Envelope.model_validate_json(raw)
    except ValidationError as error:
        raise Unreadable(f"The body is not a Slack delivery: {faults(error)}.") from None
    return understood(envelope, watched)


def understood(envelope: p.Envelope, watched: Watched) -> Understood:
    """The same for an envelope that Socket Mode brought."""
    if envelope.type == "url_verification":
        return Understood("url_verification", challenge=envelope.challenge or "")
    event = envelope.event
    if envelope.type != "event_callback" or event is None:
        return Understood(envelope.type)
    kind = str(event.get("type"))
    reader = _READERS.get(kind)
    if reader is None:
        return Understood(kind)
    if not envelope.event_id:
        raise Unreadable(f"The {kind} delivery has no event_id.")
    return reader(_Told(kind, envelope.team, envelope.event_id, event, watched))


def _reaction(told: _Told) -> Understood:
    reaction = told.read(p.Reaction)
    if reaction.item.type != "message":
        return told.nothing
    channel, ts = reaction.item.channel, reaction.item.ts
    if channel is None or ts is None:
        raise Unreadable(f"The {told.kind} delivery does not say which message it is about.")
    emoji = canonical(reaction.reaction)
    if emoji not in told.watched.get(channel, frozenset()):
        return told.nothing
    fact = e.ReactionAdded if told.kind == "reaction_added" else e.ReactionRemoved
    return told.at(channel, ts, fact(person=reaction.user, emoji=emoji, at=reaction.event_ts))


def _message(told: _Told) -> Understood:
    posted = told.read(p.AnyMessage)
    subtype = posted.subtype
    if posted.channel and posted.channel.startswith("D"):
        return _direct_message(told)
    if posted.channel not in told.watched:
        return told.nothing
    if subtype == "message_changed":
        return _message_changed(told)
    if subtype == "message_deleted":
        return _message_deleted(told)
    if subtype not in MESSAGES_OF_PEOPLE:
        return told.nothing
    message = told.read(p.MessageEvent)
    if message.is_ours:
        return told.nothing
    if message.is_reply:
        return told.at(message.channel, message.thread_ts or message.ts, reply_event(message))
    if message.is_by_bot:
        return told.nothing
    at = float(message.ts)
    subject, announcement = first_line(message.text), announces(message.text)
    asked = e.Asked(by=message.user, at=at, subject=subject, announcement=announcement, groups=groups_in(message.text))
    return replace(told.at(message.channel, message.ts, asked), said=_said(told, message))


def _direct_message(told: _Told) -> Understood:
    """Only words that somebody wrote to us; what we wrote, edits and the rest are nothing."""
    if told.event.get("subtype") is not None:
        return told.nothing
    message = told.read(p.MessageEvent)
    return told.nothing if message.is_ours or message.is_by_bot else Understood(told.kind, said=_said(told, message))


def _said(told: _Told, message: p.MessageEvent) -> Said | None:
    return Said(told.id, message.user, message.channel, message.text) if message.user else None


def reply_event(message: p.Message) -> e.Replied:
    """A message of a thread, told now or read back."""
    return e.Replied(
        by=message.user,
        ts=message.ts,
        at=float(message.ts),
        bot=message.is_by_bot,
        bot_id=message.bot_id,
        internal=message.text.lstrip().startswith(_LOCKS),
        thanks=not message.files and is_thanks(message.text),
        groups=groups_in(message.text),
    )


def _message_changed(told: _Told) -> Understood:
    """Slack tells of unfurls and reply counts in the same way: only another text, or other files, are an edit."""
    changed = told.read(p.MessageChanged)
    message, before, at = changed.message, changed.previous_message, changed.event_ts
    root = message.thread_ts or message.ts
    if message.subtype == "tombstone":
        gone = e.ReplyChanged(ts=message.ts, at=at, deleted=True) if message.is_reply else e.Deleted(at=at)
        return told.at(changed.channel, root, gone)
    same = before is not None and (before.text, before.files) == (message.text, message.files)
    if message.is_ours or message.is_by_bot or same:
        return told.nothing
    if message.is_reply:
        return told.at(changed.channel, root, e.ReplyChanged(ts=message.ts, by=message.user, at=at))
    subject, announcement = first_line(message.text), announces(message.text)
    return told.at(changed.channel, root, e.Reworded(subject=subject, at=at, announcement=announcement))


def _message_deleted(told: _Told) -> Understood:
    deleted = told.read(p.MessageDeleted)
    before, at = deleted.previous_message, deleted.event_ts
    if before is not None and before.is_ours:
        return told.nothing
    if before is not None and before.is_reply:
        gone = e.ReplyChanged(ts=deleted.deleted_ts, by=before.user, at=at, deleted=True)
        return told.at(deleted.channel, before.thread_ts or before.ts, gone)
    return told.at(deleted.channel, deleted.deleted_ts, e.Deleted(at=at))


def _group_changed(told: _Told) -> Understood:
    group = told.read(p.Subteam).id
    return Understood(told.kind, stale=(f"group:{group}",) if group else ())


def _membership_changed(told: _Told) -> Understood:
    return Understood(told.kind, stale=(f"members:{told.read(p.Membership).channel}",))


def _person_changed(told: _Told) -> Understood:
    user = told.read(p.Changed).user
    id_ = user.get("id") if isinstance(user, dict) else user
    return Understood(told.kind, stale=(f"person:{id_}",) if id_ else ())


def _channel_renamed(told: _Told) -> Understood:
    channel = told.read(p.Changed).channel
    id_ = channel.get("id") if isinstance(channel, dict) else channel
    return Understood(told.kind, stale=(f"channel:{id_}",) if id_ else ())


def _home_opened(told: _Told) -> Understood:
    opened = told.read(p.HomeOpened)
    return Understood(told.kind, home=HomeWanted(opened.user) if opened.tab == "home" else None)


_READERS: Mapping[str, Callable[[_Told], Understood]] = {
    "app_home_opened": _home_opened,
    "reaction_added": _reaction,
    "reaction_removed": _reaction,
    "message": _message,
    "subteam_members_changed": _group_changed,
    "subteam_updated": _group_changed,
    "member_joined_channel": _membership_changed,
    "member_left_channel": _membership_changed,
    "channel_rename": _channel_renamed,
    "group_rename": _channel_renamed,
    "user_change": _person_changed,
}


def _fitting(model: type[M], payload: object, kind: str) -> M:
    try:
        return model.model_validate(payload)
    except ValidationError as error:
        raise Unreadable(f"The {kind} delivery does not fit: {faults(error)}.") from None


def faults(error: ValidationError) -> str:
    """Which fields are wrong and how, without their values: those are words of people."""
    faults = error.errors(include_input=False, include_url=False, include_context=False)
    return "; ".join(f"{'.'.join(map(str, f['loc'])) or 'body'}: {f['type']}" for f in faults[:5])
