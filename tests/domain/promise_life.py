"""A question's life with promises, minute by minute, and a worker that may stop at any time. It decides nothing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.effects import Effect
from helpdesk.domain.effects.promises import NoteBroken, PromiseEffect, TellSnooze, WarnOfPromise
from helpdesk.domain.plan import plan, without_stale_attempts
from helpdesk.domain.promises import Mark, Promises
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.times.working_time import Hours

from .scenes import PLACE, ROBIN, rules

ZURICH = ZoneInfo("Europe/Zurich")
MINUTE, HOUR = 60.0, 3600.0
DUTY, SENIOR, AGENTS = "U0DUTY", "U0SENIOR", "C0AGENTS"
OFFICE = Hours(ZURICH, (((480, 720), (780, 1020)),) * 5 + ((),) * 2)
PROMISES = Promises(
    {None: {"seen": 0.5 * HOUR, "answered": 4 * HOUR, "resolved": 24 * HOUR}, "urgent": {"seen": 600.0}},
    (Mark(0.75), Mark(0.9), Mark(1.0)),
    most=9,
)


def at(text: str, zone: ZoneInfo = ZURICH) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=zone).timestamp()


def clock(moment: float | None) -> str:
    return "-" if moment is None else f"{datetime.fromtimestamp(moment, ZURICH):%a %H:%M}"


def promising(**changes: Any) -> Rules:
    usual = {"hours": OFFICE, "promises": PROMISES, "on_duty": ((DUTY,), (SENIOR,)), "agents_channel": AGENTS}
    return rules(**{"zendesk": False, **usual, **changes})


def asked(moment: str = "2026-11-24 09:00", zone: ZoneInfo = ZURICH) -> e.Asked:
    return e.Asked(by=ROBIN, at=at(moment, zone), subject="The printer is on fire")


@dataclass
class Life:
    """One ticket, whose warnings are `said`: when, to whom, of what, which step.

    `stops` says of a moment what goes wrong then: "down" nobody attends, "before" the worker dies before its call,
    "after" it dies when the call has taken effect.
    """

    rules: Rules
    ticket: Ticket = field(default_factory=lambda: Ticket(place=PLACE))
    now: float = 0.0
    said: list[tuple[float, str, str, int]] = field(default_factory=list)
    broken: list[tuple[float, str]] = field(default_factory=list)
    stops: Callable[[float], str] = lambda _: ""
    wakes: list[float] = field(default_factory=list)

    def tell(self, *events: e.Event) -> "Life":
        for event in events:
            self.now = max(self.now, getattr(event, "at", self.now))
            self.ticket = without_stale_attempts(decide(self.ticket, event, self.rules), self.rules)
        return self

    def until(self, moment: float) -> "Life":
        """Attend whenever the plan says so; a worker that died comes back a minute later."""
        while True:
            again = self._attend()
            if again is None or again > moment:
                self.now = max(self.now, moment)
                return self
            assert again > self.now
            self.wakes.append(again)
            self.now = again

    def _attend(self) -> float | None:
        if self.stops(self.now) == "down":
            return self.now + MINUTE
        for _ in range(20):
            outstanding = plan(self.ticket, self.rules, self.now)
            mine = [effect for effect in outstanding.due if isinstance(effect, PromiseEffect)]
            if not mine:
                return outstanding.wake
            if not self._perform(mine[0]):
                return self.now + MINUTE
        raise AssertionError("still at it")

    def _perform(self, effect: PromiseEffect) -> bool:
        if effect.doubles:
            self._learn(e.Started(key=effect.key, at=self.now))
        stop = self.stops(self.now) if isinstance(effect, WarnOfPromise) else ""
        if stop == "before":
            return False
        learned = self._does(effect)
        if stop == "after":
            return False
        self._learn(learned)
        return True

    def _does(self, effect: PromiseEffect) -> e.PromiseLearned:
        match effect:
            case WarnOfPromise():
                if effect.to and not effect.doubt:
                    self.said.append((self.now, effect.to, effect.kind, effect.step))
                return e.PromiseWarned(key=effect.key, to=effect.to)
            case TellSnooze():
                return e.SnoozeTold(until=effect.until)
            case NoteBroken():
                self.broken.append((self.now, effect.kind))
                return e.PromiseBroken(promise=effect.kind)

    def _learn(self, learned: e.Learned) -> None:
        self.ticket = without_stale_attempts(decide(self.ticket, learned, self.rules), self.rules)

    @property
    def story(self) -> list[str]:
        """What was said, one warning a line."""
        return [f"{clock(when)} {to} {kind} {step}" for when, to, kind, step in self.said]


def due(effects: Iterable[Effect]) -> list[WarnOfPromise]:
    return [effect for effect in effects if isinstance(effect, WarnOfPromise)]


def snoozed(delay: str, when: float, by: str = DUTY) -> e.Snoozed:
    return e.Snoozed.model_validate({"by": by, "delay": delay, "at": when, "channel": "D0DUTY", "ts": "9.0"})
