"""Places, events and deliveries as the doors would make them, for tests that begin at the mailbox."""

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.events import Asked, Event, ReactionAdded, Replied
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from tests.canaries import told


def place(number: int = 0) -> Place:
    return Place("T0HOUSE", "C0ITHELP", f"{1700000000 + number}.000100")


def reaction(at: float = 100.0, emoji: str = "eyes", person: str = "U0IRIS") -> ReactionAdded:
    return ReactionAdded(person=person, emoji=emoji, at=at)


def delivery(id_: str, event: Event | None = None, at: Place | None = None) -> Delivery:
    return Delivery(id_, at or place(), event or reaction())


def question(at: Place | None = None, number: str | None = None, subject: str = "") -> Ticket:
    return Ticket(place=at or place(), kind="question", requester="U0RIO", asked=50.0, number=number, subject=subject)


def reply(ts: str, by: str = "U0RIO") -> Replied:
    return Replied(by=by, ts=ts, at=float(ts))


def asked(at: float = 50.0, subject: str = "The printer is on fire") -> Asked:
    told(subject)
    return Asked(by="U0RIO", at=at, subject=subject)
