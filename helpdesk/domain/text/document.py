"""What somebody wrote, whatever format it came in: blocks of styled words. It knows no service and sends nothing.

The wings read their own formats into a `Document` and write it out again; its plain text is made here.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias, assert_never

_LONGEST_ADDRESS = 2000
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Control characters and halves of characters: neither HTML nor JSON may carry them."""

_LINE_END = re.compile("\r\n?")
_HOST = r"(?:[\w.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?"
_ADDRESS = re.compile(
    rf"https?://{_HOST}(?:[/?#][^\s<>]*)?|mailto:[^\s<>:/]+@[^\s<>/]+|tel:[\d+().*#-]+",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_BULLETS = ("•", "◦", "▪")


@dataclass(frozen=True, slots=True)
class Style:
    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False


PLAIN = Style()


@dataclass(frozen=True, slots=True)
class Text:
    """Words; a line end among them is a line break. Emoji are their characters, custom ones `:name:`."""

    text: str
    style: Style = PLAIN


@dataclass(frozen=True, slots=True)
class Link:
    """A web, mail or telephone address to follow, so no other is accepted. Use `linked` for foreign addresses."""

    url: str
    label: str = ""
    style: Style = PLAIN

    def __post_init__(self) -> None:
        if not leads_somewhere(self.url):
            raise ValueError("this is no address to link to: expected http, https, mailto or tel")

    @property
    def text(self) -> str:
        """What is shown of it."""
        return self.label or self.url


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, channel or group by name, without sign. It is read, never a live mention."""

    kind: Literal["user", "channel", "group", "broadcast"]
    name: str
    style: Style = PLAIN

    @property
    def text(self) -> str:
        sign = "#" if self.kind == "channel" else "@"
        return sign + self.name.removeprefix(sign)


Inline: TypeAlias = Text | Link | Mention


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; between two paragraphs stands an empty line."""

    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Code, a log, anything whose spaces count."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class List:
    """Items of blocks, so that lists nest. `start` is the first number of an ordered list."""

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1


Block: TypeAlias = Paragraph | Preformatted | Quote | List


@dataclass(frozen=True, slots=True)
class Document:
    blocks: tuple[Block, ...] = ()


def clean(text: str) -> str:
    """Foreign text with line feeds as its only line ends and nothing that HTML or JSON can't carry."""
    return _UNFIT.sub("", _LINE_END.sub("\n", text))


def one_line(name: str) -> str:
    """A foreign name, without what a name can't hold."""
    return " ".join(clean(name).split())


def leads_somewhere(url: str) -> bool:
    """Whether the address may be followed: http, https, mailto or tel, and no more than 2,000 characters."""
    return len(url) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(url) is not None and clean(url) == url


def linked(url: str, label: str = "", style: Style = PLAIN) -> Inline:
    """A link of one line, or its words with the address beside them where that is no address to follow."""
    url, label = clean(url).strip(), clean(label).replace("\n", " ")
    label = "" if label == url else label
    if leads_somewhere(url):
        return Link(url, label, style)
    return Text(f"{label} ({url})" if label and url else label or url, style)


def of_text(text: str) -> Document:
    """Plain words as a document, line for line."""
    return Document(paragraphs([Text(clean(text))]))


def lines(inlines: Iterable[Inline]) -> list[tuple[Inline, ...]]:
    """The inlines line by line. Neighbours of one style are made one, empty ones left out."""
    found: list[list[Inline]] = [[]]
    for inline in inlines:
        if not isinstance(inline, Text):
            found[-1].append(inline)
            continue
        first, *others = inline.text.split("\n")
        _append(found[-1], Text(first, inline.style))
        for line in others:
            found.append([])
            _append(found[-1], Text(line, inline.style))
    return [tuple(line) for line in found]


def _append(line: list[Inline], text: Text) -> None:
    last = line[-1] if line else None
    if isinstance(last, Text) and last.style == text.style:
        line[-1] = Text(last.text + text.text, text.style)
    elif text.text:
        line.append(text)


def paragraphs(inlines: Iterable[Inline]) -> tuple[Paragraph, ...]:
    """The inlines, parted at empty lines. Line ends at the very end say nothing and are left out."""
    parted: list[list[tuple[Inline, ...]]] = [[]]
    for line in lines(inlines):
        if line or not parted[-1]:
            parted[-1].append(line)
        else:
            parted.append([])
    while parted and not any(parted[-1]):
        parted.pop()
    return tuple(Paragraph(joined(part)) for part in parted)


def joined(parts: Iterable[Iterable[Inline]], between: str = "\n") -> tuple[Inline, ...]:
    """Lines, or paragraphs, as one run of inlines with `between` between them."""
    run: list[Inline] = []
    for number, part in enumerate(parts):
        if number:
            _append(run, Text(between))
        for inline in part:
            _append(run, inline) if isinstance(inline, Text) else run.append(inline)
    return tuple(run)


def leaves(blocks: Iterable[Block]) -> Iterator[str]:
    """The words people see, one leaf after the other, without the marks of lists and quotes."""
    for block in blocks:
        match block:
            case Paragraph(inlines):
                yield from (inline.text for inline in inlines)
            case Preformatted(text):
                yield text
            case Quote(inner):
                yield from leaves(inner)
            case List(items):
                yield from (leaf for item in items for leaf in leaves(item))
            case _:
                assert_never(block)


def plain(document: Document) -> str:
    """The document as people would type it without formatting; a link shows its address when its words don't."""
    return "\n".join(_lines_of(document.blocks))


def _lines_of(blocks: Iterable[Block], depth: int = 0) -> Iterator[str]:
    before: Block | None = None
    for block in blocks:
        if isinstance(before, Paragraph) and isinstance(block, Paragraph):
            yield ""
        yield from _block_lines(block, depth)
        before = block


def _block_lines(block: Block, depth: int) -> Iterator[str]:
    match block:
        case Paragraph(inlines):
            yield from "".join(map(_said, inlines)).split("\n")
        case Preformatted(text):
            yield from text.split("\n")
        case Quote(inner):
            yield from (f"> {line}" for line in _lines_of(inner, depth))
        case List(items, ordered, start):
            for number, item in enumerate(items, start):
                mark = f"{number}." if ordered else _BULLETS[min(depth, len(_BULLETS) - 1)]
                first, *others = [*_lines_of(item, depth + 1)] or [""]
                yield f"{mark} {first}"
                yield from (f"    {line}" for line in others)
        case _:
            assert_never(block)


def _said(inline: Inline) -> str:
    if isinstance(inline, Link) and inline.label and not _says(inline.label, inline.url):
        return f"{inline.label} ({inline.url})"
    return inline.text


def _says(label: str, url: str) -> bool:
    """Whether the words of a link are its address, as when somebody types `www.example.com`."""
    return _SCHEME.sub("", url).rstrip("/") == _SCHEME.sub("", label).rstrip("/")
