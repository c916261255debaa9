"""Turns the words found in HTML into the inlines of a paragraph, with white space as a browser shows it."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from helpdesk.domain.text.document import Inline, Style, Text, linked

_SPACE = re.compile(r"[ \t\n\f]+")


class Target:
    """Where one link leads. Two links to one address are two."""

    def __init__(self, url: str) -> None:
        self.url = url


class Piece(NamedTuple):
    """Words as they stand in the HTML, or a line break; with the link they are part of, if any."""

    words: str
    style: Style
    link: Target | None = None
    is_break: bool = False


def inlines(pieces: Iterable[Piece]) -> Iterator[Inline]:
    """The pieces as inlines. Neighbours in one link are its label, in the style of the first."""
    for link, run in groupby(_collapsed(pieces), lambda piece: piece.link):
        if link is None:
            yield from (Text(piece.words, piece.style) for piece in run)
            continue
        first, *others = run
        yield linked(link.url, "".join(piece.words for piece in (first, *others)), first.style)


def _collapsed(pieces: Iterable[Piece]) -> list[Piece]:
    """White space is one space between words and nothing at the ends of a line; a no-break space is a space."""
    kept: list[Piece] = []
    for piece in pieces:
        if piece.is_break:
            _drop_last_space(kept)
            kept.append(piece)
            continue
        words = _SPACE.sub(" ", piece.words)
        if not kept or kept[-1].words.endswith((" ", "\n")):
            words = words.removeprefix(" ")
        if words:
            kept.append(piece._replace(words=words))
    _drop_last_space(kept)
    return [piece._replace(words=piece.words.replace("\N{NO-BREAK SPACE}", " ")) for piece in kept]


def _drop_last_space(kept: list[Piece]) -> None:
    if not kept or kept[-1].is_break:
        return
    last = kept.pop()
    words = last.words.removesuffix(" ")
    if words:
        kept.append(last._replace(words=words))
