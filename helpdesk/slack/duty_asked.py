"""Whether a message only asks who is on duty, in three languages, and for when. Anything more is a question of its own.

Every word must have its place in such a question; small slips, accents, capitals and punctuation are passed over.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from helpdesk.slack.text import plain

_MOST_CHARACTERS = 200
_NOISE = re.compile(r":[a-z0-9_+'-]+:|<[@!#][^<>]*>|https?://\S+")
_PHRASES = re.compile(
    r"\bon (call|duty|shift)\b|\bin (charge|turno|servizio)\b|\bd[ei]? (garde|astreinte|permanence|service|piquet)\b"
    r"|\bdi (turno|guardia|servizio|picchetto)\b|\b(?:the )?duty (?:officer|person|coordinator|manager)\b|\bthe duty\b"
)
_ROLE = "\N{LOW LINE}role"
"""What a phrase, or a word for somebody on duty, becomes before words are looked at."""

# What may stand where. A line of its own for each language.
_ROLES = """
coordinator coordinators oncall onduty
coordinateur coordinateurs coordinatrice coordinatrices coordonnateur coordonnatrice permanence astreinte garde piquet
coordinatore coordinatori coordinatrice coordinatrici reperibile reperibili turno picchetto
"""
_WHO = """
who whos whose
qui
chi
"""
_VERBS = """
coordinates coordinating
coordonne
coordina
"""
_SOMEBODY = """
anybody anyone somebody someone
quelqu
qualcuno
"""
_TIME = """
now today tonight tomorrow currently right moment actually presently morning afternoon evening night week weekend end
next monday tuesday wednesday thursday friday saturday sunday
maintenant aujourd hui soir demain actuellement moment matin apres midi nuit semaine ce cet cette lundi mardi mercredi
jeudi vendredi samedi dimanche prochain prochaine
adesso ora oggi stasera domani attualmente momento mattina pomeriggio sera notte settimana questo questa lunedi martedi
mercoledi giovedi venerdi sabato domenica prossimo prossima stamattina
"""
_LITTLE = """
the our your a an this at on of for in it is s are re here there team helpdesk support desk shift
le la les l un une notre votre de du d en au a ici equipe pour il y t c est ce sont
il lo la i l un una nostro vostro nostra di del della in al alle qui squadra per e ci c sono
"""
_BETWEEN = """
has have got does doing takes covers covering holds will be
fait assure a tient prend sera
fa ha copre tiene svolge fara sara
"""
_LEAD = """
hi hello hey good please pls can could would may you tell me us i we need want like to know do does anybody anyone
somebody someone somebody know d just wondering quick question excuse sorry all everyone team thanks and so ok let
bonjour salut bonsoir hello svp s te plait pouvez vous peux tu pourriez dire me nous savez sais quelqu un sait j je
voudrais aimerais savoir besoin dis moi dites petite question excusez pardon merci et donc tous
ciao salve buongiorno buonasera per favore puoi potete potreste dirmi dire mi sapete sai qualcuno sa vorrei sapere
bisogno scusate scusa una domanda grazie e quindi tutti ragazzi
"""
_TAIL = """
please pls thanks thank you again exactly then anyway
svp s il vous te plait merci deja donc exactement
per favore grazie gia quindi esattamente prego
"""
_KNOWING = re.compile(
    r"\b(?:i|we|they|you) (?:already )?know\b|\b(?:je|nous|on) (?:sais|savons|sait)\b|\b(?:io )?so chi\b"
)
_ASKING = re.compile(r"\b(?:do|does|would|to|if) (?:you|we|they|anybody|anyone|somebody|someone)\b")


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_ROLE_WORDS, _WHO_WORDS, _SOMEBODY_WORDS = _words(_ROLES), _words(_WHO), _words(_SOMEBODY)
_VERB_WORDS, _TIMES = _words(_VERBS), _words(_TIME)
_BEFORE = _words(_LEAD) | _words(_LITTLE) | _TIMES
_INSIDE = _words(_LITTLE) | _words(_BETWEEN) | _TIMES
_AFTER = _words(_LITTLE) | _words(_TAIL) | _TIMES
_KNOWN = _BEFORE | _INSIDE | _AFTER | _ROLE_WORDS | _VERB_WORDS | _WHO_WORDS | _SOMEBODY_WORDS | {_ROLE}
_NAMED = _ROLE_WORDS | _VERB_WORDS
_LONG = frozenset(word for word in _KNOWN if len(word) > 4)
_GREETINGS = _words("hi hello hey bonjour salut bonsoir ciao salve buongiorno buonasera")


@dataclass(frozen=True, slots=True)
class DutyAsked:
    """`when` are the words of the message that may name a moment, empty for now."""

    when: str = ""


def duty_asked(text: str, teams: Iterable[str] = ()) -> DutyAsked | None:
    """The question, or None for every other message. `teams` are words that may stand in it as well."""
    if len(text) > _MOST_CHARACTERS or "`" in text or "\n>" in text or text.startswith((">", "&gt;")):
        return None
    bare = _bare(plain(_NOISE.sub(" ", text)))
    if not ("?" in text or _WHO_WORDS.intersection(bare.split())) or not _names_a_role(bare):
        return None  # nearly every message ends here
    if _KNOWING.search(bare) and not _ASKING.search(bare):
        return None
    own = frozenset(part for team in teams for part in _bare(team).split())
    words = [_corrected(word, own) for word in _PHRASES.sub(_ROLE, bare).split()]
    clocks = [word for word in words if re.fullmatch(r"\d{1,2}(?:[:h]\d{0,2})?(?:am|pm)?", word)]
    words = [word for word in words if word not in clocks and word not in own]
    if not (_asks_who(words) or ("?" in text and _asks_shortly(words))):
        return None
    return DutyAsked(" ".join([*(word for word in words if word in _TIMES), *clocks]))


def _names_a_role(bare: str) -> bool:
    return bool(_PHRASES.search(bare)) or any(_nearest(word, _NAMED) for word in bare.split())


def _asks_who(words: Sequence[str]) -> bool:
    """`… who … role …`, `… role … who`, or `… who coordinates …`, with nothing else."""
    whos = [place for place, word in enumerate(words) if word in _WHO_WORDS and not _is_relative(words, place)]
    roles = [place for place, word in enumerate(words) if word in _ROLE_WORDS or word in _VERB_WORDS or word == _ROLE]
    if not (whos and roles):
        return False
    who, first, last = whos[0], min(roles), max(roles)
    start, end = min(who, first), max(who, last)
    inside = (word for word in words[start : end + 1] if word not in {_ROLE, *_ROLE_WORDS, *_WHO_WORDS, *_VERB_WORDS})
    return (
        _leads(words[:start]) and all(word in _INSIDE for word in inside) and all(w in _AFTER for w in words[end + 1 :])
    )


def _is_relative(words: Sequence[str], place: int) -> bool:
    """`qui` in Italian is "here", which is never the first of an Italian question about somebody."""
    return words[place] == "qui" and "chi" in words


def _asks_shortly(words: Sequence[str]) -> bool:
    """`coordinator?`, `anybody on duty today?`: whoever is on duty, and nothing but little words around."""
    roles = [word for word in words if word == _ROLE or word in _ROLE_WORDS]
    rest = [word for word in words if word not in {_ROLE, "un", *_ROLE_WORDS, *_SOMEBODY_WORDS}]
    return bool(roles) and all(word in _AFTER for word in rest)


def _leads(words: Sequence[str]) -> bool:
    """Politeness, and after a greeting one name."""
    if len(words) > 1 and words[0] in _GREETINGS and words[1] not in _BEFORE:
        words = words[2:]
    return all(word in _BEFORE for word in words)


def _bare(text: str) -> str:
    """Small letters without accents; apostrophes and everything else that is no letter or digit are blanks."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^a-z0-9:]+|:(?!\d)|(?<!\d):", " ", letters).split())


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
def _nearest(word: str, known: frozenset[str]) -> str | None:
    """The one of these that was meant: the same, or with one slip in a long one, two in a very long one."""
    if word in known or len(word) < 5:
        return word if word in known else None
    allowed = 2 if len(word) > 8 else 1
    near = (each for each in known if abs(len(each) - len(word)) <= allowed and len(each) > 4)
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
