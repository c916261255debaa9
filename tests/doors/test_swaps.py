"""Duties handed over at the door: by whom, until when, and who is told of it."""

import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from redis import Redis
from structlog.testing import capture_logs

from helpdesk.duty.swaps import LATEST_SECONDS, SwapRound
from helpdesk.duty_wiring import swap_round
from helpdesk.store.duty import Duties
from tests.slack.stage import ALEX, KIM, ROBIN, SAM

from .duties import ALWAYS, IT, OpenDesk, direct, swaps, typed, wired
from .stage import NOW
from .town import Town


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


@pytest.mark.parametrize("end", ["until 23", "jusqu'à 23h", "fino alle 23", "tonight 23:00", "", "until midnight"])
def test_the_end_of_a_swap_may_be_said_in_three_languages(desk: OpenDesk, valkey: Redis, end: str) -> None:
    office = {**IT, "weekly": [{"days": "daily", "from": "00:00", "to": "23:00", "person": KIM}]}
    assert typed(desk(office), f"duty swap <@{SAM}> {end}", by=KIM, trigger_id="a").startswith(f"<@{SAM}> has the duty")
    (swap,) = swaps(valkey)
    there = datetime.fromtimestamp(swap.until, ZoneInfo("Europe/Zurich"))
    assert there.strftime("%H:%M") == ("00:00" if "midnight" in end else "23:00")


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


class Slow:
    """The clock of a round, as late as a test wants it."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead


@dataclass(frozen=True, slots=True)
class Untold:
    """A swap from Kim to Alex, whose direct messages Slack refuses."""

    town: Town
    store: Redis
    rounds: SwapRound
    clock: Slow
    before: tuple[int, int]

    def told(self) -> list[list[str]]:
        """What Alex and Kim read of it."""
        pairs = zip((ALEX, KIM), self.before, strict=True)
        return [[message.text for message in direct(self.town, who)[before:]] for who, before in pairs]

    def trouble(self, **fault: Any) -> None:
        self.town.slack.faults.add({"target": "web_api", "method": "chat.postMessage", **fault})


@pytest.fixture
def untold(town: Town, desk: OpenDesk, valkey: Redis, valkey_url: str) -> Untold:
    door, clock = desk(IT, town=town), Slow()
    wiring = wired(valkey_url, IT, slack_api_url=town.api)
    typed(door, f"duty swap <@{ALEX}> tomorrow 8:00", by=KIM, trigger_id=f"{time.time()}")
    rounds = swap_round(wiring)
    rounds = SwapRound(wiring.config, Duties(valkey), rounds._telling, wiring.tickets.live, clock)
    return Untold(town, valkey, rounds, clock, (len(direct(town, ALEX)), len(direct(town, KIM))))


def test_when_slack_refuses_to_tell_the_new_one_who_handed_it_over_is_told_once(untold: Untold) -> None:
    untold.trouble(kind="error", error="restricted_action", times=1)
    for _ in range(4):
        untold.rounds.run()
    alex, (kim,) = untold.told()
    assert alex == []
    assert kim.startswith(f"<@{ALEX}> has the duty for *it* until <!date^")
    assert kim.endswith("but could not be told. Please tell them yourself.")
    assert [(swap.failed, swap.told is not None) for swap in swaps(untold.store)] == [(True, True)]


def test_who_could_not_be_told_within_a_day_is_not_told_any_more(untold: Untold) -> None:
    untold.trouble(kind="http_error", times=1)
    untold.rounds.run()
    untold.clock.ahead = LATEST_SECONDS
    untold.trouble(kind="http_error", after=True, times=1)
    for _ in range(4):
        untold.rounds.run()
    assert [len(texts) for texts in untold.told()] == [0, 1]


def test_when_nobody_can_be_told_it_ends(untold: Untold) -> None:
    untold.trouble(kind="error", error="restricted_action", times=2)
    with capture_logs() as logs:
        for _ in range(4):
            untold.rounds.run()
    assert untold.told() == [[], []]
    assert [line["event"] for line in logs if line["log_level"] == "error"] == ["swap_told_nobody"]
    assert all(swap.told for swap in swaps(untold.store))


def test_after_two_days_nobody_is_told(untold: Untold) -> None:
    untold.clock.ahead = 2 * LATEST_SECONDS
    untold.rounds.run()
    assert untold.told() == [[], []]
    assert all(swap.told for swap in swaps(untold.store))
