"""The words of a message that people meant as words: none of code, quotes, mentions, addresses, file names and ids."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never

from helpdesk.domain.text.document import (
    Block,
    Document,
    Inline,
    Link,
    List,
    Mention,
    Paragraph,
    Preformatted,
    Quote,
    Text,
)
from helpdesk.domain.text.folding import is_unseen, words

_GAP = "\0"
"""Stands where something stood that is not read."""

_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_STOPS = re.compile(r"""[,;()\[\]{}<>"“”«»„|!?…—\u2013•]+""")
_BETWEEN = re.compile(r"[/:.&+*~]+")
_HYPHEN = re.compile("[-\u2010\u2011]")
_EDGES = ".:'\u2018\u2019*~`-_/&+"
_IN_SCHEME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+.-"
_FILES = re.compile(
    r"bat|bmp|cfg|conf|csv|dll|doc|docx|eml|exe|gif|heic|htm|html|ics|ini|jpeg|jpg|js|json|key|log|md|mov|mp3"
    r"|mp4|msg|msi|odp|ods|odt|ovpn|pdf|pem|php|png|pps|ppt|pptx|ps1|psd|py|rar|rtf|sh|sql|svg|tar|tif|tiff|toml"
    r"|txt|vsdx|wav|webp|xls|xlsm|xlsx|xml|yaml|yml|zip",
    re.IGNORECASE,
)
_JOINED_BY_A_COMPOUND = 2
"""Parts of an ordinary compound; more of them, or a digit, make a name such as `srv-vpn-prod` or `VPN-42`."""


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word. `broken`: something stands before it that no phrase goes across.

    A phrase begins at a word that `starts` and ends at one that `ends`: the parts of a name match all together or not.
    """

    text: str
    broken: bool = False
    starts: bool = True
    ends: bool = True


def said_words(document: Document) -> list[Word]:
    """In their order; it takes time in proportion to the text."""
    reader = _Reader()
    for paragraph in _paragraphs(document.blocks):
        reader.read(paragraph)
    return reader.words


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(inlines):
                yield "".join(_said(inline) for inline in inlines)
            case Preformatted() | Quote():
                continue
            case List(items):
                for item in items:
                    yield from _paragraphs(item)
            case _:
                assert_never(block)


def _said(inline: Inline) -> str:
    """A link's words are people's own, where it has some; a mention is a name."""
    gap = f" {_GAP} "
    match inline:
        case Text():
            return gap if inline.style.code else inline.text
        case Link():
            return gap if inline.style.code or not inline.label else inline.label
        case Mention():
            return gap
        case _:
            assert_never(inline)


class _Reader:
    """Takes texts in and gives their words out."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self._broken = False

    def read(self, text: str) -> None:
        self._stop()
        for line in _CODE.sub(f" {_GAP} ", text).split("\n"):
            if line.lstrip().startswith((">", "&gt;")):
                self._stop()
                continue
            for chunk in "".join(c for c in line if not is_unseen(c) or c.isalnum()).split():
                self._chunk(chunk)

    def _stop(self) -> None:
        self._broken = True

    def _chunk(self, chunk: str) -> None:
        """What stands between two blanks. Before an address may stand a word: `vpn:https://…`."""
        before, address, _ = chunk.partition("://")
        if address:
            chunk = before.rstrip(_IN_SCHEME)
        elif _GAP in chunk or _is_address_or_file(chunk):
            chunk = ""
        for number, part in enumerate(_STOPS.split(chunk)):
            if number or not part:
                self._stop()
            if part:
                self._part(part)
        if address:
            self._stop()

    def _part(self, part: str) -> None:
        inner = part.strip(_EDGES)
        if not inner or _is_no_word(part, inner):
            self._stop()
            return
        if part[0] in ".:/&+":
            self._stop()
        for number, piece in enumerate(_BETWEEN.split(inner)):
            if number:
                self._stop()
            self._piece(piece)
        if part[-1] in ".:/&+":
            self._stop()

    def _piece(self, piece: str) -> None:
        found = words(piece)
        parts = [part for part in _HYPHEN.split(piece) if part]
        named = len(parts) > _JOINED_BY_A_COMPOUND or (len(parts) > 1 and any(c.isdigit() for c in piece))
        last = len(found) - 1
        for number, word in enumerate(found):
            starts, ends = not named or number == 0, not named or number == last
            self.words.append(Word(word, self._broken, starts, ends))
            self._broken = False


def _is_address_or_file(chunk: str) -> bool:
    """`example.com/…` or `report(1).pdf`."""
    host, path, _ = chunk.partition("/")
    stem, dot, ending = chunk.strip(f'{_EDGES},;()[]{{}}<>"“”«»!?…').rpartition(".")
    return bool(path and "." in host.strip(_EDGES)) or bool(dot and stem and _FILES.fullmatch(ending))


def _is_no_word(part: str, inner: str) -> bool:
    """Whether it is an address, a path, a setting, an option, the name of a variable, an emoji."""
    return (
        any(sign in part for sign in "@=\\")
        or part[0] in "#/~$%"
        or part.startswith("--")
        or "_" in inner
        or part.count("/") > 1
        or part.count(":") > 1
        or (part[0] == "." and part[1:2].isalnum())
        or _is_dotted(inner)
    )


def _is_dotted(inner: str) -> bool:
    """A host, a file, a version. After a full stop without a blank the next sentence begins with a capital letter."""
    _, *later = inner.split(".")
    return any(not piece[:1].isupper() or piece[1:2].isupper() for piece in later)
