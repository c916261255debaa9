"""Slack's signature, as its documentation shows it, and everything that is none."""

import pytest

from helpdesk.slack.signature import is_genuine

# https://docs.slack.dev/authentication/verifying-requests-from-slack
SECRET, AT = "8f742231b10e8888abcd99yyyzzz85a5", "1531420618"
RAW = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
SIGNED = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


@pytest.mark.parametrize(("off", "genuine"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)])
def test_the_documented_signature_is_genuine_for_five_minutes_either_way(off: int, genuine: bool) -> None:
    assert is_genuine(SECRET, AT, SIGNED, RAW, int(AT) + off) is genuine


@pytest.mark.parametrize(
    ("secret", "timestamp", "signature", "raw"),
    [
        pytest.param("another", AT, SIGNED, RAW, id="another secret"),
        pytest.param("", AT, SIGNED, RAW, id="no secret"),
        pytest.param(SECRET, AT, SIGNED, RAW + b" ", id="another body"),
        pytest.param(SECRET, AT, SIGNED, b"\xff\xfe", id="a body that is no UTF-8"),
        pytest.param(SECRET, "1531420619", SIGNED, RAW, id="another time"),
        pytest.param(SECRET, AT, SIGNED.removeprefix("v0="), RAW, id="no version"),
        pytest.param(SECRET, AT, SIGNED.replace("v0", "v1"), RAW, id="another version"),
        pytest.param(SECRET, AT, SIGNED.upper(), RAW, id="capital letters"),
        pytest.param(SECRET, AT, "", RAW, id="no signature"),
        pytest.param(SECRET, AT, "v0=é", RAW, id="a signature that is not ASCII"),
        pytest.param(SECRET, "", SIGNED, RAW, id="no time"),
        pytest.param(SECRET, "abc", SIGNED, RAW, id="a word as time"),
        pytest.param(SECRET, "-1531420618", SIGNED, RAW, id="a negative time"),
        pytest.param(SECRET, "1531420618.0", SIGNED, RAW, id="a fraction as time"),
        pytest.param(SECRET, "१५३१४२०६१८", SIGNED, RAW, id="digits of another script"),
        pytest.param(SECRET, "²", SIGNED, RAW, id="a digit that is no number"),
        pytest.param(SECRET, "9" * 400, SIGNED, RAW, id="a time of 400 digits"),
        pytest.param(SECRET, "9" * 5000, SIGNED, RAW, id="a time of 5000 digits"),
    ],
)
def test_anything_else_is_not_genuine(secret: str, timestamp: str, signature: str, raw: bytes) -> None:
    assert is_genuine(secret, timestamp, signature, raw, float(AT)) is False
