"""Whether a message asks who is on duty, in three languages, and for when. Anything more is a question of its own.

Every word must have its place in such a question, which may be the last clause of several; small slips, accents,
capitals and punctuation are passed over.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from helpdesk.domain.times.moments import evenly_written
from helpdesk.slack.duty import vocabulary as v
from helpdesk.slack.text import plain

_MOST_CHARACTERS = 200
_NOISE = re.compile(r":[a-z0-9_+'-]+:|<[!#][^<>]*>|https?://\S+")
_MENTION = re.compile(r"<@[^<>]*>")
_CLAUSES = re.compile(r"(?<=[,;:.!?\u2026])\s+|\s+[-\u2013\u2014]+\s+|\n+")
_REASON = re.compile(
    r"[,;.!?]\s|\s[-\u2013\u2014]+\s|\s\("
    r"|\s(?:because|cuz|nobody|no one|car|parce|personne ne|perch[e\u00e9]|che non|nessuno)\b"
)
"""What comes after the question, and is no part of it: `who is on call, nobody answers`."""
_NAME_AT_END = re.compile(r"(?:\S\s+(?:[^\W\d_])(?<=[A-Z\u00c0-\u00de])[^\W\d_]*[a-z\u00df-\u00ff]|@)\s*,\s*$")
_PHRASES = re.compile(v.PHRASES)
_ROLE = "\N{LOW LINE}role"
"""What a phrase, or a word for somebody on duty, becomes before words are looked at."""

_DATE = re.compile(
    r"\b\d{4}-\d{1,2}-\d{1,2}\b|\b\d{1,2}/\d{1,2}(?:/\d{4})?\b|\b\d{1,2}\.(?:\d{1,2}\.(?:\d{4})?)?(?!\d)"
)
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{2})\b")
_CLOCK = re.compile(r"\d{1,2}(?:[:h]\d{0,2})?(?:am|pm)?")
_KNOWING = re.compile(
    r"\b(?<!could )(?<!can )(?<!may )(?:i|we|they|you) (?:already )?know\b"
    r"|\b(?:je|nous|on) (?:sais|savons|sait)\b|\b(?:io )?so chi\b"
)
_NAMED = v.ROLES | v.VERBS
_NEAR_A_ROLE = v.PEOPLE | v.LITTLE | v.BETWEEN | v.TIME | v.BY_THE_CLOCK | v.UNTIL
_BEFORE = v.PEOPLE | v.LEAD | v.LITTLE | v.TIME | v.SOMEBODY | v.BETWEEN
_INSIDE = _NEAR_A_ROLE
_AFTER = v.PEOPLE | v.LITTLE | v.TAIL | v.TIME | v.BY_THE_CLOCK | v.UNTIL
_KNOWN = _BEFORE | _INSIDE | _AFTER | _NAMED | v.WHO | {_ROLE}
_LONG = frozenset(word for word in _KNOWN if len(word) > 4)


@dataclass(frozen=True, slots=True)
class DutyAsked:
    """`when` are the words of the message that may name a moment, empty for now."""

    when: str = ""


def duty_asked(text: str, teams: Iterable[str] = ()) -> DutyAsked | None:
    """The question, or None for every other message. `teams` are words that may stand in it as well."""
    if len(text) > _MOST_CHARACTERS or "`" in text or "\n>" in text or text.startswith((">", "&gt;")):
        return None
    said = _NOISE.sub(" ", text)
    bare = _mended(plain(_MENTION.sub(" ", said)))
    if not ("?" in text or v.WHO.intersection(bare.split())) or not _names_a_role(bare):
        return None  # nearly every message ends here
    own = frozenset(part for team in teams for part in _bare(team).split())
    said_whole = _MENTION.sub(" ", said)
    clauses = (*_questions(said), *_openings(said_whole))
    whole = _read(said_whole, own, alone=True)
    return whole or next((found for clause in clauses if (found := _read(clause, own, alone=False))), None)


def _questions(said: str) -> Iterator[str]:
    """The clauses that end as questions, but those that tell more of somebody: `I saw Anna, who is on duty?`."""
    marked = _MENTION.sub("@", said)
    at = 0
    for clause in _CLAUSES.split(marked)[1:]:
        at = marked.index(clause, at) if clause else at
        if clause.rstrip().endswith("?") and not _NAME_AT_END.search(marked[:at]):
            yield clause


def _openings(said: str) -> Iterator[str]:
    """What stands before a reason or another sentence."""
    return (said[: end.start()] for end in _REASON.finditer(said))


def _read(said: str, own: frozenset[str], *, alone: bool) -> DutyAsked | None:
    """A message, or with `alone` False one clause of it."""
    said = evenly_written(said)
    days = _DATE.findall(said)
    bare = _mended(plain(_DOTTED.sub(r"\1:\2", _DATE.sub(" ", said))))
    if _KNOWING.search(bare) and "?" not in said:
        return None
    words = [_corrected(word, own) for word in _PHRASES.sub(f" {_ROLE} ", bare).split()]
    clocks = [word for word in words if _CLOCK.fullmatch(word)]
    words = [word for word in words if word not in clocks and word not in own]
    short = "?" in said and _asks_shortly(words) and (alone or not v.SOMEBODY.isdisjoint(words))
    if not (_asks_who(words) or short):
        return None
    if not v.UNTIL.isdisjoint(words):
        return DutyAsked()
    times = [word for word in words if word in v.TIME]
    if v.WHICH_TIME.issuperset(times):
        times = []
    if not v.RANGE.isdisjoint(words):
        clocks = clocks[:1]
    hours = (f"{clock}:00" if clock.isdecimal() else clock for clock in clocks)
    return DutyAsked(" ".join([*times, *days, *hours]))


def _names_a_role(bare: str) -> bool:
    return bool(_PHRASES.search(bare)) or any(_nearest(word, _NAMED) for word in bare.split())


def _asks_who(words: Sequence[str]) -> bool:
    """`… who … role …`, `… role … who`, or `… who coordinates …`, with nothing else."""
    whos = [place for place, word in enumerate(words) if word in v.WHO and not _is_relative(words, place)]
    roles = [place for place, word in enumerate(words) if word in _NAMED or word == _ROLE]
    if not (whos and roles):
        return False
    who, first, last = whos[0], min(roles), max(roles)
    if who > 1 and words[who - 1] in v.OBJECTS and not v.ITS.issuperset(words[: who - 1]):
        return False
    start, end = min(who, first), max(who, last)
    inside = (word for word in words[start : end + 1] if word != _ROLE and word not in _NAMED | v.WHO)
    return (
        _leads(words[:start]) and all(word in _INSIDE for word in inside) and all(w in _AFTER for w in words[end + 1 :])
    )


def _is_relative(words: Sequence[str], place: int) -> bool:
    """`qui` in Italian is "here", which is never the first of an Italian question about somebody."""
    return words[place] == "qui" and "chi" in words


def _asks_shortly(words: Sequence[str]) -> bool:
    """`coordinator?`, `anybody on duty today?`: whoever is on duty, and nothing but little words around."""
    roles = [word for word in words if word == _ROLE or word in v.ROLES]
    rest = [word for word in words if word not in {_ROLE, "un", *v.ROLES, *v.SOMEBODY, *v.HAVING}]
    return bool(roles) and all(word in _AFTER and word not in v.OF_ONESELF for word in rest)


def _leads(words: Sequence[str]) -> bool:
    """Politeness, and after a greeting one name."""
    if len(words) > 1 and words[0] in v.GREETINGS and words[1] not in _BEFORE:
        words = words[2:]
    return all(word in _BEFORE for word in words)


def _bare(text: str) -> str:
    """Small letters without accents; apostrophes and everything else that is no letter or digit are blanks."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9:]+|:(?!\d)|(?<!\d):", " ", letters).split())


def _mended(text: str) -> str:
    """Bare words without slips in what names a duty, and a plain `who` for whatever asks for a name."""
    words = (word if word in _KNOWN else _nearest(word, v.PHRASE_WORDS, 4) or word for word in _bare(text).split())
    return re.sub(v.REACHING, " ", re.sub(v.NAMING, "who", " ".join(words)))


@lru_cache(4096)
def _corrected(word: str, own: frozenset[str]) -> str:
    """The known word that was meant."""
    if word in _KNOWN or word in own:
        return word
    if len(word) < 5:
        swapped = (f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}" for at in range(len(word) - 1))
        return next((each for each in swapped if each in _KNOWN), word) if len(word) > 2 else word
    return _nearest(word, _LONG) or word


@lru_cache(4096)
def _nearest(word: str, known: frozenset[str], shortest: int = 5) -> str | None:
    """The one of these that was meant: the same, or with one slip in a long one, two in a very long one."""
    if word in known or len(word) < shortest:
        return word if word in known else None
    allowed = 2 if len(word) > 8 else 1
    near = (each for each in known if abs(len(each) - len(word)) <= allowed and len(each) >= shortest)
    return next((each for each in near if _slips(word, each) <= allowed), None)


def _slips(one: str, other: str) -> int:
    """Letters left out, added, changed, or swapped with their neighbour."""
    before, row = list[int](), list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before_that, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before_that[j - 2] + 1)
            row.append(cost)
    return row[-1]
