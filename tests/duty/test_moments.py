"""Moments as people type them: a table for Saturday 28 November 2026, 20:15 in Zurich."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays

from helpdesk.domain.times.feasts import day_of
from helpdesk.domain.times.moments import moment

ZURICH = ZoneInfo("Europe/Zurich")
NOW = datetime(2026, 11, 28, 20, 15, tzinfo=ZURICH)
MEANT = {
    "now": "2026-11-28 20:15",
    "maintenant": "2026-11-28 20:15",
    "Adesso": "2026-11-28 20:15",
    "until 23:59": "2026-11-28 23:59",
    "jusqu'à demain 8h": "2026-11-29 08:00",
    "fino a domani alle 9:00": "2026-11-29 09:00",
    "tonight": "2026-11-28 20:15",
    "ce soir": "2026-11-28 20:15",
    "stasera": "2026-11-28 20:15",
    "tonight at 20:00": "2026-11-28 20:00",
    "today": "2026-11-28 20:15",
    "at the moment": "2026-11-28 20:15",
    "en ce moment": "2026-11-28 20:15",
    "this week": "2026-11-28 20:15",
    "tomorrow morning": "2026-11-29 09:00",
    "domani mattina": "2026-11-29 09:00",
    "demain après-midi": "2026-11-29 15:00",
    "lundi apres midi": "2026-11-30 15:00",
    "this morning": "2026-11-28 09:00",
    "in the morning": "2026-11-29 09:00",
    "cette nuit": "2026-11-28 23:00",
    "stanotte": "2026-11-28 23:00",
    "sunday evening": "2026-11-29 20:00",
    "tomorrow night at 22": "2026-11-29 22:00",
    "until midnight": "2026-11-29 00:00",
    "domani a mezzogiorno": "2026-11-29 12:00",
    "the day after tomorrow": "2026-11-30 12:00",
    "après-demain 8h": "2026-11-30 08:00",
    "dopodomani alle 8.30": "2026-11-30 08:30",
    "this weekend": "2026-11-28 20:15",
    "nel fine settimana": "2026-11-28 20:15",
    "next week": "2026-11-30 12:00",
    "la semaine prochaine": "2026-11-30 12:00",
    "next saturday": "2026-12-05 12:00",
    "alle 22": "2026-11-28 22:00",
    "fino alle 23": "2026-11-28 23:00",
    "à 8": "2026-11-29 08:00",
    "until 11 pm": "2026-11-28 23:00",
    "jusqu'à 22 h": "2026-11-28 22:00",
    "24 December 18:00": "2026-12-24 18:00",
    "on the 1st of March": "2027-03-01 12:00",
    "December 24, 2027": "2027-12-24 12:00",
    "le 1er décembre à 8h": "2026-12-01 08:00",
    "il 3 agosto 2027 alle 14.30": "2027-08-03 14:30",
    "domattina": "2026-11-29 09:00",
    "on the 24th at 9:00": "2026-12-24 09:00",
    "le 28": "2026-11-28 20:15",
    "le 3 à 14h": "2026-12-03 14:00",
    "il 31 alle 18": "2026-12-31 18:00",
    "Christmas Eve": "2026-12-24 12:00",
    "à Noël": "2026-12-25 12:00",
    "a Santo Stefano": "2026-12-26 12:00",
    "New Year's Eve at 22:00": "2026-12-31 22:00",
    "Capodanno": "2027-01-01 12:00",
    "tmrw 9:00": "2026-11-29 09:00",
    "il primo novembre": "2027-11-01 12:00",
    "Good Friday": "2027-03-26 12:00",
    "à Pâques": "2027-03-28 12:00",
    "il giorno di Pasquetta": "2027-03-29 12:00",
    "à l'Ascension": "2027-05-06 12:00",
    "Whit Sunday": "2027-05-16 12:00",
    "lundi de Pentecôte à 8h": "2027-05-17 08:00",
    "Ferragosto": "2027-08-15 12:00",
    "à la Toussaint": "2027-11-01 12:00",
    "per l'Epifania": "2027-01-06 12:00",
    "at 24:00": "2026-11-29 00:00",
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
    "sat": "2026-11-28 20:15",
    "dom": "2026-11-29 12:00",
    "2026-12-24": "2026-12-24 12:00",
    "2026-12-24T18:00": "2026-12-24 18:00",
    "24.12. 18:00": "2026-12-24 18:00",
    "24/12/2027": "2027-12-24 12:00",
    "1.2.": "2027-02-01 12:00",
    "28.11.": "2026-11-28 20:15",
}


@pytest.mark.parametrize(("text", "meant"), MEANT.items())
def test_the_moment_that_is_meant(text: str, meant: str) -> None:
    found = moment(text, NOW.timestamp(), ZURICH)
    assert found is not None
    assert datetime.fromtimestamp(found, ZURICH).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    ("text", "now", "meant"),
    [
        ("weekend", "2026-11-29 10:00", "2026-11-29 10:00"),
        ("weekend", "2026-11-25 10:00", "2026-11-28 12:00"),
        ("3:00", "2026-03-28 20:00", "2026-03-29 03:00"),
        ("2:30", "2026-03-28 20:00", "2026-03-29 03:00"),
    ],
)
def test_the_moment_that_is_meant_at_other_times(text: str, now: str, meant: str) -> None:
    at = datetime.fromisoformat(now).replace(tzinfo=ZURICH).timestamp()
    found = moment(text, at, ZURICH)
    assert found is not None
    assert datetime.fromtimestamp(found, ZURICH).strftime("%Y-%m-%d %H:%M") == meant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "at",
        "soon",
        "31.2.",
        "2026-13-01",
        "9999-12-31",
        "0001-01-01 8:00",
        "25:00",
        "9:75",
        "13pm",
        "monday noon-ish",
        "12",
        "U0ANNA",
        "the",
        "at 25",
    ],
)
def test_what_is_no_moment(text: str) -> None:
    assert moment(text, NOW.timestamp(), ZURICH) is None


def test_easter_is_when_others_have_it() -> None:
    england = country_holidays("GB", subdiv="ENG", years=range(1971, 2100))
    theirs = sorted(england.get_named("Easter Monday"))
    assert [day_of("eastermonday", date(day.year, 1, 1)) for day in theirs] == theirs
    assert len(theirs) == 129
