"""Who asks who is on duty is answered once, although the door is killed over it or an answer is lost."""

import time
import uuid
from dataclasses import dataclass

import pytest
from redis import Redis

from helpdesk.store import keys
from helpdesk.store.duty import ANSWERING_SECONDS
from tests.slack import recorded as r
from tests.slack.stage import KIM, ROBIN

from .duties import IT, OpenDesk, direct
from .stage import HELP, Door
from .town import Town

SAYS = f"On duty for *it*: <@{KIM}>."


@dataclass(frozen=True, slots=True)
class Asking:
    """One message to a door that knows who is on duty, delivered as often as it takes."""

    door: Door
    store: Redis
    town: Town
    id: str
    room: str
    """Robin's direct messages with the helpdesk."""
    before: int

    def ask(self, channel: str = "") -> int:
        said = r.message("Who is on duty?", user=ROBIN, channel=channel or self.room, channel_type="im")
        return self.door.event(said, event_id=self.id).status_code

    def was_begun(self, ago: float = ANSWERING_SECONDS) -> None:
        """Somebody began to answer it so many seconds ago."""
        self.store.set(keys.answered(self.id), time.time() - ago)

    def answers(self) -> list[str]:
        return [message.text for message in direct(self.town, ROBIN)[self.before :]]


@pytest.fixture
def asking(town: Town, desk: OpenDesk, valkey: Redis) -> Asking:
    room = town.slack.workspace.direct(ROBIN).id
    return Asking(desk(IT, town=town), valkey, town, f"Ev{uuid.uuid4().hex}", room, len(direct(town, ROBIN)))


def test_while_somebody_may_be_answering_slack_is_to_send_it_again(asking: Asking) -> None:
    asking.was_begun(ago=0)
    assert asking.ask() == 503
    assert asking.answers() == []


def test_a_door_killed_before_it_answered_leaves_it_to_the_next(asking: Asking) -> None:
    asking.was_begun()
    assert [asking.ask() for _ in range(3)] == [200, 200, 200]
    assert asking.answers() == [SAYS]


def test_a_door_killed_just_after_it_answered_says_nothing_twice(asking: Asking) -> None:
    assert asking.ask() == 200
    asking.was_begun()
    assert asking.ask() == 200
    assert asking.answers() == [SAYS]


@pytest.mark.parametrize("after", [False, True])
def test_a_lost_answer_is_looked_for_when_slack_sends_it_again(asking: Asking, *, after: bool) -> None:
    lost = {"target": "web_api", "method": "chat.postMessage", "kind": "http_error", "after": after, "times": 1}
    asking.town.slack.faults.add(lost)
    assert asking.ask() == 503
    asking.was_begun()
    assert asking.ask() == 200
    assert asking.answers() == [SAYS]


def test_in_a_channel_a_door_killed_over_it_leaves_it_to_the_next(asking: Asking) -> None:
    before = len(asking.town.whispered())
    asking.was_begun()
    assert [asking.ask(HELP) for _ in range(2)] == [200, 200]
    assert [whispered.text for whispered in asking.town.whispered()[before:]] == [SAYS]
