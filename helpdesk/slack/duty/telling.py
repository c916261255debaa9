"""Telling somebody in private that a duty is theirs now, once, with what is open; or that this could not be told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpdesk.domain.ticket import Ticket
from helpdesk.domain.times.duty import Handover
from helpdesk.slack import list_words
from helpdesk.slack.announcing import Announcement, announce
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.direct import direct
from helpdesk.slack.directory import Directory
from helpdesk.slack.duty import words
from helpdesk.slack.readers import Readers

RECORD = "record"
"""What goes with the message: the whole swap, which a rebuild reads."""


@dataclass(frozen=True, slots=True)
class DutyTelling:
    """In their direct messages. Raises TryLater or Refused."""

    calls: SlackCalls
    directory: Directory
    readers: Readers

    def tell(self, handover: Handover, questions: Sequence[Ticket], *, doubt: bool) -> None:
        """Say it; in `doubt` look first. `questions` are the open ones, the oldest first."""
        speech = self.readers.of_person(handover.who, handover.channel)
        home = self.directory.myself().url
        lines = list_words.lines(speech, questions[: words.MOST_OPEN], len(questions), home) if questions else []
        text = words.swap_told(speech, handover, lines)
        self._say(handover.who, text, {"swap": handover.id}, handover, doubt=doubt)

    def tell_failed(self, handover: Handover, *, doubt: bool) -> None:
        """Tell who handed the duty over that the new one could not be told; in `doubt` look first."""
        speech = self.readers.of_person(handover.by, handover.channel)
        self._say(handover.by, words.swap_untold(speech, handover), {"untold": handover.id}, handover, doubt=doubt)

    def _say(self, to: str, text: str, mark: Mapping[str, str], handover: Handover, *, doubt: bool) -> None:
        said = Announcement(direct(self.calls, to), text, mark, more={RECORD: handover.record})
        announce(self.calls, said, doubt=doubt)
