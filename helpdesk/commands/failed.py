"""`helpdesk failed`: deliveries that could not be read and effects that were given up, and driving them again."""

import asyncio
import json
import time
from collections.abc import Mapping, Sequence
from typing import Annotated

import typer

from helpdesk.commands.dead_letters import DeadLetter, StuckQuestion, Wrong, all_wrong, letters_of, meant
from helpdesk.commands.printing import say
from helpdesk.commands.session import opened_with_store
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.effects import LookUp
from helpdesk.domain.events import Dropped, TryAgain
from helpdesk.domain.place import Place
from helpdesk.doors.opening import open_reception
from helpdesk.doors.reception import Taken
from helpdesk.store.parked import RECORD, Parked
from helpdesk.wiring import Wiring

app = typer.Typer(help="See and repair what could not be delivered or read.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="An id of `helpdesk failed list`, or a ticket for all of its.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]

_PATIENCE_SECONDS = 3.0
"""How long a command waits for a worker to take up what it asked for."""

_BECAME: Mapping[Taken, str] = {
    "taken": "taken.",
    "too_late": (
        "can be read now, and is dropped: it asked for an answer within 3 seconds, such as a form. Whoever sent it sees"
        " nothing of it: ask them to do it again, which works now."
    ),
}


@app.command("list")
def list_failed(*, as_json: Json = False) -> None:
    """List what could not be read and what was given up, one a line."""
    with opened_with_store() as wiring:
        rows = [{"id": p.id, "kind": p.door, "why": p.why} for p in wiring.parked.unread(wiring.tickets)]
        wrong = list(all_wrong(wiring))
    if as_json:
        typer.echo(json.dumps([*rows, *({"kind": each.key, **each.facts()} for each in wrong)], indent=2))
        return
    rows += [{"id": each.id, "kind": each.what, "why": each.why} for each in wrong]
    for row in rows:
        say("\t".join(row.values()))


@app.command()
def show(id_: Id) -> None:
    """Explain one of them: what it is, why it failed, and what can be done."""
    with opened_with_store() as wiring:
        parked = wiring.parked.get(id_)
        wrong = [] if parked else meant(wiring, id_)
    if parked:
        say(f"id: {parked.id}\ndoor: {parked.door}\nwhy: {parked.why}\n\n{parked.raw}")
    for each in wrong:
        say("\n".join(f"{name}: {value}" for name, value in each.facts().items()))
        say(f"to try it again: helpdesk failed retry {each.id}")
        wish = "forget what is known of the question" if isinstance(each, StuckQuestion) else "give up the wish"
        say(f"to {wish}: helpdesk failed drop {each.id}\n")


@app.command()
def retry(id_: Id) -> None:
    """Try a delivery, an effect, or all that was given up of a ticket, once more."""
    with opened_with_store() as wiring:
        parked = wiring.parked.get(id_)
        if parked is None:
            _try_again(wiring, meant(wiring, id_))
        elif parked.door == "ticket":
            _read_again(wiring, parked)
        else:
            _take_again(wiring, parked)


@app.command()
def drop(id_: Id) -> None:
    """Throw a delivery away, or end the wish for an effect, or for all that was given up of a ticket."""
    with opened_with_store() as wiring:
        parked = wiring.parked.get(id_)
        if parked is None:
            _drop(wiring, meant(wiring, id_))
            return
        wiring.parked.drop(id_)
        if parked.door == "ticket":
            _forget(wiring, _place(parked))
        say(f"{id_}: dropped.")


def _try_again(wiring: Wiring, wrong: Sequence[Wrong]) -> None:
    if letters := _letters(wrong):
        _ask(wiring, letters, again=True)
    for stuck in _stuck(wrong):
        _attend_again(wiring, stuck)


def _drop(wiring: Wiring, wrong: Sequence[Wrong]) -> None:
    """What is forgotten with its question needs no end of its own."""
    if (letters := _letters(wrong)) and not _stuck(wrong):
        _ask(wiring, letters, again=False)
    for stuck in _stuck(wrong):
        _forget(wiring, stuck.place)
        say(f"{stuck.id}: dropped.")


def _letters(wrong: Sequence[Wrong]) -> list[DeadLetter]:
    return [each for each in wrong if isinstance(each, DeadLetter)]


def _stuck(wrong: Sequence[Wrong]) -> list[StuckQuestion]:
    return [each for each in wrong if isinstance(each, StuckQuestion)]


def _attend_again(wiring: Wiring, stuck: StuckQuestion) -> None:
    """Have a worker attend to it now, and wait for what comes of it."""
    _wake(wiring, stuck.place)
    until = time.monotonic() + _PATIENCE_SECONDS
    while (crash := wiring.tickets.crash(stuck.place)) == stuck.crash and time.monotonic() < until:
        time.sleep(0.05)
    if crash is None:
        say(f"{stuck.id}: was attended to.")
    elif crash == stuck.crash:
        say(f"{stuck.id}: will wait to be tried again until a worker runs.")
    else:
        typer.echo(f"{stuck.id}: still fails: {crash.why}", err=True)
        raise typer.Exit(1)


def _ask(wiring: Wiring, letters: Sequence[DeadLetter], *, again: bool) -> None:
    """Have workers do it, and wait until one has taken it up."""
    now = time.time()
    place = letters[0].ticket.place
    for letter in letters:
        event = TryAgain(at=now, key=letter.key) if again else Dropped(at=now, key=letter.key)
        wiring.mailbox.put(Delivery(f"{event.kind}:{place}:{letter.key}:{now}", place, event), now)
    done, waits = ("will be tried again", "wait to be tried again") if again else ("dropped", "wait to be dropped")
    taken = _is_taken_up(wiring, letters)
    for letter in letters:
        say(f"{letter.id}: {done}." if taken else f"{letter.id}: will {waits} until a worker runs.")


def _is_taken_up(wiring: Wiring, letters: Sequence[DeadLetter]) -> bool:
    asked = {(letter.key, letter.attempt.at) for letter in letters}
    until = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < until:
        ticket = wiring.tickets.at(letters[0].ticket.place)
        if ticket is None or not asked & {(letter.key, letter.attempt.at) for letter in letters_of(ticket)}:
            return True
        time.sleep(0.05)
    return False


def _take_again(wiring: Wiring, parked: Parked) -> None:
    """Through the same reception that could not read it; what it still can't read stays parked."""
    became = asyncio.run(_received(wiring, parked))
    if became == "unreadable":
        _still_unreadable(parked)
    wiring.parked.drop(parked.id)
    say(f"{parked.id}: {_BECAME[became]}")


async def _received(wiring: Wiring, parked: Parked) -> Taken:
    reception, close = open_reception(wiring)
    try:
        return await reception.again(parked)
    finally:
        await close()


def _read_again(wiring: Wiring, parked: Parked) -> None:
    """A ticket's record, which another version of the helpdesk may be able to read."""
    place = _place(parked)
    if wiring.tickets.at(place) is None:
        _still_unreadable(parked)
    wiring.parked.drop(parked.id)
    _wake(wiring, place)
    say(f"{parked.id}: can be read, and is attended to again.")


def _forget(wiring: Wiring, place: Place) -> None:
    wiring.tickets.forget(place)
    _wake(wiring, place)


def _wake(wiring: Wiring, place: Place) -> None:
    """Have a worker look at the place, and at the mail that waits there."""
    now = time.time()
    wiring.mailbox.put(Delivery(f"wake:{place}:{now}", place, TryAgain(at=now, key=LookUp.key)), now)


def _place(parked: Parked) -> Place:
    return Place.parse(parked.id.removeprefix(RECORD))


def _still_unreadable(parked: Parked) -> None:
    typer.echo(f"{parked.id}: still can't be read: {parked.why}", err=True)
    raise typer.Exit(1)
