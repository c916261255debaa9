"""Reads the HTML of a Zendesk comment into a document. Whatever it is given, it never fails and keeps no markup.

https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/
"""

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import nh3

from helpdesk.domain.text.document import Block, Document, List, Preformatted, Quote, Style, clean, paragraphs
from helpdesk.zendesk.html_pieces import Piece, Target, inlines

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STYLES = {
    **dict.fromkeys(("strong", "b", "th", *_HEADINGS), "bold"),
    **dict.fromkeys(("em", "i"), "italic"),
    **dict.fromkeys(("del", "s", "strike"), "strike"),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), "code"),
}
_PARTING = frozenset({"p", "div", "table", "hr", "dl", "dt", "dd", "figure", *_HEADINGS})
_HOLDING = frozenset({"ul", "ol", "blockquote"})
_CELLS = frozenset({"td", "th"})
_STANDING_ALONE = _PARTING | _HOLDING | _CELLS | {"li", "tr"}
_TAGS = {*_STYLES, *_PARTING, *_HOLDING, *_CELLS, "a", "br", "img", "li", "pre", "tr", "thead", "tbody", "span", "u"}
_ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}, "div": {"class"}}
_SILENT = {"script", "style", "title", "template", "noscript", "iframe", "object", "textarea", "select"}
_SCHEMES = {"http", "https", "mailto", "tel"}
_RULE = "———"
_DEEPEST = 16
"""Lists and quotes nested deeper than this are read as if they stood at this depth."""

_HIGHEST = 100_000


def document_from_html(html: str) -> Document:
    """What people read in a comment: without scripts, styles, the wrapper and the agent's signature."""
    safe = nh3.clean(
        clean(html),
        tags=_TAGS,
        clean_content_tags=_SILENT,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel=None,
        url_relative="deny",
    )
    reader = _Reader()
    reader.feed(safe)
    reader.close()
    return reader.document()


@dataclass(slots=True)
class _Frame:
    """A list or quote that is open, or the document itself; only a list has more than one item."""

    tag: str = ""
    start: int = 1
    items: list[list[Block]] = field(default_factory=list)

    def add(self, *blocks: Block) -> None:
        if not self.items:
            self.items.append([])
        self.items[-1] += blocks

    def blocks(self) -> tuple[Block, ...]:
        """What it is, closed; nothing when there is nothing in it."""
        items = tuple(map(tuple, self.items))
        if self.tag in {"ul", "ol"}:
            return (List(items, self.tag == "ol", self.start),) if items else ()
        inner = tuple(block for item in items for block in item)
        return (Quote(inner),) if inner and self.tag else inner


class _Reader(HTMLParser):
    """Follows balanced HTML; `_said` is what stands there since the last block ended."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._frames = [_Frame()]
        self._too_deep = 0
        self._said: list[Piece] = []
        self._styles: list[str] = []
        self._links: list[Target] = []
        self._code: list[str] = []
        self._pres = self._tables = self._cells = self._signature = 0

    def document(self) -> Document:
        self._end_block()
        return Document(self._frames[0].blocks())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if self._signature or (tag == "div" and "signature" in given.get("class", "").split()):
            self._signature += tag == "div"
            self._say(" ")
        elif tag == "pre" and not self._tables:
            self._end_block()
            self._pres += 1
        elif tag == "br":
            self._break()
        elif tag == "img":
            self._show(given)
        elif not self._pres:
            self._begin(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if self._signature:
            self._signature -= tag == "div"
        elif tag == "pre" and not self._tables:
            self._pres -= 1
            self._end_code()
        elif not self._pres:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if self._signature:
            return
        if self._pres:
            self._code.append(data)
        else:
            self._say(data)

    def _begin(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table":
            self._end_block()
            self._tables += 1
        elif self._tables:
            self._begin_in_table(tag)
        elif tag in _HOLDING:
            self._open(_Frame(tag, _first_number(given.get("start", ""))))
        elif tag == "li":
            self._begin_item()
        elif tag in _PARTING:
            self._end_block()
        if tag == "hr":
            self._say(_RULE)
            self._end_block()
        if tag == "a":
            self._links.append(Target(given.get("href", "")))
        if tag in _STYLES:
            self._styles.append(_STYLES[tag])

    def _end(self, tag: str) -> None:
        if tag == "a":
            self._links.pop()
        if tag in _STYLES:
            self._styles.pop()
        if tag == "table":
            self._tables -= 1
        if self._tables:
            self._say(" " if tag in _STANDING_ALONE else "")
        elif tag in _HOLDING:
            self._close()
        elif tag in _PARTING or tag == "li":
            self._end_block()

    def _begin_in_table(self, tag: str) -> None:
        """Row by row, cells parted by bars; what else stands in a cell stands in one line."""
        if tag == "tr":
            self._cells = 0
            if self._said:
                self._break()
        elif tag in _CELLS:
            self._cells += 1
            if self._cells > 1:
                self._said.append(Piece(" | ", Style()))
        elif tag in _STANDING_ALONE:
            self._say(" ")

    def _say(self, words: str) -> None:
        style = replace(Style(), **dict.fromkeys(self._styles, True))
        self._said.append(Piece(words, style, self._links[-1] if self._links else None))

    def _break(self) -> None:
        if self._pres:
            self._code.append("\n")
        else:
            self._said.append(Piece("\n", Style(), is_break=True))

    def _show(self, given: dict[str, str]) -> None:
        """An image is its words, and where it can be seen."""
        words, url = given.get("alt", "").strip(), given.get("src", "")
        if self._pres or self._links:
            self.handle_data(words)
        elif words or url:
            self._said.append(Piece(words or url, Style(), Target(url)))

    def _open(self, frame: _Frame) -> None:
        self._end_block()
        if self._too_deep or len(self._frames) > _DEEPEST:
            self._too_deep += 1
        else:
            self._frames.append(frame)

    def _close(self) -> None:
        self._end_block()
        if self._too_deep:
            self._too_deep -= 1
        else:
            closed = self._frames.pop().blocks()
            self._frames[-1].add(*closed)

    def _begin_item(self) -> None:
        self._end_block()
        if self._frames[-1].tag in {"ul", "ol"}:
            self._frames[-1].items.append([])

    def _end_block(self) -> None:
        said, self._said = self._said, []
        if any(piece.words.strip() for piece in said):
            self._frames[-1].add(*paragraphs(inlines(said)))

    def _end_code(self) -> None:
        if self._pres:
            return
        code, self._code = "".join(self._code).removesuffix("\n"), []
        if code.strip():
            self._frames[-1].add(Preformatted(code))


def _first_number(start: str) -> int:
    return min(max(int(start), 1), _HIGHEST) if start.isascii() and start.isdigit() and len(start) < 7 else 1
