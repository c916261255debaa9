"""Reads Slack's rich_text blocks, which carry what people typed without loss. Whatever it is given, it never fails.

https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Protocol

from helpdesk.domain.text.document import (
    Block,
    Document,
    Inline,
    Mention,
    Preformatted,
    Quote,
    Style,
    Text,
    clean,
    joined,
    lines,
    linked,
    one_line,
    paragraphs,
)
from helpdesk.slack.emoji import character
from helpdesk.slack.richtext.lists import DEEPEST, Row, nested

_HIGHEST = 100_000
_SPEAKING = ("text", "fallback", "value", "name", "url", "title", "alt_text")
"""Fields that hold the words of an element nobody here knows yet."""


class Names(Protocol):
    """What people call an id, without sign; the id itself where nobody knows it."""

    def user(self, id_: str, /) -> str: ...
    def channel(self, id_: str, /) -> str: ...
    def group(self, id_: str, /) -> str: ...


def from_blocks(blocks: object, names: Names) -> Document | None:
    """The rich_text among a message's blocks as one document; None when there is none."""
    rich = [block for block in objects(blocks) if block.get("type") == "rich_text"]
    if not rich:
        return None
    elements = [element for block in rich for element in objects(block.get("elements"))]
    found: list[Block] = []
    for (quoted, kind), run in groupby(elements, _kind):
        inner = tuple(_blocks(kind, run, names))
        last = found[-1] if found else None
        if not quoted:
            found += inner
        elif isinstance(last, Quote):
            found[-1] = Quote((*last.blocks, *inner))
        elif inner:
            found.append(Quote(inner))
    return Document(tuple(found))


def _kind(element: Mapping[str, Any]) -> tuple[bool, str]:
    """Whether it is quoted, and what it is: the border of a list or of code is the bar of a quote."""
    match element.get("type"):
        case "rich_text_quote":
            return True, "section"
        case "rich_text_list":
            return bool(element.get("border")), "list"
        case "rich_text_preformatted":
            return bool(element.get("border")), "preformatted"
        case _:
            return False, "section"


def _blocks(kind: str, elements: Iterable[Mapping[str, Any]], names: Names) -> Iterator[Block]:
    match kind:
        case "list":
            yield from nested(row for element in elements for row in _rows(element, names))
        case "preformatted":
            yield from (_preformatted(element, names) for element in elements)
        case _:
            yield from paragraphs(joined(line for element in elements for line in _lines_of(element, names)))


def _lines_of(section: Mapping[str, Any], names: Names) -> list[tuple[Inline, ...]]:
    """Every section begins a line, so the line end that Slack puts before a list says nothing."""
    found = lines(_inlines(section, names))
    return found if found[-1] else found[:-1] or found


def _rows(element: Mapping[str, Any], names: Names) -> Iterator[Row]:
    indent = _number(element.get("indent"), DEEPEST)
    offset = _number(element.get("offset"), _HIGHEST)
    for number, item in enumerate(objects(element.get("elements")), offset + 1):
        if item.get("type") == "rich_text_preformatted":
            blocks: tuple[Block, ...] = (_preformatted(item, names),)
        else:
            blocks = paragraphs(_inlines(item, names))
        yield Row(indent, number if element.get("style") == "ordered" else None, blocks)


def _preformatted(element: Mapping[str, Any], names: Names) -> Preformatted:
    return Preformatted("".join(inline.text for inline in _inlines(element, names)))


def _inlines(element: Mapping[str, Any], names: Names) -> Iterator[Inline]:
    """The leaves of a section; of an element of an unknown kind, its words."""
    if isinstance(element.get("elements"), list):
        yield from (_leaf(leaf, names) for leaf in objects(element["elements"]))
    else:
        yield _leaf(element, names)


def _leaf(leaf: Mapping[str, Any], names: Names) -> Inline:
    style = _style(leaf.get("style"))
    match leaf:
        case {"type": "text", "text": str(text)}:
            return Text(clean(text), style)
        case {"type": "link", "url": str(url)}:
            return linked(url, string(leaf, "text"), style)
        case {"type": "emoji", "name": str(name)}:
            return Text(clean(_emoji(leaf, name)), style)
        case {"type": "date", "timestamp": timestamp}:
            return linked(string(leaf, "url"), string(leaf, "fallback") or moment(timestamp), style)
        case {"type": "broadcast", "range": str(range_)}:
            return Mention("broadcast", one_line(range_), style)
        case _:
            return _mention(leaf, names, style) or Text(clean(_words_in(leaf)), style)


def _mention(leaf: Mapping[str, Any], names: Names, style: Style) -> Mention | None:
    match leaf:
        case {"type": "user", "user_id": str(id_)}:
            return Mention("user", one_line(names.user(id_)), style)
        case {"type": "channel", "channel_id": str(id_)}:
            return Mention("channel", one_line(names.channel(id_)), style)
        case {"type": "usergroup", "usergroup_id": str(id_)}:
            return Mention("group", one_line(names.group(id_)), style)
        case {"type": "team", "team_id": str(id_)}:
            return Mention("group", one_line(id_), style)
        case _:
            return None


def moment(timestamp: object) -> str:
    """Unix seconds as a date and time in UTC; anything else as it is written."""
    try:
        return datetime.fromtimestamp(float(str(timestamp)), UTC).strftime("%Y-%m-%d %H:%M UTC")
    except (ValueError, OverflowError, OSError):
        return str(timestamp) if isinstance(timestamp, str | float) else ""


def _emoji(leaf: Mapping[str, Any], name: str) -> str:
    """Its character. Of a name we don't know Slack may tell the code points; a custom one has none."""
    tone = _number(leaf.get("skin_tone"), 6)
    full = f"{name}::skin-tone-{tone}" if tone and "::" not in name else name
    try:
        points = "".join(chr(int(point, 16)) for point in string(leaf, "unicode").split("-") if point)
    except (ValueError, OverflowError):
        points = ""
    return character(full) or points or f":{name}:"


def _style(style: object) -> Style:
    if not isinstance(style, dict):
        return Style()
    return Style(*(style.get(name) is True for name in ("bold", "italic", "strike", "code")))


def _words_in(element: object) -> str:
    """The words of an element of an unknown kind, however deep they lie."""
    found, left = [], [element]
    while left:
        match left.pop():
            case str(words):
                found.append(words)
            case list(inner):
                left += reversed(inner)
            case dict(fields):
                spoken = [fields[name] for name in _SPEAKING if isinstance(fields.get(name), str)][:1]
                left += reversed(spoken or [v for v in fields.values() if isinstance(v, dict | list)])
    return "".join(found)


def objects(value: object) -> list[dict[str, Any]]:
    """The JSON objects of a list; nothing where it is none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def string(element: Mapping[str, Any], field: str) -> str:
    value = element.get(field)
    return value if isinstance(value, str) else ""


def _number(value: object, highest: int) -> int:
    return max(0, min(value, highest)) if isinstance(value, int) else 0
