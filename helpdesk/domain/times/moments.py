"""A moment as people type it, in three languages: "tomorrow 9:00", "lundi matin", "2026-12-24 18:00"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from helpdesk.domain.text.folding import folded
from helpdesk.domain.times.feasts import FROM_EASTER, dated, day_of
from helpdesk.domain.times.rota import DAY, instant

NOON, EVENING = 12 * 60, 20 * 60
"""Minutes of the day. Noon is what is meant by a day without a time."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NOW = _set(
    "now maintenant adesso ora moment momento currently presently actually actuellement attualmente "
    "current actuel actuelle attuale"
)
_TODAY = _set("today aujourd aujourdhui oggi tonight stasera stanotte stamattina")
_AHEAD = {
    **dict.fromkeys(_TODAY, 0),
    **dict.fromkeys(("tomorrow", "demain", "domani", "domattina"), 1),
    "dopodomani": 2,
}
_PARTS: Mapping[int, str] = {
    9 * 60: "morning matin matinee mattina mattino stamattina domattina",
    NOON: "noon midday midi mezzogiorno",
    15 * 60: "afternoon pomeriggio",
    EVENING: "evening soir soiree sera serata tonight stasera",
    23 * 60: "night nuit notte stanotte",
    DAY: "midnight minuit mezzanotte",
}
_PART = {word: minute for minute, words in _PARTS.items() for word in words.split()}
_WEEKDAYS = (
    "mon monday lun lundi lunedi",
    "tue tuesday mar mardi martedi",
    "wed wednesday mer mercredi mercoledi",
    "thu thursday jeu jeudi gio giovedi",
    "fri friday ven vendredi venerdi",
    "sat saturday sam samedi sab sabato weekend",
    "sun sunday dim dimanche dom domenica",
)
_WEEKDAY = {word: number for number, words in enumerate(_WEEKDAYS) for word in words.split()}
_WEEKS = _set("week semaine settimana")
_NEXT = _set("next prochain prochaine prossimo prossima")
_THIS = _set("this ce cet cette questo questa")
_BEFORE_AN_HOUR = _set("at until till by after before from a apres avant vers des alle dalle delle ore dopo")
_FILLERS = _set(
    "on to the in of right le la l les d de du jusqu au en hui il lo di del della nel fino al per prima day jour giorno"
)
_ALIKE = {
    r"day after tomorrow|apres[ -]demain": "dopodomani",
    r"tonite|2nite": "tonight",
    r"tmrw?|tomorow": "tomorrow",
    r"arvo|aprem": "afternoon",
    r"weds": "wednesday",
    r"thurs?": "thursday",
    r"auj|ajd": "aujourdhui",
    r"stamani": "stamattina",
    r"oggi pome": "oggi pomeriggio",
    r"dmn": "domani",
    r"sta": "questa",
    r"after[ -]?noon|apres[ -]midi": "afternoon",
    r"week[ -]end|fine settimana": "weekend",
    r"dopo le": "dopo",
    r"(?<=\d) (?=[ap]m\b|h\b)|(?<=\d) ?o clock|(?<=\d) heures?(?! \d)": "",
    r"(?<=\d)t(?=\d)": " ",
}
_MONTHS = (
    *("january jan janvier gennaio", "february feb fevrier febbraio", "march mars marzo", "april apr avril aprile"),
    *("may mai maggio", "june jun juin giugno", "july jul juillet luglio", "august aug aout agosto"),
    *("september sep septembre settembre", "october oct octobre ottobre", "november nov novembre"),
    "december dec decembre dicembre",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}
_NAMED = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAY_AND_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th|er)?(?: of| de| di)? ({_NAMED})\b(?: (\d{{4}}))?")
_MONTH_AND_DAY = re.compile(rf"\b({_NAMED}) (\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.h])(?: (\d{{4}}))?")
_HOURS_IN_ITALIAN = "".join(rf"(?<!\b{word} )" for word in ["per", "verso", "dopo", "tra", "fra", "e", "entro"])
_DAY_OF_MONTH = re.compile(
    rf"\b(?:on |the )*(\d{{1,2}})(?:st|nd|rd|th)\b|{_HOURS_IN_ITALIAN}\b(?:le|il|du|del) (\d{{1,2}})\b(?![:./]| ?h)"
)
"""`le` before a number is a day in French; in Italian it is an hour after one of these words."""
_FIRST = re.compile(rf"\b(?:first|premier|primo) (?=(?:of |de |di )?(?:{_NAMED})\b)")
_YEARS = range(1971, 3000)
_DAY = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})|(?P<D>\d{1,2})[./](?P<M>\d{1,2})[./]?(?P<Y>\d{4})?")
_DAY_ALONE = re.compile(r"(\d{1,2})\.")
_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2})|h|(?=[ap]m))(am|pm)?")


@dataclass(slots=True)
class _Said:
    """What was understood so far. `minute` is one of the day; `part` says that only a part of it was named."""

    day: date | None = None
    minute: int | None = None
    part: bool = False
    now: bool = False
    next: bool = False
    this: bool = False
    week: bool = False
    weekday: bool = False


def moment(text: str, now: float, zone: tzinfo) -> float | None:
    """The moment that is meant, on the clock of this zone, in seconds; None when it can't be told.

    A time of day alone is the next one; a weekday, or a day without a year, the next such day, today included. Today
    without a time, and this evening when it has begun, is now.
    """
    today = datetime.fromtimestamp(now, zone).date()
    said = _understood(text, today)
    if said is None:
        return None
    day = _day_meant(said, today)
    if said.now or (day == today and said.minute is None):
        return now
    minute = NOON if said.minute is None else said.minute
    meant = instant(day or today, minute, zone)
    if meant > now:
        return meant
    if day is None:
        return instant(today + timedelta(days=1), minute, zone)
    return now if said.part and minute >= EVENING and day == today else meant


def evenly_written(text: str) -> str:
    """The folded words with one blank between them, dates such as `24 December` as `24.12.`, hours such as `5pm`.

    A day of whatever month comes next, such as `the 24th`, becomes `24.`, and a feast its date.
    """
    plain = " ".join(re.sub(r"['\u2019,]", " ", folded(text)).split())
    plain = _FIRST.sub("1 ", dated(plain))
    plain = _DAY_AND_MONTH.sub(lambda m: f"{m[1]}.{_MONTH[m[2]]}.{m[3] or ''}", plain)
    plain = _MONTH_AND_DAY.sub(lambda m: f"{m[2]}.{_MONTH[m[1]]}.{m[3] or ''}", plain)
    plain = _DAY_OF_MONTH.sub(lambda m: f"{m[1] or m[2]}.", plain)
    for written, meant in _ALIKE.items():
        plain = re.sub(rf"\b(?:{written})\b" if written[0].isalpha() else written, meant, plain)
    return plain


def _understood(text: str, today: date) -> _Said | None:
    """None when a word means nothing, or all of them nothing."""
    said, before = _Said(), ""
    for word in evenly_written(text).split():
        if not _take(said, word, before, today):
            return None
        before = word
    return said if said.now or said.week or said.day or said.minute is not None else None


def _take(said: _Said, word: str, before: str, today: date) -> bool:
    """Understand one more word."""
    minute = _minute(word) if before in _BEFORE_AN_HOUR else None
    day = _day(word, today) if minute is None else None
    if minute is None and day is None and not word.isdecimal():
        minute = _minute(word)
    part = _PART.get(word)
    if day is not None:
        said.day = day
    if minute is not None:
        said.minute, said.part = minute, False
    elif part is not None and said.minute is None:
        said.minute, said.part = part, True
    said.weekday |= word in _WEEKDAY
    said.now |= word in _NOW
    said.next |= word in _NEXT
    said.this |= word in _THIS
    said.week |= word in _WEEKS
    known = _NOW | _NEXT | _THIS | _WEEKS | _FILLERS | _BEFORE_AN_HOUR
    return word in known or any(each is not None for each in (day, minute, part))


def _day_meant(said: _Said, today: date) -> date | None:
    if said.week and said.day is None:
        return today + timedelta(days=7 - today.weekday()) if said.next else today
    if said.weekday and said.next and said.day == today:
        return today + timedelta(days=7)
    return today if said.day is None and said.this else said.day


def _day(word: str, today: date) -> date | None:
    if word in _AHEAD:
        return today + timedelta(days=_AHEAD[word])
    if word in _WEEKDAY:
        days = (_WEEKDAY[word] - today.weekday()) % 7
        return today + timedelta(days=0 if word == "weekend" and days == 6 else days)
    if word in FROM_EASTER:
        return day_of(word, today)
    alone = _DAY_ALONE.fullmatch(word)
    if alone:
        return _next_with(int(alone[1]), today)
    found = _DAY.fullmatch(word)
    if not found:
        return None
    year, month, day = (int(found[a] or found[a.upper()] or 0) for a in "ymd")
    if year and year not in _YEARS:
        return None
    try:
        named = date(year or today.year, month, day)
        return named if year or named >= today else named.replace(year=today.year + 1)
    except ValueError:  # no such day
        return None


def _next_with(number: int, today: date) -> date | None:
    """The next day with this number in its month, today included; None for 0 and from 32."""
    days = (today + timedelta(days=ahead) for ahead in range(62))
    return next((day for day in days if day.day == number), None)


def _minute(word: str) -> int | None:
    found = _TIME.fullmatch(word)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (int(word) if word.isdecimal() else 99, 0)
    if found and found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 99
    return hour * 60 + minute if hour * 60 + minute <= DAY and minute < 60 else None
