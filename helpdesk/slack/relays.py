"""Words from a thread that a question has left, in the one where it stands: by name, once, and as they are now."""

from collections.abc import Sequence
from typing import Any

from helpdesk.domain import events as e
from helpdesk.domain.effects.moving import RelayWords
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.moves import PART, RELAYED_TO, WRITTEN_IN, WROTE
from helpdesk.domain.text.document import one_line, plain
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.transcript import Message, Spoken
from helpdesk.languages.speech import Speech
from helpdesk.slack import words
from helpdesk.slack.announcing import ANNOUNCEMENT
from helpdesk.slack.calls import Refused, SlackCalls
from helpdesk.slack.readers import Readers
from helpdesk.slack.text import escaped
from helpdesk.slack.threads import marked

_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})

Part = tuple[str, Sequence[dict[str, Any]]]


class Relays:
    """Raises TryLater or GiveUp and nothing else."""

    def __init__(self, calls: SlackCalls, readers: Readers) -> None:
        self._calls = calls
        self._readers = readers

    def relay(self, ticket: Ticket, effect: RelayWords, message: Message | None) -> e.WordsRelayed:
        """Post, edit and delete until the thread says the `message`; a long one takes several.

        What an earlier try posted is looked for when in doubt. What somebody deleted here stays deleted.
        """
        relay = effect.relay
        where = relay.where or ticket.place
        mark = {WROTE: relay.ts, WRITTEN_IN: str(relay.place), RELAYED_TO: str(where)}
        there = {str(part): ts for part, ts in enumerate(relay.shown)}
        if effect.doubt:
            there = {**marked(self._calls, where.channel, where.ts, mark), **there}
        speech = self._readers.of_channel(where.channel)
        said = self._parts(speech, ticket, message, internal=relay.internal) if message else []
        shown = []
        for number, part in enumerate(said):
            known = there.pop(str(number), None)
            if known:
                self._edit(where, known, part)
            shown.append(known or self._post(speech, where, message, part, {**mark, PART: str(number)}))
        for left in there.values():
            self._delete(where, left)
        private = relay.internal or (message and message.replied and message.replied.internal)
        files = tuple(file.id for file in message.attached) if message and not private else ()
        edited = max(relay.edited, message.edited if message else 0.0)
        told = {"edited": edited, "gone": message is None, "files": files}
        return e.WordsRelayed(ts=relay.ts, where=where, shown=tuple(shown), **told)

    def _parts(self, speech: Speech, ticket: Ticket, message: Message, *, internal: bool) -> list[Part]:
        """The words, and below them where they stand. Of what is for agents alone only that: here anybody reads."""
        link = message.permalink
        if internal or (message.replied and message.replied.internal):
            note = speech.say("relayed-internal", link=link)
            return [(note, [_small(note)])]
        files = ", ".join(escaped(one_line(name)) for name in message.files)
        below = speech.say("relayed-files", link=link, files=files) if files else speech.say("relayed", link=link)
        if files and not plain(message.body).strip():
            return [(below, [_small(below)])]
        spoken = Spoken(message.author, None, message.body, public=True)
        *parts, (text, blocks) = words.comment(speech, ticket, spoken, "")
        return [*parts, (text, [*blocks, _small(below)])]

    def _post(self, speech: Speech, where: Place, message: Message | None, part: Part, mark: dict[str, str]) -> str:
        """https://docs.slack.dev/reference/methods/chat.postMessage#authorship ."""
        text, blocks = part
        posted = self._calls.write(
            "chat.postMessage",
            channel=where.channel,
            thread_ts=where.ts,
            text=text,
            blocks=blocks,
            metadata={"event_type": ANNOUNCEMENT, "event_payload": mark},
            username=words.author(speech, message.author if message else ""),
            unfurl_links=False,
        )
        return str(posted["ts"])

    def _edit(self, where: Place, ts: str, part: Part) -> None:
        text, blocks = part
        try:
            self._calls.write("chat.update", channel=where.channel, ts=ts, text=text, blocks=blocks)
        except Refused as refused:
            if refused.error not in _GONE:
                raise

    def _delete(self, where: Place, ts: str) -> None:
        try:
            self._calls.write("chat.delete", channel=where.channel, ts=ts)
        except Refused as refused:
            if refused.error != "message_not_found":
                raise


def _small(text: str) -> dict[str, Any]:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": text, "verbatim": True}]}
