"""`/helpdesk route`: the answer for the one who typed it, and nothing kept."""

from typing import Any

import pytest

from tests.doors.test_commands import typed

from .stage import COMMANDS, HELP, Door

SAID = {
    "one rule": ("route my VPN is down", "“vpn” goes to <!subteam^S0NET> (rule “vpn”). No other rule fits."),
    "the longer phrase": (
        "route la busta paga e la VPN",
        "“busta paga” goes to <#C0PAY> (rule “Payroll”). It comes before “vpn” (rule “vpn”): its phrase is longer.",
    ),
    "none": ("route hello", "No rule fits."),
    "an address": ("route see <https://example.com/vpn>", "No rule fits."),
    "nothing": ("route", "Write what somebody might ask after it: `/helpdesk route my VPN is down`"),
}


def answer(door: Door, **more: str) -> Any:
    return door.knock(COMMANDS, typed(**more)).json()


@pytest.mark.parametrize(("text", "says"), SAID.values(), ids=SAID)
def test_it_says_which_rule_fits_and_why(door: Door, text: str, says: str) -> None:
    assert answer(door, text=text) == {"response_type": "ephemeral", "text": says}
    assert door.kept() == []


@pytest.mark.parametrize("channel", [HELP, "C0LOUNGE"])
def test_a_channel_without_rules_has_none(door: Door, channel: str) -> None:
    assert answer(door, text="route vpn", channel_id=channel)["text"] == "This channel has no routing rules."
