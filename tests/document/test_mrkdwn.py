"""mrkdwn becomes what Slack would show, and what is no markup by Slack's rules stays as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.text.document import Block, Inline, Link, Mention, Preformatted, Quote, Style, Text, plain
from helpdesk.slack.richtext.mrkdwn import from_mrkdwn
from helpdesk.slack.text import escaped

from .scenes import BOLD, CODE, ITALIC, NAMES, NASTY, STRIKE, document, items, paragraph


@pytest.mark.parametrize(
    ("text", "inlines"),
    [
        ("*b* _i_ ~s~", [Text("b", BOLD), Text(" "), Text("i", ITALIC), Text(" "), Text("s", STRIKE)]),
        ("*a _b_*", [Text("a ", BOLD), Text("b", Style(bold=True, italic=True))]),
        ("(*b*), “_i_”!", [Text("("), Text("b", BOLD), Text("), “"), Text("i", ITALIC), Text("”!")]),
        ("*a *b*", [Text("*a "), Text("b", BOLD)]),
        ("*a _b* c_", [Text("a _b", BOLD), Text(" c_")]),
        ("`*x* &lt;a&gt; <@U0RIO>`", [Text("*x* <a> @Rio Sample", CODE)]),
        ("*`x`*", [Text("x", Style(bold=True, code=True))]),
        ("*<@U0RIO>*", [Mention("user", "Rio Sample", BOLD)]),
        ("<@U0RIO|rio>", [Mention("user", "rio")]),
        ("<#C0ITHELP>", [Mention("channel", "it-help")]),
        ("<#C0ITHELP|>", [Mention("channel", "it-help")]),
        ("<#C0ITHELP|help>", [Mention("channel", "help")]),
        ("<!subteam^S0ITTEAM>", [Mention("group", "it-team")]),
        ("<!subteam^S0ITTEAM|@it-team>", [Mention("group", "@it-team")]),
        ("<!here> <!channel|x>", [Mention("broadcast", "here"), Text(" "), Mention("broadcast", "channel")]),
        ("<!date^1795343400^{date}|Sunday>", [Text("Sunday")]),
        ("<!date^1795343400^{date}^https://example.com/>", [Link("https://example.com/", "2026-11-22 10:30 UTC")]),
        ("<!date^1795343400^{date}^https://example.com/|Sunday>", [Link("https://example.com/", "Sunday")]),
        ("<!date^soon^{date}>", [Text("soon")]),
        ("<!novelty|new>", [Text("new")]),
        ("<!novelty>", [Text("<!novelty>")]),
        ("<https://example.com/a_b_c?x=1&amp;y=2>", [Link("https://example.com/a_b_c?x=1&y=2")]),
        ("<https://example.com|a &amp; b>", [Link("https://example.com", "a & b")]),
        ("<mailto:rio@example.com|rio@example.com>", [Link("mailto:rio@example.com", "rio@example.com")]),
        ("<javascript:alert(1)|x>", [Text("x (javascript:alert(1))")]),
        ("<b> <@> <:x>", [Text("<b> <@> <:x>")]),
        (":eyes: :wave::skin-tone-3::party_parrot:", [Text("👀 👋🏼:party_parrot:")]),
        ("1 &lt; 2 &amp;amp; 3 &gt; 2", [Text("1 < 2 &amp; 3 > 2")]),
        ("a\r\nb\x00", [Text("a\nb")]),
    ],
)
def test_inlines_are_read_as_slack_shows_them(text: str, inlines: list[Inline]) -> None:
    assert from_mrkdwn(text, NAMES) == document(paragraph(*inlines))


@pytest.mark.parametrize(
    "text",
    [
        *NASTY,
        "my_app_name.log",
        "ls *.log, *.txt",
        "ls ~/a,~/b",
        "a*b*c and a_b_c",
        "**kwargs and __init__",
        "* not bold *",
        "* a point\n* another",
        "- a point",
        "_ _",
        "``",
        "10:30:45",
        "10:100:20",
        "```",
        "2026. was a year",
        "3. is no beginning",
        "a *b\nc* d",
        "x = *y",
    ],
)
def test_what_is_no_markup_stays_as_it_was_typed(text: str) -> None:
    assert from_mrkdwn(text, NAMES) == document(paragraph(text))


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("a\nb\n\nc", ["a\nb", "c"]),
        ("run\n```\n*x* &lt;y&gt;\n  z\n```\nthen", ["run", Preformatted("*x* <y>\n  z"), "then"]),
        ("a ```x <https://example.com|y> <@U0RIO>``` b", ["a ", Preformatted("x y @Rio Sample"), " b"]),
        ("&gt; *a*\n&gt;b\n> c\nd", [Quote((paragraph(Text("a", BOLD), "\nb\nc"),)), "d"]),
        ("a\n&gt;&gt;&gt; b\nc\n\n• d", ["a", Quote((paragraph("b\nc"), items("d")))]),
        ("Do:\n• a\n• *b*\n    ◦ c\n• d", ["Do:", items("a", (paragraph(Text("b", BOLD)), items("c")), "d")]),
        ("1. a\n2. b\nc", [items("a", "b", ordered=True), "c"]),
        ("1. a\n3. b", [items("a", ordered=True), "3. b"]),
        ("", []),
        ("\n \n", [" "]),
    ],
)
def test_code_quotes_and_lists_are_read_by_line(text: str, blocks: list[Block | str]) -> None:
    found = from_mrkdwn(text, NAMES)
    assert plain(found).strip() == plain(document(*blocks)).strip()
    if text.strip():
        assert found == document(*blocks)


@given(st.text("abc xyz.,/\\=+-#%()'\n"))
def test_words_without_marks_are_never_changed(text: str) -> None:
    assert plain(from_mrkdwn(escaped(text), NAMES)).rstrip("\n") == text.rstrip("\n")
