"""Comment bodies: what is stored of the HTML somebody sent, and the plain text made from it; no other formats."""

import html
import re
from html.parser import HTMLParser

_BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "div", "table", "tr", "hr"})
_INLINE = frozenset({"br", "strong", "b", "em", "i", "del", "s", "u", "a", "code", "span", "img", "td", "th"})
_ALLOWED = _BLOCKS | _INLINE | {"thead", "tbody"}
_VOID = frozenset({"br", "hr", "img"})
_SILENT = frozenset({"script", "style", "title", "template", "iframe", "object"})
_ADDRESSES = ("http://", "https://", "mailto:")
_BLACK = "▇"
_WRAPPER = '<div class="zd-comment" dir="auto">'


class _Cleaner(HTMLParser):
    """Writes the allowed part of what it reads, every tag closed, and its plain text beside it.

    With `redacting`, what stands in `<redact>` turns black, and elements with that attribute lose where they lead.
    """

    def __init__(self, *, redacting: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._redacting = redacting
        self._black = 0
        self.kept: list[str] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag == "redact" and self._redacting:
            self._black += 1
        if self._redacting and "redact" in dict(attrs):
            attrs = []
        if self._silent or tag not in _ALLOWED:
            return
        self.kept.append(f"<{tag}{_attributes(tag, dict(attrs))}>")
        if tag in _BLOCKS or tag == "br":
            self.text.append("\n")
        if tag not in _VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag == "redact":
            self._black = max(0, self._black - 1)
        if self._silent or tag not in self._open:
            return
        while self._open:
            last = self._open.pop()
            self.kept.append(f"</{last}>")
            if last in _BLOCKS:
                self.text.append("\n")
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._black:
            data = _BLACK * len(data)
        self.kept.append(html.escape(data, quote=False))
        self.text.append(data if "pre" in self._open else re.sub(r"\s+", " ", data))

    def finish(self) -> None:
        self.close()
        while self._open:
            self.kept.append(f"</{self._open.pop()}>")


def _attributes(tag: str, given: dict[str, str | None]) -> str:
    if tag == "a":
        address = (given.get("href") or "").strip()
        if address.lower().startswith(_ADDRESSES):
            return f' href="{html.escape(address)}" rel="noreferrer"'
    if tag == "img":
        source = (given.get("src") or "").strip()
        if source.lower().startswith(_ADDRESSES[:2]):
            return f' src="{html.escape(source)}" alt="{html.escape(given.get("alt") or "")}"'
    return ' dir="auto"' if tag == "p" else ""


def store_html(html_body: str, *, redacting: bool = False) -> tuple[str, str]:
    """The stored `html_body` (cleaned, wrapped once) and its `plain_body`; with `redacting`, marked words are gone."""
    inner = html_body.strip()
    if inner.startswith(_WRAPPER) and inner.endswith("</div>"):
        inner = inner[len(_WRAPPER) : -len("</div>")]
    cleaner = _Cleaner(redacting=redacting)
    cleaner.feed(inner)
    cleaner.finish()
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", "".join(cleaner.text)) if "<pre" not in inner else "".join(cleaner.text)
    return f"{_WRAPPER}{''.join(cleaner.kept)}</div>", re.sub(r"\n{2,}", "\n\n", text).strip()


def store_body(body: str) -> tuple[str, str]:
    """The same for `body`, which is Markdown: paragraphs and line breaks only, the rest stands as written."""
    paragraphs = [html.escape(part, quote=False) for part in re.split(r"\n{2,}", body.strip())]
    inner = "".join(f'<p dir="auto">{part.replace(chr(10), "<br>")}</p>' for part in paragraphs)
    return f"{_WRAPPER}{inner}</div>", body.strip()


def redact_text(text: str, words: str) -> str:
    """`words` replaced by as many black boxes, as comment redaction does."""
    return text.replace(words, _BLACK * len(words))
