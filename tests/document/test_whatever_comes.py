"""No input crashes a reader, and what people typed is what is read."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.text.document import Document, clean, leaves, plain
from helpdesk.domain.text.markdown import markdown
from helpdesk.slack.richtext import from_blocks
from helpdesk.slack.richtext.message import document_of
from helpdesk.slack.richtext.mrkdwn import from_mrkdwn
from helpdesk.slack.richtext.posting import split, to_rich_text
from helpdesk.zendesk.html_writing import to_html

from .markup import is_harmless
from .scenes import JSON, NAMES, TYPED, TYPED_BLOCKS, WILD_BLOCKS, Json, rich, section


def _survives(found: Document) -> None:
    assert is_harmless(to_html(found))
    to_html(found).encode()
    markdown(found).encode()
    plain(found).encode()
    assert split(found)
    assert isinstance(to_rich_text(found), list)


@given(WILD_BLOCKS | JSON)
def test_no_rich_text_crashes_the_reader(blocks: Any) -> None:
    found = from_blocks(blocks, NAMES)
    if found is not None:
        _survives(found)


@given(st.dictionaries(st.sampled_from(["text", "blocks", "attachments"]), JSON | WILD_BLOCKS))
def test_no_message_crashes_the_reader(message: dict[str, Any]) -> None:
    _survives(document_of(message, NAMES))


@given(
    TYPED
    | st.lists(
        st.sampled_from(["*", "_", "~", "`", "```", "<", ">", "|", "@U1", "!here", "&gt;", "• ", "1. ", "\n", " ", "a"])
    ).map("".join)
)
def test_no_mrkdwn_crashes_the_reader(text: str) -> None:
    _survives(from_mrkdwn(text, NAMES))


@given(TYPED)
def test_a_section_says_exactly_what_was_typed(typed: str) -> None:
    found = from_blocks(rich(section(typed)), NAMES)
    assert found is not None
    assert plain(found) == clean(typed).rstrip("\n")


@given(TYPED_BLOCKS)
def test_rich_text_says_everything_that_was_typed(blocks: list[Json]) -> None:
    found = from_blocks(blocks, NAMES)
    assert found is not None
    assert _letters("".join(leaves(found.blocks))) == _letters("".join(map(clean, _typed(blocks))))


@given(TYPED_BLOCKS)
def test_rich_text_posted_again_says_the_same(blocks: list[Json]) -> None:
    found = from_blocks(blocks, NAMES) or Document()
    again = from_blocks(to_rich_text(found), NAMES) or Document()
    assert _letters(plain(again)) == _letters(plain(found))


def _typed(elements: list[Json]) -> Iterator[str]:
    for element in elements:
        yield element.get("text", "")
        yield from _typed(element.get("elements", []))


def _letters(words: str) -> str:
    return "".join(words.split())
