"""Seeds, and what typed words become."""

from typing import Any

import pytest
from pydantic import ValidationError

from helpdesk.sandbox.slack.founding import found
from helpdesk.sandbox.slack.seed import Seed, SeedChannel, SeedMessage, default_seed
from helpdesk.sandbox.slack.typing_in import rich_text, wire_text


@pytest.mark.parametrize(
    ("typed", "wire"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("<@U0ITAGENT1> see <#C0ITHELP1>", "<@U0ITAGENT1> see <#C0ITHELP1>"),
        ("see https://www.example.com/?a=1&b=2.", "see <https://www.example.com/?a=1&amp;b=2>."),
        ("<https://www.example.com|here>", "<https://www.example.com|here>"),
        ("> quoted", "&gt; quoted"),
        ("*bold* `code` :eyes:", "*bold* `code` :eyes:"),
    ],
)
def test_typed_words_are_escaped_but_not_their_entities(typed: str, wire: str) -> None:
    assert wire_text(typed) == wire


def test_rich_text_tells_lists_quotes_and_code_apart() -> None:
    typed = "look\n- one\n- two\n> said\n```\nx = 1\n```\n:wave::skin-tone-3: <!here> <!subteam^S0ITTEAM>"
    elements = rich_text(typed)["elements"]
    kinds = [each["type"] for each in elements]
    assert kinds == [
        "rich_text_section",
        "rich_text_list",
        "rich_text_quote",
        "rich_text_preformatted",
        "rich_text_section",
    ]
    assert elements[3]["elements"] == [{"type": "text", "text": "x = 1"}]
    leaves: list[dict[str, Any]] = [each for each in elements[4]["elements"] if each["type"] != "text"]
    assert leaves == [
        {"type": "emoji", "name": "wave", "skin_tone": 3},
        {"type": "broadcast", "range": "here"},
        {"type": "usergroup", "usergroup_id": "S0ITTEAM"},
    ]


def test_a_seed_survives_its_json() -> None:
    assert Seed.model_validate_json(default_seed().model_dump_json()) == default_seed()


def test_a_seed_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="U0NOBODY"):
        found(Seed(channels=(SeedChannel(id="C1", name="x", members=("U0NOBODY",)),)), "")
    with pytest.raises(ValueError, match="C0NOWHERE"):
        found(Seed(messages=(SeedMessage(channel="C0NOWHERE", user="U1", text="x"),)), "")
    with pytest.raises(ValidationError):
        Seed.model_validate({"chanels": []})


def test_timestamps_grow_and_stay_in_the_past() -> None:
    workspace = found(default_seed(), "")
    stamps = [ts for channel in workspace.channels.values() for ts in channel.messages]
    assert stamps == sorted(stamps)
    assert len(set(stamps)) == len(stamps)
    assert workspace.ts() > stamps[-1]
