"""Writes a document as the HTML a Zendesk comment may hold; whatever people wrote is escaped. It reads no HTML.

The tags are those the ticket editor makes: https://support.zendesk.com/hc/en-us/articles/4408846544922
"""

from html import escape
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
    clean,
    leads_somewhere,
)

_STORED = len(' dir="auto"')
_TAGS = (("code", "code"), ("strike", "del"), ("italic", "em"), ("bold", "strong"))


def to_html(document: Document) -> str:
    """The document's blocks, without the wrapper that Zendesk puts around them."""
    return "".join(map(_block, document.blocks))


def stored_size(html: str) -> int:
    """Bytes of it as Zendesk keeps it, where every paragraph gets an attribute more."""
    return len(html.encode()) + _STORED * html.count("<p>")


def _block(block: Block) -> str:
    match block:
        case Paragraph(inlines):
            return f"<p>{''.join(map(_inline, inlines)) or '<br>'}</p>"
        case Preformatted(text):
            return f"<pre><code>{escape(clean(text), quote=False)}</code></pre>"
        case Quote(inner):
            return f"<blockquote>{''.join(map(_block, inner))}</blockquote>"
        case List():
            return _list(block)
        case _:
            assert_never(block)


def _list(block: List) -> str:
    items = "".join(f"<li>{_item(item)}</li>" for item in block.items)
    if not block.ordered:
        return f"<ul>{items}</ul>"
    start = f' start="{block.start}"' if block.start != 1 else ""
    return f"<ol{start}>{items}</ol>"


def _item(item: tuple[Block, ...]) -> str:
    """The first words stand in the item itself: a paragraph would set them apart from their mark."""
    match item:
        case (Paragraph(inlines), *others):
            return "".join(map(_inline, inlines)) + "".join(map(_block, others))
        case _:
            return "".join(map(_block, item))


def _inline(inline: Inline) -> str:
    words = _styled(text(inline.text), inline.style)
    return f'<a href="{escape(inline.url)}" rel="noreferrer">{words}</a>' if isinstance(inline, Link) else words


def _styled(html: str, style: Style) -> str:
    for name, tag in _TAGS:
        if getattr(style, name):
            html = f"<{tag}>{html}</{tag}>"
    return html


def text(words: str) -> str:
    """Escaped, line for line."""
    return "<br>".join(escape(line, quote=False) for line in clean(words).split("\n"))


def link(url: str, label: str) -> str:
    """A link to an address that may be followed; of any other only the label."""
    url = clean(url)
    return f'<a href="{escape(url)}" rel="noreferrer">{text(label)}</a>' if leads_somewhere(url) else text(label)
