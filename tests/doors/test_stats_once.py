"""What `/helpdesk stats` promised is sent once: whoever sends it may be killed at any call, and any answer be lost."""

import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest
from redis import Redis

from helpdesk.domain.retry import TRIES
from helpdesk.sandbox.slack.records import Message
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.files import SlackFiles
from helpdesk.slack.stats_telling import StatsTelling
from helpdesk.stats.answering import StatsRound
from helpdesk.stats.chart import Chart
from helpdesk.store import keys
from helpdesk.store.clockwork import Clockwork, Turn
from helpdesk.store.stats import StatsWishes
from helpdesk.store.tickets import Tickets
from tests.desk.killing import Killed, MortalRedis, done, restore, snapshot
from tests.slack.stage import TOKEN

from .conftest import OpenDoor
from .stage import Door, wiring
from .test_commands import question
from .test_stats import OWN, fault, private, use
from .town import Town

FAILED = "The figures you asked for with `/helpdesk stats` could not be sent. Please ask for them again."
SENT = ["words", "picture"]


def draw(chart: Chart) -> bytes:
    return b"\x89PNG of " + chart.title.encode()


class MortalSlack(SlackCalls):
    """Its user may die before each call, and when the answer is still on the way."""

    def __init__(self, town: Town, redis: Redis) -> None:
        super().__init__(TOKEN, town.api)
        self._step = redis._call if isinstance(redis, MortalRedis) else lambda _: None

    def _call(self, method: str, *rest: Any, **more: Any) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        self._step(method)
        answer = super()._call(method, *rest, **more)
        self._step(f"answer of {method}")
        return answer


class Later:
    """A clock that people set."""

    def __init__(self) -> None:
        self.now = time.time()

    def __call__(self) -> float:
        return self.now


class Sending(NamedTuple):
    """Somebody asked for figures; who sends them, and what came of it."""

    town: Town
    url: str
    clock: Later
    before: list[Message]

    def over(self, redis: Redis, draw: Callable[[Chart], bytes] = draw, clockwork: Clockwork | None = None) -> None:
        """One round, over this connection."""
        slack = MortalSlack(self.town, redis)
        telling = StatsTelling(slack, SlackFiles(slack, TOKEN, self.town.api))
        config = wiring(self.url, channels=OWN).config
        wishes, tickets = StatsWishes(redis), Tickets(redis)
        StatsRound(config, wishes, clockwork or Clockwork(redis), lambda: telling, tickets.all, self.clock, draw).run()

    def rounds(self, redis: Redis, most: int = 200) -> int:
        """As many as it takes, each when the last one's turn and back-off are over."""
        for number in range(most):
            if not StatsWishes(redis).all():
                return number
            self.over(redis)
            self.clock.now += 7200
            assert self.town.slack.settled()  # it shows a file a moment later
        raise AssertionError("it is tried for ever")

    def came(self) -> list[str]:
        new = private(self.town)[len(self.before) :]
        return [FAILED if m.text == FAILED else "picture" if m.files else "words" for m in new]


@pytest.fixture
def sending(town: Town, open_door: OpenDoor, valkey: Redis, valkey_url: str) -> Sending:
    door: Door = open_door(set_to={"slack_api_url": town.api, "channels": OWN}, clock=time.time)
    town.slack.deliver_to = door.url
    question(door, town.ask(), asked=time.time() - 60)
    use(town, "stats")
    return Sending(town, valkey_url, Later(), private(town))


def test_killed_at_any_call_it_is_sent_once_by_the_next(sending: Sending, valkey: Redis) -> None:
    (wish,) = StatsWishes(valkey).all()
    whole = snapshot(valkey)
    sending.over(valkey)  # from here on the server knows the scripts
    restore(valkey, whole)
    calls = done(sending.url, 0, sending.over)
    assert {"answer of chat.postMessage", "answer of files.completeUploadExternal"} < set(calls)
    for lives in range(1, len(calls)):
        restore(valkey, whole)
        valkey.delete(keys.STATS)
        valkey.hset(keys.STATS, str(lives), wish.model_dump_json())  # another each time: Slack remembers the last one
        again = sending._replace(before=private(sending.town))
        with pytest.raises(Killed):
            done(sending.url, lives, again.over)
        for key in valkey.scan_iter(keys.turn("*")):
            valkey.delete(key)
        again.clock.now += 7200
        again.rounds(valkey)
        assert (calls[lives], again.came()) == (calls[lives], SENT)


def test_who_gets_the_turn_when_somebody_has_sent_it_sends_nothing(sending: Sending, valkey: Redis) -> None:
    class Second(Clockwork):
        def turn(self, what: str, seconds: float) -> Turn | None:
            sending.over(valkey)
            return super().turn(what, seconds)

    sending.over(valkey, clockwork=Second(valkey))
    assert sending.came() == SENT


STEPS = ("conversations.open", "chat.postMessage", "files.getUploadURLExternal", "files.completeUploadExternal")
LOST = ({"kind": "rate_limited"}, {"kind": "http_error"}, {"kind": "http_error", "after": True})


@pytest.mark.parametrize("lost", LOST, ids=lambda lost: "-".join(map(str, lost.values())))
@pytest.mark.parametrize("method", STEPS)
def test_it_is_sent_once_although_an_answer_is_lost(
    sending: Sending, valkey: Redis, method: str, lost: dict[str, Any]
) -> None:
    sending.town.slack.faults.add({"target": "web_api", "method": method, "times": 1, **lost})
    sending.over(valkey)
    sending.over(valkey)
    assert StatsWishes(valkey).all(), "it is not tried again before its time"
    sending.clock.now += 61
    assert sending.rounds(valkey) == 1
    assert sending.came() == SENT


def test_a_picture_on_its_way_is_waited_for(sending: Sending, valkey: Redis) -> None:
    fault(sending.town, "files.completeUploadExternal", "internal_error", after=True)
    sending.over(valkey)
    (wish,) = StatsWishes(valkey).all()
    assert wish.due - sending.clock() >= 60


def test_while_slack_is_away_it_is_tried_again_and_in_the_end_the_person_is_told(
    sending: Sending, valkey: Redis
) -> None:
    fault(sending.town, "chat.postMessage", "service_unavailable", times=TRIES)
    assert sending.rounds(valkey) == TRIES + 2
    assert sending.came() == [FAILED]


class CrashError(Exception):
    """A surprise."""


def test_a_try_that_crashes_is_a_try(sending: Sending, valkey: Redis) -> None:
    def crash(_: Chart) -> bytes:
        raise CrashError

    with pytest.raises(CrashError):
        sending.over(valkey, crash)
    (wish,) = StatsWishes(valkey).all()
    assert (wish.tries, wish.due > sending.clock()) == (1, True)
    sending.rounds(valkey)
    assert sending.came() == SENT


def test_whom_nobody_can_tell_anything_is_let_be(sending: Sending, valkey: Redis) -> None:
    fault(sending.town, "conversations.open", "user_not_found", times=2)
    assert sending.rounds(valkey) == 2
    assert sending.came() == []


def test_when_the_picture_fails_for_good_there_are_the_words(sending: Sending, valkey: Redis) -> None:
    fault(sending.town, "files.completeUploadExternal", "service_unavailable", times=TRIES)
    sending.rounds(valkey)
    assert sending.came() == ["words"]


def test_what_another_process_has_begun_is_left_to_it(sending: Sending, valkey: Redis) -> None:
    (wish,) = StatsWishes(valkey).all()
    turn = Clockwork(valkey).turn(f"stats:{wish.id}", 60)
    sending.over(valkey)
    assert turn
    assert sending.came() == []
    turn.end()
    sending.over(valkey)
    assert sending.came() == SENT


def test_what_is_forgotten_does_not_come_back(sending: Sending, valkey: Redis) -> None:
    (wish,) = StatsWishes(valkey).all()
    StatsWishes(valkey).drop(wish.id)
    StatsWishes(valkey).note(wish)
    assert StatsWishes(valkey).all() == []


def test_every_wish_of_a_person_is_answered(sending: Sending, valkey: Redis) -> None:
    use(sending.town, "stats last month")
    assert len(StatsWishes(valkey).all()) == 2
    sending.over(valkey)
    assert sorted(sending.came()) == sorted([*SENT, "words"])
