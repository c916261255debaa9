"""`helpdesk reconcile`: compare Slack, the store and Zendesk now, and repair."""

import json
import time
from collections import Counter
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress

from helpdesk.commands.printing import say
from helpdesk.commands.session import opened_with_store, require_no_rebuild
from helpdesk.domain.budget import Urgency
from helpdesk.domain.place import Place
from helpdesk.domain.retry import WentWrong
from helpdesk.reconcile import Difference
from helpdesk.store.budgets import spending
from helpdesk.wiring import Wiring

PATIENCE_SECONDS = 120.0
CALL_PATIENCE_SECONDS = 600.0
"""How long one call waits for room in a budget: the work of every day goes before."""


def reconcile(
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the differences and change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Compare Slack, the store and Zendesk now, and repair what differs."""
    with opened_with_store() as wiring:
        wiring.settings.require_slack()
        require_no_rebuild(wiring)
        try:
            with spending(Urgency.REST, patience=CALL_PATIENCE_SECONDS):
                found = list(wiring.reconciler.found()) if dry_run else wiring.reconciler.run()
        except WentWrong as wrong:
            typer.echo(f"Not everything could be compared: {wrong.why} Run it again when that is over.", err=True)
            raise typer.Exit(1) from None
        left = [] if dry_run else _repaired(wiring, sorted({difference.place for difference in found}))
        _tell(wiring, found, left, dry_run=dry_run, as_json=as_json)
    if left:
        raise typer.Exit(1)


def _repaired(wiring: Wiring, places: list[Place]) -> list[Place]:
    """Attend to each place here, beside the workers, until it is at rest; the places that aren't in time."""
    end = time.monotonic() + PATIENCE_SECONDS
    left = list(places)
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Repairing", total=len(places))
        while left and time.monotonic() < end:
            for place in left:
                wiring.desk.attend(place)
            left = [place for place in left if wiring.clockwork.wakes_at(place) is not None]
            progress.update(task, completed=len(places) - len(left))
            time.sleep(0.2 if left else 0)
    return left


def _tell(wiring: Wiring, found: list[Difference], left: list[Place], *, dry_run: bool, as_json: bool) -> None:
    rows = [_row(wiring, difference) for difference in found]
    counts = {"found": len(found), "places": len({d.place for d in found}), "not_repaired": len(left)}
    if as_json:
        typer.echo(json.dumps({"differences": rows, **counts}, indent=2))
        return
    for row in rows:
        say("\t".join(str(value) for value in row.values()))
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(Counter(d.event.kind for d in found).items()))
    done = (
        "not repaired: dry run" if dry_run else f"{counts['places'] - len(left)} places repaired, {len(left)} not yet"
    )
    say(f"differences: {len(found)}{f' ({kinds})' if kinds else ''}; {done}")


def _row(wiring: Wiring, difference: Difference) -> dict[str, Any]:
    ticket = wiring.tickets.at(difference.place)
    told = difference.event.model_dump(mode="json", exclude={"subject", "at", "kind", "ticket", "stamp"})
    zendesk = {"zendesk": ticket.zendesk.id} if ticket and ticket.zendesk else {}
    return {
        "ticket": ticket.number if ticket else str(difference.place),
        "kind": difference.event.kind,
        **zendesk,
        **{name: value for name, value in told.items() if value},
    }
