"""Marks on replies, where they count for nothing: who put them is told so once, with the question of the thread."""

from collections.abc import Iterator

from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket


def misplaced(before: Ticket, event: e.Event | e.Learned, rules: Rules) -> Iterator[tuple[Place, e.ReplyMarked]]:
    """What the question is to hear of, and where it stands. Others than responders react to replies as they like."""
    if isinstance(event, e.MessageIsReply) and before.kind == "unknown":
        at = {mark.person: mark.added or 0.0 for mark in before.marks if mark.present}
        asked = before.escalation
        for person, when in (at | ({asked.by: asked.at} if asked else {})).items():
            yield before.place._replace(ts=event.root), e.ReplyMarked(by=person, at=when)
    elif isinstance(event, e.ReactionAdded) and before.root and rules.meaning(event.emoji) and rules.may(event.person):
        yield before.place._replace(ts=before.root), e.ReplyMarked(by=event.person, at=event.at)
