"""Forty help channels, each with people, rules, numbers and a language of its own: lists and Home stay whole."""

import time

import pytest

from helpdesk.config import Channel, Config
from helpdesk.config.routes import RouteConfig
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech
from helpdesk.store.clockwork import compared, in_slack
from helpdesk.store.lease import Leases
from helpdesk.store.tickets import Tickets
from helpdesk.wiring import Wiring
from tests.slack.stage import ALEX, KIM, ROBIN, TEAM

from .conftest import OpenDoor
from .stage import Door, settings
from .test_home import opened
from .test_questions_by_command import said
from .town import Town

MANY, EACH = 40, 3
LANGUAGES = ("en", "fr", "it")
CHANNELS = tuple(
    Channel(
        name=f"help-{n}",
        id=f"C0HELP{n:03}",
        prefix=f"P{n}",
        responders=(ALEX, f"U0EXPERT{n}"),
        language=LANGUAGES[n % 3],
        routes=tuple(RouteConfig(words=(f"word {n} {r}",), to=f"S0GROUP{n}X{r}") for r in range(10)),
    )
    for n in range(MANY)
)


@pytest.fixture
def door(town: Town, open_door: OpenDoor) -> Door:
    door = open_door(set_to={"slack_api_url": town.api, "channels": CHANNELS}, clock=time.time)
    town.slack.deliver_to = door.url
    leases, tickets = Leases(door.store), Tickets(door.store)
    for n, channel in enumerate(CHANNELS):
        for count in range(EACH):
            place = Place(TEAM, channel.id, f"{900_000_000 + n * EACH + count}.000100")
            number = tickets.number(channel.prefix, place)
            lease = leases.take(place)
            assert lease is not None
            asked = Ticket(place=place, kind="question", number=number, requester=ROBIN, asked=float(place.ts))
            leases.commit(lease, asked, 0, [])
            leases.rest(lease, None)
    return door


def test_each_has_its_own_rules(valkey_url: str, town: Town) -> None:
    rulebook = Wiring(settings(slack_api_url=town.api), Config(channels=CHANNELS), valkey_url).rulebook
    for n, channel in enumerate(CHANNELS):
        rules = rulebook(channel.id)
        assert rules is not None
        assert (rules.prefix, rules.may(f"U0EXPERT{n}"), rules.may(f"U0EXPERT{n + 1}")) == (f"P{n}", True, False)
        assert [route.to for route in rules.router.routes] == [f"S0GROUP{n}X{r}" for r in range(10)]
        assert rules.moves_to == {other.id for other in CHANNELS} - {channel.id}


def test_a_process_that_just_began_knows_each_up_to_its_last_comparison(valkey_url: str, town: Town) -> None:
    begun = Wiring(settings(slack_api_url=town.api), Config(channels=CHANNELS[:2]), valkey_url)
    begun.clockwork.done(compared(in_slack(CHANNELS[1].id)), 5.0)
    known = [begun.rulebook(channel.id) for channel in CHANNELS[:2]]
    assert [rules.compared for rules in known if rules] == [0.0, 5.0]


def test_somebody_who_answers_in_all_of_them_sees_them_all(town: Town, door: Door) -> None:
    told = said(town, "unseen")
    assert told.startswith(f"*{Speech().say('aside-unseen', questions=MANY * EACH)}*")
    assert [word for word in told.split() if word.endswith("P0-1>")], "the oldest come first"
    assert len(told) < 4000
    blocks = opened(town).body["blocks"]
    assert 10 < len(blocks) <= 100


def test_who_answers_in_none_is_told_of_none(town: Town, door: Door) -> None:
    assert said(town, "unseen", KIM) == Speech().say("command-nowhere")
