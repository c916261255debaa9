"""Slack's text as plain words, subjects, and foreign text made harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.requests import Request
from helpdesk.slack.subjects import first_line, shown
from helpdesk.slack.text import SUBJECT, escaped, plain, shortened

NAMES = {"U0RIO": "Rio Sample", "C0ITHELP": "it-help"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello", "Hello"),
        ("<@U0RIO> hello", "@Rio Sample hello"),
        ("<@U0RIO|rio> hello", "@rio hello"),
        ("<@U0NOBODY>", "@U0NOBODY"),
        ("see <#C0ITHELP>", "see #it-help"),
        ("see <#C0ITHELP|help>", "see #help"),
        ("see <#C0ITHELP|>", "see #it-help"),
        ("<!here> and <!channel>", "@here and @channel"),
        ("<!subteam^S0ITTEAM|@it-team> please", "@it-team please"),
        ("<!subteam^S0ITTEAM> please", "@subteam please"),
        ("<!date^1795000000^{date}|yesterday>", "yesterday"),
        ("<https://www.example.com/>", "https://www.example.com/"),
        ("<https://www.example.com/|the page>", "the page (https://www.example.com/)"),
        ("<https://www.example.com/|www.example.com>", "https://www.example.com/"),
        ("<mailto:rio@example.com|rio@example.com>", "mailto:rio@example.com"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2", "1 < 2 && 3 > 2"),
        ("&amp;lt;", "&lt;"),
        ("&lt;@U0RIO&gt;", "<@U0RIO>"),
        ("a < b", "a < b"),
        ("", ""),
    ],
)
def test_entities_become_what_people_read(text: str, words: str) -> None:
    assert plain(text, lambda id_: NAMES.get(id_, id_)) == words


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("The printer is on fire\nPlease help", "The printer is on fire"),
        ("\n  \n*Printer!*\nmore", "Printer!"),
        ("> quoted", "quoted"),
        ("The *printer* burns since `10:00`", "The printer burns since 10:00"),
        ("rm ~/a ~/b and my_app_name.log, 2 * 3 * 4 :eyes:", "rm ~/a ~/b and my_app_name.log, 2 * 3 * 4 👀"),
        ("<@U0RIO> see <https://example.com/|the page>", "@U0RIO see the page (https://example.com/)"),
        ("```\nTraceback\n```", "Traceback"),
        ("&lt;b&gt; &amp; c", "<b> & c"),
        ("***", ""),
        ("", ""),
        ("x" * 150, "x" * 150),
        ("x" * 151, "x" * 149 + "…"),
        ("x" * 148 + " yy", "x" * 148 + "…"),
    ],
)
def test_a_subject_is_the_first_line_with_words(text: str, subject: str) -> None:
    assert first_line(text) == subject


@given(st.text())
def test_a_subject_is_always_one_line_of_at_most_150_characters(text: str) -> None:
    subject = first_line(text)
    assert len(subject) <= SUBJECT
    assert len(subject.splitlines()) <= 1


@given(st.text() | st.text("<>&!@|;ltgamp"))
def test_escaped_text_can_neither_ping_nor_link_and_reads_the_same(text: str) -> None:
    safe = escaped(text)
    assert "<" not in safe
    assert ">" not in safe
    assert plain(safe) == text


@given(st.text(), st.integers(1, 50))
def test_shortened_text_keeps_its_beginning(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize(
    ("subject", "most", "told"),
    [
        ("@U0ITAGENT1, see #C0GENERAL1", 80, "<@U0ITAGENT1>, see <#C0GENERAL1>"),
        ("@S0SENIORS and @S0OTHERS1, please", 80, "@sen&lt;iors and @S0OTHERS1, please"),
        ("@URGENTLYNOW is no person", 80, "@URGENTLYNOW is no person"),
        ("ask @U0ITAGENT1234 of us", 15, "ask @U0ITAGENT…"),
        ("<@U0ITAGENT1> & more", 80, "&lt;<@U0ITAGENT1>&gt; &amp; more"),
    ],
)
def test_a_subject_is_shown_with_names_and_calls_no_group(subject: str, most: int, told: str) -> None:
    asked = Request(group="S0SENIORS", name="sen<iors", people=(), by=None, ts="1.0")
    ticket = Ticket(place=Place("T0TEAM", "C0ITHELP1", "1.0"), subject=subject, requests=(asked,))
    assert shown(ticket, most) == told
