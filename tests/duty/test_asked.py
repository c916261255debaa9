"""Messages that ask who is on duty, and messages that don't, in the three languages."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from helpdesk.domain.times.moments import moment
from helpdesk.slack.duty.asked import DutyAsked, duty_asked

ASKED, NOT_ASKED = (
    (Path(__file__).parent / name).read_text().splitlines() for name in ("asking.txt", "not_asking.txt")
)


@pytest.mark.parametrize("text", ASKED)
def test_it_asks_who_is_on_duty(text: str) -> None:
    assert duty_asked(text, ["it"])


@pytest.mark.parametrize("text", NOT_ASKED)
def test_it_asks_something_else_or_nothing(text: str) -> None:
    assert duty_asked(text, ["it"]) is None


def test_every_time_that_is_asked_for_is_understood() -> None:
    now = datetime(2026, 11, 28, 20, 15, tzinfo=ZoneInfo("Europe/Zurich"))
    times = {when for text in ASKED if (found := duty_asked(text, ["it"])) and (when := found.when)}
    assert len(times) > 40
    assert [when for when in times if moment(when, now.timestamp(), now.tzinfo or ZoneInfo("UTC")) is None] == []


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Who is on duty?", ""),
        ("who's on duty tomorrow at 9:00?", "tomorrow 9:00"),
        ("Qui est de garde lundi à 8h30 ?", "lundi 8h30"),
        ("Chi è di turno stasera?", "stasera"),
        ("who is on call at 6pm", "6pm"),
        ("Chi è di turno alle 18?", "18:00"),
        ("who is on duty tomorrow after 5 pm?", "tomorrow 5pm"),
        ("who is on duty until 6pm?", ""),
        ("Qui est de garde le 24 décembre à 8h ?", "24.12. 8h"),
        ("The beamer is on since 9:00, who is on duty tonight?", "tonight"),
    ],
)
def test_it_says_for_when(text: str, when: str) -> None:
    assert duty_asked(text) == DutyAsked(when)
