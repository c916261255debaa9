"""Finds private keys pasted as blocks: PEM, OpenSSH, PGP and PuTTY. Public keys and certificates stay.

RFC 7468 (PEM), https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html (PuTTY).
"""

import re
from collections.abc import Iterator

from helpdesk.domain.text.masked import Kind
from helpdesk.zendesk.masking.secret import Secret

_MARK = re.compile(
    r"(?P<begin>-{2,5} ?BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)? ?-{2,5}|PuTTY-User-Key-File-\d)"
    r"|(?P<end>-{2,5} ?END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)? ?-{2,5}|Private-MAC: ?[0-9a-f]{8,128})"
)
_KEY_LIKE = re.compile(r"[A-Za-z0-9+/=]{16}")
_BARE_LINES = re.compile(r"(?:(?:\s|\\[nr])*(?:[A-Za-z-]{3,20}: [^\s]{1,80}\s|[A-Za-z0-9+/=]{20,}))+")
_LONGEST = 50_000


def private_keys(text: str) -> Iterator[Secret]:
    """Whole blocks, as far as the closing line; where that is cut off, as far as the lines look like a key."""
    begin: re.Match[str] | None = None
    for mark in _MARK.finditer(text):
        if mark["end"] and begin and mark.start() - begin.end() <= _LONGEST:
            if _KEY_LIKE.search(text, begin.end(), mark.start()):
                yield Secret(begin.start(), mark.end(), Kind.PRIVATE_KEY)
            begin = None
        elif mark["begin"]:
            yield from _cut_off(text, begin, mark.start())
            begin = mark
    yield from _cut_off(text, begin, len(text))


def _cut_off(text: str, begin: re.Match[str] | None, end: int) -> Iterator[Secret]:
    lines = begin and _BARE_LINES.match(text, begin.end(), end)
    if begin and lines:
        yield Secret(begin.start(), lines.end(), Kind.PRIVATE_KEY)
