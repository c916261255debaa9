"""Telling what is left aside: to somebody on duty in private and in their language, or where agents read it."""

from dataclasses import dataclass

from helpdesk.domain.left_aside import Group, LeftAside
from helpdesk.domain.times.working_time import Hours
from helpdesk.languages.speech import Speech
from helpdesk.slack import list_words
from helpdesk.slack.announcing import Announcement, announce
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.direct import direct
from helpdesk.slack.directory import Directory
from helpdesk.slack.readers import Readers

MOST = 8
"""Questions that are shown of each group."""


@dataclass(frozen=True, slots=True)
class AsideList:
    """What is left aside in a channel at `now`, to be told for its time `at`, in seconds."""

    channel: str
    at: float
    found: LeftAside
    hours: Hours
    now: float


@dataclass(frozen=True, slots=True)
class AsideTelling:
    """Raises TryLater or GiveUp. What an earlier try said is looked for each time: the store may have been lost."""

    calls: SlackCalls
    directory: Directory
    readers: Readers

    def tell(self, reader: str, said: AsideList) -> None:
        """To a person (`U…`) or in a channel (`C…`)."""
        is_person = reader.startswith(("U", "W"))
        speech = self.readers.of_person(reader, said.channel) if is_person else self.readers.of_channel(said.channel)
        where = direct(self.calls, reader) if is_person else reader
        text = aside_text(speech, said, self.directory.myself().url)
        mark = {"left_aside": said.channel, "at": f"{said.at:.0f}"}
        announce(self.calls, Announcement(where, text, mark), doubt=True)


def aside_text(speech: Speech, said: AsideList, address: str) -> str:
    """A head, and the questions of each group with how long they wait in working hours."""
    parts = [speech.say("aside-head", channel=f"<#{said.channel}>")]
    for group, questions in said.found.groups.items():
        parts.append(f"*{speech.say(f'aside-{group}', questions=len(questions))}*")
        shown = questions[:MOST]
        parts += [
            f"{list_words.line(speech, one, address)} · {_age(speech, group, said, since)}" for one, since in shown
        ]
        parts += list_words.beyond(speech, len(questions) - len(shown))
    return "\n".join(parts)


def _age(speech: Speech, group: Group, said: AsideList, since: float) -> str:
    minutes = int(said.hours.between(since, said.now)) // 60
    if group == "overdue":
        return speech.say("aside-late", hours=minutes // 60, minutes=minutes % 60)
    return speech.say("aside-age", hours=minutes // 60, minutes=minutes % 60)
