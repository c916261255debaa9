"""Moments as people type them: a table for Saturday 28 November 2026, 20:15 in Zurich."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from helpdesk.domain.moments import moment

ZURICH = ZoneInfo("Europe/Zurich")
NOW = datetime(2026, 11, 28, 20, 15, tzinfo=ZURICH)
MEANT = {
    "now": "2026-11-28 20:15",
    "maintenant": "2026-11-28 20:15",
    "Adesso": "2026-11-28 20:15",
    "until 23:59": "2026-11-28 23:59",
    "jusqu'à demain 8h": "2026-11-29 08:00",
    "fino a domani alle 9:00": "2026-11-29 09:00",
    "tonight": "2026-11-28 20:00",
    "ce soir": "2026-11-28 20:00",
    "stasera": "2026-11-28 20:00",
    "today": "2026-11-28 12:00",
    "aujourd\N{RIGHT SINGLE QUOTATION MARK}hui 22h": "2026-11-28 22:00",
    "oggi alle 22:30": "2026-11-28 22:30",
    "tomorrow": "2026-11-29 12:00",
    "demain 8h30": "2026-11-29 08:30",
    "domani 9:00": "2026-11-29 09:00",
    "22:00": "2026-11-28 22:00",
    "8:00": "2026-11-29 08:00",
    "9pm": "2026-11-28 21:00",
    "at 12am": "2026-11-29 00:00",
    "monday": "2026-11-30 12:00",
    "next Mon, 9:00": "2026-11-30 09:00",
    "lundi à 7h": "2026-11-30 07:00",
    "martedì 10:00": "2026-12-01 10:00",
    "sat": "2026-11-28 12:00",
    "dom": "2026-11-29 12:00",
    "2026-12-24": "2026-12-24 12:00",
    "2026-12-24T18:00": "2026-12-24 18:00",
    "24.12. 18:00": "2026-12-24 18:00",
    "24/12/2027": "2027-12-24 12:00",
    "1.2.": "2027-02-01 12:00",
    "28.11.": "2026-11-28 12:00",
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
def test_the_moment_that_is_meant(text: str, meant: str) -> None:
    found = moment(text, NOW.timestamp(), ZURICH)
    assert found is not None
    assert datetime.fromtimestamp(found, ZURICH).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    "text", ["", "at", "soon", "31.2.", "2026-13-01", "25:00", "9:75", "13pm", "monday noon-ish", "12", "U0ANNA"]
)
def test_what_is_no_moment(text: str) -> None:
    assert moment(text, NOW.timestamp(), ZURICH) is None
