"""How fast the door acknowledges, against a bare route and against Slack's own framework, round by round in turn."""

from dataclasses import dataclass
from statistics import median

from redis import Redis

from helpdesk.store.embedded import Fsync
from tests.bench.grounds import Run, served, stored
from tests.bench.load import Volley, fire
from tests.bench.report import Goal, Section
from tests.bench.slack_post import Post

OURS, BARE, BOLT = "helpdesk", "bare", "bolt"
DOORS = (BARE, OURS, BOLT)
WORDS = {BARE: "bare route, 1 round trip", OURS: "helpdesk", BOLT: "slack-bolt, same enqueue"}
MOST_A_SECOND = 15_000
"""How many requests are made beforehand for each second of a round; the round ends when they are used up."""


@dataclass(frozen=True, slots=True)
class Case:
    """`places` is on how many questions the deliveries are spread, None on one each."""

    fsync: Fsync
    connections: int
    places: int | None = None

    def __str__(self) -> str:
        connections = "1 connection" if self.connections == 1 else f"{self.connections} connections"
        return f"{self.fsync}, {connections}, {f'{self.places} questions' if self.places else 'a question each'}"


GOALS_AT = Case("always", 16)
CASES = (Case("always", 1), GOALS_AT, Case("always", 16, 50), Case("everysec", 16))


def door(run: Run) -> Section:
    """Acknowledged deliveries a second, and the time to the acknowledgement."""
    rounds, seconds = (3, 0.2) if run.quick else (7, 1.0)
    step = run.steps("door", len(CASES) * rounds)
    found: dict[Case, dict[str, list[Volley]]] = {}
    for fsync in ("always", "everysec"):
        with stored(fsync) as redis, served(redis, DOORS) as ports:
            post = Post()
            for name in DOORS:
                fire(ports[name], post.reactions(300), 16, 1.0)
            for case in [case for case in CASES if case.fsync == fsync]:
                found[case] = {name: [] for name in DOORS}
                for _ in range(rounds):
                    for name in DOORS:
                        found[case][name].append(_round(redis, ports[name], post, case, seconds))
                    step()
    return _section(found)


def _round(redis: Redis, port: int, post: Post, case: Case, seconds: float) -> Volley:
    redis.flushall()
    volley = fire(port, post.reactions(int(MOST_A_SECOND * seconds), case.places), case.connections, seconds)
    if volley.refused:
        raise RuntimeError(f"{volley.refused} deliveries were refused: there is nothing to compare.")
    return volley


def ratio(ours: list[Volley], theirs: list[Volley]) -> float:
    """The median over the rounds of our rate to theirs in the same round."""
    return median(one.rate / other.rate for one, other in zip(ours, theirs, strict=True))


def _section(found: dict[Case, dict[str, list[Volley]]]) -> Section:
    rows = []
    for case, volleys in found.items():
        for name, rounds in volleys.items():
            against = "" if name == OURS else f"{ratio(volleys[OURS], rounds):.2f}"
            p50, p99 = (median(volley.at(share) for volley in rounds) * 1000 for share in (0.5, 0.99))
            rate = median(volley.rate for volley in rounds)
            rows.append([str(case), WORDS[name], f"{rate:,.0f}", f"{p50:.2f}", f"{p99:.2f}", against])
    at = found[GOALS_AT]
    bare, bolt = ratio(at[OURS], at[BARE]), ratio(at[OURS], at[BOLT])
    goals = [
        Goal("the door against the bare route, 16 connections", "at least 0.8", f"{bare:.2f}", bare >= 0.8),
        Goal("the door against slack-bolt, 16 connections", "above 1", f"{bolt:.2f}", bolt > 1),
    ]
    columns = ["appendfsync, load", "door", "acknowledged/s", "p50 ms", "p99 ms", "helpdesk ÷ it"]
    return Section("The door: acknowledged deliveries", columns, rows, goals, words=2)
