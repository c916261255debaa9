"""A worker killed at any step: the next one ends up where it would have been, and nothing is doubled."""

import random
from collections import Counter
from typing import NamedTuple

import pytest
from redis import Redis

from helpdesk.domain.events import HeardComment, ZendeskStirred
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.states import State
from tests.desk.stage import Stage
from tests.desk.steps import Killed, Steps
from tests.letters import asked, place, reaction


class End(NamedTuple):
    """What there is to be seen when all is quiet."""

    zendesk: list[tuple[int, str, str | None]]
    reactions: list[str]
    cards: list[Card]
    notices: list[tuple[str, str]]
    state: State
    number: str | None
    absorbed: Counter[str]


def played(valkey: Redis, steps: Steps) -> End:
    """A whole story that arrives at once, attended to until all is quiet by workers that may die."""
    valkey.flushall()
    stage = Stage(valkey, steps)
    stage.tell(
        asked(),
        reaction(100.0, "eyes", "U0IVAN"),
        reaction(101.0, "eyes", "U0RIO"),
        reaction(102.0, "wrench"),
        reaction(103.0, "ticket"),
    )
    quiet(stage)
    stage.zendesk.move("pending", stage.clock())
    stage.marks_come("white_check_mark")
    quiet(stage)
    return End(
        zendesk=[(made.id, made.status, made.assignee) for made in stage.zendesk.tickets],
        reactions=sorted(emoji for _, emoji in stage.slack.reactions),
        cards=[message.card.model_copy(update={"since": 0}) for message in stage.slack.posted],
        notices=sorted(set(stage.slack.notices)),
        state=stage.ticket.state,
        number=stage.ticket.number,
        absorbed=Counter(what for what in stage.history() if what in {"asked", "reaction_added"}),
    )


def quiet(stage: Stage) -> None:
    """Only the wake times bring a worker back after a death, as the sweeper does."""
    for _ in range(300):
        try:
            stage.settle()
        except Killed:
            stage.dies()
        else:
            return
    raise AssertionError("the place never comes to rest")


@pytest.fixture(scope="module")
def undisturbed(valkey_url: str) -> End:
    with Redis.from_url(valkey_url) as client:
        return played(client, Steps())


def test_the_story_without_a_death_ends_as_it_should(undisturbed: End) -> None:
    assert undisturbed.zendesk == [(501, "solved", "U0IVAN")]
    assert undisturbed.state == State.RESOLVED
    assert sorted(undisturbed.notices) == [("U0IRIS", "details"), ("U0RIO", "not_a_responder")]
    assert undisturbed.absorbed == {"asked": 1, "reaction_added": 5}
    assert len(undisturbed.cards) == 1


def test_a_death_at_any_step_changes_nothing(valkey: Redis, undisturbed: End) -> None:
    counting = Steps()
    played(valkey, counting)
    assert counting.passed > 50
    for deadly in range(1, counting.passed + 1):
        assert (deadly, played(valkey, Steps(deadly.__eq__))) == (deadly, undisturbed)


@pytest.mark.parametrize("seed", range(12))
def test_many_deaths_change_nothing(valkey: Redis, undisturbed: End, seed: int) -> None:
    dice = random.Random(seed)
    assert played(valkey, Steps(lambda _: dice.random() < 0.07)) == undisturbed


def test_the_place_of_a_dead_worker_is_still_due(valkey: Redis) -> None:
    for deadly in range(1, 12):
        valkey.flushall()
        stage = Stage(valkey, Steps(deadly.__eq__))
        stage.tell(asked(), reaction(100.0, "ticket"))
        with pytest.raises(Killed):
            stage.attend()
        assert stage.wakes(place()) is not None


def test_what_others_did_to_a_ticket_before_we_knew_it_is_ours_is_heard(valkey: Redis) -> None:
    """The worker that made it died with the answer; the webhook of the comment told us of a ticket we didn't know."""
    stage = Stage(valkey)
    stage.tell(asked(), reaction(103.0, "ticket"))
    stage.zendesk.lost = {"open"}
    stage.attend()
    made = stage.zendesk.tickets[0]
    stage.zendesk.heard = [HeardComment(id=31, at=stage.clock(), public=True)]
    stage.zendesk.move("pending", stage.clock())
    stage.tell(ZendeskStirred(ticket=made.id, about="talk"))
    stage.settle()
    assert len(stage.zendesk.tickets) == 1
    assert "31" in stage.ticket.talk.heard
    assert stage.ticket.state == State.WAITING
