"""How the fakes are called, and spoiled; and who they ask how the help was."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from helpdesk.domain import events as e
from helpdesk.domain.effects.promises import TellSnooze, WarnOfPromise
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.retry import TryLater
from helpdesk.domain.ticket import Ticket
from tests.desk.steps import Steps


class Wire:
    """How calls get to the other side: `calls` counts them, `trouble` and `lost` spoil those named there.

    `trouble` is raised instead of the call. `lost`: the call takes effect, and its answer doesn't come back; once.
    `during` is done while the call is on the way.
    """

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self.calls: list[str] = []
        self.trouble: dict[str, Exception] = {}
        self.lost: set[str] = set()
        self.during: dict[str, Callable[[], object]] = {}

    @contextmanager
    def call(self, name: str) -> Iterator[None]:
        self._steps.step()
        self.calls.append(name)
        self.during.get(name, bool)()
        if name in self.trouble:
            raise self.trouble[name]
        yield
        self._steps.step()
        if name in self.lost:
            self.lost.remove(name)
            raise TryLater("The answer was lost.", doubt=True)


class Asker(Wire):
    """Direct conversations, which nobody can look into."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(steps)
        self.asked: list[str] = []
        self.thanked: list[tuple[str, str, bool]] = []
        self.reminded: list[tuple[str, str, int]] = []
        self.snoozes: list[tuple[str, float]] = []

    def ask_satisfaction(self, ticket: Ticket, effect: AskSatisfaction) -> e.SatisfactionAsked:
        with self.call("ask_satisfaction"):
            if not effect.doubt:
                self.asked.append(effect.person)
            return e.SatisfactionAsked()

    def thank(self, ticket: Ticket, effect: ThankForRating) -> e.ThankedForRating:
        with self.call("thank"):
            self.thanked.append((effect.ts, effect.score, effect.commented))
            return e.ThankedForRating(score=effect.score, commented=effect.commented)

    def warn_of_promise(self, ticket: Ticket, effect: WarnOfPromise) -> e.PromiseWarned:
        with self.call("warn_of_promise"):
            if effect.to and not effect.doubt:
                self.reminded.append((effect.to, effect.kind, effect.step))
            return e.PromiseWarned(key=effect.key, to=effect.to)

    def tell_snooze(self, ticket: Ticket, effect: TellSnooze) -> e.SnoozeTold:
        with self.call("tell_snooze"):
            self.snoozes.append((effect.ts, effect.until))
            return e.SnoozeTold(until=effect.until)
