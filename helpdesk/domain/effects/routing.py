"""The effects of routing: the message is read, and whom it is for is told, once each."""

from dataclasses import dataclass

from helpdesk.domain.routing import Route, Router
from helpdesk.domain.ticket.routed import Routing

FINDING = "slack.find_route"
PASSING = "slack.pass_on:"
TELLING_ROUTE = "slack.tell_route:"


@dataclass(frozen=True, slots=True)
class FindRoute:
    """Read the question's message and match it with the rules; where none fits, it goes `otherwise`."""

    router: Router
    otherwise: Routing
    key = FINDING
    doubles = False


@dataclass(frozen=True, slots=True)
class PassOn:
    """Post a line with the question's link in the channel it is routed to; look for it first when in `doubt`."""

    number: int
    routing: Routing
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{PASSING}{self.number}"


@dataclass(frozen=True, slots=True)
class TellRoute:
    """Say in the thread who the question is for; look for the line first when in `doubt`.

    With `mention` a group or person is mentioned, else only named: they were before. `choices` are the targets that a
    responder may choose instead, the first line being number 0.
    """

    number: int
    routing: Routing
    choices: tuple[Route, ...]
    mention: bool
    doubt: bool = False
    doubles = True

    @property
    def key(self) -> str:
        return f"{TELLING_ROUTE}{self.number}"


RoutingEffect = FindRoute | PassOn | TellRoute
