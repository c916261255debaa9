"""`make simulate SEEDS=…`: any number of histories, on every core, with counts at the end."""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path
from time import monotonic

from redis import Redis
from rich.console import Console
from rich.progress import track
from rich.table import Table

from helpdesk.store.embedded import EmbeddedStore
from tests.simulation.direct import Direct
from tests.simulation.history import Outcome, play
from tests.simulation.parts import BROKEN, WHOLE, Parts

TOGETHER = 20
STORIES = 3
"""Failing histories that are told whole."""

_open = ExitStack()
_store: list[Redis] = []


def main() -> int:
    asked = _asked()
    parts = BROKEN.get(asked.without, WHOLE)
    console, began = Console(), monotonic()
    counts: Counter[str] = Counter()
    bad: list[Outcome] = []
    batches = [range(first, min(first + TOGETHER, asked.end)) for first in range(asked.start, asked.end, TOGETHER)]
    with ProcessPoolExecutor(os.cpu_count(), initializer=_with_store) as pool:
        played = pool.map(partial(_play, parts), batches)
        for outcome in _outcomes(track(played, "Histories", len(batches), console=console)):
            counts.update({"histories": 1, "acts": outcome.acts, "writes": outcome.writes} | outcome.faults)
            bad += [outcome] if outcome.violations else []
    for outcome in bad[:STORIES]:
        console.print(str(outcome), markup=False, highlight=False)
    console.print(_table(counts, bad, monotonic() - began))
    return 1 if bad else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.simulation")
    parser.add_argument("seeds", type=int, help="how many")
    parser.add_argument("--start", type=int, default=0, help="the first seed")
    parser.add_argument("--without", choices=BROKEN, help="play with a broken part")
    asked = parser.parse_args()
    asked.end = asked.start + asked.seeds
    return asked


def _with_store() -> None:
    """Each process has a store of its own, which ends with it."""
    Finalize(None, _open.close, exitpriority=1)
    folder = _open.enter_context(tempfile.TemporaryDirectory(prefix="hd"))
    store = _open.enter_context(EmbeddedStore(Path(folder), "everysec"))
    _store.append(Direct.to(store.url))


def _play(parts: Parts, seeds: range) -> list[Outcome]:
    return [_without_story(play(seed, _store[0], parts)) for seed in seeds]


def _without_story(outcome: Outcome) -> Outcome:
    """Stories of histories that ended well are not sent between processes."""
    return outcome if outcome.violations else outcome.untold()


def _outcomes(batches: Iterable[list[Outcome]]) -> Iterator[Outcome]:
    for batch in batches:
        yield from batch


def _table(counts: Counter[str], bad: list[Outcome], seconds: float) -> Table:
    table = Table(show_header=False, title=f"{seconds:.0f} s")
    for name in ("histories", "acts", "writes"):
        table.add_row(name, f"{counts.pop(name, 0):,}")
    table.add_section()
    for name, count in sorted(counts.items()):
        table.add_row(name, f"{count:,}")
    table.add_section()
    table.add_row("faults", f"{counts.total():,}")
    table.add_row("violated", f"{len(bad):,}")
    if bad:
        table.add_row("seeds", " ".join(str(outcome.seed) for outcome in bad[:50]))
    return table


if __name__ == "__main__":
    sys.exit(main())
