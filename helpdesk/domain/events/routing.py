"""What is learned of where a question goes."""

from helpdesk.domain.events.fact import Fact
from helpdesk.domain.ticket.routed import Routing


class RouteFound(Fact):
    """The message was read, with the last edit known then; `routing` is empty where no rule fits."""

    routing: Routing

    @property
    def to(self) -> str:
        return self.routing.to


class RoutePassedOn(Fact):
    """The channel `to` has its line."""

    to: str


class RouteTold(Fact):
    """The thread has line `number`; `to` was mentioned there, unless it is empty."""

    number: int
    to: str = ""


RoutingLearned = RouteFound | RoutePassedOn | RouteTold
