"""`helpdesk forget`: take a person out of the store, and say what is left elsewhere."""

import re
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from helpdesk.commands.session import opened_with_store
from helpdesk.domain.forgetting import Identity
from helpdesk.domain.retry import WentWrong
from helpdesk.privacy import Forgotten
from helpdesk.wiring import Wiring

_ID = re.compile(r"<?@?([UW][A-Z0-9]{2,})(?:\|[^>]*)?>?")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_ELSEWHERE = (
    "Not ours to delete: what helpdesk.toml and the sources of duties say, what they wrote and marked in Slack, the"
    " helpdesk's own messages there that mention them, and their user, comments and tickets in Zendesk. Delete those"
    " there; backups and logs hold what they held."
)


def forget(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A Slack user id, a mention, or an e-mail address.")],
) -> None:
    """Take a person out of the store: their id, names and addresses, and the words of their questions."""
    with opened_with_store() as wiring:
        who = _identity(wiring, person)
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("Forgetting", total=None)
            done = wiring.privacy.forget(who, lambda: progress.advance(task))
    _tell(done)
    if done.busy or done.waiting:
        raise typer.Exit(1)


def _identity(wiring: Wiring, person: str) -> Identity:
    """Who it is; exit 1 for an address that Slack doesn't know, 2 for what is neither id nor address."""
    named = _ID.fullmatch(person)
    if named:
        return _known_as(wiring, named[1], frozenset())
    if not _ADDRESS.fullmatch(person):
        raise typer.BadParameter(
            f"{person}: expected a Slack user id such as U0EMPLOYEE, a mention, or an e-mail address."
        )
    try:
        id_ = wiring.directory.known_as(person)
    except WentWrong as wrong:
        typer.echo(f"{person}: Slack could not be asked who that is: {wrong.why} Give the Slack user id.", err=True)
        raise typer.Exit(1) from None
    if id_ is None:
        typer.echo(f"{person}: Slack knows nobody by this address. Give the Slack user id.", err=True)
        raise typer.Exit(1)
    return _known_as(wiring, id_, frozenset({person}))


def _known_as(wiring: Wiring, id_: str, emails: frozenset[str]) -> Identity:
    """With name and address as Slack has them, which may not know the person any more."""
    try:
        found = wiring.directory.person(id_)
    except WentWrong as wrong:
        typer.echo(f"Slack could not be asked for their name and address: {wrong.why} Only the id is known.", err=True)
        return Identity(id_, emails)
    names = frozenset({found.name} - {id_})
    return Identity(id_, emails | ({found.email} if found.email else frozenset()), names)


def _tell(done: Forgotten) -> None:
    typer.echo(f"tickets: {done.tickets}\nremembered answers: {done.answers}\nparked deliveries: {done.parked}")
    typer.echo(f"duties: {done.duties}")
    if done.waiting:
        typer.echo(
            f"{done.waiting} places have deliveries about them that are still to be taken: run it again then.", err=True
        )
    if done.busy:
        typer.echo(f"{done.busy} tickets were being worked on all the time: run it again.", err=True)
    if not done.compacted:
        typer.echo(
            "The store would not write its file anew: say BGREWRITEAOF there, or the old one keeps it.", err=True
        )
    typer.echo(_ELSEWHERE)
    typer.echo("Whatever Slack or Zendesk tells of them from now on is taken as always, and may bring their id back.")
