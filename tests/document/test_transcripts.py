"""A thread becomes as many Zendesk comments as it takes, and nothing of it is lost."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain.text.document import Document, Preformatted, leaves
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.zendesk import words
from helpdesk.zendesk.html import LIMIT, transcript_parts

from .markup import Seen, is_harmless
from .scenes import BLOCKS, TYPED, WORDS, document, items

LINK = "https://example.slack.com/archives/C1/p1795000000000100"
AT = 1795343400.0  # 2026-11-22 10:30 UTC


def htmls(told: Transcript, note: str = "", limit: int = LIMIT) -> list[str]:
    return [part.html for part in transcript_parts(told, note, limit)]


def message(*blocks: Preformatted | str, files: tuple[str, ...] = ()) -> Message:
    return Message("Robin", AT, document(*blocks), LINK, files)


def thread(*messages: Message) -> Transcript:
    return Transcript(LINK, messages)


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("UTC", "2026-11-22 10:30 UTC"),
        ("Europe/Berlin", "2026-11-22 11:30 CET"),
        ("Asia/Tokyo", "2026-11-22 19:30 JST"),
        ("Moon/Apollo", "2026-11-22 10:30 UTC"),
        ("", "2026-11-22 10:30 UTC"),
    ],
)
def test_times_are_the_writers_and_say_their_zone(zone: str, shown: str) -> None:
    (part,) = htmls(thread(replace(message("Hello"), zone=zone)))
    assert f">{shown}</a>" in part


def test_a_short_thread_is_one_comment_with_everything() -> None:
    (part,) = htmls(thread(message("Hello", Preformatted("a  b"), files=("a\nb.png",))), "Asked by Gus")
    assert part == (
        f'<p>Asked by Gus</p><p><a href="{LINK}" rel="noreferrer">Slack thread</a></p>'
        f'<p><strong>Robin</strong> · <a href="{LINK}" rel="noreferrer">2026-11-22 10:30 UTC</a></p>'
        "<p>Hello</p><pre><code>a  b</code></pre><p>Files: a b.png</p>"
    )


def test_a_thread_without_messages_is_its_link() -> None:
    assert htmls(thread()) == [f'<p><a href="{LINK}" rel="noreferrer">Slack thread</a></p>']


def test_a_long_thread_is_parted_between_messages() -> None:
    parts = htmls(thread(*(message(f"number {n} " + "x" * 900) for n in range(200))), "Asked by Gus")
    assert [int(n) for part in parts for n in re.findall(r"number (\d+) ", part)] == list(range(200))
    assert all(len(part.encode()) <= LIMIT for part in parts)
    assert [f", part {n} of {len(parts)}</p>" in part for n, part in enumerate(parts, 1)] == [True] * len(parts)
    assert [part.count("Asked by Gus") for part in parts] == [1] + [0] * (len(parts) - 1)
    assert words.CONTINUED not in "".join(parts)


def test_an_endless_message_goes_on_in_the_next_part_by_its_author() -> None:
    told = message(*(f"paragraph {n} " + "é" * 400 for n in range(300)))
    parts = htmls(thread(told, message("the answer")))
    assert all(len(part.encode()) <= LIMIT for part in parts)
    assert [part.count(words.CONTINUED) for part in parts] == [0] + [1] * (len(parts) - 1)
    assert [int(n) for part in parts for n in re.findall(r"paragraph (\d+) ", part)] == list(range(300))
    assert parts[-1].endswith("<p>the answer</p>")


def test_endless_file_names_are_parted_like_words() -> None:
    parts = htmls(thread(message("x", files=tuple(f"{n:05d}-&.log" for n in range(9000)))))
    assert all(len(part.encode()) <= LIMIT for part in parts)
    assert re.findall(r"(\d{5})-&amp;\.log", "".join(parts)) == [f"{n:05d}" for n in range(9000)]


MESSAGES = st.builds(
    Message,
    author=TYPED,
    at=st.floats(),
    body=st.builds(Document, st.lists(BLOCKS, max_size=2).map(tuple))
    | st.builds(lambda words, times: document(words * times, items(words)), WORDS, st.integers(0, 2000)),
    permalink=st.sampled_from([LINK, LINK + '"onclick="x', "javascript:x"]),
    files=st.lists(TYPED, max_size=2).map(tuple),
)


@settings(max_examples=40)
@given(st.lists(MESSAGES, max_size=5).map(tuple), TYPED)
def test_every_part_fits_is_harmless_and_together_they_say_all(messages: tuple[Message, ...], note: str) -> None:
    parts = htmls(Transcript(LINK, messages), note, limit=10_000)
    assert all(len(part.encode()) <= 10_000 and is_harmless(part) for part in parts)
    shown = iter("".join("".join(Seen(part).text.split()) for part in parts))
    assert all(letter in shown for m in messages for letter in "".join("".join(leaves(m.body.blocks)).split()))
