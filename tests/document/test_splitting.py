"""A document that is too long is cut where it hurts least, and nothing of it is lost."""

import pytest
from hypothesis import given

from helpdesk.domain.text.document import Block, Document, Link, Mention, Preformatted, Quote, Text, leaves, plain
from helpdesk.domain.text.split import split

from .scenes import BOLD, DOCUMENTS, document, items, paragraph


def _length(found: Document) -> int:
    return len(plain(found))


@pytest.mark.parametrize(
    ("blocks", "limit", "parts"),
    [
        (["short"], 10, [["short"]]),
        ([], 10, [[]]),
        (["aaaa bbbb", "cccc dddd"], 12, [["aaaa bbbb"], ["cccc dddd"]]),
        (["aaaa\nbb\ncc dd"], 10, [["aaaa\nbb\n"], ["cc dd"]]),
        (["aaaa bb cc dd"], 10, [["aaaa bb "], ["cc dd"]]),
        (["aaaaaaaaaaaaa"], 10, [["aaaaaaaaaa"], ["aaa"]]),
        (["aaaaaaaa👋🏽"], 9, [["aaaaaaaa"], ["👋🏽"]]),
        (["aaaaaaa👩\u200d💻"], 9, [["aaaaaaa"], ["👩\u200d💻"]]),
        (["a" + "\u0301" * 20], 9, None),
        ([Preformatted("a\nb\nc\nd\ne\nf")], 6, [[Preformatted("a\nb\nc\n")], [Preformatted("d\ne\nf")]]),
        (
            [Quote((paragraph("aaaa"), paragraph("bbbb")))],
            10,
            [[Quote((paragraph("aaaa"),))], [Quote((paragraph("bbbb"),))]],
        ),
        (
            [items("aaaa", "bbbb", "cccc", ordered=True)],
            16,
            [[items("aaaa", "bbbb", ordered=True)], [items("cccc", ordered=True, start=3)]],
        ),
        (
            [items("aaaa bbbb", "cc", ordered=True)],
            9,
            [[items("aaaa ", ordered=True)], [items("bbbb", ordered=True)], [items("cc", ordered=True, start=2)]],
        ),
        ([items((), (), "aaaa")], 6, [[items((), ())], [items("aaaa")]]),
        ([items(), Quote(()), "aaaaaa", "b"], 6, None),
        (
            [paragraph(Text("aaaa", BOLD), Mention("user", "bbbb"), Link("https://example.com/"), "x")],
            24,
            None,
        ),
    ],
)
def test_a_document_is_cut_at_blocks_else_lines_else_words(
    blocks: list[Block | str], limit: int, parts: list[list[Block | str]] | None
) -> None:
    whole = document(*blocks)
    found = split(whole, limit, _length)
    assert parts is None or found == [document(*part) for part in parts]
    assert all(_length(part) <= limit for part in found)
    assert "".join(leaf for part in found for leaf in leaves(part.blocks)) == "".join(leaves(whole.blocks))


def test_a_mention_and_a_link_cut_in_two_are_words_and_two_links() -> None:
    found = split(document(paragraph(Mention("user", "aaaabbbb"))), 5, _length)
    assert found == [document("@aaaa"), document("bbbb")]
    link = Link("https://example.com/", "aaaabbbb")
    first, *_ = split(document(paragraph(link)), 4 + len(" (https://example.com/)"), _length)
    assert first == document(paragraph(Link("https://example.com/", "aaaa")))


def test_what_cannot_be_smaller_stands_alone() -> None:
    link = paragraph(Link("https://example.com/", "x"))
    assert split(document(link, link), 3, _length) == [document(link), document(link)]


@given(DOCUMENTS)
def test_no_leaf_is_lost_however_small_the_parts(whole: Document) -> None:
    parts = split(whole, 90, _length)
    assert "".join(leaf for part in parts for leaf in leaves(part.blocks)) == "".join(leaves(whole.blocks))
    assert all(_length(part) <= 90 or len("".join(leaves(part.blocks))) <= 4 for part in parts)
