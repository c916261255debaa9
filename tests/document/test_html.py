"""Documents become HTML that says the same and does nothing, and Zendesk's HTML becomes documents."""

import pytest
from hypothesis import given

from helpdesk.domain.text.document import (
    Block,
    Document,
    Link,
    Mention,
    Preformatted,
    Quote,
    Style,
    Text,
    leaves,
    of_text,
    plain,
)
from helpdesk.slack.richtext.posting import to_mrkdwn, to_rich_text
from helpdesk.zendesk.html_reading import document_from_html
from helpdesk.zendesk.html_writing import link, to_html

from .markup import Seen, is_harmless, sanitised
from .scenes import BOLD, CODE, DOCUMENTS, HTML, ITALIC, NASTY, STRIKE, document, items, paragraph

ALL = Style(bold=True, italic=True, strike=True, code=True)

BOTH_WAYS: list[tuple[list[Block | str], str]] = [
    (["a <b> & \"c\" 'd'"], "<p>a &lt;b&gt; &amp; \"c\" 'd'</p>"),
    (["a\nb", "c"], "<p>a<br>b</p><p>c</p>"),
    (
        [paragraph(Text("b", BOLD), Text("i", ITALIC), Text("s", STRIKE))],
        "<p><strong>b</strong><em>i</em><del>s</del></p>",
    ),
    ([paragraph(Text("x", ALL))], "<p><strong><em><del><code>x</code></del></em></strong></p>"),
    ([paragraph("a ", Text("c()", CODE), " b")], "<p>a <code>c()</code> b</p>"),
    (
        [paragraph(Link("https://example.com/?a=1&b=2", "x", BOLD))],
        '<p><a href="https://example.com/?a=1&amp;b=2" rel="noreferrer"><strong>x</strong></a></p>',
    ),
    (
        [paragraph(Link("mailto:rio@example.com"))],
        '<p><a href="mailto:rio@example.com" rel="noreferrer">mailto:rio@example.com</a></p>',
    ),
    ([Preformatted("\n  a <b>\n\tc")], "<pre><code>\n  a &lt;b&gt;\n\tc</code></pre>"),
    ([Quote((paragraph("a"), paragraph("b")))], "<blockquote><p>a</p><p>b</p></blockquote>"),
    (
        [items("a", (paragraph("b"), items("c", "d", ordered=True)), "e")],
        "<ul><li>a</li><li>b<ol><li>c</li><li>d</li></ol></li><li>e</li></ul>",
    ),
    ([items("a", ordered=True, start=7)], '<ol start="7"><li>a</li></ol>'),
    (
        [items((paragraph("a"), paragraph("b"), Preformatted("c")))],
        "<ul><li>a<p>b</p><pre><code>c</code></pre></li></ul>",
    ),
    ([items((Preformatted("c"),), ())], "<ul><li><pre><code>c</code></pre></li><li></li></ul>"),
    (["👀 👋🏽 é"], "<p>👀 👋🏽 é</p>"),
]


@pytest.mark.parametrize(("blocks", "html"), BOTH_WAYS)
def test_every_block_has_its_html_and_is_read_back(blocks: list[Block | str], html: str) -> None:
    found = document(*blocks)
    assert to_html(found) == html
    assert document_from_html(f'<div class="zd-comment" dir="auto">{html}</div>') == found


@pytest.mark.parametrize("typed", NASTY)
def test_what_people_type_stays_what_it_is(typed: str) -> None:
    assert to_html(of_text(typed)) == f"<p>{typed}</p>"
    assert document_from_html(f"<p>{typed}</p>") == of_text(typed)


def test_mentions_are_names_and_an_empty_paragraph_is_seen() -> None:
    assert to_html(document(paragraph(Mention("user", "Rio <x>"), Mention("channel", "help")), "")) == (
        "<p>@Rio &lt;x&gt;#help</p><p><br></p>"
    )


def test_an_address_that_may_not_be_followed_is_no_link() -> None:
    assert link("javascript:alert(1)", "<x>") == "&lt;x&gt;"


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("plain words", ["plain words"]),
        ("<p>a\n  b</p>\n\n<p> c </p>", ["a b", "c"]),
        ("<p>a<br>\n b<br/></p><p><br></p><p>&nbsp;</p>", ["a\nb"]),
        ("<p>a<br><br>b</p>", ["a", "b"]),
        ("<p>a&nbsp;&nbsp;b</p>", ["a  b"]),
        (
            "<p>a <b>b </b> <i>c</i><s>d</s></p>",
            [paragraph("a ", Text("b ", BOLD), Text("c", ITALIC), Text("d", STRIKE))],
        ),
        ("<h1>Title</h1>text", [paragraph(Text("Title", BOLD)), "text"]),
        ("a<hr>b", ["a", "———", "b"]),
        ("<strong>a<p>b</p></strong>", [paragraph(Text("a", BOLD)), paragraph(Text("b", BOLD))]),
        ('<a href="https://example.com/">the <b>page</b></a>', [paragraph(Link("https://example.com/", "the page"))]),
        ('<a href="javascript:x">y</a> <a>z</a>', ["y z"]),
        ('<a href="/agent/tickets/1">y</a>', ["y"]),
        (
            '<a href="https://example.com/1">a</a><a href="https://example.com/1">b</a>',
            [paragraph(Link("https://example.com/1", "a"), Link("https://example.com/1", "b"))],
        ),
        (
            '<p>x <img src="https://example.com/s.png" alt="shot" onerror="y()"> z</p>',
            [paragraph("x ", Link("https://example.com/s.png", "shot"), " z")],
        ),
        ('<img src="https://example.com/s.png">', [paragraph(Link("https://example.com/s.png"))]),
        ('<img src="data:image/png;base64,AA" alt="cat"><img src="data:x">', ["cat"]),
        (
            '<a href="https://example.com/"><img src="https://example.com/s.png" alt="shot"></a>',
            [paragraph(Link("https://example.com/", "shot"))],
        ),
        (
            "<table><thead><tr><th>Name</th><th>Size</th></tr></thead><tbody><tr><td><p>a</p></td><td>1<br>2</td></tr></table>after",
            [paragraph(Text("Name", BOLD), " | ", Text("Size", BOLD), "\na | 1\n2"), "after"],
        ),
        (
            "<table><tr><td><ul><li>a</li><li><b>b</b>c</li></ul></td><td><pre>d</pre></td></tr></table>",
            [paragraph("a ", Text("b", BOLD), "c | d")],
        ),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", [items((paragraph("a"), items("b")))]),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", [items((paragraph("a"), items("b")))]),
        ("<ul><ul><li>b</li></ul></ul>", [items((items("b"),))]),
        ("<ul></ul><blockquote></blockquote><li>alone</li>", ["alone"]),
        (
            '<ol start="-3"><li>a</li></ol><ol start="9999999"><li>b</li></ol>',
            [items("a", ordered=True), items("b", ordered=True)],
        ),
        ("<pre>a\n<b>b</b><br>c\n</pre>d", [Preformatted("a\nb\nc"), "d"]),
        ("<pre><pre>a</pre>b</pre><pre> </pre>", [Preformatted("ab")]),
        ('<pre>see <a href="https://example.com/">this</a><img alt="x"></pre>', [Preformatted("see thisx")]),
        ('<p>Hi</p><div class="signature"><p>Kim<br>--</p><div>IT</div></div>bye', ["Hi", "bye"]),
        ("<p>--</p><p>below dashes</p>", ["--", "below dashes"]),
        ("<script>alert(1)</script><style>p{}</style><p onclick=x>a<iframe src=x>b</iframe></p>", ["a"]),
        ("&lt;script&gt; &amp;amp; &#128064;", ["<script> &amp; 👀"]),
        ("<!-- a --><custom>b</custom>", ["b"]),
        ("a\x00\ud800b", ["ab"]),
        ("", []),
    ],
)
def test_what_people_read_in_a_comment_is_read(html: str, blocks: list[Block | str]) -> None:
    assert document_from_html(html) == document(*blocks)


def test_no_depth_is_too_deep() -> None:
    deep = document_from_html("<ul><li>" * 900 + "x" + "</li></ul>" * 900 + "<blockquote>" * 40 + "y")
    assert "".join(leaves(deep.blocks)) == "xy"
    assert is_harmless(to_html(deep))
    assert to_rich_text(deep)


@pytest.mark.parametrize("typed", ["<!channel>", "<@U123>", "<!here|x>", "<https://example.com|bank>"])
def test_a_comment_cannot_ping_when_it_is_posted(typed: str) -> None:
    found = document_from_html(f"<p>{typed.replace('<', '&lt;').replace('>', '&gt;')}</p>")
    assert plain(found) == typed
    assert "<" not in to_mrkdwn(found)
    assert to_rich_text(found)[0]["elements"][0]["elements"] == [{"type": "text", "text": typed}]


@given(DOCUMENTS)
def test_written_html_is_harmless_and_a_sanitiser_changes_nothing(found: Document) -> None:
    html = to_html(found)
    assert is_harmless(html)
    assert _same_but_quotes(sanitised(html)) == _same_but_quotes(html)


def _same_but_quotes(html: str) -> str:
    return html.replace("&quot;", '"').replace("&#x27;", "'").replace("&nbsp;", "\N{NO-BREAK SPACE}")


@given(DOCUMENTS)
def test_written_html_says_what_the_document_says(found: Document) -> None:
    assert _letters(Seen(to_html(found)).text) == _letters("".join(leaves(found.blocks)))


@given(DOCUMENTS)
def test_written_html_is_read_back_with_the_same_words(found: Document) -> None:
    again = document_from_html(to_html(Document(tuple(found.blocks))))
    assert _letters("".join(leaves(again.blocks))) == _letters("".join(leaves(found.blocks)))


def _letters(words: str) -> str:
    return "".join(words.split())


@given(HTML)
def test_whatever_html_comes_nothing_foreign_survives(html: str) -> None:
    found = document_from_html(html)
    assert is_harmless(to_html(found))
    assert "<" not in to_mrkdwn(found)
