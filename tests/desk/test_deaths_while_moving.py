"""A worker killed at any step of a move: one question with one number is left, and nothing is said twice."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from redis import Redis

from helpdesk.domain import events as e
from helpdesk.domain.events import (
    MoveWanted,
    ZendeskStirred,
)
from helpdesk.domain.place import Place
from helpdesk.domain.ticket.states import State
from helpdesk.store import keys
from tests.desk.moving import IRIS, PAY, PIA, THERE, at, both, prepared
from tests.desk.stage import Stage
from tests.desk.steps import Killed, Steps
from tests.letters import asked, place, reply


@dataclass
class Ends:
    """What there is to be seen when all is quiet."""

    tickets: list[tuple[Place, str | None, str, State, str | None]]
    zendesk: list[tuple[int, str, str, str | None]]
    moved: dict[tuple[Place, str], list[str]]
    lines: list[tuple[object, ...]]
    left: str
    comments: list[tuple[str, ...]]
    relayed: list[tuple[Place, str]]


def played(valkey: Redis, steps: Steps) -> Ends:
    """Asked, escalated, answered, moved, and gone on at both ends, by workers that may die."""
    valkey.flushall()
    stage = prepared(valkey, steps)
    stage.tell(asked())
    stage.marks_come("ticket")
    quiet(stage)
    stage.tell(reply("1700000300.000100"))
    stage.clock.now = max(stage.clock.now, 1_700_000_310.0)
    stage.tell(MoveWanted(by=IRIS, to=PAY, at=1_700_000_311.0))
    quiet(stage)
    stage.zendesk.move("pending", stage.clock())
    stage.slack.replies = ["1700800000.000100"]
    stage.tell(reply("1700800000.000100"), ZendeskStirred(ticket=501, about="fields"))
    quiet(stage)
    stage.tell(e.ReactionAdded(person=PIA, emoji="wrench", at=2e9), at=THERE)
    quiet(stage)
    found = [*stage.tickets.all(), at(stage)]
    return Ends(
        tickets=[(t.place, t.number, t.kind, t.state, t.assignee) for t in found],
        zendesk=[(made.id, made.external_id, made.status, made.assignee) for made in stage.zendesk.tickets],
        moved=stage.slack.moved,
        lines=sorted(stage.slack.lines, key=str),
        left=stage.ticket.kind,
        comments=stage.zendesk.comments,
        relayed=[(one.where, one.words) for one in stage.slack.relayed],
    )


def quiet(stage: Stage) -> None:
    for _ in range(300):
        try:
            both(stage)
        except Killed:
            for each in (place(), THERE):
                stage.valkey.delete(keys.of(each, "lease"))
        else:
            return
    raise AssertionError("the places never come to rest")


@pytest.fixture(scope="module")
def undisturbed(valkey_url: str) -> Ends:
    with Redis.from_url(valkey_url) as client:
        return played(client, Steps())


def test_without_a_death_it_ends_as_it_should(undisturbed: Ends) -> None:
    moved = (THERE, "IT-1", "question", State.WORKING, PIA)
    assert undisturbed.tickets == [moved, moved]
    assert undisturbed.zendesk == [(501, place().external_id, "open", PIA)]
    assert undisturbed.moved == {(place(), PAY): [THERE.ts]}
    assert undisturbed.lines == [("moved", PAY)]
    assert undisturbed.relayed == [(THERE, "It burns")]
    assert undisturbed.left == "moved"
    assert undisturbed.comments == [("1700000300.000100",), ("1700800000.000100",)]


def deaths(valkey: Redis) -> int:
    counting = Steps()
    played(valkey, counting)
    return counting.passed


@pytest.mark.long
def test_a_death_at_any_step_of_the_move_changes_nothing(valkey: Redis, undisturbed: Ends) -> None:
    last = deaths(valkey)
    assert last > 60
    for deadly in range(1, last + 1):
        assert (deadly, played(valkey, Steps(deadly.__eq__))) == (deadly, undisturbed)


@pytest.mark.parametrize("seed", range(6))
def test_many_deaths_change_nothing(valkey: Redis, undisturbed: Ends, seed: int) -> None:
    dice = random.Random(seed)
    deadly: Callable[[int], bool] = lambda _: dice.random() < 0.07  # noqa: E731
    assert played(valkey, Steps(deadly)) == undisturbed
