"""Finding the ticket a person means: `IT-42`, a Slack permalink, or `zendesk:123`."""

import typer

from helpdesk.domain.place import Place, permalink_place
from helpdesk.domain.ticket import Ticket
from helpdesk.store.tickets import Tickets


def found(tickets: Tickets, name: str) -> Ticket:
    """The ticket; exit 1 with a sentence that names the argument when there is none."""
    place = _place(tickets, name)
    ticket = _stands_now(tickets, place) if place else None
    if ticket is None or ticket.number is None:
        typer.echo(
            f"{name}: no such ticket. Expected a number such as IT-42, a message link, or zendesk:123."
            " `helpdesk tickets` lists what there is.",
            err=True,
        )
        raise typer.Exit(1)
    return ticket


def _stands_now(tickets: Tickets, place: Place) -> Ticket | None:
    """The ticket of a question that stood here, wherever it was moved to."""
    left: set[Place] = set()
    while True:
        ticket = tickets.at(place)
        moved = ticket.moving.target(place) if ticket and ticket.moving else None
        if moved is None or place in left:
            return ticket
        left.add(place)
        place = moved


def _place(tickets: Tickets, name: str) -> Place | None:
    link = permalink_place(name)
    if link:
        return tickets.in_channel(*link)
    kind, _, number = name.partition(":")
    if kind == "zendesk":
        return tickets.of_zendesk(int(number)) if number.isascii() and number.isdigit() else None
    return tickets.numbered(name)
