"""Who is on duty, asked at the door: by command, in a direct message, in a help channel; and swaps."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from redis import Redis

from helpdesk.config import Channel, Config
from helpdesk.config_duty import DutyConfig
from helpdesk.domain.rota import Span
from helpdesk.duty_wiring import swap_round
from helpdesk.sandbox.slack.records import Message
from helpdesk.slack.wanted import HomeWanted
from helpdesk.store.duty import Duties, Heard, Swap
from helpdesk.wiring import Wiring
from tests.canaries import told
from tests.slack.stage import ALEX, KIM, ROBIN, SAM

from .stage import COMMANDS, HELP, NOW, ROUTES, Door, Entrance, opened, settings
from .town import Town

OpenDesk = Callable[..., Door]
ALWAYS = {"days": "daily", "from": "00:00", "to": "00:00"}
IT: dict[str, Any] = {"team": "it", "zone": "Europe/Zurich", "channels": [HELP], "weekly": [{**ALWAYS, "person": KIM}]}
NIGHTS: dict[str, Any] = {
    "team": "network",
    "weekly": [{"days": "mon", "from": "08:00", "to": "17:00", "person": "Carla <Muster>"}],
}


def wired(store_url: str, *duties: dict[str, Any], **more: Any) -> Wiring:
    channels = (Channel(name="it-help", id=HELP, responders=("S0ITTEAM",), routes=ROUTES),)
    config = Config(channels=channels, duty=tuple(DutyConfig.model_validate(duty) for duty in duties))
    return Wiring(settings(**more), config, store_url)


@pytest.fixture
def desk(entrance: tuple[Entrance, str], valkey: Redis, valkey_url: str) -> Iterator[OpenDesk]:
    """A door with duties, at a fixed time unless a town is behind it."""
    with ExitStack() as stack:

        def open_(*duties: dict[str, Any], town: Town | None = None) -> Door:
            parts = wired(valkey_url, *duties, **({"slack_api_url": town.api} if town else {}))
            more: dict[str, Any] = {"clock": time.time} if town else {}
            return stack.enter_context(opened(*entrance, parts, valkey, **more))

        yield open_


def typed(door: Door, text: str, by: str = ROBIN, **more: str) -> str:
    said = {"command": "/helpdesk", "user_id": by, "channel_id": HELP, "team_id": "T", "text": text, **more}
    return str(door.knock(COMMANDS, urlencode(said).encode()).json()["text"])


def test_without_a_duty_it_is_said_so(desk: OpenDesk) -> None:
    assert typed(desk(), "duty") == "No duty is set up for this helpdesk."


def test_the_channels_duty_is_told(desk: OpenDesk) -> None:
    door = desk(IT, NIGHTS)
    assert typed(door, "duty") == f"On duty for *it*: <@{KIM}>."
    assert typed(door, "DUTY It") == f"On duty for *it*: <@{KIM}>."
    assert typed(door, "duty", channel_id="C0LOUNGE").startswith("On duty for *network*: nobody until <!date^")


def test_a_gap_is_told_with_who_is_next(desk: OpenDesk) -> None:
    told_ = typed(desk(IT, NIGHTS), "duty network")
    monday = int(datetime.fromisoformat("2026-11-23T08:00Z").timestamp())
    until = f"<!date^{monday}^{{date_short_pretty}} {{time}}|2026-11-23 08:00 UTC>"
    assert told_ == f"On duty for *network*: nobody until {until}; next is Carla &lt;Muster&gt;."


def test_a_text_that_no_rule_fits_goes_to_who_is_on_duty(desk: OpenDesk) -> None:
    assert typed(desk(IT), "route hello").splitlines() == [
        "No rule fits. It goes to who is on duty. While nobody is, it is left as it is.",
        f"On duty for *it*: <@{KIM}>.",
    ]


def test_a_text_that_no_rule_fits_says_so_in_a_channel_without_duty_and_one_that_fits_names_no_duty(
    desk: OpenDesk,
) -> None:
    assert typed(desk({**NIGHTS, "channels": []}, IT), "route vpn").endswith("No other rule fits.")
    assert typed(desk(), "route hello") == "No rule fits."


def test_another_moment_can_be_asked_for(desk: OpenDesk) -> None:
    told_ = typed(desk(IT, NIGHTS), "duty network monday 9:00")
    assert told_.splitlines()[0].startswith("At <!date^")
    assert "On duty for *network*: Carla &lt;Muster&gt;, until <!date^" in told_


def test_what_is_no_team_and_no_moment_is_told_back(desk: OpenDesk) -> None:
    assert typed(desk(IT, NIGHTS), "duty <@U1> *soon*") == (
        "“&lt;@U1&gt; *soon*” is neither a team nor a moment. Say for example `/helpdesk duty`,"
        " `/helpdesk duty tomorrow 9:00` or `/helpdesk duty monday`. Teams: it, network"
    )


def test_an_old_answer_has_its_age_and_a_second_level_its_line(desk: OpenDesk, valkey: Redis) -> None:
    anna = Span(0.0, 9e9, "Anna <anna@example.com>")
    heard = Heard(at=NOW - 7200, spans=(anna,), away="PagerDuty can't be reached.")
    Duties(valkey).hear("pagerduty:UTC:P1", heard)
    door = desk({"team": "it", "pagerduty": "P1", "second": {"pagerduty": "P2"}})
    assert typed(door, "duty").splitlines() == [
        "On duty for *it*: Anna.",
        "This is as it was 2 hours ago: the place where it is kept does not answer.",
        "Second level: not known yet, because the place where it is kept has not answered so far.",
    ]


def test_it_stands_in_everybodys_home(town: Town, desk: OpenDesk) -> None:
    door = desk(IT, NIGHTS, town=town)
    door.entrance.run(door.reception.homes.publish(HomeWanted(ROBIN)))
    workspace = town.slack.workspace
    view = workspace.views[workspace.homes[ROBIN]]
    assert view.body["blocks"][0]["text"]["text"].startswith("On duty for *network*: ")
    door.entrance.run(door.reception.homes.publish(HomeWanted(ALEX)))
    view = workspace.views[workspace.homes[ALEX]]
    assert view.body["blocks"][0]["text"]["text"] == f"On duty for *it*: <@{KIM}>."


def direct(town: Town, person: str) -> list[Message]:
    """What the helpdesk wrote to somebody in private."""
    channels = [c for c in town.slack.workspace.channels.values() if c.is_im and person in c.members]
    return [message for channel in channels for message in channel.messages.values() if message.bot_id]


def write(town: Town, text: str, by: str = ROBIN) -> None:
    told(text)
    channel = town.slack.workspace.direct(by)
    town.act(town.slack.acts.post(user=by, channel=channel.id, text=text))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Who is the cordinator?", f"On duty for *it*: <@{KIM}>."),
        ("chi è di turno?", f"On duty for *it*: <@{KIM}>."),
        ("My screen is black", None),
    ],
)
def test_a_direct_message_is_answered_there(town: Town, desk: OpenDesk, text: str, says: str | None) -> None:
    door = desk(IT, town=town)
    town.slack.deliver_to = door.url
    before = len(direct(town, ROBIN))
    write(town, text)
    assert [message.text for message in direct(town, ROBIN)[before:]] == ([says] if says else [])
    assert [key for key in door.kept() if b":mail:" in key or b":due" in key] == []


def test_an_answer_for_a_time_that_makes_no_sense_says_for_when_it_is(town: Town, desk: OpenDesk) -> None:
    door = desk(IT, town=town)
    town.slack.deliver_to = door.url
    before = len(direct(town, ROBIN))
    write(town, "Who is on duty at 31:00?")
    (said,) = direct(town, ROBIN)[before:]
    assert said.text.startswith("At <!date^")
    assert said.text.endswith(f"On duty for *it*: <@{KIM}>.")


def test_in_a_channel_it_stays_a_question_and_is_answered_in_private(town: Town, desk: OpenDesk) -> None:
    door = desk(IT, town=town)
    town.slack.deliver_to = door.url
    place = town.ask("Who is on duty?")
    assert any(b":mail:" in key for key in door.kept())
    assert place.channel == HELP
    (whispered,) = town.whispered()
    assert (whispered.ephemeral_to, whispered.text) == (ROBIN, f"On duty for *it*: <@{KIM}>.")
    town.ask("My screen is black")
    assert len(town.whispered()) == 1


@pytest.mark.parametrize("kind", ["rate_limited", "http_error"])
def test_an_answer_that_slack_did_not_take_is_given_later_and_once(town: Town, desk: OpenDesk, kind: str) -> None:
    door = desk(IT, town=town)
    town.slack.deliver_to = door.url
    town.slack.faults.add(
        {"target": "web_api", "method": "chat.postEphemeral", "kind": kind, "times": 1, "retry_after": 0}
    )
    town.ask("Who is on duty?")
    assert len(town.whispered()) == (1 if kind == "rate_limited" else 0), "in doubt nobody is to read it twice"


def swaps(valkey: Redis) -> list[Swap]:
    return list(Duties(valkey).facts().swaps)


def test_who_is_on_duty_hands_it_over_until_the_shift_ends(desk: OpenDesk, valkey: Redis) -> None:
    door = desk({**IT, "weekly": [{"days": "daily", "from": "00:00", "to": "23:00", "person": KIM}]})
    end = int(datetime.fromisoformat("2026-11-18T23:00+01:00").timestamp())
    answer = typed(door, f"duty swap <@{SAM}|sam>", by=KIM, trigger_id="1.2.a")
    until = f"<!date^{end}^{{date_short_pretty}} {{time}}|2026-11-18 23:00 CET>"
    assert answer == f"<@{SAM}> has the duty for it until {until}, and is told so with what is open."
    assert typed(door, f"duty swap <@{SAM}|sam>", by=KIM, trigger_id="1.2.a") != answer, "it is Sam's now"
    (kept,) = swaps(valkey)
    assert (kept.who, kept.by, kept.before, kept.since, kept.until, kept.level) == (SAM, KIM, (KIM,), NOW, end, 1)
    assert typed(door, "duty").startswith(f"On duty for *it*: <@{SAM}>, until ")


def test_a_responder_of_the_team_may_hand_over_and_others_may_not(town: Town, desk: OpenDesk, valkey: Redis) -> None:
    door = desk({**IT, "weekly": [{**ALWAYS, "person": "Carla"}]}, town=town)
    may_not = "Only who is on duty, or who answers in the channels of it, can hand this duty over."
    assert typed(door, f"duty swap <@{SAM}> 23:59", by=ROBIN, trigger_id="a") == may_not
    assert swaps(valkey) == []
    assert typed(door, f"duty swap it <@{SAM}> until 23:59", by=ALEX, trigger_id="b").startswith(
        f"<@{SAM}> has the duty"
    )
    assert [(swap.who, swap.before) for swap in swaps(valkey)] == [(SAM, ("Carla",))]


def test_the_second_level_hands_its_own_duty_over(desk: OpenDesk, valkey: Redis) -> None:
    door = desk({**IT, "second": {"weekly": [{**ALWAYS, "person": ALEX}]}})
    typed(door, f"duty swap <@{SAM}> tomorrow 8:00", by=ALEX, trigger_id="a")
    assert [swap.level for swap in swaps(valkey)] == [2]
    assert typed(door, "duty").splitlines()[0] == f"On duty for *it*: <@{KIM}>."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("swap", "Name one person: "),
        ("swap sam", "Name one person: "),
        (f"swap nobody <@{SAM}>", "Name one person: "),
        (f"swap <@{SAM}>", "It is not known when this duty ends."),
        (f"swap <@{SAM}> soon", "It is not known when this duty ends."),
        (f"swap <@{SAM}> 2026-01-01", "That time is over already."),
    ],
)
def test_a_swap_that_is_not_clear_changes_nothing(desk: OpenDesk, valkey: Redis, text: str, says: str) -> None:
    assert typed(desk(IT), f"duty {text}", by=KIM).startswith(says)
    assert swaps(valkey) == []


def test_the_new_one_is_told_once_with_what_is_open(town: Town, desk: OpenDesk, valkey: Redis, valkey_url: str) -> None:
    door = desk(IT, town=town)
    town.slack.deliver_to = door.url
    place = town.ask("The printer smokes & burns")
    wiring = wired(valkey_url, IT, slack_api_url=town.api)
    wiring.desk.attend(place)
    before = len(direct(town, ALEX))
    typed(door, f"duty swap <@{ALEX}> tomorrow 8:00", by=KIM, trigger_id="a")
    for _ in range(3):
        swap_round(wiring).run()
    (message,) = direct(town, ALEX)[before:]
    head, open_, line = message.text.splitlines()
    assert head.startswith(f"<@{KIM}> handed you the duty for *it*, until <!date^")
    assert open_ == "Open now:"
    assert "|IT-1> The printer smokes &amp; burns · " in line


def test_what_is_open_in_shadow_mode_is_not_told(town: Town, desk: OpenDesk, valkey: Redis, valkey_url: str) -> None:
    door = desk(IT, town=town)
    town.slack.deliver_to = door.url
    place = town.ask("The printer smokes & burns")
    wiring = wired(valkey_url, IT, slack_api_url=town.api)
    (channel,) = wiring.config.channels
    shadowed = wiring.config.model_copy(update={"channels": (channel.model_copy(update={"shadow": True}),)})
    wiring = replace(wiring, config=shadowed)
    wiring.desk.attend(place)
    before = len(direct(town, ALEX))
    typed(door, f"duty swap <@{ALEX}> tomorrow 8:00", by=KIM, trigger_id="a")
    swap_round(wiring).run()
    (message,) = direct(town, ALEX)[before:]
    assert "handed you the duty" in message.text
    assert "IT-1" not in message.text


LOST = [
    {"method": method, "kind": kind, "after": after}
    for method in ("conversations.open", "chat.postMessage")
    for kind, after in (("rate_limited", False), ("http_error", False), ("http_error", True), ("drop", True))
]


@pytest.mark.parametrize("lost", LOST, ids=lambda lost: "-".join(map(str, lost.values())))
def test_the_new_one_is_told_once_although_answers_are_lost(
    town: Town, desk: OpenDesk, valkey: Redis, valkey_url: str, lost: dict[str, Any]
) -> None:
    door = desk(IT, town=town)
    wiring = wired(valkey_url, IT, slack_api_url=town.api)
    typed(door, f"duty swap <@{ALEX}> tomorrow 8:00", by=KIM, trigger_id=str(lost))
    before = len(direct(town, ALEX))
    town.slack.faults.add({"target": "web_api", "times": 1, "retry_after": 0, **lost})
    for _ in range(3):
        swap_round(wiring).run()
    assert len(direct(town, ALEX)) - before == 1
    assert [swap.told is not None for swap in swaps(valkey)] == [True]
