"""A document as Markdown that any CommonMark reader shows as it was meant. It reads no Markdown.

https://spec.commonmark.org/0.31.2/ ; strike-through is GitHub's: https://github.github.com/gfm/#strikethrough-extension-
"""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from helpdesk.domain.text.document import (
    Block,
    Document,
    Inline,
    Link,
    List,
    Paragraph,
    Preformatted,
    Quote,
    Style,
    leaves,
    lines,
)

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|!#&]")
_AT_THE_START = re.compile(r"([-+=]|\d{1,9}(?=[.)]))")
_MARKS = (("strike", "~~", "del"), ("bold", "**", "strong"), ("italic", "*", "em"))


def markdown(document: Document) -> str:
    """Paragraphs parted by empty lines; line breaks are kept, and what people typed is never markup."""
    return "\n".join(_lines_of(document.blocks))


def _lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        if not any(leaf.strip() for leaf in leaves((block,))):
            continue  # Markdown has no empty paragraphs, and empty quotes and code would not stay where they are
        if before is not None:
            yield ""
        if isinstance(before, List) and isinstance(block, List):
            yield from ("<!-- -->", "")  # else the two lists would be one
        yield from _block_lines(block)
        before = block


def _block_lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(inlines):
            written = "\n".join("".join(_inlines(line)) for line in lines(inlines)).rstrip("\n")
            yield from written.replace("\n", "\\\n").split("\n")
        case Preformatted(text):
            fence = "`" * max(3, _longest_run(text) + 1)
            yield from (fence, *text.split("\n"), fence)
        case Quote(inner):
            yield from (f"> {line}" for line in _lines_of(inner))
        case List(items, ordered, start):
            for number, item in enumerate(items, start):
                mark = f"{number}. " if ordered else "- "
                first, *others = [*_lines_of(item)] or [""]
                yield mark + first
                yield from (" " * len(mark) + line for line in others)
        case _:
            assert_never(block)


def _longest_run(text: str) -> int:
    return max(map(len, re.findall("`+", text)), default=0)


def _inlines(line: tuple[Inline, ...]) -> Iterator[str]:
    for number, inline in enumerate(line):
        first, last = number == 0, number == len(line) - 1
        if isinstance(inline, Link) and inline == Link(inline.url):
            yield f"<{inline.url}>"
        elif isinstance(inline, Link):
            shown = _styled(inline.text, inline.style, alone=False, first=False, last=False)
            yield f"[{shown}](<{_address(inline.url)}>)"
        else:
            alone = all(each.style == Style() for each in (*line[:number][-1:], *line[number + 1 :][:1]))
            yield _styled(inline.text, inline.style, alone=alone, first=first, last=last)


def _address(url: str) -> str:
    return re.sub(r"[\\&]", r"\\\g<0>", url)


def _styled(text: str, style: Style, *, alone: bool, first: bool, last: bool) -> str:
    """Styled words: with marks where any reader sees them as marks, with tags elsewhere.

    Safe are marks of one kind at letters and digits (https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run)
    with no other marks beside them.
    """
    written = _escaped(text, first=first, last=last)
    if style.code and text.strip():
        written = _code(text) if alone else f"<code>{written}</code>"
    mixed = style.code or (style.strike and (style.bold or style.italic))
    marked = alone and not mixed and text[:1].isalnum() and text[-1:].isalnum()
    for name, mark, tag in reversed(_MARKS):
        if getattr(style, name) and text:
            written = f"{mark}{written}{mark}" if marked else f"<{tag}>{written}</{tag}>"
    return written


def _code(text: str) -> str:
    """A code span (https://spec.commonmark.org/0.31.2/#code-spans)."""
    fence = "`" * (_longest_run(text) + 1)
    pad = " " if text[:1] in {"`", " "} or text[-1:] in {"`", " "} else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _escaped(text: str, *, first: bool, last: bool) -> str:
    """Words that stay words. Spaces at the start and the end of a line are written so that they stay."""
    inner = text.strip(" \t")
    if not inner:
        return "".join(map(_space, text)) if first or last else text
    head, tail = text.split(inner, 1)
    written = _SPECIAL.sub(_escape, inner)
    if first:
        head, written = "".join(map(_space, head)), _AT_THE_START.sub(_escape_start, written, count=1)
    return head + written + ("".join(map(_space, tail)) if last else tail)


def _escape(found: "re.Match[str]") -> str:
    """An underscore inside a word is none of Markdown's; everything else special is escaped."""
    text, at = found.string, found.start()
    inside = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
    return "_" if found[0] == "_" and inside else f"\\{found[0]}"


def _escape_start(found: "re.Match[str]") -> str:
    if found.start():
        return found[0]
    return f"\\{found[0]}" if not found[0].isdigit() else f"{found[0]}\\"


def _space(character: str) -> str:
    return f"&#{ord(character)};"
