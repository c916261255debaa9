"""Which question a person means by `/helpdesk ticket`: one named, or the newest of the channel. It changes nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from helpdesk.domain.place import Place, permalink_place
from helpdesk.languages.speech import Speech
from helpdesk.slack.commands import Command
from helpdesk.slack.text import escaped
from helpdesk.slack.wanted import FormWanted
from helpdesk.store.front import FrontStore


@dataclass(frozen=True, slots=True)
class Questions:
    """Finds questions. `prefixes`: help channel -> the prefix of its ticket numbers. Redis errors come up."""

    store: FrontStore
    prefixes: Mapping[str, str]

    async def meant(self, command: Command, speech: Speech) -> FormWanted | str:
        """The form for the question that is meant, or a sentence when there is none."""
        name = command.argument
        place = await (self.named(name, command.team) if name else self._newest(command.channel))
        if place:
            # Elsewhere than in its own channel, people might read of a question they can't see.
            return FormWanted(place, command.by, command.trigger, telling=place.channel == command.channel)
        if name:
            return speech.say("no-such-question", name=escaped(name[:80]))
        known = command.channel in self.prefixes
        return speech.say("no-open-question") if known else speech.say("form-not-a-help-channel")

    async def named(self, name: str, team: str) -> Place | None:
        """Where the question with this number, link or Zendesk ticket (`zendesk:123`) stands."""
        link = permalink_place(name)
        if link and team:
            return Place(team, *link)
        kind, _, number = name.partition(":")
        if kind.lower() == "zendesk" and number.isascii() and number.isdigit():
            return next(iter(await self.store.places_of(None, int(number))), None)
        return await self.store.numbered(name)

    async def _newest(self, channel: str) -> Place | None:
        prefix = self.prefixes.get(channel)
        return await self.store.newest_without_ticket(prefix, channel) if prefix else None
