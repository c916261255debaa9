"""`helpdesk check`: the doctor, with one line for each finding and its fix below."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn
from rich.text import Text

from helpdesk.commands.printing import harmless
from helpdesk.commands.session import store_of
from helpdesk.config import load_config
from helpdesk.doctor.examination import all_rounds
from helpdesk.doctor.findings import Finding, Kind, Verdict
from helpdesk.doctor.rounds import examine
from helpdesk.domain.budget import Urgency
from helpdesk.logs import set_up_logs
from helpdesk.settings import load_settings
from helpdesk.store.budgets import spending
from helpdesk.store.embedded import StoreWrong
from helpdesk.wiring import Wiring

_MARKS: dict[Verdict, tuple[str, str, str]] = {
    "ok": ("✓", "+", "green"),
    "warning": ("!", "!", "yellow"),
    "wrong": ("✗", "x", "red"),
}
"""The mark, the same where only ASCII can be written, and its colour."""

PATIENCE_SECONDS = 60.0
"""How long one call waits for room in a budget: the work of every day goes before."""


def check(*, as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Look for what is wrong with the setup, and say how to mend it."""
    settings = load_settings()
    set_up_logs(settings.log_format)
    config = load_config(settings.config)
    settings.require_slack()
    with ExitStack() as stack:
        try:
            url, trouble = stack.enter_context(store_of(settings))[0], None
        except StoreWrong as no_store:
            url, trouble = "", str(no_store)
        rounds = all_rounds(Wiring(settings, config, url), os.environ, trouble)
        watch = stack.enter_context(_progress())
        # A few calls, and somebody waits for them.
        with spending(Urgency.STATUS, patience=PATIENCE_SECONDS):
            findings = examine(rounds, watch)
    (_print_json if as_json else _print_lines)(findings)
    if any(finding.verdict == "wrong" for finding in findings):
        raise typer.Exit(1)


@contextmanager
def _progress() -> Iterator[Callable[[Kind], None]]:
    """Shows which check is being made, on a terminal."""
    console = Console(stderr=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("settings")
        yield lambda kind: progress.update(task, description=kind)


def _counts(findings: Sequence[Finding]) -> dict[Verdict, int]:
    counted = Counter(finding.verdict for finding in findings)
    return {verdict: counted[verdict] for verdict in _MARKS}


def _print_json(findings: Sequence[Finding]) -> None:
    typer.echo(json.dumps({"findings": [asdict(finding) for finding in findings], **_counts(findings)}, indent=2))


def _print_lines(findings: Sequence[Finding]) -> None:
    print_findings(findings)
    counts = _counts(findings)
    typer.echo(f"wrong: {counts['wrong']}, warnings: {counts['warning']}, ok: {counts['ok']}")


def print_findings(findings: Iterable[Finding]) -> None:
    """One line for each, and its fix below."""
    console = Console(soft_wrap=True, highlight=False)
    plain = not _can_write("✓", console.encoding)
    for finding in findings:
        mark, ascii_mark, colour = _MARKS[finding.verdict]
        words = harmless(f" {finding.check}: {' '.join(finding.words.split())}")  # names of others may hold breaks
        console.print(Text.assemble((ascii_mark if plain else mark, colour), words))
        if finding.fix:
            console.print(Text(f"    {harmless(finding.fix)}", style="dim"))


def _can_write(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True
