"""Effects in Slack: reactions, the status message, private sentences, and reading a thread."""

from collections.abc import Mapping
from typing import Any

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place, permalink
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.slack import payloads as p
from helpdesk.slack import words
from helpdesk.slack.calls import Refused, SlackCalls
from helpdesk.slack.directory import Directory
from helpdesk.slack.interactions import STATE_BUTTON
from helpdesk.slack.text import first_line, plain

METADATA = "helpdesk_status"
_GONE = frozenset({"message_not_found", "thread_not_found"})
_NO_MESSAGE_OF_PEOPLE = frozenset({"tombstone", "channel_join", "channel_leave", "group_join", "group_leave"})


class Slack:
    """The Slack wing. Every method raises TryLater or GiveUp and nothing else."""

    def __init__(self, calls: SlackCalls, directory: Directory, zendesk_url: str) -> None:
        self._calls = calls
        self._directory = directory
        self._zendesk_url = zendesk_url

    def look_up(self, place: Place) -> e.MessageFound | e.MessageIsReply | e.MessageGone:
        """What a message is; asked by its own ts, a reply answers with its thread's.

        https://docs.slack.dev/reference/methods/conversations.replies
        """
        try:
            page = self._calls.read("conversations.replies", channel=place.channel, ts=place.ts, limit=1)
        except Refused as refused:
            if refused.error in _GONE:
                return e.MessageGone()
            raise
        messages = (p.Message.model_validate(m) for m in page.get("messages") or [])
        found = next((m for m in messages if m.ts == place.ts), None)
        if found is None or found.subtype in _NO_MESSAGE_OF_PEOPLE:
            return e.MessageGone()
        if found.is_reply:
            return e.MessageIsReply(root=found.thread_ts or place.ts)
        by = None if found.is_by_bot else found.user
        return e.MessageFound(by=by, at=float(found.ts), subject=first_line(found.text), bot=found.is_by_bot)

    def thread(self, place: Place) -> Transcript:
        """The root and all replies so far, without our own messages."""
        home = self._directory.myself()
        found = self._calls.pages("conversations.replies", "messages", channel=place.channel, ts=place.ts)
        messages = sorted((raw for raw in found), key=lambda raw: float(raw["ts"]))
        told = tuple(
            self._told(raw, place, home.url)
            for raw in messages
            if raw.get("subtype") not in _NO_MESSAGE_OF_PEOPLE and raw.get("user") != home.user
        )
        return Transcript(permalink(home.url, place.channel, place.ts), told)

    def _told(self, raw: dict[str, object], place: Place, url: str) -> Message:
        message = p.Message.model_validate(raw)
        return Message(
            author=self._author(raw, message),
            at=float(message.ts),
            text=plain(message.text, self._name),
            permalink=permalink(url, place.channel, message.ts, place.ts),
            files=tuple(file.name or file.id for file in message.files),
        )

    def _author(self, raw: dict[str, object], message: p.Message) -> str:
        if message.user:
            return self.person(message.user).name
        return str(raw.get("username") or "A bot")

    def _name(self, id_: str) -> str:
        if id_.startswith(("C", "G")):
            return self._directory.channel_name(id_)
        return self.person(id_).name if id_.startswith(("U", "W")) else id_

    def person(self, user: str) -> Person:
        return self._directory.person(user)

    def add_reaction(self, place: Place, emoji: str) -> e.BotReacted:
        """Naturally repeatable: there already is as good as added."""
        self._react("reactions.add", place, emoji, "already_reacted")
        return e.BotReacted(emoji=emoji, there=True)

    def remove_reaction(self, place: Place, emoji: str) -> e.BotReacted:
        """Naturally repeatable: not there, or no message any more, is as good as taken off."""
        self._react("reactions.remove", place, emoji, "no_reaction", "message_not_found")
        return e.BotReacted(emoji=emoji, there=False)

    def _react(self, method: str, place: Place, emoji: str, *fine: str) -> None:
        try:
            self._calls.write(method, channel=place.channel, timestamp=place.ts, name=emoji)
        except Refused as refused:
            if refused.error not in fine:
                raise

    def give_notice(self, ticket: Ticket, effect: fx.GiveNotice) -> e.NoticeGiven:
        """One ephemeral message in the channel: in a thread nobody opened, it would never be seen."""
        text = words.notice(ticket, effect.why, self._zendesk_url)
        try:
            self._calls.write("chat.postEphemeral", channel=ticket.place.channel, user=effect.person, text=text)
        except Refused as refused:
            if refused.error not in {"user_not_in_channel", "is_archived"}:
                raise
        return e.NoticeGiven(person=effect.person, why=effect.why)

    def show_status(self, ticket: Ticket, effect: fx.ShowStatus) -> e.StatusMessageShown | e.StatusMessageGone:
        """Post the status message in the thread, once, or edit it in place."""
        message = effect.message or (self._posted(ticket.place) if effect.doubt else None)
        text = words.status_text(ticket, effect.card, self._zendesk_url)
        blocks = words.status_blocks(ticket, effect.card, self._zendesk_url, STATE_BUTTON)
        channel = ticket.place.channel
        if message is None:
            metadata = {"event_type": METADATA, "event_payload": {"place": str(ticket.place)}}
            posted = self._calls.write(
                "chat.postMessage",
                channel=channel,
                thread_ts=ticket.place.ts,
                text=text,
                blocks=blocks,
                metadata=metadata,
                unfurl_links=False,
            )
            return e.StatusMessageShown(ts=str(posted["ts"]), card=effect.card)
        try:
            self._calls.write("chat.update", channel=channel, ts=message, text=text, blocks=blocks)
        except Refused as refused:
            if refused.error in {"message_not_found", "cant_update_message", "edit_window_closed"}:
                return e.StatusMessageGone()
            raise
        return e.StatusMessageShown(ts=message, card=effect.card)

    def _posted(self, place: Place) -> str | None:
        """The status message of an earlier try whose answer was lost.

        https://docs.slack.dev/messaging/message-metadata
        """
        found = self._calls.pages(
            "conversations.replies", "messages", channel=place.channel, ts=place.ts, include_all_metadata=True
        )
        for message in found:
            metadata = message.get("metadata") or {}
            if metadata.get("event_type") == METADATA and _place_in(metadata) == str(place):
                return str(message["ts"])
        return None


def _place_in(metadata: Mapping[str, Any]) -> object:
    return (metadata.get("event_payload") or {}).get("place")
