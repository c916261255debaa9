"""How each measure grows with the tickets in the store: the same work on a small and on a large one, in turn."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from statistics import median

from redis import Redis

from helpdesk.store.lease import Leases
from tests.bench.door import OURS
from tests.bench.filling import fill, place_of
from tests.bench.flow import UP, Times, at, move
from tests.bench.grounds import Run, performed, served, stored
from tests.bench.load import fire
from tests.bench.report import Goal, Section
from tests.bench.slack_post import QUESTIONS, Post
from tests.bench.workers import attended, employed

FLAT = 1.25
"""Up to this factor a measure counts as not growing: runs on one store differ as much."""


def growth(run: Run) -> Section:
    """The door, the workers, the way to Zendesk and one commit, on 1,000 and on 100,000 tickets."""
    small, large = (1_000, 10_000) if run.quick else (1_000, 100_000)
    rounds = 1 if run.quick else 5
    step = run.steps("growth", (small + large) // 500 + 4 * rounds)
    with ExitStack() as stack:
        stores = [stack.enter_context(stored()) for _ in (small, large)]
        for redis, size in zip(stores, (small, large), strict=True):
            fill(redis, 1, size, step)
        commits, events, changes, deliveries = [], [], [], []
        for _ in range(rounds):
            commits.append([_commit(redis, small) for redis in stores])
            step()
        for numbers in _fresh(rounds):
            events.append([_events(redis, numbers, 60 if run.quick else 300) for redis in stores])
            step()
        for _ in range(rounds):
            changes.append([_change(redis, 6 if run.quick else 20) for redis in stores])
            step()
        ports = [stack.enter_context(served(redis, [OURS]))[OURS] for redis in stores]
        post = Post()
        for _ in range(rounds):
            deliveries.append([1 / fire(port, post.reactions(4000), 16, 0.5).rate for port in ports])
            step()
    measures = {
        "one delivery acknowledged, 16 connections": deliveries,
        "one event attended, one worker": events,
        "delivery to Zendesk's status change, p50": changes,
        "take, commit and rest of one ticket, p50": commits,
    }
    return _section(measures, small, large)


def _section(measures: dict[str, list[list[float]]], small: int, large: int) -> Section:
    rows, goals = [], []
    for what, found in measures.items():
        few, many = (median(pair[side] for pair in found) * 1000 for side in (0, 1))
        ratio = median(pair[1] / pair[0] for pair in found)
        rows.append([what, f"{few:.2f}", f"{many:.2f}", f"{ratio:.2f}"])
        goals.append(Goal(what, "flat", f"x {ratio:.2f}", ratio < FLAT))
    columns = ["milliseconds for", f"{small:,} tickets", f"{large:,} tickets", "ratio"]
    return Section(f"Growth: from {small:,} to {large:,} tickets", columns, rows, goals)


def _fresh(rounds: int) -> Iterator[Iterator[int]]:
    """Question numbers for each round that no other round and no filled ticket has."""
    return (count(QUESTIONS + 10_000_000 * (turn + 1)) for turn in range(rounds))


def _commit(redis: Redis, tickets: int) -> float:
    """Seconds for the three steps around a ticket that changed in nothing but its revision, p50."""
    leases, times = Leases(redis), []
    for number in range(1, tickets + 1, tickets // 200):
        began = time.perf_counter()
        lease = leases.take(place_of(number))
        assert lease is not None
        leases.commit(lease, lease.ticket, 0, [])
        leases.rest(lease, None)
        times.append(time.perf_counter() - began)
    return median(times)


def _events(redis: Redis, numbers: Iterator[int], places: int) -> float:
    with employed(redis, 1):
        return 1 / attended(redis, numbers, places, 1)


def _change(redis: Redis, moves: int) -> float:
    times = Times()
    with performed(redis, UP, with_zendesk=True) as stage:
        stage.ready()
        move(redis, stage, moves, times, lambda: None)
    return at(times.changed, 0.5)
