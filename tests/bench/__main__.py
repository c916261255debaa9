"""`python -m tests.bench`: run the parts that are named, or all, and show what they found."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.bench.door import door
from tests.bench.file_memory import moved
from tests.bench.flow import flow
from tests.bench.grounds import Run
from tests.bench.growth import growth
from tests.bench.lifecycle import lifecycle
from tests.bench.memory import memory
from tests.bench.rendering import rendering
from tests.bench.report import Section, show, write
from tests.bench.workers import attending

SECTIONS: dict[str, Callable[[Run], Section]] = {
    "door": door,
    "flow": flow,
    "workers": attending,
    "memory": memory,
    "growth": growth,
    "lifecycle": lifecycle,
    "rendering": rendering,
    "files": moved,
}
PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"


def bench(
    sections: Annotated[
        list[str] | None, typer.Argument(help=f"Any of: {', '.join(SECTIONS)}. All by default.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Take a minute or two, for CI.")] = False,
    written: Annotated[bool, typer.Option("--write", help="Put the figures into docs/benchmarks.md.")] = False,
) -> None:
    """Measure the product against baselines in one run, and print ratios."""
    chosen = sections or list(SECTIONS)
    unknown = [name for name in chosen if name not in SECTIONS]
    if unknown:
        raise typer.BadParameter(f"{', '.join(unknown)}: there are {', '.join(SECTIONS)}.")
    console = Console()
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:

        def steps(what: str, total: int) -> Callable[[], None]:
            task = progress.add_task(what, total=total)
            return lambda: progress.advance(task)

        found = [SECTIONS[name](Run(quick, steps)) for name in chosen]
    show(console, found)
    if written:
        write(PAGE, found)
        console.print(f"\nWritten to docs/{PAGE.name}.")


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(bench)
    app()
