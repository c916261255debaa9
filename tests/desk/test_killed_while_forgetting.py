"""`helpdesk forget` killed before any of its calls to the store and run again: all is as if it had run once."""

import pytest
from redis import Redis

from helpdesk.domain.forgetting import Identity
from helpdesk.privacy import Privacy
from helpdesk.store.answers import Answers
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.lease import Leases
from helpdesk.store.parked import Parked
from helpdesk.store.remains import Remains
from helpdesk.store.tickets import Tickets
from tests.desk.killing import Killed, contents, done, let_go, restore, snapshot
from tests.desk.stage import Clock, Stage
from tests.letters import asked, place

IRIS = Identity("U0IRIS", frozenset({"iris@example.com"}), frozenset({"Iris Agent"}))


def populate(stage: Stage) -> None:
    """Two questions the person has to do with, one with a wake time and one with mail, an answer, a delivery."""
    for at in (place(), place(1)):
        stage.tell(asked(), at=at)
        stage.marks("eyes", at=at)
    stage.marks("ticket")
    stage.settle()
    stage.marks("white_check_mark")
    stage.marks_come("wrench", "U0IVAN", place(1))
    Answers(stage.valkey).put("person:U0IRIS", '["Iris Agent", "iris@example.com", false, "UTC"]', 3600)
    stage.parked.park(Parked(id="p1", door="slack_events", at=1.0, why="broken", raw='{"user": "U0IRIS"}'))


def forget(url: str, clock: Clock, lives: int = 0) -> list[str]:
    """The calls it took; Killed."""

    def run(redis: Redis) -> None:
        Privacy(Leases(redis), Tickets(redis), Clockwork(redis), Remains(redis), 30.0, clock).forget(IRIS)

    return done(url, lives, run)


def test_killed_anywhere_and_run_again_a_person_is_forgotten(valkey: Redis, valkey_url: str) -> None:
    stage = Stage(valkey)
    populate(stage)
    before = snapshot(valkey)
    calls = forget(valkey_url, stage.clock)
    once = contents(valkey)
    assert "U0IRIS" not in str(once)
    assert len(calls) > 20
    for lives in range(1, len(calls)):
        restore(valkey, before)
        with pytest.raises(Killed):
            forget(valkey_url, stage.clock, lives)
        let_go(valkey)
        again = forget(valkey_url, stage.clock)
        assert contents(valkey) == once, f"killed before {calls[lives]}"
        assert again[-1] == "BGREWRITEAOF", f"killed before {calls[lives]}: the old file keeps the words"
