"""Names, short ways to write documents and rich_text, and strategies for any of them. It asserts nothing."""

import string
from typing import Any

from hypothesis import strategies as st

from helpdesk.domain.text.document import (
    Block,
    Document,
    Inline,
    List,
    Mention,
    Paragraph,
    Preformatted,
    Quote,
    Style,
    Text,
    clean,
    linked,
    one_line,
)

Json = dict[str, Any]

NASTY = ("/var/log/my_app.log", "cp ~/a ~/b", "2 * 3 * 4")
BOLD, ITALIC, STRIKE, CODE = Style(bold=True), Style(italic=True), Style(strike=True), Style(code=True)


class Known:
    """`Names` out of a dictionary."""

    names = {"U0RIO": "Rio Sample", "C0ITHELP": "it-help", "S0ITTEAM": "it-team"}  # noqa: RUF012 - read only

    def user(self, id_: str, /) -> str:
        return self.names.get(id_, id_)

    channel = group = user


NAMES = Known()


def paragraph(*inlines: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(each) if isinstance(each, str) else each for each in inlines))


def document(*blocks: Block | str) -> Document:
    return Document(tuple(paragraph(each) if isinstance(each, str) else each for each in blocks))


def items(*items: str | tuple[Block, ...], ordered: bool = False, start: int = 1) -> List:
    return List(tuple((paragraph(i),) if isinstance(i, str) else i for i in items), ordered, start)


def text(words: str, **style: bool) -> Json:
    return {"type": "text", "text": words, **({"style": style} if style else {})}


def section(*leaves: Json | str, kind: str = "section", **more: Any) -> Json:
    elements = [text(each) if isinstance(each, str) else each for each in leaves]
    return {"type": f"rich_text_{kind}", "elements": elements, **more}


def rows(*words: str, style: str = "bullet", **more: Any) -> Json:
    return section(*(section(each) for each in words), kind="list", style=style, **more)


def rich(*elements: Json) -> list[Json]:
    return [{"type": "rich_text", "elements": list(elements)}]


TYPED = st.text() | st.text("*_~`<>&!@#|:;[]()-.1 \n\tab/\\\"'") | st.sampled_from([*NASTY, "<!channel>", "<@U123>"])
"""What anybody may type."""

WORDS = TYPED.map(clean)
STYLES = st.builds(Style, *[st.booleans()] * 4)
URLS = st.sampled_from(
    [
        "https://www.example.com/a_b*c?x=1&y=2#z",
        "http://example.com",
        "mailto:rio@example.com",
        "tel:+15550100",
        "javascript:alert(1)",
        'https://example.com/"onclick="x',
        "https://user@example.com",
        "//example.com",
    ]
)
INLINES: st.SearchStrategy[Inline] = (
    st.builds(Text, WORDS, STYLES)
    | st.builds(linked, URLS, WORDS, STYLES)
    | st.builds(Mention, st.sampled_from(["user", "channel", "group", "broadcast"]), WORDS.map(one_line), STYLES)
)
PARAGRAPHS = st.builds(Paragraph, st.lists(INLINES, max_size=3).map(tuple))
BLOCKS: st.SearchStrategy[Block] = st.recursive(
    PARAGRAPHS | st.builds(Preformatted, WORDS),
    lambda inner: (
        st.builds(Quote, st.lists(inner, max_size=3).map(tuple))
        | st.builds(
            List,
            st.lists(st.lists(inner, max_size=3).map(tuple), max_size=3).map(tuple),
            st.booleans(),
            st.integers(1, 9),
        )
    ),
    max_leaves=6,
)
DOCUMENTS = st.builds(Document, st.lists(BLOCKS, max_size=4).map(tuple))

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TYPED,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TYPED, inner, max_size=4),
    max_leaves=12,
)
_TYPES = ("section", "list", "quote", "preformatted", "flourish")
_LEAVES = ("text", "link", "user", "usergroup", "channel", "team", "broadcast", "emoji", "date", "color", "sparkle")
_FIELDS = ("text", "url", "user_id", "usergroup_id", "channel_id", "team_id", "range", "name", "unicode", "skin_tone")
_MORE = ("timestamp", "format", "fallback", "value", "style", "indent", "offset", "border", "elements")


def _objects(types: tuple[str, ...], inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    fields = st.dictionaries(st.sampled_from(_FIELDS + _MORE), inner, max_size=5)
    return st.builds(lambda type_, more: {"type": type_, **more}, st.sampled_from(types), fields)


_LEAF = _objects(_LEAVES, JSON) | JSON
_CONTAINER = _objects(tuple(f"rich_text_{each}" for each in _TYPES), st.lists(_LEAF, max_size=3) | JSON)
WILD_BLOCKS = st.lists(
    st.builds(lambda elements: {"type": "rich_text", "elements": elements}, st.lists(_CONTAINER, max_size=4) | JSON)
    | JSON,
    max_size=3,
)
"""JSON that looks like rich_text, more or less."""

_TEXT_LEAF = st.builds(
    lambda words, style: text(words, **style),
    TYPED,
    st.dictionaries(st.sampled_from(["bold", "code"]), st.just(value=True)),
)
_SECTIONS = st.lists(_TEXT_LEAF, max_size=4)
TYPED_BLOCKS = st.lists(
    st.builds(
        lambda kind, leaves: section(*leaves, kind=kind),
        st.sampled_from(["section", "quote", "preformatted"]),
        _SECTIONS,
    )
    | st.builds(
        lambda items, style, indent: section(*(section(*i) for i in items), kind="list", style=style, indent=indent),
        st.lists(_SECTIONS, max_size=3),
        st.sampled_from(["bullet", "ordered"]),
        st.integers(0, 3),
    ),
    max_size=5,
).map(lambda elements: rich(*elements))
"""rich_text as Slack makes it of what people type."""

_HTML_TAGS = (
    *("p", "div", "ul", "ol", "li", "blockquote", "pre", "code", "b", "em", "del", "a", "table", "tr", "td", "th"),
    *("h1", "span", "script", "svg", "form", "input"),
)
HTML = st.lists(
    st.sampled_from(
        [
            *(f"<{tag}>" for tag in _HTML_TAGS),
            *(f"</{tag}>" for tag in _HTML_TAGS),
            *(
                "<br>",
                "<hr>",
                "<br/>",
                "&nbsp;",
                "&lt;script&gt;",
                "&#60;",
                "&bogus;",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
            ),
            '<a href="javascript:alert(1)">',
            '<a href="https://example.com/?a=1&b=2" onclick="x()">',
            '<img src="https://example.com/a.png" alt="shot" onerror="x()">',
            '<img src="data:image/png;base64,AA">',
            '<ol start="7">',
            '<div class="signature">',
            '<div class="zd-comment" dir="auto">',
            "<style>p{}",
            "<svg/onload=alert(1)>",
            "<math><mtext><table><mglyph><style><img src=x onerror=y>",
        ]
    )
    | TYPED
    | st.text(string.ascii_letters + " "),
    max_size=14,
).map("".join)
"""HTML as anybody may send it."""
