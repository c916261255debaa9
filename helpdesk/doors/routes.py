"""`/helpdesk route TEXT`: what the rules of a channel would do with a text. It keeps nothing and asks nobody."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpdesk.domain.routing import NO_ROUTES, Router
from helpdesk.languages.speech import Speech
from helpdesk.slack.commands import ROUTE, Command
from helpdesk.slack.route_words import explained
from helpdesk.slack.routing import addressed


@dataclass(frozen=True, slots=True)
class Routes:
    """`routers`: help channel -> its rules. Elsewhere there are none."""

    routers: Mapping[str, Router] = field(default_factory=dict)

    def answer(self, command: Command, speech: Speech) -> str | None:
        """None for any other command."""
        if command.word != ROUTE:
            return None
        _, _, text = command.text.partition(" ")
        return explained(speech, self.routers.get(command.channel, NO_ROUTES), text, addressed)
