"""The words of one message are marked in a comment, all of them and no others."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.text.document import Document, Paragraph, Preformatted, Quote, Text, clean, of_text
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.sandbox.zendesk.comment_html import store_html
from helpdesk.zendesk.html import transcript_parts
from helpdesk.zendesk.payloads import CommentSeen
from helpdesk.zendesk.redaction import begins_with, part, whole
from helpdesk.zendesk.replies_html import Told, said

from .scene import LINK
from .talking import FIRST, SECOND, THIRD, link_to, message

MARK = re.compile(r"</?redact>| redact(?=/?>)")
MARKED = re.compile(r"<redact>(.*?)</redact>", re.DOTALL)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=40)


def stored(html: str) -> CommentSeen:
    return CommentSeen(id=1, html_body=store_html(html)[0])


def letters(html: str) -> str:
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def three(middle: Document, around: str) -> list[Message]:
    return [message(FIRST, of_text(around)), message(SECOND, middle), message(THIRD, of_text(around))]


DOCUMENTS = st.builds(
    lambda paragraph, code, quote: Document(
        (
            Paragraph((Text(clean(paragraph)),)),
            Preformatted(clean(code)),
            Quote((Paragraph((Text(clean(quote)),)),)),
        )
    ),
    WORDS,
    WORDS,
    WORDS,
)


@given(DOCUMENTS, WORDS)
def test_of_replies_together_exactly_the_messages_words_are_marked(middle: Document, around: str) -> None:
    messages = three(middle, around)
    [piece] = said([Told(one.ts, one) for one in messages], named=False)
    comment = stored(piece.html)
    check(comment, piece.html, messages)


@given(DOCUMENTS, WORDS)
def test_of_a_transcript_exactly_the_messages_words_are_marked(middle: Document, around: str) -> None:
    messages = three(middle, around)
    [(html, _)] = transcript_parts(Transcript(LINK, tuple(messages)))
    check(stored(html), html, messages)


def check(comment: CommentSeen, sent: str, messages: list[Message]) -> None:
    erasure = part(comment, SECOND)
    assert erasure is not None
    assert MARK.sub("", erasure.html) == comment.html_body
    start, end = sent.index(link_to(SECOND).split("?")[0]), sent.index(link_to(THIRD).split("?")[0])
    words = sent[sent.index("</a>", start) : sent.rindex("<p>", start, end)]
    assert letters("".join(MARKED.findall(erasure.html))) == letters(words)
    assert part(comment, "1.000000") is None
    assert begins_with(comment, FIRST)
    assert not begins_with(comment, SECOND)


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<a href='x'>", "</a>", "<", ">", '"', "words", "▇"]))
)
def test_whatever_html_comes_marks_are_all_that_is_added(parts: list[str]) -> None:
    html = "".join(parts)
    comment = CommentSeen(id=1, html_body=html)
    assert MARK.sub("", whole(comment).html) == html
    head = f'<p><a href="{link_to(FIRST)}">2026-11-18 12:00 UTC</a></p>'
    found = part(CommentSeen(id=1, html_body=head + html), FIRST)
    assert found is not None
    assert MARK.sub("", found.html) == head + html


def test_words_redacted_before_are_not_marked_again() -> None:
    assert whole(CommentSeen(id=1, html_body="<p>▇▇▇ ▇</p>")).is_nothing
