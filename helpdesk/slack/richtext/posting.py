"""Writes a document for Slack, so that foreign text is never markup and never pings anybody. It posts nothing.

A rich_text block needs no escaping: what stands in its texts is shown as it is.
https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from helpdesk.domain.text import split as document_split
from helpdesk.domain.text.document import (
    Block,
    Document,
    Inline,
    Link,
    List,
    Paragraph,
    Preformatted,
    Quote,
    joined,
    plain,
)
from helpdesk.slack.richtext.lists import DEEPEST
from helpdesk.slack.text import escaped

LIMIT = 3900
"""Characters of `text`: Slack advises 4,000 at most and refuses longer ones in chat.update."""

_MOST_LEAVES = 400
"""Elements in one block, each of which costs Slack far more than its words."""

Json = dict[str, Any]


def to_rich_text(document: Document) -> list[Json]:
    """The `blocks` of a message: one rich_text block, or none for a document without blocks."""
    elements = list(_elements(document.blocks, quoted=False))
    return [{"type": "rich_text", "elements": elements}] if elements else []


def to_mrkdwn(document: Document) -> str:
    """The `text` beside the blocks, for notifications and search: plain words that can't ping or link."""
    return escaped(plain(document))


def split(document: Document, limit: int = LIMIT) -> list[Document]:
    """Parts that each fit into one message of at most `limit` characters, cut between paragraphs where possible."""
    return document_split.split(document, limit, lambda part: _size(part, limit))


def _size(document: Document, limit: int) -> int:
    leaves = sum(1 for _ in _leaves_of(to_rich_text(document)))
    return max(len(to_mrkdwn(document)), leaves * limit // _MOST_LEAVES)


def _leaves_of(elements: Iterable[Json]) -> Iterator[Json]:
    for element in elements:
        yield element
        yield from _leaves_of(element.get("elements", ()))


def _elements(blocks: Iterable[Block], *, quoted: bool) -> Iterator[Json]:
    """The elements of one rich_text block. Inside a quote lists and code have a border: they are its bar."""
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        yield from _section(run, quoted=quoted)
        run = []
        match block:
            case Preformatted(text):
                yield _preformatted(text, quoted=quoted)
            case Quote(inner):
                yield from _elements(inner, quoted=True)
            case List():
                yield from _list(block, 0, quoted=quoted)
            case _:
                assert_never(block)
    yield from _section(run, quoted=quoted)


def _section(run: list[Paragraph], *, quoted: bool) -> Iterator[Json]:
    leaves = _leaves(run)
    if leaves:
        yield {"type": "rich_text_quote" if quoted else "rich_text_section", "elements": leaves}


def _leaves(run: Iterable[Paragraph]) -> list[Json]:
    return [_leaf(inline) for inline in joined((each.inlines for each in run), between="\n\n") if inline.text]


def _leaf(inline: Inline) -> Json:
    leaf: Json = {"type": "text", "text": inline.text}
    if isinstance(inline, Link):
        leaf = {"type": "link", "url": inline.url, **({"text": inline.label} if inline.label else {})}
    style = {name: True for name in ("bold", "italic", "strike", "code") if getattr(inline.style, name)}
    return {**leaf, "style": style} if style else leaf


def _preformatted(text: str, *, quoted: bool) -> Json:
    leaves = [{"type": "text", "text": text}] if text else []
    return {"type": "rich_text_preformatted", "elements": leaves, "border": int(quoted)}


def _list(block: List, indent: int, *, quoted: bool) -> Iterator[Json]:
    """Slack's lists are flat: what stands below an item's words follows as an element of its own."""
    rows: list[Json] = []
    offset = block.start - 1
    for number, item in enumerate(block.items, block.start):
        words, below = _parted(item)
        rows.append({"type": "rich_text_section", "elements": _leaves(words)})
        if below:
            yield _rows(block, rows, indent, offset, quoted=quoted)
            rows, offset = [], number
            yield from _below(below, indent, quoted=quoted)
    if rows:
        yield _rows(block, rows, indent, offset, quoted=quoted)


def _parted(item: tuple[Block, ...]) -> tuple[list[Paragraph], tuple[Block, ...]]:
    words: list[Paragraph] = []
    for number, block in enumerate(item):
        if not isinstance(block, Paragraph):
            return words, item[number:]
        words.append(block)
    return words, ()


def _below(blocks: tuple[Block, ...], indent: int, *, quoted: bool) -> Iterator[Json]:
    for block in blocks:
        if isinstance(block, List):
            yield from _list(block, min(indent + 1, DEEPEST), quoted=quoted)
        else:
            yield from _elements((block,), quoted=quoted)


def _rows(block: List, rows: list[Json], indent: int, offset: int, *, quoted: bool) -> Json:
    style = "ordered" if block.ordered else "bullet"
    made = {"type": "rich_text_list", "style": style, "indent": indent, "border": int(quoted), "elements": rows}
    return {**made, "offset": offset} if block.ordered and offset > 0 else made
