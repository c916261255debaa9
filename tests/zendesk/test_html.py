"""A thread becomes HTML that says what people said, and nothing they wrote is markup."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain.text.document import leaves, of_text
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.zendesk.html import LIMIT, transcript_parts

LINK = "https://example.slack.com/archives/C1/p1795000000000100"
AT = 1795343400.0  # 2026-11-22 10:30 UTC


def message(text: str = "Hello", author: str = "Robin", files: tuple[str, ...] = ()) -> Message:
    return Message(author, AT, of_text(text), LINK, files)


def thread(*messages: Message) -> Transcript:
    return Transcript(LINK, messages)


def html_of(told: Transcript, note: str = "") -> str:
    return "".join(part.html for part in transcript_parts(told, note))


def test_a_message_shows_author_time_link_text_and_files() -> None:
    html = html_of(thread(message("The VPN\nis <down> & out", files=("a.png", "b.log"))))
    assert html == (
        f'<p><a href="{LINK}" rel="noreferrer">Slack thread</a></p>'
        f'<p><strong>Robin</strong> · <a href="{LINK}" rel="noreferrer">2026-11-22 10:30 UTC</a></p>'
        "<p>The VPN<br>is &lt;down&gt; &amp; out</p><p>Files: a.png, b.log</p>"
    )


def test_a_note_stands_above_everything() -> None:
    assert html_of(thread(), "Asked by <Gus>").startswith("<p>Asked by &lt;Gus&gt;</p><p><a ")


def test_a_link_that_is_no_web_address_is_not_a_link() -> None:
    html = html_of(Transcript("javascript:alert(1)", (Message("Robin", AT, of_text("Hello"), "data:text/html,x"),)))
    assert "href" not in html


def test_endless_names_do_not_break_the_limit() -> None:
    told = thread(*(message(author="<" * 30_000, files=("&" * 90_000,)) for _ in range(3)))
    assert all(len(part.html.encode()) <= LIMIT for part in transcript_parts(told))


def test_halves_of_characters_and_control_characters_are_left_out() -> None:
    html = html_of(thread(Message("Ro\ud800bin", AT, of_text("a\x00b\tc"), f"{LINK}\udfff\x07", ())))
    assert html.encode()
    assert "Robin" in html
    assert "ab\tc" in html
    assert f'<a href="{LINK}" rel="noreferrer">2026' in html


TEXT = st.text(max_size=40) | st.sampled_from(["<script>", "</p>", '"><img src=x onerror=y>', "&amp;", "\x00\r\n", "'"])
MESSAGES = st.builds(
    Message,
    author=TEXT,
    at=st.floats(),
    body=TEXT.map(of_text),
    permalink=st.sampled_from([LINK, LINK + '"onclick="x', "javascript:x"]) | TEXT,
    files=st.lists(TEXT, max_size=2).map(tuple),
)


class _Read(HTMLParser):
    """Collects the markup and the text a browser would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for _, value in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


@given(messages=st.lists(MESSAGES, max_size=4).map(tuple), note=TEXT)
def test_nothing_people_wrote_becomes_markup(messages: tuple[Message, ...], note: str) -> None:
    read = _Read()
    html = html_of(Transcript(LINK, messages), note)
    read.feed(html)
    assert read.tags <= {"p", "a", "strong", "br"}
    assert read.attributes <= {"href", "rel"}
    assert all(link.startswith(("https://", "http://", "noreferrer")) for link in read.links)
    for message in messages:
        for line in "".join(leaves(message.body.blocks)).split("\n"):
            assert line in read.text


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(st.integers(0, 70_000), st.sampled_from("x<é😀\n")), max_size=6))
def test_no_thread_is_longer_than_zendesk_takes(parts: list[tuple[int, str]]) -> None:
    for html, _ in transcript_parts(thread(*(message(character * length) for length, character in parts))):
        assert len(html.encode()) <= LIMIT
        assert html.count("<p>") == html.count("</p>")
