"""`helpdesk rebuild`: make the store again from Slack and Zendesk alone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, NoReturn, Self

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from helpdesk.commands.session import opened_with_store
from helpdesk.domain.budget import Urgency
from helpdesk.domain.retry import WentWrong
from helpdesk.duty_wiring import swaps_rebuilt
from helpdesk.rebuild import Count, StoreNotEmpty
from helpdesk.store.budgets import spending
from helpdesk.store.vitals import workers_alive

NOT_EMPTY = (
    "There are tickets in this store, and a rebuild begins with an empty one. To repair what differs, run "
    "`helpdesk reconcile`. To begin anew, stop the helpdesk, move HELPDESK_DATA_DIR away or empty the store, and run "
    "this again."
)
WORKERS = "Workers are running, and they would attend to a store half made. Stop `helpdesk up` and `helpdesk work`"
UNKNOWN = """What neither side shows, and so is not known again:
- when a mark was put on (it counts from the question, or from when its state was last shown), and marks taken off;
- marks of people who don't answer in the channel any more, unless they brought the present state or the assignee;
- the numbers of questions that have neither a status message nor a Zendesk ticket: they are new, in the order asked;
- questions deleted in Slack that had neither;
- who was told something in private: people may be told once more when they do it once more;
- who pressed a button before the one that set the present state, or without changing what the status message says, and
  each ticket's history until now;
- swaps of duties that went to somebody who neither answers in a channel nor has a duty, or that nobody was told of yet;
- whether a question that Zendesk had ended was ended by a mark in Slack after that: what was said too late for a ticket
  that is closed there may open another one;
- a form sent, more fields filled in, a button pressed or a move asked for just before the store was lost, and not yet
  to be seen in Slack or Zendesk;
- what a killed process still had on its way, if it arrives after this: wait a minute after a kill."""


def rebuild(
    since: Annotated[
        datetime | None,
        typer.Option(
            help="Leave alone untouched questions older than this (UTC), before the helpdesk came to the channel.",
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
        ),
    ] = None,
) -> None:
    """Make the store again from Slack and Zendesk alone; run it again to go on where it stopped."""
    with opened_with_store() as wiring:
        wiring.settings.require_slack()
        if workers_alive(wiring.redis):
            _refuse(f"{WORKERS}; after a kill they count as running for up to two minutes.")
        began = since.replace(tzinfo=UTC).timestamp() if since else None
        try:
            with spending(Urgency.REST), Told() as told:
                swaps = swaps_rebuilt(wiring, told)
                count = wiring.rebuilder(told, began).run()
        except StoreNotEmpty:
            _refuse(NOT_EMPTY)
        except WentWrong as wrong:
            _refuse(f"{wrong.why} Run `helpdesk rebuild` again to go on.")
        except KeyboardInterrupt:
            _refuse("Stopped. Run `helpdesk rebuild` again to go on; until it has ended no worker starts.")
        for line in summary(count, swaps, zendesk=wiring.zendesk is not None):
            typer.echo(line)


def _refuse(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(1)


def summary(count: Count, swaps: int, *, zendesk: bool) -> Iterator[str]:
    """What there is now, what is missing, and what to do next."""
    yield f"tickets: {count.tickets}, with Zendesk: {count.linked}, with a new number: {count.numbered}"
    if count.unreadable:
        yield f"questions that can't be read, and so are not made again: {count.unreadable} (the log names them)"
    if swaps:
        yield f"swaps of duties: {swaps}"
    if not zendesk:
        yield "Zendesk is not set up, so its side was not read."
    yield UNKNOWN
    yield "Start the helpdesk now. `helpdesk reconcile --dry-run` shows whether anything differs."


class Told:
    """A progress bar on stderr, one line for each part, with why it waits."""

    def __init__(self) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True))
        self._parts: list[tuple[TaskID, str]] = []

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def part(self, what: str, total: int | None = None) -> None:
        self._parts.append((self._progress.add_task(what, total=total), what))

    def step(self, count: int = 1) -> None:
        task, what = self._parts[-1]
        self._progress.update(task, advance=count, description=what)

    def waits(self, why: str, seconds: float) -> None:
        if self._parts:
            task, what = self._parts[-1]
            self._progress.update(task, description=f"{what}: {why} Waiting {seconds:.0f} s.")
