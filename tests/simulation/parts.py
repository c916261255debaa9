"""The parts of a history's desk that a test may give broken, to see that it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects.moving import PostMoved
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place
from helpdesk.domain.seen import SeenReply
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.transcript import Message, Spoken
from helpdesk.slack.history import History
from helpdesk.slack.outbound import Slack
from helpdesk.store.sweep import Sweeper
from helpdesk.zendesk.payloads import TicketWritten
from helpdesk.zendesk.sent import TicketChange
from helpdesk.zendesk.tickets import ZendeskTickets
from tests.simulation.store import SimulatedLeases, UnfencedLeases
from tests.simulation.transport import SimulatedTransport


class NoSweeper(Sweeper):
    def sweep(self, now: float) -> int:
        return 0


class UnsafeTransport(SimulatedTransport):
    """Updates are not safe: Zendesk takes them whatever happened since."""

    def update_ticket(self, number: int, change: TicketChange) -> TicketWritten:
        return super().update_ticket(number, change.model_copy(update={"safe_update": None, "updated_stamp": None}))


class HastySlack(Slack):
    """Never looks whether an earlier try took effect."""

    def show_comment(self, ticket: Ticket, effect: fx.ShowComment, spoken: Spoken) -> e.CommentShown:
        return super().show_comment(ticket, replace(effect, doubt=False), spoken)

    def show_status(self, ticket: Ticket, effect: fx.ShowStatus) -> e.StatusMessageShown | e.StatusMessageGone:
        return super().show_status(ticket, replace(effect, doubt=False))


class ForgetfulSlack(Slack):
    """Never looks whether a question that moves stands in the other channel already."""

    def post_moved(self, ticket: Ticket, effect: PostMoved, message: Message | None) -> e.MovedPosted:
        return super().post_moved(ticket, replace(effect, doubt=False), message)


class HastyZendesk(ZendeskTickets):
    """Never looks whether an earlier try took effect, nor sees it in the comments that it reads."""

    def read(self, effect: fx.ReadZendeskTicket) -> e.ZendeskRead | e.ZendeskGone:
        found = super().read(effect)
        return found if isinstance(found, e.ZendeskGone) or found.comments is None else _unnoticed(found)

    def follow(self, effect: fx.FollowTicket) -> e.ZendeskFollowed | e.ZendeskGone:
        found = super().follow(effect)
        return found if isinstance(found, e.ZendeskGone) else _unnoticed(found)

    def tell(
        self,
        effect: fx.TellZendesk,
        author: Person | None,
        messages: tuple[Message, ...],
        carrier: int | None,
    ) -> e.ZendeskTold | e.ZendeskRead | e.ZendeskGone:
        return super().tell(replace(effect, doubt=False), author, messages, carrier)


class ForgetfulHistory(History):
    """A rebuild that doesn't read what our metadata says with a message: which comment it shows, which question."""

    def replies(self, place: Place) -> tuple[SeenReply, ...]:
        return tuple(replace(reply, mark={}) for reply in super().replies(place))


R = TypeVar("R", e.ZendeskRead, e.ZendeskFollowed)


def _unnoticed(found: R) -> R:
    comments = tuple(comment.model_copy(update={"tells": ()}) for comment in found.comments or ())
    return found.model_copy(update={"comments": comments})


@dataclass(frozen=True, slots=True)
class Parts:
    """The classes a history is built of, and whether its channel is in shadow mode."""

    leases: type[SimulatedLeases] = SimulatedLeases
    sweeper: type[Sweeper] = Sweeper
    transport: type[SimulatedTransport] = SimulatedTransport
    slack: type[Slack] = Slack
    zendesk: type[ZendeskTickets] = ZendeskTickets
    history: type[History] = History
    shadow: bool = False


WHOLE = Parts()
BROKEN: Mapping[str, Parts] = {
    "fencing": Parts(leases=UnfencedLeases),
    "safe_update": Parts(transport=UnsafeTransport),
    "the sweeper": Parts(sweeper=NoSweeper),
    "the look-up of comments in doubt": Parts(zendesk=HastyZendesk),
    "the look-up of messages in doubt": Parts(slack=HastySlack),
    "the look-up of moved questions in doubt": Parts(slack=ForgetfulSlack),
    "what our messages note for a rebuild": Parts(history=ForgetfulHistory),
}
