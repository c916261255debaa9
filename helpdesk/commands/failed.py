"""`helpdesk failed`: deliveries that could not be read and effects that were refused, and driving them again."""

import asyncio
import json
from collections.abc import Iterator
from typing import Annotated

import typer

from helpdesk.commands.finding import found
from helpdesk.commands.session import opened_with_store
from helpdesk.domain.ticket import Ticket
from helpdesk.doors.opening import open_reception
from helpdesk.store.parked import Parked
from helpdesk.wiring import Wiring

app = typer.Typer(help="See and repair what could not be delivered or read.", no_args_is_help=True)
Id = Annotated[str, typer.Argument(metavar="ID", help="The id that `helpdesk failed list` shows.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("list")
def list_failed(*, as_json: Json = False) -> None:
    """List what is parked or refused, one a line."""
    with opened_with_store() as wiring:
        rows = [*_parked_rows(wiring), *_refused_rows(wiring)]
    if as_json:
        typer.echo(json.dumps(rows, indent=2))
        return
    for row in rows:
        typer.echo("\t".join(row.values()))


def _parked_rows(wiring: Wiring) -> Iterator[dict[str, str]]:
    for parked in wiring.parked.all():
        yield {"id": parked.id, "kind": parked.door, "why": parked.why}


def _refused_rows(wiring: Wiring) -> Iterator[dict[str, str]]:
    for ticket in wiring.tickets.all():
        for key, attempt in ticket.attempts.items():
            if attempt.refused is not None:
                yield {"id": f"{ticket.number}", "kind": key, "why": attempt.refused}


@app.command()
def show(id_: Id) -> None:
    """Show one parked delivery whole, as it came."""
    with opened_with_store() as wiring:
        parked = _parked(wiring, id_)
    typer.echo(f"id: {parked.id}\ndoor: {parked.door}\nwhy: {parked.why}\n\n{parked.raw}")


@app.command()
def retry(id_: Id) -> None:
    """Try a parked delivery, or a ticket's refused effects (IT-42), once more."""
    with opened_with_store() as wiring:
        parked = wiring.parked.get(id_)
        if parked:
            _take_again(wiring, parked)
        else:
            _forgive(wiring, found(wiring.tickets, id_))


@app.command()
def drop(id_: Id) -> None:
    """Throw a parked delivery away."""
    with opened_with_store() as wiring:
        _parked(wiring, id_)
        wiring.parked.drop(id_)
        typer.echo(f"{id_}: dropped.")


def _parked(wiring: Wiring, id_: str) -> Parked:
    parked = wiring.parked.get(id_)
    if parked is None:
        typer.echo(f"{id_}: nothing is parked under this id. `helpdesk failed list` shows what is.", err=True)
        raise typer.Exit(1)
    return parked


def _take_again(wiring: Wiring, parked: Parked) -> None:
    """Through the same reception that could not read it; what it still can't read stays parked."""
    if not asyncio.run(_received(wiring, parked)):
        typer.echo(f"{parked.id}: still can't be read: {parked.why}", err=True)
        raise typer.Exit(1)
    wiring.parked.drop(parked.id)
    typer.echo(f"{parked.id}: taken.")


async def _received(wiring: Wiring, parked: Parked) -> bool:
    reception, close = open_reception(wiring)
    try:
        return await reception.again(parked)
    finally:
        await close()


def _forgive(wiring: Wiring, ticket: Ticket) -> None:
    if not any(attempt.refused for attempt in ticket.attempts.values()):
        typer.echo(f"{ticket.number}: nothing was refused.", err=True)
        raise typer.Exit(1)
    wiring.ask_again(ticket.place)
    typer.echo(f"{ticket.number}: will be tried again.")
