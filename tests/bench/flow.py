"""How long it takes from a delivery to Zendesk's status change, one ticket at a time on an idle product."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from redis import Redis

from helpdesk.domain.place import Place
from tests.bench.grounds import Run, performed, stored, until_at_rest
from tests.bench.load import fire
from tests.bench.report import Goal, Section
from tests.bench.slack_post import reaction, request
from tests.story.stage import ALEX, Stage
from tests.waiting import until

UP = ("up", "--processes", "1")
PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds to the acknowledgement, and to the status change."""

    acknowledged: list[float] = field(default_factory=list)
    changed: list[float] = field(default_factory=list)


def flow(run: Run) -> Section:
    """The time from a delivery to its acknowledgement and to the status in Zendesk."""
    questions, moves = (2, 12) if run.quick else (5, 60)
    step = run.steps("flow", questions * moves)
    with stored() as redis, performed(redis, UP, with_zendesk=True) as stage:
        stage.ready()
        times = Times()
        for _ in range(questions):
            move(redis, stage, moves, times, step)
    changed = [f"{at(times.changed, share) * 1000:.1f}" for share in (0.5, 0.99, 1)]
    acknowledged = [f"{at(times.acknowledged, share) * 1000:.1f}" for share in (0.5, 0.99, 1)]
    count = str(len(times.changed))
    rows = [["to the acknowledgement", *acknowledged, count], ["to Zendesk's status change", *changed, count]]
    p50 = at(times.changed, 0.5) * 1000
    goals = [Goal("p50 to Zendesk's status change", "under 100 ms", f"{p50:.0f} ms", p50 < 100)]
    columns = ["one worker, appendfsync always, from a delivery", "p50 ms", "p99 ms", "longest ms", "measured"]
    return Section("The way to Zendesk, on an idle sandbox", columns, rows, goals)


def at(times: list[float], share: float) -> float:
    """The time that this share of them did not exceed."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def move(redis: Redis, stage: Stage, moves: int, times: Times, step: Callable[[], None]) -> None:
    """Take a new escalated question to waiting and back so many times, each when all is at rest."""
    place, zendesk = _escalated(stage)
    for number in range(moves):
        waits = number % 2 == 0
        until_at_rest(redis, stage)
        body = reaction(f"Ev{place.ts}:{number}", place.ts, emoji="hourglass_flowing_sand", at=time.time(), added=waits)
        raw = request(body)
        began = time.perf_counter()
        volley = fire(urlsplit(stage.url).port or 0, [raw], 1, PATIENCE)
        _until_status(stage, zendesk, "pending" if waits else "open", began + PATIENCE)
        times.changed.append(time.perf_counter() - began)
        times.acknowledged.append(volley.at(0.5))
        step()
    until_at_rest(redis, stage)


def _escalated(stage: Stage) -> tuple[Place, int]:
    """A question somebody works on, with its Zendesk ticket."""
    ts = stage.ask()
    stage.react(ALEX, ts, "wrench")
    stage.react(ALEX, ts, "ticket")
    ticket = until(lambda: stage.ticket_of(ts), "a Zendesk ticket")
    assert ticket is not None
    place = Place.from_external_id(ticket["external_id"])
    assert place is not None
    _until_status(stage, ticket["id"], "open", time.perf_counter() + PATIENCE)
    return place, int(ticket["id"])


def _until_status(stage: Stage, zendesk: int, wanted: str, end: float) -> None:
    """Looked at in the sandbox itself, each half millisecond."""
    while stage.zendesk.account.tickets[zendesk].status != wanted:
        if time.perf_counter() > end:
            raise RuntimeError(f"Zendesk's ticket {zendesk} never became {wanted}.")
        time.sleep(0.0005)
