"""`python -m tests.chaos`: run it and show what came of it; 1 when anything was lost, doubled or out of order."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.bench.report import show, write
from tests.chaos.outcome import sections
from tests.chaos.run import Run

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
BEGIN = "<!-- figures: written by `python -m tests.chaos --write` -->"


def chaos(
    minutes: Annotated[float, typer.Option(min=0.1, help="Let things go wrong for so long.")] = 6.0,
    seed: Annotated[int, typer.Option(help="Make this plan.")] = 1,
    *,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep logs, store and story of a run that went well too.")
    ] = False,
    written: Annotated[bool, typer.Option("--write", help="Put the figures into docs/reliability.md.")] = False,
) -> None:
    """Kill, freeze and cut off the real processes while people act on both sides, then compare both sides."""
    console, folder = Console(), Path(tempfile.mkdtemp(prefix="helpdesk-chaos-"))
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def steps(what: str, total: int | None) -> Callable[[], None]:
            task = progress.add_task(what, total=total)
            return lambda: progress.advance(task)

        outcome = Run(seed, minutes, folder, steps).outcome()
    found = sections(outcome)
    show(console, found)
    for violation in outcome.violations:
        console.print(f"{violation.wrong}: {violation.ts}: {violation.words}", style="red", highlight=False)
    for line in outcome.restless:
        console.print(f"left in the store: {line}", style="red", highlight=False)
    if written:
        write(PAGE, found, BEGIN)
    if outcome.holds and not keep:
        shutil.rmtree(folder)
    else:
        console.print(f"The story, the logs and the store: {folder}", soft_wrap=True)
    raise typer.Exit(0 if outcome.holds else 1)


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(chaos)
    app()
