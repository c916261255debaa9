"""Cuts a document that is too long for one message into several, losing nothing. It measures with what it is given."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeAlias, assert_never

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

Size: TypeAlias = Callable[[Document], int]
_Cut: TypeAlias = tuple[tuple[Block, ...], tuple[Block, ...]]

_END = "\0"
"""Stands in the measured text where a block ends; no document holds it."""

_JOINS = frozenset("\u200d\ufe0e\ufe0f\u20e3")


def split(document: Document, limit: int, size: Size) -> list[Document]:
    """Parts of at most `limit` in the measure of `size`, which must not shrink when a document grows.

    Cut between blocks and items, else lines, else words, and only then inside a word. All leaves together are the
    document's. A single character that is larger than the limit with its address stands alone.
    """
    parts, rest = [], document
    while size(rest) > limit and len(_measured(rest.blocks)) > 2:
        head, tail = _cut(rest.blocks, _best_place(rest, limit, size))
        parts.append(Document(head))
        rest = Document(tail)
    return [*parts, rest]


def _best_place(document: Document, limit: int, size: Size) -> int:
    """Where to cut, counted in `_measured` characters: the last good place in the second half of what fits."""
    text = _measured(document.blocks)
    most = _most(document, len(text) - 1, limit, size)
    for boundary in (_END, "\n", " "):
        found = text.rfind(boundary, most // 2, most)
        if found >= 0:
            return found + 1
    whole = most
    while whole > most // 2 and whole > 1 and _inside_a_character(text, whole):
        whole -= 1
    return max(whole, 1)


def _most(document: Document, length: int, limit: int, size: Size) -> int:
    """How many measured characters fit; at least one, so that there is always an end."""
    fits, too_many = 1, length + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        if size(Document(_cut(document.blocks, middle)[0])) <= limit:
            fits = middle
        else:
            too_many = middle
    return fits


def _inside_a_character(text: str, at: int) -> bool:
    """Whether people would see one character cut in two: an emoji with a skin tone, an accent."""
    after = text[at]
    return after in _JOINS or text[at - 1] == "\u200d" or "\u0300" <= after <= "\u036f" or "🏻" <= after <= "🏿"


def _measured(blocks: Iterable[Block]) -> str:
    """All leaves, and one mark for the end of each block and empty item, so that nothing measures nothing."""
    return "".join(map(_measured_block, blocks))


def _measured_block(block: Block) -> str:
    match block:
        case Paragraph(inlines):
            return "".join(inline.text for inline in inlines) + _END
        case Preformatted(text):
            return text + _END
        case Quote(inner):
            return _measured(inner) or _END
        case List(items):
            return "".join(map(_measured_item, items)) or _END
        case _:
            assert_never(block)


def _measured_item(item: tuple[Block, ...]) -> str:
    return _measured(item) or _END


def _cut(blocks: tuple[Block, ...], at: int) -> _Cut:
    """The blocks before and after a place inside them; neither part is ever cut short."""
    number = 0
    while at >= len(_measured_block(blocks[number])):
        at -= len(_measured_block(blocks[number]))
        number += 1
    head, tail = _cut_block(blocks[number], at) if at else ((), (blocks[number],))
    return (*blocks[:number], *head), (*tail, *blocks[number + 1 :])


def _cut_block(block: Block, at: int) -> _Cut:
    """The two parts of one block; what is cut just before its end mark stays whole."""
    if at == len(_measured_block(block)) - 1 and isinstance(block, Paragraph | Preformatted):
        return (block,), ()
    match block:
        case Paragraph(inlines):
            first, second = _cut_inlines(inlines, at)
            return (Paragraph(first),), (Paragraph(second),)
        case Preformatted(text):
            return (Preformatted(text[:at]),), (Preformatted(text[at:]),)
        case Quote(inner):
            head, tail = _cut(inner, at)
            return _some(Quote(head), head), _some(Quote(tail), tail)
        case List():
            return _cut_list(block, at)
        case _:
            assert_never(block)


def _some(block: Block, content: tuple[object, ...]) -> tuple[Block, ...]:
    return (block,) if content else ()


def _cut_list(whole: List, at: int) -> _Cut:
    """An item cut in the middle keeps its number in both parts."""
    number = 0
    while at >= len(_measured_item(whole.items[number])):
        at -= len(_measured_item(whole.items[number]))
        number += 1
    head, tail = _cut(whole.items[number], at) if at else ((), whole.items[number])
    before, after = whole.items[:number], whole.items[number + 1 :]
    if head and not tail:
        number += 1
    first = (*before, head) if head else before
    second = after if head and not tail else (tail, *after)
    start = whole.start + number if whole.ordered else whole.start
    return _some(replace(whole, items=first), first), _some(replace(whole, items=second, start=start), second)


def _cut_inlines(inlines: tuple[Inline, ...], at: int) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    first: list[Inline] = []
    second: list[Inline] = []
    for inline in inlines:
        length = len(inline.text)
        if at >= length:
            first.append(inline)
        elif at <= 0:
            second.append(inline)
        else:
            first.append(_part(inline, 0, at))
            second.append(_part(inline, at, length))
        at -= length
    return tuple(first), tuple(second)


def _part(inline: Inline, start: int, end: int) -> Inline:
    match inline:
        case Link(url, _, style):
            return Link(url, inline.text[start:end], style)
        case Text(_, style) | Mention(_, _, style):
            return Text(inline.text[start:end], style)
        case _:
            assert_never(inline)
