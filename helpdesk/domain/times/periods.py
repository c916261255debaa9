"""A stretch of time as people type it, in three languages: "7d", "30 jours", "this week", "mese scorso", "2026-11"."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from typing import Literal, NamedTuple

USUAL_DAYS = 30
MOST_DAYS = 3660
"""Longer ago than ten years is as good as ever."""

_DAY_SECONDS = 86400.0

Unit = Literal["day", "week", "month", "year"]
_LENGTH: dict[Unit, int] = {"day": 1, "week": 7, "month": 30, "year": 365}


class Period(NamedTuple):
    """From `start` up to `end`, in seconds since 1970."""

    start: float
    end: float


# What may stand in it. A line of its own for each language, or for each meaning.
_DAYS = "d day days j jour jours g gg giorno giorni"
_WEEKS = "w wk week weeks sem semaine semaines s settimana settimane sett"
_MONTHS = "m mo month months mois mese mesi"
_YEARS = "y yr year years a an ans annee annees anno anni"
_THIS = "this current ce cet cette quest questo questa corrente cours corso"
_LAST = """
last previous past
dernier derniere derniers dernieres passe passee precedent precedente
scorso scorsa ultimo ultima ultimi ultime passato passata
"""
_FILLING = """
the in of over for since
le la les l du de des d depuis sur ci en
il lo i gli nei negli nelle nell nel degli dell della del da
"""
_EVERLASTING = "all ever always tout toujours tutto sempre"


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_SAID: dict[Unit, str] = {"day": _DAYS, "week": _WEEKS, "month": _MONTHS, "year": _YEARS}
_UNITS: dict[str, Unit] = {word: unit for unit, words in _SAID.items() for word in _words(words)}
_WHICH = {**dict.fromkeys(_words(_THIS), "this"), **dict.fromkeys(_words(_LAST), "last")}
_FILLERS = _words(_FILLING) - set(_UNITS)
_EVER = _words(_EVERLASTING)
_DAYS_AGO = {
    **dict.fromkeys(("today", "aujourdhui", "oggi"), 0),
    **dict.fromkeys(("yesterday", "hier", "ieri"), 1),
}
_PARTS = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?|\d+|[a-z]+")


def usual(now: float) -> Period:
    return Period(now - USUAL_DAYS * _DAY_SECONDS, now)


def period(text: str, now: float, zone: tzinfo) -> Period | None:
    """The stretch that is meant, on the clock of this zone and up to now at most; None when it can't be told.

    `7d` is seven times 24 hours until now, a month so counted is 30 days; "this week" began on Monday, "last month" is
    the whole month before; `2026-11` is a month, `2026-11-01 2026-11-15` both days and those between.
    """
    words = [word for word in _PARTS.findall(_bare(text)) if word not in _FILLERS]
    if text.strip() and not words:
        return None
    today = datetime.fromtimestamp(now, zone).date()
    for found in (_by_name(words, today), _by_number(words), _by_date(words)):
        if isinstance(found, int):
            return Period(now - min(found, MOST_DAYS) * _DAY_SECONDS, now)
        if found:
            start, end = (datetime.combine(day, datetime.min.time(), zone).timestamp() for day in found)
            return Period(start, min(end, now)) if start < now else None
    return None


Found = int | tuple[date, date] | None
"""So many days until now, or the days from the first up to the second, which is no part of it."""


def _by_name(words: list[str], today: date) -> Found:
    if not words:
        return USUAL_DAYS
    if len(words) == 1 and words[0] in _EVER:
        return MOST_DAYS
    if len(words) == 1 and words[0] in _DAYS_AGO:
        day = today - timedelta(days=_DAYS_AGO[words[0]])
        return day, day + timedelta(days=1)
    units = [_UNITS[word] for word in words if word in _UNITS and word not in _WHICH]
    which = [_WHICH[word] for word in words if word in _WHICH]
    if len(units) != 1 or len(set(which)) != 1 or len(words) != len(units) + len(which):
        return None
    start = _begun(units[0], today)
    return (start, today + timedelta(days=1)) if which[0] == "this" else (_begun(units[0], _before(start)), start)


def _begun(unit: Unit, day: date) -> date:
    """The first day of the week, month or year of this day."""
    starts: dict[Unit, Callable[[], date]] = {
        "day": lambda: day,
        "week": lambda: day - timedelta(days=day.weekday()),
        "month": lambda: day.replace(day=1),
        "year": lambda: day.replace(month=1, day=1),
    }
    return starts[unit]()


def _before(day: date) -> date:
    return day - timedelta(days=1)


def _by_number(words: list[str]) -> Found:
    """`7 d`, "last 7 days"; a number alone is days."""
    numbers = [int(word[:6]) for word in words if word.isdecimal()]
    units = [_UNITS[word] for word in words if word in _UNITS]
    lasts = [word for word in words if _WHICH.get(word) == "last"]
    if len(numbers) != 1 or len(units) > 1 or len(words) != len(numbers) + len(units) + len(lasts) or not numbers[0]:
        return None
    return numbers[0] * _LENGTH[units[0] if units else "day"]


def _by_date(words: list[str]) -> Found:
    try:
        days = [date(*map(int, (f"{word}-1" if word.count("-") == 1 else word).split("-"))) for word in words]
    except (TypeError, ValueError, OverflowError):  # no date
        return None
    if not 1 <= len(days) <= 2:
        return None
    month = words[-1].count("-") == 1
    end = (days[-1] + timedelta(days=31)).replace(day=1) if month else days[-1] + timedelta(days=1)
    return (days[0], end) if days[0] < end else None


def _bare(text: str) -> str:
    """Small letters without accents and apostrophes' signs."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    plain = re.sub(r"aujourd['\N{RIGHT SINGLE QUOTATION MARK} ]?hui", "aujourdhui", plain)
    return re.sub(r"[^a-z0-9-]+", " ", plain)
