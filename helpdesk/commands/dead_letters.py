"""Finding what was given up by the names that `helpdesk failed list` shows: `IT-42`, or `IT-42/zendesk.open`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import typer

from helpdesk.commands.finding import found
from helpdesk.domain.dead_letters import dead
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.languages.speech import Speech
from helpdesk.slack.warning_words import doing
from helpdesk.store.tickets import Tickets

_ONE = re.compile(r"(?P<ticket>.+)/(?P<key>(?:zendesk|slack)\.[^/]+)")


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """One effect of one ticket that was given up."""

    ticket: Ticket
    key: str
    attempt: Attempt

    @property
    def id(self) -> str:
        return f"{self.ticket.number or self.ticket.place}/{self.key}"

    @property
    def why(self) -> str:
        return self.attempt.refused or ""

    def facts(self) -> dict[str, str]:
        """What is known of it, one fact each."""
        given_up = datetime.fromtimestamp(self.attempt.at, UTC).isoformat(timespec="seconds")
        return {
            "id": self.id,
            "ticket": self.ticket.number or str(self.ticket.place),
            "what": doing(Speech(), self.key),
            "why": self.why,
            "tries": str(self.attempt.tries),
            "given_up": given_up,
            "may_have_worked": "yes, and it will be looked for first" if self.attempt.doubt else "no",
            "people_were_told": "yes" if self.attempt.told or self.attempt.fields else "no",
        }


def letters_of(ticket: Ticket) -> list[DeadLetter]:
    return [DeadLetter(ticket, key, attempt) for key, attempt in sorted(dead(ticket).items())]


def all_letters(tickets: Tickets) -> Iterator[DeadLetter]:
    """Those given up longest ago first."""
    everything = (letter for ticket in tickets.dead() for letter in letters_of(ticket))
    yield from sorted(everything, key=lambda letter: (letter.attempt.at, letter.id))


def meant(tickets: Tickets, name: str) -> list[DeadLetter]:
    """What a person means by a name; exit 1 with a sentence that names it when nothing was given up there."""
    one = _ONE.fullmatch(name)
    ticket = _ticket(tickets, one["ticket"] if one else name)
    letters = [letter for letter in letters_of(ticket) if one is None or letter.key == one["key"]]
    if not letters:
        typer.echo(f"{name}: nothing was given up. `helpdesk failed list` shows what was.", err=True)
        raise typer.Exit(1)
    return letters


def _ticket(tickets: Tickets, name: str) -> Ticket:
    try:
        ticket = tickets.at(Place.parse(name))
    except ValueError:
        return found(tickets, name)
    return ticket or found(tickets, name)
