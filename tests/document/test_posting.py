"""Documents become rich_text in which foreign words stay words, and messages that Slack takes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain.place import Place
from helpdesk.domain.text.document import (
    Block,
    Document,
    Link,
    List,
    Mention,
    Preformatted,
    Quote,
    Style,
    Text,
    leaves,
    of_text,
    plain,
)
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.transcript import Spoken
from helpdesk.languages.speech import Speech
from helpdesk.slack import words
from helpdesk.slack.richtext import from_blocks
from helpdesk.slack.richtext.posting import LIMIT, split, to_mrkdwn, to_rich_text
from helpdesk.slack.text import plain as read_mrkdwn

from .scenes import DOCUMENTS, NAMES, NASTY, TYPED, Json, document, items, paragraph, rich, rows, section, text


@pytest.mark.parametrize(
    ("blocks", "elements"),
    [
        (["a", "b\nc"], [section("a\n\nb\nc")]),
        ([paragraph(Text("a", Style(bold=True, code=True)))], [section(text("a", bold=True, code=True))]),
        ([paragraph(Link("https://example.com/"))], [section({"type": "link", "url": "https://example.com/"})]),
        (
            [paragraph(Link("https://example.com/", "page", Style(italic=True)))],
            [section({"type": "link", "url": "https://example.com/", "text": "page", "style": {"italic": True}})],
        ),
        ([paragraph("Hi ", Mention("user", "Rio"))], [section("Hi ", "@Rio")]),
        ([Preformatted("a  b"), "c"], [section("a  b", kind="preformatted", border=0), section("c")]),
        ([Quote((paragraph("a"), paragraph("b")))], [section("a\n\nb", kind="quote")]),
        (
            [Quote((items("a"), Preformatted("x"), Quote((paragraph("b"),))))],
            [
                rows("a", indent=0, border=1),
                section("x", kind="preformatted", border=1),
                section("b", kind="quote"),
            ],
        ),
        ([items("a", "b", ordered=True, start=3)], [rows("a", "b", style="ordered", indent=0, border=0, offset=2)]),
        (
            [items((paragraph("a"), items("x"), Preformatted("y")), "b", ordered=True)],
            [
                rows("a", style="ordered", indent=0, border=0),
                rows("x", indent=1, border=0),
                section("y", kind="preformatted", border=0),
                rows("b", style="ordered", indent=0, border=0, offset=1),
            ],
        ),
    ],
)
def test_every_block_has_its_rich_text(blocks: list[Block | str], elements: list[Json]) -> None:
    assert to_rich_text(document(*blocks)) == rich(*elements)


def test_an_empty_document_has_no_blocks() -> None:
    assert to_rich_text(Document()) == []
    assert to_rich_text(document("")) == []
    assert to_rich_text(document(Preformatted(""))) == rich(section(kind="preformatted", border=0))


@pytest.mark.parametrize("typed", [*NASTY, "<!channel>", "<@U123>", "<https://example.com|x>", ":eyes: *b*"])
def test_foreign_words_stay_words(typed: str) -> None:
    assert to_rich_text(of_text(typed)) == rich(section(typed))
    assert read_mrkdwn(to_mrkdwn(of_text(typed))) == typed


@given(TYPED)
def test_nothing_typed_elsewhere_can_ping_or_link(typed: str) -> None:
    posted = to_mrkdwn(of_text(typed))
    assert "<" not in posted
    assert ">" not in posted
    assert {leaf["type"] for element in _elements(of_text(typed)) for leaf in element["elements"]} <= {"text"}


def _elements(found: Document) -> list[Json]:
    return [element for block in to_rich_text(found) for element in block["elements"]]


@given(DOCUMENTS)
def test_rich_text_read_back_says_the_same(found: Document) -> None:
    again = from_blocks(to_rich_text(found), NAMES) or Document()
    assert _letters(again) == _letters(found)


@given(DOCUMENTS)
def test_every_text_in_rich_text_is_one_slack_takes(found: Document) -> None:
    for leaf in _flat(_elements(found)):
        assert leaf.get("type") != "text" or leaf["text"]
        assert leaf.get("type") in {"text", "link"} or "elements" in leaf
        assert leaf.get("indent", 0) <= 8


def _flat(elements: list[Json]) -> list[Json]:
    return [leaf for each in elements for leaf in [each, *_flat(each.get("elements", []))]]


def _letters(found: Document) -> str:
    return "".join("".join(leaves(found.blocks)).split())


LONG = st.lists(
    st.builds(
        lambda words, times: words * times,
        st.sampled_from(["word ", "line\n", "<&>", "👋🏽", "é"]),
        st.integers(0, 3000),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25)
@given(LONG, st.booleans())
def test_a_long_comment_becomes_parts_that_fit_and_say_everything(texts: list[str], listed: bool) -> None:
    whole = document(items(*texts)) if listed else document(*texts, Preformatted(texts[0]), Quote((paragraph(*texts),)))
    parts = split(whole)
    assert "".join(leaf for part in parts for leaf in leaves(part.blocks)) == "".join(leaves(whole.blocks))
    assert all(len(to_mrkdwn(part)) <= LIMIT for part in parts)
    assert all(len(to_rich_text(part)) <= 1 for part in parts)


def test_a_part_has_no_more_elements_than_slack_bears() -> None:
    many = paragraph(*(Text("x", Style(bold=bool(n % 2))) for n in range(3000)))
    parts = split(document(many))
    assert max(len(element["elements"]) for part in parts for element in _elements(part)) <= 400
    assert "".join(plain(part) for part in parts) == "x" * 3000


def test_a_list_goes_on_with_its_number() -> None:
    first, second, *_ = split(document(items(*["word " * 300] * 6, ordered=True)))
    assert isinstance(first.blocks[0], List)
    assert isinstance(second.blocks[0], List)
    assert (len(first.blocks[0].items), second.blocks[0].start) == (2, 3)


def test_a_comment_without_words_is_posted_as_such() -> None:
    spoken = Spoken("Kim", None, document("", Preformatted(" ")), public=True)
    ((said, blocks),) = words.comment(
        Speech(), Ticket(place=Place("T1", "C1", "1.000001"), kind="question"), spoken, "https://desk.example.com"
    )
    assert (said, blocks) == ("(a comment without words)", rich(section("(a comment without words)")))
