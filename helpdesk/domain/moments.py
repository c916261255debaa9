"""A moment as people type it after a command, in three languages: "tomorrow 9:00", "lundi", "2026-12-24 18:00"."""

import re
from datetime import date, datetime, time, timedelta, tzinfo

NOON = time(12)
"""What is meant by a day without a time."""

EVENING = time(20)

_NOW = frozenset({"now", "maintenant", "adesso", "ora"})
_EVENINGS = frozenset({"tonight", "soir", "stasera"})
_AHEAD = {
    **dict.fromkeys(("today", "aujourd'hui", "oggi"), 0),
    **dict.fromkeys(("tomorrow", "demain", "domani"), 1),
}
_WEEKDAYS = (
    "mon monday lun lundi lunedì lunedi",
    "tue tuesday mar mardi martedì martedi",
    "wed wednesday mer mercredi mercoledì mercoledi",
    "thu thursday jeu jeudi gio giovedì giovedi",
    "fri friday ven vendredi venerdì venerdi",
    "sat saturday sam samedi sab sabato",
    "sun sunday dim dimanche dom domenica",
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_FILLERS = frozenset(
    (
        *("at", "on", "next", "until", "till", "to"),
        *("à", "a", "le", "ce", "jusqu'à", "jusqu'a", "jusqu'au", "prochain"),
        *("alle", "il", "fino", "al", "prossimo"),
    )
)
_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<D>\d{1,2})[./](?P<M>\d{1,2})[./]?(?P<Y>\d{4})?")
_TIME = re.compile(r"(\d{1,2})(?:[:h](\d{2})|h|(?=[ap]m))(am|pm)?")


def moment(text: str, now: float, zone: tzinfo) -> float | None:
    """The moment that is meant, on the clock of this zone, in seconds; None when it can't be told.

    A time of day alone is the next one; a weekday, or a day without a year, the next such day, today included.
    """
    today = datetime.fromtimestamp(now, zone)
    day: date | None = None
    clock: time | None = None
    for word in _words(text):
        if word in _NOW:
            day, clock = today.date(), today.time()
        elif word in _EVENINGS:
            day, clock = today.date(), EVENING
        elif found := _day(word, today.date()):
            day = found
        elif (said := _clock(word)) is not None:
            clock = said
        elif word not in _FILLERS:
            return None
    if day is None and clock is None:
        return None
    meant = datetime.combine(day or today.date(), clock or NOON, zone)
    if day is None and meant <= today:
        meant = datetime.combine(today.date() + timedelta(days=1), clock or NOON, zone)
    return meant.timestamp()


def _words(text: str) -> list[str]:
    """In small letters; the T of `2026-12-24T18:00` parts two words."""
    plain = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").replace(",", " ")
    return re.sub(r"(?<=\d)t(?=\d)", " ", plain).split()


def _day(word: str, today: date) -> date | None:
    if word in _AHEAD:
        return today + timedelta(days=_AHEAD[word])
    if word in _WEEKDAY:
        return today + timedelta(days=(_WEEKDAY[word] - today.weekday()) % 7)
    found = _DAY.fullmatch(word)
    if not found:
        return None
    year, month, day = (int(found[a] or found[a.upper()] or 0) for a in "ymd")
    try:
        named = date(year or today.year, month, day)
        return named if year or named >= today else named.replace(year=today.year + 1)
    except ValueError:  # no such day
        return None


def _clock(word: str) -> time | None:
    found = _TIME.fullmatch(word)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99
    return time(hour, minute) if hour < 24 and minute < 60 else None
