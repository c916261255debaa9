"""Plain text is what people would type; Markdown is read by any reader as what was meant."""

import re

import pytest
from hypothesis import example, given
from markdown_it import MarkdownIt

from helpdesk.domain.text.document import (
    Block,
    Document,
    Link,
    Mention,
    Paragraph,
    Preformatted,
    Quote,
    Style,
    Text,
    leaves,
    linked,
    of_text,
    plain,
)
from helpdesk.domain.text.markdown import markdown

from .markup import Seen
from .scenes import BOLD, CODE, DOCUMENTS, ITALIC, NASTY, STRIKE, document, items, paragraph


@pytest.mark.parametrize(
    ("blocks", "words", "marked"),
    [
        (["a\nb", "c"], "a\nb\n\nc", "a\\\nb\n\nc"),
        ([paragraph(Text("b", BOLD), " ", Text("i", ITALIC))], "b i", "**b** *i*"),
        ([paragraph(Text("s", STRIKE), " ", Text("c*", CODE))], "s c*", "~~s~~ `c*`"),
        ([paragraph(Text("x", Style(bold=True, italic=True)))], "x", "***x***"),
        ([paragraph(Text("b", BOLD), "c")], "bc", "**b**c"),
        ([paragraph(Text("b ", BOLD), Text("i", ITALIC))], "b i", "<strong>b </strong><em>i</em>"),
        (
            [paragraph("a", Text("i", ITALIC), Text("s", Style(bold=True, strike=True)))],
            "ais",
            "a<em>i</em><del><strong>s</strong></del>",
        ),
        (
            [paragraph(Text("a", CODE), Text("b", Style(bold=True, code=True)))],
            "ab",
            "<code>a</code><strong><code>b</code></strong>",
        ),
        ([paragraph(Text("a`b", CODE), " ", Text("``", CODE))], "a`b ``", "``a`b`` ``` `` ```"),
        ([paragraph(Link("https://example.com/"))], "https://example.com/", "<https://example.com/>"),
        (
            [paragraph(Link("https://example.com/?a=1&b=2", "a_b"))],
            "a_b (https://example.com/?a=1&b=2)",
            "[a_b](<https://example.com/?a=1\\&b=2>)",
        ),
        (
            [paragraph(Link("http://www.example.com/", "www.example.com"))],
            "www.example.com",
            "[www.example.com](<http://www.example.com/>)",
        ),
        (
            [paragraph(Link("mailto:rio@example.com", "rio@example.com"))],
            "rio@example.com",
            "[rio@example.com](<mailto:rio@example.com>)",
        ),
        (
            [paragraph(Mention("user", "Rio Sample"), " ", Mention("channel", "#help"))],
            "@Rio Sample #help",
            "@Rio Sample \\#help",
        ),
        (["a", Preformatted("x\n ```y"), "b"], "a\nx\n ```y\nb", "a\n\n````\nx\n ```y\n````\n\nb"),
        ([Quote((paragraph("a"), items("b")))], "> a\n> • b", "> a\n> \n> - b"),
        (
            [items((paragraph("a\nb"), items((paragraph("c"), items("d")))), "e")],
            "• a\n    b\n    ◦ c\n        ▪ d\n• e",
            "- a\\\n  b\n  \n  - c\n    \n    - d\n- e",
        ),
        ([items("a", (), ordered=True, start=9)], "9. a\n10. ", "9. a\n10. "),
        ([items("a"), items("b")], "• a\n• b", "- a\n\n<!-- -->\n\n- b"),
        (
            ["1. a", "- b", "+ c", "#d", "=== e", " f "],
            None,
            "1\\. a\n\n\\- b\n\n\\+ c\n\n\\#d\n\n\\=== e\n\n&#32;f&#32;",
        ),
        (["*a* <b> [c](d) | `e` ~f~ \\ !"], None, "\\*a\\* \\<b\\> \\[c\\](d) \\| \\`e\\` \\~f\\~ \\\\ \\!"),
    ],
)
def test_every_block_has_its_text_and_markdown(blocks: list[Block | str], words: str | None, marked: str) -> None:
    if words is not None:
        assert plain(document(*blocks)) == words
    assert markdown(document(*blocks)) == marked


@pytest.mark.parametrize("typed", NASTY)
def test_what_people_type_stays_what_it_is(typed: str) -> None:
    assert plain(of_text(typed)) == typed
    assert _read(markdown(of_text(typed))) == typed


def test_an_address_that_may_not_be_followed_is_written_out() -> None:
    assert linked("javascript:x", "y") == Text("y (javascript:x)")
    assert linked("", "y") == Text("y")
    assert linked("https://example.com/" + "x" * 2000, "y") == Text("y (https://example.com/" + "x" * 2000 + ")")
    assert linked(" https://example.com/\n") == Link("https://example.com/")


def _read(text: str) -> str:
    reader = MarkdownIt("commonmark", {"html": True}).enable("strikethrough")
    return Seen(reader.render(text)).text.removesuffix("\n")


def _letters(words: str) -> str:
    return re.sub(r"[\s\0]+", "", words)


@given(DOCUMENTS)
@example(document(paragraph(Text("a\n\nb", BOLD))))
@example(document(items((Preformatted("a"), paragraph("b")))))
@example(document(items((), (paragraph(), paragraph("a")), ordered=True, start=9)))
@example(document(paragraph("\n")))
def test_a_reader_of_markdown_sees_what_was_said(found: Document) -> None:
    assert _letters(_read(markdown(found))) == _letters("".join(leaves(found.blocks)))


@given(DOCUMENTS)
def test_plain_text_says_everything_in_order(found: Document) -> None:
    said = iter(_letters(plain(found)))
    assert all(letter in said for letter in _letters("".join(leaves(found.blocks))))


@given(DOCUMENTS)
def test_bold_words_are_bold_for_a_reader_of_markdown(found: Document) -> None:
    words = [block for block in found.blocks if isinstance(block, Paragraph)]
    marked = MarkdownIt("commonmark", {"html": True}).enable("strikethrough").render(markdown(Document(tuple(words))))
    bold = any(inline.style.bold and inline.text.strip() for block in words for inline in block.inlines)
    assert not bold or "<strong>" in marked


def test_an_address_that_may_not_be_followed_makes_no_link() -> None:
    with pytest.raises(ValueError, match="no address to link to"):
        Link("javascript:alert(1)")
