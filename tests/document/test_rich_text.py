"""rich_text blocks become documents, each kind as what it is, unknown kinds as their words."""

from typing import Any

import pytest

from helpdesk.domain.text.document import Document, Link, Mention, Paragraph, Preformatted, Quote, Style, Text, plain
from helpdesk.slack.richtext import from_blocks

from .scenes import BOLD, CODE, NAMES, NASTY, Json, document, items, paragraph, rich, rows, section, text


def read(*elements: Json) -> Document:
    found = from_blocks(rich(*elements), NAMES)
    assert found is not None
    return found


LEAVES: list[tuple[Json, Any]] = [
    (text("words"), Text("words")),
    (text("words", bold=True, italic=True, strike=True), Text("words", Style(bold=True, italic=True, strike=True))),
    (text("words", code=True), Text("words", CODE)),
    (text("words", underline=True), Text("words")),
    ({"type": "user", "user_id": "U0RIO"}, Mention("user", "Rio Sample")),
    ({"type": "user", "user_id": "U0NOBODY", "style": {"bold": True}}, Mention("user", "U0NOBODY", BOLD)),
    ({"type": "channel", "channel_id": "C0ITHELP"}, Mention("channel", "it-help")),
    ({"type": "usergroup", "usergroup_id": "S0ITTEAM"}, Mention("group", "it-team")),
    ({"type": "team", "team_id": "T1"}, Mention("group", "T1")),
    ({"type": "broadcast", "range": "here"}, Mention("broadcast", "here")),
    ({"type": "link", "url": "https://example.com/"}, Link("https://example.com/")),
    ({"type": "link", "url": "https://example.com/", "text": "page"}, Link("https://example.com/", "page")),
    ({"type": "link", "url": "https://example.com/", "text": "https://example.com/"}, Link("https://example.com/")),
    ({"type": "link", "url": "javascript:alert(1)", "text": "page"}, Text("page (javascript:alert(1))")),
    ({"type": "link", "url": "slack://open"}, Text("slack://open")),
    ({"type": "emoji", "name": "eyes", "unicode": "1f440"}, Text("👀")),
    ({"type": "emoji", "name": "thumbsup"}, Text("👍")),
    ({"type": "emoji", "name": "wave", "skin_tone": 3}, Text("👋🏼")),
    ({"type": "emoji", "name": "wave::skin-tone-6"}, Text("👋🏿")),
    ({"type": "emoji", "name": "brand_new", "unicode": "1fae8-1f3fb"}, Text("🫨🏻")),
    ({"type": "emoji", "name": "party_parrot"}, Text(":party_parrot:")),
    ({"type": "emoji", "name": "odd", "unicode": "zz-1"}, Text(":odd:")),
    ({"type": "date", "timestamp": 1795343400, "format": "{date}", "fallback": "Sunday"}, Text("Sunday")),
    ({"type": "date", "timestamp": 1795343400, "format": "{date}"}, Text("2026-11-22 10:30 UTC")),
    (
        {"type": "date", "timestamp": 1795343400, "url": "https://example.com/"},
        Link("https://example.com/", "2026-11-22 10:30 UTC"),
    ),
    ({"type": "date", "timestamp": 1e300, "fallback": None}, Text("1e+300")),
    ({"type": "color", "value": "#ff0000"}, Text("#ff0000")),
    ({"type": "canvas", "title": "Plan"}, Text("Plan")),
    ({"type": "novelty", "parts": [{"type": "text", "text": "a"}, {"deep": {"name": "b"}}]}, Text("ab")),
]


@pytest.mark.parametrize(("leaf", "inline"), LEAVES)
def test_every_leaf_becomes_what_it_is(leaf: Json, inline: Any) -> None:
    found = read(section(text("<", italic=True), leaf, text(">", italic=True))).blocks
    assert isinstance(found[0], Paragraph)
    assert found[0].inlines[1:-1] == (inline,)


@pytest.mark.parametrize("typed", NASTY)
def test_what_people_type_stays_what_it_is(typed: str) -> None:
    assert read(section(typed)) == document(typed)
    assert read(section(typed, kind="preformatted")) == document(Preformatted(typed))


def test_sections_begin_lines_and_empty_lines_part_paragraphs() -> None:
    assert read(section("one\n"), section("two"), section("\nthree")) == document("one\ntwo", "three")
    assert read(section("a\n\nb\n\n\n\nc\n\n")) == document("a", "b", paragraph(), "c")
    assert read(section("a", text("\n", bold=True), "\nb")) == document("a", "b")


def test_code_keeps_its_spaces_and_shows_addresses() -> None:
    found = read(section("def a():\n    pass\n", {"type": "link", "url": "https://example.com/"}, kind="preformatted"))
    assert found == document(Preformatted("def a():\n    pass\nhttps://example.com/"))


def test_a_list_nests_by_its_indents() -> None:
    found = read(rows("a", "b"), rows("b1", indent=1), rows("b1x", indent=2), rows("b2", indent=1), rows("c"))
    below = items((paragraph("b1"), items("b1x")), "b2")
    assert found == document(items("a", (paragraph("b"), below), "c"))


def test_numbers_go_on_after_a_list_below_when_slack_says_so() -> None:
    found = read(
        rows("a", style="ordered"),
        rows("x", indent=1),
        rows("b", style="ordered", offset=1),
        rows("c", style="ordered"),
    )
    first = items((paragraph("a"), items("x")), "b", ordered=True)
    assert found == document(first, items("c", ordered=True))
    assert plain(found) == "1. a\n    ◦ x\n2. b\n1. c"


def test_a_list_may_begin_with_any_number_and_deep_in() -> None:
    assert read(rows("a", style="ordered", offset=6, indent=4)) == document(items("a", ordered=True, start=7))
    assert read(rows("a"), rows("b", style="ordered")) == document(items("a"), items("b", ordered=True))


def test_what_has_a_border_is_quoted_with_the_quote_it_stands_in() -> None:
    found = read(
        section("said", kind="quote"),
        rows("a", border=1),
        section("x", kind="preformatted", border=1),
        section("answer"),
    )
    assert found == document(Quote((paragraph("said"), items("a"), Preformatted("x"))), "answer")


def test_code_in_a_list_stays_code() -> None:
    block = section(section("x  y", kind="preformatted"), kind="list", style="bullet")
    assert read(block) == document(items((Preformatted("x  y"),)))


def test_without_rich_text_there_is_no_document() -> None:
    assert from_blocks([{"type": "section", "text": {"type": "mrkdwn", "text": "x"}}], NAMES) is None
    assert from_blocks(None, NAMES) is None
    assert from_blocks([], NAMES) is None


def test_an_unknown_element_is_its_words() -> None:
    assert read({"type": "rich_text_hologram", "title": "seen"}, section("after")) == document("seen\nafter")


def test_a_name_stays_on_its_line_and_halves_of_characters_are_left_out() -> None:
    assert read(section({"type": "user", "user_id": "U\n1"}, "a\x00\ud800b\r\nc")) == document(
        paragraph(Mention("user", "U 1"), "ab\nc")
    )


def test_no_depth_is_too_deep() -> None:
    deep: Json = {"type": "x", "text": None}
    for _ in range(5000):
        deep = {"type": "x", "elements": [deep, {"text": "."}]}
    assert len(plain(read(deep))) == 5000
