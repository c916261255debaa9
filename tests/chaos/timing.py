"""Watches both sides for the effect of what people did, and says how long recovery took."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.chaos.deeds import Deed, Question, sights
from tests.chaos.gate import Gate
from tests.chaos.wrecking import Suffered
from tests.story.stage import Stage

LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Watcher:
    """Writes down when each deed was acknowledged and when its effect was seen."""

    stage: Stage
    gate: Gate
    questions: list[Question]

    def watch_until(self, stop: threading.Event) -> None:
        while not stop.wait(LOOK_SECONDS):
            self.look()

    def look(self) -> None:
        """Once over all that is not seen yet."""
        open_ = [q for q in list(self.questions) if any(deed.seen is None or deed.acked is None for deed in q.deeds)]
        now, seen = time.time(), sights(self.stage, open_)
        for question in open_:
            for deed in list(question.deeds):
                deed.look(self.gate, question.deeds[0])
                if deed.seen is None and seen[question.ts].has(deed):
                    deed.seen = now

    def outstanding(self) -> list[Deed]:
        """What was acknowledged and has not taken effect. A change of state that another one followed need not."""
        return [deed for deed in timed(self.questions) if deed.acked and deed.seen is None]


def timed(questions: Sequence[Question]) -> Iterator[Deed]:
    """The deeds whose effect must come to be seen."""
    for question in questions:
        moves = question.of("mark", "status")
        for deed in list(question.deeds):
            if deed not in moves or (deed.clear and (deed is moves[-1] or deed.seen)):
                yield deed


def delays(questions: Sequence[Question]) -> list[float]:
    """Seconds from acknowledged to seen, of everything that was."""
    return [max(deed.seen - deed.acked, 0.0) for deed in timed(questions) if deed.seen and deed.acked]


def slowest(questions: Sequence[Question], most: int) -> list[tuple[str, Deed]]:
    """What took longest from acknowledged to seen, with its question."""
    done = [(q.ts, deed) for q in questions for deed in timed([q]) if deed.seen and deed.acked]
    return sorted(done, key=lambda each: (each[1].acked or 0.0) - (each[1].seen or 0.0))[:most]


def recoveries(suffered: Sequence[Suffered], questions: Sequence[Question]) -> list[float]:
    """For each fault, seconds from its end until all that people had done by then was seen on the other side.

    What was acknowledged later than that counts from then. Later faults make it longer: they are not taken out.
    """
    deeds = [(deed.made, deed.acked, deed.seen) for deed in timed(questions) if deed.acked and deed.seen]
    return [
        max((seen - max(each.ended, acked) for made, acked, seen in deeds if made <= each.ended < seen), default=0.0)
        for each in suffered
    ]


def percentile(times: Sequence[float], share: float) -> float:
    """0 where there are none."""
    ordered = sorted(times)
    return max(ordered[min(int(len(ordered) * share), len(ordered) - 1)], 0.0) if ordered else 0.0
