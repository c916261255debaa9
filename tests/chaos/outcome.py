"""What came of a run, as tables and as an exit code."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tests.bench.report import Goal, Section
from tests.chaos.deeds import Question
from tests.chaos.timing import delays, percentile, recoveries
from tests.chaos.verdict import Violation, counted
from tests.chaos.wrecking import Suffered

RECOVERY_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A whole run. `quiet_after`: seconds from the last fault until nothing was outstanding, None if never.

    `found`: differences that only `helpdesk reconcile` found at the end. `restless`: what the store had not put away.
    """

    seed: int
    minutes: float
    questions: Sequence[Question]
    suffered: Sequence[Suffered]
    violations: Sequence[Violation]
    quiet_after: float | None
    found: int
    restless: Sequence[str]

    @property
    def events(self) -> int:
        return sum(question.events for question in self.questions)

    @property
    def kills(self) -> int:
        return sum(each.fault.kind == "kill" for each in self.suffered)

    @property
    def holds(self) -> bool:
        """Whether the promise held: nothing lost, doubled, out of order or apart, and the store is at rest."""
        return not self.violations and not self.restless


def sections(outcome: Outcome) -> list[Section]:
    """What was done to it, what came of it, how long it took."""
    return [_done(outcome), _kept(outcome), _times(outcome)]


def _done(outcome: Outcome) -> Section:
    faults = Counter((each.fault.kind, each.fault.target) for each in outcome.suffered)
    rows = [["events of people, on both sides", str(outcome.events)]]
    rows += [[f"{kind}: {target}", str(count)] for (kind, target), count in sorted(faults.items(), reverse=True)]
    rows.append(["kills in all", str(outcome.kills)])
    return Section(f"What was done (seed {outcome.seed}, {outcome.minutes:g} minutes)", ("what", "times"), rows)


def _kept(outcome: Outcome) -> Section:
    deeds = [deed for question in outcome.questions for deed in question.deeds]
    counts = counted(outcome.violations)
    rows = [
        ["acknowledged and seen on the other side", str(sum(bool(d.acked and d.seen) for d in deeds))],
        ["never acknowledged, found all the same", str(sum(bool(not d.acked and d.seen) for d in deeds))],
        ["found by `helpdesk reconcile` at the end", str(outcome.found)],
        *([what, str(count)] for what, count in counts.items()),
        ["left in the store although due", str(len(outcome.restless))],
    ]
    goals = [Goal(what, "0", str(count), count == 0) for what, count in counts.items()]
    return Section("What came of it", ("what", "count"), rows, goals)


def _times(outcome: Outcome) -> Section:
    kinds = {
        "recovery after a kill": recoveries(_of(outcome, "kill"), outcome.questions),
        "recovery after a freeze": recoveries(_of(outcome, "freeze"), outcome.questions),
        "recovery after an outage": recoveries(_of(outcome, "outage"), outcome.questions),
        "recovery after any fault": recoveries(outcome.suffered, outcome.questions),
        "acknowledged to seen, every event": delays(outcome.questions),
    }
    rows = [
        [what, str(len(times)), *(f"{percentile(times, share):.1f}" for share in (0.5, 0.99, 1.0))]
        for what, times in kinds.items()
    ]
    quiet = "never" if outcome.quiet_after is None else f"{outcome.quiet_after:.1f}"
    rows.append(["quiet after the last fault", "1", quiet, quiet, quiet])
    p99 = percentile(kinds["recovery after any fault"], 0.99)
    goal = Goal("recovery p99", f"{RECOVERY_SECONDS:.0f} s", f"{p99:.1f} s", p99 < RECOVERY_SECONDS)
    return Section("How long it took, in seconds", ("what", "count", "p50", "p99", "max"), rows, [goal])


def _of(outcome: Outcome, kind: str) -> list[Suffered]:
    return [each for each in outcome.suffered if each.fault.kind == kind]
