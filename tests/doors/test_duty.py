"""Who is on duty, asked at the door: by command, in a direct message, in a help channel; and swaps."""

from datetime import datetime

import pytest
from redis import Redis

from helpdesk.domain.times.rota import Span
from helpdesk.slack.wanted import HomeWanted
from helpdesk.store.duty import Duties, Heard
from tests.canaries import told
from tests.slack.stage import ALEX, KIM, ROBIN

from .duties import IT, NIGHTS, OpenDesk, direct, typed
from .stage import HELP, NOW
from .town import Town


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
    assert told_.splitlines()[0].startswith("When: <!date^")
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
    assert said.text.startswith("When: <!date^")
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
