"""Two help channels with people of their own, and a question that moves between them."""

from dataclasses import replace

from redis import Redis

from helpdesk.domain import events as e
from helpdesk.domain.events import (
    MoveWanted,
)
from helpdesk.domain.place import Place
from helpdesk.domain.routing import Route, Router
from helpdesk.domain.rules import Responders
from helpdesk.domain.ticket import Ticket
from tests.desk.stage import RULES, Stage
from tests.desk.steps import Steps
from tests.letters import place

HERE, PAY = place().channel, "C0PAYROLL"
IRIS, PIA, RIO = "U0IRIS", "U0PIA", "U0RIO"
THERE = Place(place().team, PAY, "1700900000.000100")
IT = replace(RULES, moves_to=frozenset({PAY}), router=Router([Route(("payslip",), PAY)]))
HR = replace(RULES, prefix="PAY", responders=Responders(frozenset({PIA})), moves_to=frozenset({HERE}))


def prepared(valkey: Redis, steps: Steps | None = None) -> Stage:
    stage = Stage(valkey, steps or Steps())
    stage.rules = lambda channel: HR if channel == PAY else IT
    return stage


def move(stage: Stage, to: str = PAY, by: str = IRIS) -> None:
    stage.clock.now += 1
    stage.tell(MoveWanted(by=by, to=to, at=stage.clock()))
    both(stage)


def both(stage: Stage) -> None:
    """Time passes at both ends until nothing is left to do."""
    for _ in range(60):
        wakes = {at: stage.wakes(at) for at in (place(), THERE)}
        due = {at: wake for at, wake in wakes.items() if wake is not None}
        if not due:
            return
        at = min(due, key=lambda each: due[each])
        stage.clock.now = max(stage.clock.now, due[at])
        stage.attend(at)
    raise AssertionError("the places never come to rest")


def happens(stage: Stage, *events: e.Event, at: Place | None = None) -> None:
    stage.clock.now += 1
    stage.tell(*events, at=at)
    both(stage)


def at(stage: Stage, where: Place = THERE) -> Ticket:
    found = stage.tickets.at(where)
    assert found is not None
    return found
