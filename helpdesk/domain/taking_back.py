"""What Zendesk takes back goes from the threads that a question has left, too: its hints reach where it stands."""

from collections.abc import Iterator

from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket


def taken_back(ticket: Ticket, event: e.Event | e.Learned | None) -> Iterator[tuple[Place, e.ZendeskStirred]]:
    """What the places that were left are to be told, each of every comment or file that is not to be seen any more."""
    told = tuple(_withdrawn(ticket, event)) if ticket.kind == "question" else ()
    yield from ((place, each) for place in ticket.left for each in told)


def _withdrawn(ticket: Ticket, event: e.Event | e.Learned | None) -> Iterator[e.ZendeskStirred]:
    match event:
        case e.ZendeskStirred():
            if event.about == "withdrawn":
                yield event
        case e.ZendeskRead() | e.ZendeskFollowed():
            private = (comment for comment in event.private if comment not in ticket.talk.notes)
            for comment in (*event.blackened, *private):
                if ticket.talk.heard.get(str(comment)) == "":  # it may stand where it was shown before
                    yield e.ZendeskStirred(ticket=event.reading.id, about="withdrawn", comment=comment)
        case _:
            return
