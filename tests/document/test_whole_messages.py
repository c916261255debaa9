"""A message's words are found wherever Slack keeps them."""

from typing import Any

import pytest

from helpdesk.domain.text.document import Link, Quote, plain
from helpdesk.slack.richtext.message import document_of

from .scenes import BOLD, NAMES, document, paragraph, rich, section

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*Disk* is full"}, "fields": [{"text": "host a"}]}


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"text": "other", "blocks": rich(section("rich"))}, "rich"),
        ({"text": "*said*", "blocks": rich(section(""))}, "said"),
        ({"text": "said", "blocks": [SECTION]}, "said"),
        ({"text": "", "blocks": [SECTION]}, "Disk is full\nhost a"),
        (
            {"blocks": [{"type": "header", "text": {"type": "plain_text", "text": "Alarm"}}, {"type": "divider"}]},
            "Alarm",
        ),
        ({"blocks": [{"type": "context", "elements": [{"type": "mrkdwn", "text": "by <@U0RIO>"}]}]}, "by @Rio Sample"),
        ({"blocks": [{"type": "image", "alt_text": "a cat", "image_url": "https://example.com/"}]}, "a cat"),
        ({"attachments": [{"text": "*Down*", "fallback": "x"}], "text": ""}, "Down"),
        (
            {"attachments": [{"pretext": "See", "title": "T", "title_link": "https://example.com/t"}]},
            "See\nT (https://example.com/t)",
        ),
        ({"attachments": [{"fallback": "Build failed"}]}, "Build failed"),
        ({"attachments": [{"blocks": [SECTION]}]}, "Disk is full\nhost a"),
        ({"text": None, "blocks": {}, "attachments": 7}, ""),
        ({}, ""),
    ],
)
def test_the_first_place_that_says_something_is_read(message: dict[str, Any], words: str) -> None:
    assert plain(document_of(message, NAMES)).replace("\n\n", "\n") == words


def test_a_forwarded_message_is_quoted_below_the_words_around_it() -> None:
    link = "https://example.slack.com/archives/C1/p1"
    inside = {"message": {"blocks": rich(section("It is broken"))}}
    shared = {"is_share": True, "author_name": "Rio Sample", "from_url": link, "message_blocks": [inside], "text": "x"}
    quote = Quote((paragraph(Link(link, "Rio Sample", BOLD)), paragraph("It is broken")))
    message = {"text": "Please look", "attachments": [shared, {"text": "an unfurled link"}]}
    assert document_of(message, NAMES) == document("Please look", quote)
    assert document_of({"text": "", "attachments": [{**shared, "message_blocks": []}]}, NAMES) == document(
        Quote((paragraph(Link(link, "Rio Sample", BOLD)), paragraph("x")))
    )
