"""A ticket's history: what happened, when, by whom, and which state it left.

No text of people is in it but, until a ticket's words are dropped, the reasons Slack and Zendesk gave for a refusal.
"""

from pydantic import BaseModel, ConfigDict

from helpdesk.domain import events as e
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State

KEPT = 100
"""How many entries a ticket keeps; the oldest go first."""


_REASON = ": "
_WITH_REASONS = frozenset({"failed", "refused"})


class Entry(BaseModel):
    """One line. `at` in seconds; `what` is the event's name; `state` only when it changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: float
    what: str
    by: str | None = None
    detail: str | None = None
    state: State | None = None


def entry(before: Ticket, event: e.Event | e.Learned, after: Ticket, now: float) -> Entry | None:
    """The line for an event, or None when it changed nothing worth telling."""
    if isinstance(event, e.Started | e.PutOff) or _is_same(before, after) or _told_again(before, event):
        return None
    return Entry(
        at=getattr(event, "at", now) or now,
        what=_name(event),
        by=getattr(event, "person", None) or getattr(event, "by", None),
        detail=_detail(event),
        state=after.state if after.state != before.state else None,
    )


def _is_same(before: Ticket, after: Ticket) -> bool:
    """Whether nothing changed but who spoke last, which the thread shows."""
    return before == after or before.model_copy(update={"timings": after.timings}) == after


def without_reason(entry: Entry) -> Entry:
    """The entry without the words Slack or Zendesk refused something with; what they refused stays."""
    if entry.what not in _WITH_REASONS or entry.detail is None:
        return entry
    return entry.model_copy(update={"detail": entry.detail.partition(_REASON)[0]})


def _told_again(before: Ticket, event: e.Event | e.Learned) -> bool:
    known = before.attempts.get(event.key) if isinstance(event, e.Failed) else None
    return known is not None and known.trouble == getattr(event, "why", None)


def _name(event: e.Event | e.Learned) -> str:
    words = type(event).__name__
    return "".join(f"_{c.lower()}" if c.isupper() else c for c in words).lstrip("_")


def _detail(event: e.Event | e.Learned) -> str | None:
    match event:
        case e.ReactionAdded() | e.ReactionRemoved() | e.BotReacted():
            return event.emoji
        case e.Rated():
            return event.score
        case e.ButtonPressed():
            return event.button
        case e.ZendeskOpened() | e.ZendeskRead() | e.ZendeskWritten():
            return f"#{event.reading.id} {event.reading.status}"
        case e.ZendeskGone():
            return f"#{event.id}"
        case e.Failed() | e.Refused():
            return f"{event.key}{_REASON}{event.why}"
        case e.NoticeGiven() | e.FileLeftOut():
            return event.why
        case e.WouldHave() | e.PromiseWarned() | e.PromiseBroken() | e.Snoozed():
            return event.detail
        case e.RouteFound() | e.Rerouted() | e.MoveWanted() | e.RoutePassedOn() | e.RouteTold():
            return event.to or None
        case _:
            return None
