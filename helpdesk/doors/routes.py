"""`/helpdesk route TEXT`: what the rules of a channel would do with a text. It keeps nothing."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from helpdesk.domain.routing import NO_ROUTES, Router
from helpdesk.languages.speech import Speech
from helpdesk.slack.commands import ROUTE, Command
from helpdesk.slack.route_words import explained, is_unmatched
from helpdesk.slack.routing import addressed

OnDuty = Callable[[Speech, str, float], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Routes:
    """`routers`: help channel -> its rules. Elsewhere there are none. `agents`: the channels whose agents are told.

    `on_duty` tells who has the duty of a channel, empty without one; Redis errors come up from it.
    """

    routers: Mapping[str, Router] = field(default_factory=dict)
    agents: frozenset[str] = frozenset()
    on_duty: OnDuty | None = None

    async def answer(self, command: Command, speech: Speech, now: float) -> str | None:
        """None for any other command."""
        if command.word != ROUTE:
            return None
        _, _, text = command.text.partition(" ")
        router = self.routers.get(command.channel, NO_ROUTES)
        said = explained(speech, router, text, addressed)
        if self.on_duty is None or not is_unmatched(router, text):
            return said
        who = await self.on_duty(speech, command.channel, now)
        if not who:
            return said
        agents = command.channel in self.agents
        goes = speech.say("route-explain-duty-agents") if agents else speech.say("route-explain-duty")
        return f"{said} {goes}\n{who}"
