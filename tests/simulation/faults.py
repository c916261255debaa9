"""What goes wrong, and how often. Each kind of trouble has dice of its own, so that they don't disturb each other."""

from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Literal

from helpdesk.store.lease import LEASE_MS, RENEW_SECONDS

Fate = Literal["fine", "away", "broken", "limited", "lost", "late", "dead"]


@dataclass(frozen=True, slots=True)
class Odds:
    """How likely each fault is. Of calls: `away` never got there, `broken` is a 5xx without effect, `lost` takes
    effect without an answer, `late` takes effect long after it was given up, `dead` loses the worker meanwhile.
    """

    away: float = 0.03
    broken: float = 0.02
    limited: float = 0.02
    lost: float = 0.05
    late: float = 0.04
    dead: float = 0.005
    death: float = 0.004
    freeze: float = 0.004
    never_told: float = 0.15
    told_twice: float = 0.15
    told_late: float = 0.10


CALM = Odds(**dict.fromkeys(Odds.__slots__, 0.0))


class Dice:
    """Rolls for one history; `over` ends all trouble."""

    def __init__(self, seed: int, odds: Odds) -> None:
        self._calls = Random(f"{seed}:calls")
        self._workers = Random(f"{seed}:workers")
        self._mail = Random(f"{seed}:mail")
        self.odds = odds
        self.counted: Counter[str] = Counter()

    def over(self) -> None:
        self.odds = CALM

    def latency(self) -> float:
        return self._calls.uniform(0.02, 0.3)

    def delay(self, least: float, most: float) -> float:
        return self._calls.uniform(least, most)

    def fate(self, *, writes: bool) -> Fate:
        """What becomes of a call."""
        odds, roll = self.odds, self._calls.random()
        fates: tuple[tuple[Fate, float], ...] = (
            ("away", odds.away),
            ("broken", odds.broken),
            ("limited", odds.limited),
            ("lost", odds.lost),
            ("late", odds.late if writes else 0.0),
            ("dead", odds.dead),
        )
        for fate, chance in fates:
            if roll < chance:
                self.counted[f"call {fate}"] += 1
                return fate
            roll -= chance
        return "fine"

    def dies(self) -> bool:
        return self._happens("worker died", self.odds.death)

    def frozen_for(self) -> float:
        """Seconds for which a worker stands still; 0.0 most often."""
        return self._workers.uniform(2.0, 15.0) if self._happens("worker frozen", self.odds.freeze) else 0.0

    def lease_left(self) -> float:
        """Seconds for which the lease of a worker that stopped goes on: it was renewed at some moment before."""
        return self._workers.uniform(LEASE_MS / 1000 - RENEW_SECONDS, LEASE_MS / 1000)

    def _happens(self, name: str, chance: float) -> bool:
        happened = chance > 0 and self._workers.random() < chance
        if happened:
            self.counted[name] += 1
        return happened

    def arrivals(self, what: Literal["delivery", "hint"]) -> list[float]:
        """After how many seconds it comes; not at all, or twice."""
        odds, mail = self.odds, self._mail if what == "delivery" else self._workers
        if mail.random() < odds.never_told:
            self.counted[f"{what} lost"] += 1
            return []
        times = [mail.uniform(0.05, 1.0)]
        if mail.random() < odds.told_late:
            self.counted[f"{what} late"] += 1
            times = [mail.uniform(5.0, 25.0)]
        if mail.random() < odds.told_twice:
            self.counted[f"{what} doubled"] += 1
            times.append(mail.uniform(0.05, 25.0))
        return times
