"""`/helpdesk stats`: who may see which figures, and of when; they are counted and sent by somebody else, afterwards."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from helpdesk.domain.times.periods import period
from helpdesk.domain.times.working_time import Hours
from helpdesk.doors.rights import Right
from helpdesk.languages.speech import Speech
from helpdesk.slack.commands import Command
from helpdesk.slack.text import escaped
from helpdesk.store.stats import AsyncStatsWishes, StatsWanted

_CHANNEL = re.compile(r"<#([A-Z0-9]+)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True)
class StatsDesk:
    """`names`: help channel -> its name. Redis errors come up."""

    wishes: AsyncStatsWishes
    names: Mapping[str, str]
    hours: Callable[[str], Hours]

    async def answer(self, command: Command, speech: Speech, right: Right, now: float) -> str:
        """Of the channel that is named, else that it is typed in, else of all the person answers in."""
        words = command.text.split()[1:]
        named = self._named(words[0]) if words else None
        here = named or (command.channel if command.channel in self.names else None)
        if here and here not in right.channels:
            unsure = here in right.unsure
            return speech.say("command-unsure") if unsure else speech.say("stats-not-yours")
        channels = (here,) if here else right.channels
        if not channels:
            return speech.say("command-unsure") if right.unsure else speech.say("stats-not-yours")
        text = " ".join(words[1:] if named else words)
        meant = period(text, now, self.hours(channels[0]).zone)
        if meant is None:
            return speech.say("stats-unread", text=escaped(text[:80]))
        id_ = f"{command.by}:{command.trigger or now}"
        await self.wishes.put(
            StatsWanted(id=id_, by=command.by, channels=channels, period=meant, language=speech.language, at=now)
        )
        return speech.say("stats-coming")

    def _named(self, word: str) -> str | None:
        """As Slack writes a channel that was picked from its list, or by its name."""
        found = _CHANNEL.fullmatch(word)
        if found:
            return found[1]
        name = word.lower().removeprefix("#")
        return next((channel for channel, known in self.names.items() if name == known), None)
