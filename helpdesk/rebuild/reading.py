"""Reads both sides back, question by question. It writes nothing."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import structlog

from helpdesk.domain.events import Reading
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding import wanted_tickets
from helpdesk.domain.rebuilding.moves import came_from
from helpdesk.domain.rebuilding.sight import SeenTicket, Sight
from helpdesk.domain.rebuilding.talk import comments_shown
from helpdesk.domain.retry import GiveUp, Unreadable
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenChannel, SeenReply
from helpdesk.rebuild.outside import Page, Patience, SlackArchive, Watcher, ZendeskArchive

log = structlog.get_logger()

_EARLIER_SECONDS = 3600.0
"""How long before the first question the export of Zendesk begins: its clock is another one."""

Made = Mapping[Place, Mapping[int, SeenTicket]]
"""The Zendesk tickets by the question they were made for and by their number, still without comments."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Slack and Zendesk; None for the latter when it is not set up. Raises TryLater or GiveUp in the end."""

    slack: SlackArchive
    zendesk: ZendeskArchive | None
    patiently: Patience
    watcher: Watcher

    def introduce(self) -> None:
        """Find out who we are in Zendesk; rules made after this know our own writes from others' moves."""
        if self.zendesk:
            self.patiently(self.zendesk.me)

    def channel(self, channel: str, rules: Rules) -> SeenChannel:
        self.watcher.part(f"Messages of {channel}")
        return self.slack.whole(channel, rules.bot_user, self.watcher.step)

    def notes(self, rules: Rules) -> Mapping[str, Mapping[int, str]]:
        """The comments that stand in the agents' channel and the messages that show them, by their question."""
        of: dict[str, list[SeenReply]] = defaultdict(list)
        for reply in self.slack.posted(rules.agents_channel) if rules.agents_channel else ():
            of[reply.mark.get("question", "")].append(reply)
        return {question: comments_shown(replies, rules) for question, replies in of.items()}

    def made(self, first: float, now: float) -> Made:
        """Every ticket that was made for a question, none of which was asked before `first` (seconds)."""
        made: dict[Place, dict[int, SeenTicket]] = defaultdict(dict)
        if self.zendesk:
            self.watcher.part("Tickets of Zendesk")
            since = max(first - _EARLIER_SECONDS, 1.0)
            for look in (partial(self.zendesk.exported, since), partial(self.zendesk.recent, now)):
                for ticket in self._pages(look):
                    if ticket.owner:
                        made[ticket.owner][ticket.reading.id] = ticket
        return made

    def _pages(self, look: Callable[[str], Page]) -> Iterator[SeenTicket]:
        cursor: str | None = ""
        while cursor is not None:
            page = self.patiently(partial(look, cursor))
            self.watcher.step(page.read)
            yield from page.tickets
            cursor = page.next

    def whole(self, sight: Sight, made: Mapping[int, SeenTicket], since: float) -> Sight:
        """With the thread and the Zendesk tickets; a thread that ended before `since` holds nothing of the helpdesk."""
        root, zendesk = sight.root, self.zendesk
        if root and root.latest_reply and (made or root.latest_reply >= since):
            try:
                sight = replace(sight, replies=self.slack.replies(sight.place))
            except Unreadable as error:
                log.warning("question_not_rebuilt", place=str(sight.place), why=error.why)
                return replace(sight, unreadable=True)
        sight = replace(sight, left=dict(self._left(sight)))
        if zendesk is None:
            return sight
        there = []
        for number in wanted_tickets(sight.record, made):
            one = made.get(number) or self.patiently(partial(zendesk.one, number))
            if one:
                there.append(self.patiently(partial(zendesk.whole, one)))
        return replace(sight, there=tuple(there))

    def _left(self, sight: Sight) -> Iterator[tuple[Place, tuple[SeenReply, ...]]]:
        """The threads where a question stood before; one that may not be read any more is left out."""
        for place in came_from(sight.root):
            try:
                yield place, self.slack.replies(place)
            except GiveUp as error:
                log.warning("thread_not_read", place=str(place), why=error.why)

    def moved(self, sight: Sight) -> Reading | None:
        """The present Zendesk ticket with who moved its status last."""
        if self.zendesk is None or not sight.there:
            return None
        return self.patiently(partial(self.zendesk.moved, sight.there[-1].reading.id))
