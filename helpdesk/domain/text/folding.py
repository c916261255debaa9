"""Words made alike: without case and accents, and with their simple plurals in English, French and Italian."""

import re
from collections.abc import Iterator, Mapping
from unicodedata import category, normalize

_WORD = re.compile(r"[^\W_\u02bc]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "\u0131": "i"})
"""What Unicode doesn't take for a letter with a mark."""

_OF_THEIR_OWN = frozenset({"date", "new", "prima", "quote", "sale", "team", "wife", "window"})
"""Words that look like a form of another one (data, news, prime, quota, sales, teams, wifi, windows) and are none."""

_SHORTEST_ITALIAN = 4
_SHORTEST_ITALIAN_PLURAL = 5
_ITALIAN = {
    "cia": ("ce", "cie"),
    "gia": ("ge", "gie"),
    "ca": ("che",),
    "ga": ("ghe",),
    "ma": ("mi", "me"),
    "co": ("chi", "ci"),
    "go": ("ghi", "gi"),
    "io": ("i",),
    "o": ("i",),
    "e": ("i",),
}
_ITALIAN_PLURALS = {
    "che": ("ca",),
    "ghe": ("ga",),
    "chi": ("co",),
    "ghi": ("go",),
    "ci": ("co", "cio", "ce"),
    "gi": ("go", "gio", "ge"),
    "mi": ("ma", "mo", "me"),
    "ce": ("cia",),
    "ge": ("gia",),
    "i": ("o", "e", "io"),
    "e": ("a",),
}
_FRENCH = {"au": ("aux",), "eu": ("eux",), "ou": ("oux",), "ail": ("aux",), "al": ("aux",)}
_FRENCH_PLURALS = {"aux": ("al", "ail", "au"), "eux": ("eu",), "oux": ("ou",)}
_HISSING = ("s", "x", "z", "ch", "sh")


def folded(text: str) -> str:
    """The text without case, accents and what can't be seen; letters that only look alike stay what they are."""
    known: dict[str, str] = {}
    return "".join(known[char] if char in known else known.setdefault(char, _folded(char)) for char in text)


def _folded(char: str) -> str:
    now = "".join(c for c in normalize("NFKD", char.casefold()).translate(_LETTERS) if not is_unseen(c))
    return now if now == char else folded(now)


def is_unseen(char: str) -> bool:
    """Whether it is a mark on another letter, or only says how to write: a joiner, a direction, a soft hyphen."""
    kind = category(char)
    return kind == "Cf" or kind.startswith("M")


def words(text: str) -> list[str]:
    """The folded words of a text, whatever stands between them."""
    return _WORD.findall(folded(text))


def forms(word: str) -> frozenset[str]:
    """A folded word with its simple plurals and, where it may be a plural itself, its singulars."""
    return frozenset({word, *_others(word)} - (_OF_THEIR_OWN - {word})) if word.isalpha() else frozenset({word})


def _others(word: str) -> Iterator[str]:
    yield from _english(word)
    yield from _ended(word, _FRENCH, 3)
    yield from _ended(word, _FRENCH_PLURALS, 4)
    yield from _ended(word, _ITALIAN, _SHORTEST_ITALIAN)
    if word.endswith("a") and len(word) >= _SHORTEST_ITALIAN_PLURAL and not word.endswith(("ca", "ga", "ia")):
        yield f"{word[:-1]}e"
    yield from _ended(word, _ITALIAN_PLURALS, _SHORTEST_ITALIAN_PLURAL)


def _english(word: str) -> Iterator[str]:
    """The French plural in -s among it. What ends in -s and is short, as DNS and AWS, is no plural."""
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
        if word.endswith("ies"):
            yield f"{word[:-3]}y"
        elif word[:-2].endswith(_HISSING):
            yield word[:-2]
    elif word.endswith(_HISSING):
        yield f"{word}es"
    elif word.endswith("y") and word[-2:-1] not in {*"aeiou", ""}:
        yield f"{word[:-1]}ies"
    elif len(word) > 1:
        yield f"{word}s"


def _ended(word: str, endings: Mapping[str, tuple[str, ...]], shortest: int) -> Iterator[str]:
    """The word with its ending, the longest that is known, made into each of those that belong to it."""
    found = next((end for end in sorted(endings, key=len, reverse=True) if word.endswith(end)), None)
    if found is not None and len(word) >= shortest:
        yield from (word.removesuffix(found) + other for other in endings[found])
