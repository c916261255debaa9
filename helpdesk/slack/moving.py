"""A question that moves to another channel: its message there, and what is said where it stood; each is there once."""

from collections.abc import Sequence
from typing import Any

from helpdesk.domain import events as e
from helpdesk.domain.effects.moving import PostMoved, RenewMoved, TellMoved
from helpdesk.domain.place import Place, permalink
from helpdesk.domain.rebuilding.moves import BY, EARLIER, MOVED_FROM, MOVED_TO, NUMBER, REQUESTER
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.transcript import Message
from helpdesk.languages.speech import Speech
from helpdesk.slack.announcing import Announcement, announce
from helpdesk.slack.calls import Refused, SlackCalls
from helpdesk.slack.directory import Directory
from helpdesk.slack.readers import Readers
from helpdesk.slack.richtext.posting import split, to_mrkdwn, to_rich_text
from helpdesk.slack.words import mention

_MOST = 2500
"""Characters of the question's words in the other channel: what is beyond is read behind the link."""

Blocks = Sequence[dict[str, Any]]


class MovedLines:
    """Every method raises TryLater or GiveUp and nothing else."""

    def __init__(self, calls: SlackCalls, directory: Directory, readers: Readers) -> None:
        self._calls = calls
        self._directory = directory
        self._readers = readers

    def post(self, ticket: Ticket, effect: PostMoved, message: Message | None) -> e.MovedPosted:
        """The question by whoever asked it, with its first words and a link, in the other channel."""
        moving = effect.moving
        text, blocks = self._question(ticket, moving, message)
        mark = {MOVED_FROM: str(ticket.place)}
        more = {NUMBER: ticket.number or "", REQUESTER: ticket.requester or "", BY: moving.by}
        if ticket.left:
            more[EARLIER] = " ".join(map(str, ticket.left))
        said = Announcement(moving.to, text, mark, more=more, blocks=blocks)
        return e.MovedPosted(ts=announce(self._calls, said, doubt=effect.doubt))

    def renew(self, ticket: Ticket, effect: RenewMoved, message: Message | None) -> e.MovedRenewed:
        """Have it say what the question says now; nothing of one that was deleted."""
        moving = effect.moving
        text, blocks = self._question(ticket, moving, message)
        try:
            self._calls.write("chat.update", channel=moving.to, ts=moving.ts, text=text, blocks=blocks)
        except Refused as refused:
            if refused.error not in {"message_not_found", "edit_window_closed"}:
                raise
        return e.MovedRenewed(at=moving.reworded)

    def tell(self, ticket: Ticket, effect: TellMoved) -> e.MovedTold:
        """A line in the thread that was left."""
        moving = effect.moving
        target = moving.target(ticket.place) or ticket.place
        speech = self._readers.of_channel(ticket.place.channel)
        question = f"<{self._link(target)}|{ticket.number}>"
        by = mention(speech, moving.by)
        text = speech.say("moved-away", question=question, channel=f"<#{moving.to}>", person=by)
        mark, more = {MOVED_TO: str(target)}, {BY: moving.by, NUMBER: ticket.number or ""}
        line = Announcement(ticket.place.channel, text, mark, ticket.place.ts, more)
        announce(self._calls, line, doubt=effect.doubt)
        return e.MovedTold()

    def _question(self, ticket: Ticket, moving: Moving, message: Message | None) -> tuple[str, Blocks]:
        speech = self._readers.of_channel(moving.to)
        head = self._head(speech, ticket, moving)
        blocks: list[dict[str, Any]] = [
            {"type": "section", "text": {"type": "mrkdwn", "text": head, "verbatim": True}},
        ]
        if message is None:
            return head, blocks
        first, *more = split(message.body, _MOST) or [message.body]
        return "\n".join([head, to_mrkdwn(first), *(["…"] if more else [])]), [*blocks, *to_rich_text(first)]

    def _head(self, speech: Speech, ticket: Ticket, moving: Moving) -> str:
        who = mention(speech, ticket.requester) if ticket.requester else speech.say("somebody")
        return speech.say(
            "moved-here",
            number=f"*{ticket.number}*",
            person=who,
            link=self._link(ticket.place),
            channel=f"<#{ticket.place.channel}>",
            mover=mention(speech, moving.by),
        )

    def _link(self, place: Place) -> str:
        return permalink(self._directory.myself().url, place.channel, place.ts, place.ts)
