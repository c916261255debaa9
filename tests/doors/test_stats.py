"""`/helpdesk stats`: answered at once, and the figures come in private to who answers in the channel."""

import time

import pytest

from helpdesk.config import Channel
from helpdesk.domain.ticket.timings import Timings
from helpdesk.sandbox.slack.records import Message
from helpdesk.stats_wiring import stats_round
from helpdesk.store.stats import StatsWishes
from tests.slack.stage import ALEX, GENERAL, ROBIN

from .conftest import OpenDoor
from .stage import HELP, Door, wiring
from .test_commands import question
from .town import Town

OWN = (
    Channel(name="it-help", id=HELP, responders=(ALEX,)),
    Channel(name="general", id=GENERAL, responders=(ROBIN,)),
)
COMING = "The figures come in a direct message in a moment."
NOT_YOURS = "Only who answers in a channel can see its figures."


@pytest.fixture
def connected(town: Town, open_door: OpenDoor) -> Door:
    door = open_door(set_to={"slack_api_url": town.api, "channels": OWN}, clock=time.time)
    town.slack.deliver_to = door.url
    return door


def use(town: Town, text: str, user: str = ALEX, channel: str = HELP) -> str:
    """What is whispered when it is typed."""
    there = town.slack.workspace.channels[channel].ephemerals
    before = len(there)
    town.act(town.slack.acts.command(user=user, channel=channel, text=text))
    (answer,) = there[before:]
    return answer.text


def fault(town: Town, method: str, error: str, **more: int) -> None:
    town.slack.faults.add({"target": "web_api", "method": method, "kind": "error", "error": error, **more})


def private(town: Town, person: str = ALEX) -> list[Message]:
    assert town.slack.settled()  # it shows a file a moment later
    channels = [c for c in town.slack.workspace.channels.values() if c.is_im and person in c.members]
    return [message for channel in channels for message in channel.messages.values()]


def send(town: Town, valkey_url: str) -> list[Message]:
    """The new messages to ALEX when the round has run."""
    before = private(town)
    stats_round(wiring(valkey_url, slack_api_url=town.api, channels=OWN)).run()
    return private(town)[len(before) :]


def test_the_figures_come_in_private_with_a_picture(town: Town, connected: Door, valkey_url: str) -> None:
    now = time.time()
    timings = Timings(seen=now - 3000, resolved=now - 600)
    question(connected, town.ask(), asked=now - 3600, timings=timings)
    assert use(town, "stats 7d") == COMING
    words, picture = send(town, valkey_url)
    assert words.text.startswith("*#it-help*: one question was asked from ")
    assert "First seen (one question): half within 10 min" in words.text
    (file,) = [town.slack.workspace.files[id_] for id_ in picture.files]
    assert (file.content or b"").startswith(b"\x89PNG")
    assert "half within 10 min" in file.alt
    assert send(town, valkey_url) == []


def test_without_questions_there_are_words_alone(town: Town, connected: Door, valkey_url: str) -> None:
    assert use(town, "stats 2020-01") == COMING
    (words,) = send(town, valkey_url)
    assert words.text == "*#it-help*: no question was asked from 2020-01-01 to 2020-01-31."


def test_a_picture_that_is_refused_takes_nothing_away(town: Town, connected: Door, valkey_url: str) -> None:
    question(connected, town.ask(), asked=time.time() - 60)
    use(town, "stats")
    fault(town, "files.getUploadURLExternal", "file_uploads_disabled")
    (words,) = send(town, valkey_url)
    assert "one question was asked" in words.text


def test_only_who_answers_in_a_channel_sees_its_figures(town: Town, connected: Door) -> None:
    assert use(town, "stats", user=ROBIN) == NOT_YOURS
    assert use(town, f"stats <#{GENERAL}|general> 7d") == NOT_YOURS
    assert use(town, "stats #general") == NOT_YOURS
    assert StatsWishes(connected.store).all() == []


def test_a_channel_is_named_before_the_period(town: Town, connected: Door) -> None:
    for text in (
        f"stats <#{HELP}|it-help> mois dernier",
        "stats #it-help last month",
        "stats it-help 2020-01",
        "stats ultimo mese",
    ):
        assert use(town, text) == COMING
        (wish,) = StatsWishes(connected.store).all()
        StatsWishes(connected.store).drop(wish.id)
        assert (wish.by, wish.channels) == (ALEX, (HELP,))
        assert 27 * 86400 < wish.period.end - wish.period.start < 32 * 86400


def test_what_is_no_period_is_told(town: Town, connected: Door) -> None:
    assert use(town, "stats <soon>").startswith("“&lt;soon&gt;” is neither one of your channels nor a period.")
    assert StatsWishes(connected.store).all() == []
