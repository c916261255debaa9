"""The warnings of promises, each said at most once, and what takes their place when somebody wants a pause."""

from collections.abc import Callable
from typing import Any

from helpdesk.domain import events as e
from helpdesk.domain.effects.promises import TellSnooze, WarnOfPromise
from helpdesk.domain.place import permalink
from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech
from helpdesk.slack.blocks import section
from helpdesk.slack.calls import AdminNeeded, Refused, SlackCalls
from helpdesk.slack.direct import GONE, NOBODY
from helpdesk.slack.directory import Directory
from helpdesk.slack.payloads import OUR_METADATA
from helpdesk.slack.promise_words import paused, warning, warning_blocks
from helpdesk.slack.readers import Readers

WARNED = f"{OUR_METADATA}promise"
_NOBODY = NOBODY | {"is_archived", "not_in_channel"}
"""The channel of those who are to be told may be closed to us, too; the next is told in time."""


class PromiseLines:
    """Every method raises TryLater or GiveUp and nothing else."""

    def __init__(
        self,
        calls: SlackCalls,
        directory: Directory,
        readers: Readers,
        agents_channel: Callable[[str], str | None],
    ) -> None:
        self._calls = calls
        self._directory = directory
        self._readers = readers
        self._agents_channel = agents_channel

    def warn(self, ticket: Ticket, effect: WarnOfPromise) -> e.PromiseWarned:
        """A message to a person's id opens the direct conversation. One that may be there already is not said again.

        https://docs.slack.dev/reference/methods/chat.postMessage
        """
        if not effect.to or effect.doubt:
            return e.PromiseWarned(key=effect.key, to=effect.to)
        text = warning(self._speech(ticket, effect.to), ticket, effect, self._link(ticket))
        blocks = warning_blocks(self._speech(ticket, effect.to), ticket, text)
        metadata = {"event_type": WARNED, "event_payload": {"of": str(ticket.place)}}
        message: dict[str, Any] = {"text": text, "blocks": blocks, "metadata": metadata, "unfurl_links": False}
        try:
            self._calls.write("chat.postMessage", channel=effect.to, **message)
        except (Refused, AdminNeeded) as refused:
            if refused.error not in _NOBODY:
                raise
            return e.PromiseWarned(key=effect.key, to="")
        return e.PromiseWarned(key=effect.key, to=effect.to)

    def pause(self, ticket: Ticket, effect: TellSnooze) -> e.SnoozeTold:
        """The warning says who wants nothing more until when. One that is gone needs no word."""
        where = ticket.place.channel if effect.channel == self._agents_channel(ticket.place.channel) else effect.by
        text = paused(self._speech(ticket, where), ticket, effect, self._link(ticket))
        try:
            self._calls.write("chat.update", channel=effect.channel, ts=effect.ts, text=text, blocks=[section(text)])
        except (Refused, AdminNeeded) as refused:
            if refused.error not in GONE:
                raise
        return e.SnoozeTold(until=effect.until)

    def _speech(self, ticket: Ticket, reader: str) -> Speech:
        """A channel reads the language of the question's, a person their own."""
        here = ticket.place.channel
        if reader in {here, self._agents_channel(here)}:
            return self._readers.of_channel(here)
        return self._readers.of_person(reader, here)

    def _link(self, ticket: Ticket) -> str:
        return permalink(self._directory.myself().url, ticket.place.channel, ticket.place.ts)
