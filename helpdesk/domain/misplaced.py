"""Marks on replies: they count for nothing, unless the reply asks a group, and who put them is told so once."""

from collections.abc import Iterator

from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket


def misplaced(before: Ticket, event: e.Event | e.Learned, rules: Rules) -> Iterator[tuple[Place, e.ReplyMarked]]:
    """What the question is to hear of, and where it stands. Others than responders react to replies as they like."""
    ts = before.place.ts
    if isinstance(event, e.MessageIsReply) and before.kind == "unknown":
        root, asked = before.place._replace(ts=event.root), before.escalation
        for mark in (mark for mark in before.marks if mark.present):
            yield root, e.ReplyMarked(by=mark.person, at=mark.added or 0.0, ts=ts, emoji=mark.emoji)
        if asked:
            yield root, e.ReplyMarked(by=asked.by, at=asked.at, ts=ts)
    elif isinstance(event, e.ReactionAdded | e.ReactionRemoved) and before.root and _counts(event, rules):
        removed = isinstance(event, e.ReactionRemoved)
        marked = e.ReplyMarked(by=event.person, at=event.at, ts=ts, emoji=event.emoji, removed=removed)
        yield before.place._replace(ts=before.root), marked


def _counts(event: e.ReactionAdded | e.ReactionRemoved, rules: Rules) -> bool:
    return rules.meaning(event.emoji) is not None and rules.may(event.person)
