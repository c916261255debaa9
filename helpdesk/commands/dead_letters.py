"""Finding what went wrong by the names `helpdesk failed list` shows: `IT-42`, `IT-42/zendesk.open`, `IT-42/attend`."""

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
from helpdesk.store.crash import Crash
from helpdesk.wiring import Wiring

_ONE = re.compile(r"(?P<ticket>.+)/(?P<key>(?:zendesk|slack)\.[^/]+|attend)")


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

    @property
    def what(self) -> str:
        return doing(Speech(), self.key)

    def facts(self) -> dict[str, str]:
        """What is known of it, one fact each."""
        return {
            "id": self.id,
            "ticket": self.ticket.number or str(self.ticket.place),
            "what": self.what,
            "why": self.why,
            "tries": str(self.attempt.tries),
            "given_up": _shown(self.attempt.at),
            "may_have_worked": "yes, and it will be looked for first" if self.attempt.doubt else "no",
            "people_were_told": "yes" if self.attempt.told or self.attempt.fields else "no",
        }


@dataclass(frozen=True, slots=True)
class StuckQuestion:
    """A question that the helpdesk itself fails at. `number` is None where none is known."""

    place: Place
    number: str | None
    crash: Crash

    key = "attend"
    what = "attending to the question, a fault of the helpdesk's own"

    @property
    def id(self) -> str:
        return f"{self.number or self.place}/{self.key}"

    @property
    def why(self) -> str:
        return self.crash.why

    def facts(self) -> dict[str, str]:
        """What is known of it, one fact each."""
        ticket = self.number or str(self.place)
        return {
            "id": self.id,
            "ticket": ticket,
            "what": self.what,
            "why": self.why,
            "failed_last": _shown(self.crash.at),
            "goes_on": "it is tried again each minute, and all others are attended to",
        }


Wrong = DeadLetter | StuckQuestion


def letters_of(ticket: Ticket) -> list[DeadLetter]:
    return [DeadLetter(ticket, key, attempt) for key, attempt in sorted(dead(ticket).items())]


def all_wrong(wiring: Wiring) -> Iterator[Wrong]:
    """Stuck questions, then what was given up, each in the order of time."""
    crashes = wiring.tickets.crashes()
    known = wiring.tickets.many(list(crashes))
    for place, crash in crashes.items():
        yield _stuck(place, known.get(place), crash)
    letters = (letter for ticket in wiring.tickets.dead() for letter in letters_of(ticket))
    yield from sorted(letters, key=lambda letter: (letter.attempt.at, letter.id))


def meant(wiring: Wiring, name: str) -> list[Wrong]:
    """What a person means by a name; exit 1 with a sentence that names it when nothing went wrong there."""
    one = _ONE.fullmatch(name)
    wrong = [each for each in _at(wiring, one["ticket"] if one else name) if one is None or each.key == one["key"]]
    if not wrong:
        typer.echo(f"{name}: nothing was given up. `helpdesk failed list` shows what was.", err=True)
        raise typer.Exit(1)
    return wrong


def _at(wiring: Wiring, name: str) -> list[Wrong]:
    """All that went wrong with one question."""
    place = _place(wiring, name)
    ticket, crash = wiring.tickets.at(place), wiring.tickets.crash(place)
    letters = letters_of(ticket) if ticket else []
    return [_stuck(place, ticket, crash), *letters] if crash else [*letters]


def _place(wiring: Wiring, name: str) -> Place:
    try:
        place = Place.parse(name)
    except ValueError:
        return found(wiring.tickets, name).place
    known = wiring.tickets.at(place) or wiring.tickets.crash(place)
    return place if known else found(wiring.tickets, name).place


def _stuck(place: Place, ticket: Ticket | None, crash: Crash) -> StuckQuestion:
    return StuckQuestion(place, ticket.number if ticket else None, crash)


def _shown(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
