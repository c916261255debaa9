"""Stretches of time as people type them, in three languages."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from helpdesk.domain.times.periods import MOST_DAYS, Period, period, usual

DAY = 86400.0


def at(*when: int, zone: ZoneInfo | None = None) -> float:
    return datetime(*when, tzinfo=zone or UTC).timestamp()  # type: ignore[misc,arg-type]


NOW = at(2026, 11, 28, 15, 30)  # a Saturday


@pytest.mark.parametrize(
    ("text", "days"),
    [
        *[("", 30), ("  ", 30), ("7d", 7), ("7 D", 7), ("14", 14), ("2w", 14), ("3 months", 90), ("1y", 365)],
        *[("last 7 days", 7), ("the last 10 days", 10), ("past 2 weeks", 14)],
        *[("7j", 7), ("7 jours", 7), ("les 30 derniers jours", 30), ("2 semaines", 14), ("3 mois", 90), ("1 an", 365)],
        *[("7g", 7), ("7 giorni", 7), ("ultimi 30 giorni", 30), ("negli ultimi 10 giorni", 10), ("2 settimane", 14)],
        *[("all", MOST_DAYS), ("tout", MOST_DAYS), ("Sempre", MOST_DAYS), ("99999999999d", MOST_DAYS)],
    ],
)
def test_so_many_days_until_now(text: str, days: int) -> None:
    assert period(text, NOW, UTC) == Period(NOW - days * DAY, NOW)


MONDAY, NOVEMBER, DECEMBER, YEAR = at(2026, 11, 23), at(2026, 11, 1), at(2026, 12, 1), at(2026, 1, 1)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("today/aujourd'hui/Aujourd\N{RIGHT SINGLE QUOTATION MARK}hui/oggi", at(2026, 11, 28), NOW),
        ("yesterday/hier/ieri", at(2026, 11, 27), at(2026, 11, 28)),
        ("this week/cette semaine/questa settimana/THIS  WEEK!", MONDAY, NOW),
        ("last week/la semaine dernière/semaine passee/settimana scorsa/la scorsa settimana", MONDAY - 7 * DAY, MONDAY),
        ("this month/ce mois-ci/ce mois/questo mese/mese in corso/2026-11", NOVEMBER, NOW),
        ("last month/le mois dernier/mois précédent/mese scorso/il mese passato/2026-10", at(2026, 10, 1), NOVEMBER),
        ("this year/cette année/quest'anno/2026-01-01 2026-12-31", YEAR, NOW),
        ("last year/l'année dernière/anno scorso/l'anno scorso", at(2025, 1, 1), YEAR),
        ("2026-02-27 2026-03-01", at(2026, 2, 27), at(2026, 3, 2)),
        ("2026-02-27", at(2026, 2, 27), at(2026, 2, 28)),
        ("2025-12", at(2025, 12, 1), YEAR),
    ],
)
def test_a_stretch_of_the_calendar(words: str, start: float, end: float) -> None:
    for text in words.split("/"):
        assert (text, period(text, NOW, UTC)) == (text, Period(start, end))


@pytest.mark.parametrize(
    "text",
    ["soon", "the", "-", "昨日", "0d", "week", "this", "this last week", "7 d 8 h", "2026-13", "2027-01", "2026-02-30"],
)
def test_what_is_no_period_is_none(text: str) -> None:
    assert period(text, NOW, UTC) is None


def test_a_day_has_as_many_hours_as_the_clock_there() -> None:
    zurich = ZoneInfo("Europe/Zurich")
    put_back = period("2026-10-25", NOW, zurich)
    assert put_back is not None
    assert put_back.end - put_back.start == 25 * 3600


def test_the_usual_stretch_is_the_last_30_days() -> None:
    assert usual(NOW) == Period(NOW - 30 * DAY, NOW)
