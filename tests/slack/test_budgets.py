"""What calls of Slack's Web API cost, by Slack's own tiers."""

import re
from pathlib import Path

import pytest

from helpdesk.sandbox.slack.method import Tier
from helpdesk.sandbox.slack.web_api import METHODS
from helpdesk.slack.budgets import PER_MINUTE, Purse

PACKAGE = Path(__file__).parents[2] / "helpdesk"
CALL = re.compile(r"""\.(?:read|write|pages|read_with_headers|_told)\(\s*["']([a-zA-Z.]+\.[a-zA-Z]+)["']""")
CALLED = {
    method
    for folder in ("slack", "doctor", "doors")
    for file in (PACKAGE / folder).glob("*.py")
    for method in CALL.findall(file.read_text())
}


def test_every_method_that_is_called_has_its_tier() -> None:
    assert len(CALLED) > 10
    assert CALLED - PER_MINUTE.keys() == set()


@pytest.mark.parametrize("method", sorted(PER_MINUTE.keys() & METHODS.keys()))
def test_the_tier_is_the_one_that_the_local_slack_enforces(method: str) -> None:
    tier = METHODS[method].tier
    if tier not in {Tier.FREE, Tier.POSTING}:
        assert PER_MINUTE[method] == tier


def test_a_message_costs_its_channel_and_the_workspace() -> None:
    costs = Purse().costs("chat.postMessage", {"channel": "C1"})
    assert [(cost.name, cost.calls, cost.seconds) for cost in costs] == [
        ("chat.postMessage:C1", 60, 60),
        ("messages", 300, 60),
    ]


def test_a_limit_that_differs_is_configured() -> None:
    (cost,) = Purse(per_minute={"conversations.history": 1}).costs("conversations.history", {})
    assert (cost.calls, cost.burst) == (1, 1)


def test_what_is_left_can_be_watched_for_every_method() -> None:
    watched = {budget.name for budget in Purse().watched()}
    assert watched == PER_MINUTE.keys() - {"chat.postMessage"} | {"messages"}
