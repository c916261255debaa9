"""Feasts by the names people give them, in three languages, and on which day they are."""

import re
from datetime import date, timedelta

_FIXED = {
    r"christmas eve|(?:la )?(?:veille|vigilia) (?:de noel|di natale)": "24.12.",
    r"christmas(?: day)?|noel|natale": "25.12.",
    r"boxing day|santo stefano": "26.12.",
    r"new years? (?:s )?eve|(?:la )?(?:saint|st) sylvestre|san silvestro|(?:la )?notte di capodanno": "31.12.",
    r"new years? (?:s )?day|(?:le )?(?:jour de l|nouvel) an|capodanno": "1.1.",
    r"epiphany|epiphanie|epifania": "6.1.",
    r"may day|labou?r day|fete du travail|festa (?:del lavoro|dei lavoratori)": "1.5.",
    r"assumption(?: day)?|assomption|assunzione|ferragosto": "15.8.",
    r"all saints(?: day)?|toussaint|ognissanti": "1.11.",
    r"immaculate conception|immaculee conception|immacolata(?: concezione)?": "8.12.",
}
_MOVABLE = {
    r"good friday|vendredi saint|venerdi santo": "goodfriday",
    r"easter monday|lundi de paques|pasquetta|lunedi (?:dell angelo|di pasqua)": "eastermonday",
    r"easter(?: sunday| day)?|(?:dimanche de )?paques|(?:domenica di )?pasqua": "eastersunday",
    r"ascension(?: day)?|ascensione": "ascension",
    r"whit monday|lundi de pentecote|lunedi di pentecoste": "whitmonday",
    r"whit ?sun(?:day)?|pentecost|(?:dimanche de )?pentecote|(?:domenica di )?pentecoste": "whitsunday",
}
_NAMED = [(re.compile(rf"\b(?:{names})\b"), meant) for names, meant in (*_MOVABLE.items(), *_FIXED.items())]

FROM_EASTER = {
    "goodfriday": -2,
    "eastersunday": 0,
    "eastermonday": 1,
    "ascension": 39,
    "whitsunday": 49,
    "whitmonday": 50,
}
"""The movable ones as `dated` writes them, in days from Easter Sunday."""


def dated(plain: str) -> str:
    """Folded words in which feasts are days such as `25.12.`, and movable ones words of `FROM_EASTER`."""
    for named, meant in _NAMED:
        plain = named.sub(meant, plain)
    return plain


def day_of(movable: str, today: date) -> date:
    """The next such day, today included; `movable` is one of `FROM_EASTER`."""
    days = (_easter(year) + timedelta(days=FROM_EASTER[movable]) for year in (today.year, today.year + 1))
    return next(day for day in days if day >= today)


def _easter(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian rule. Libraries have it; the domain has none.

    https://en.wikipedia.org/wiki/Date_of_Easter#Anonymous_Gregorian_algorithm
    """
    moon, (century, rest) = year % 19, divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * moon + century - leaps - shift + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (moon + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
