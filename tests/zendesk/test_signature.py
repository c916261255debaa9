"""Only our account's own, fresh deliveries are genuine."""

import base64
import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.zendesk.signature import is_genuine, signed

SECRET = "webhook-secret"
RAW = b'{\n   "id": "12"\n}'
STAMP = "2026-11-22T10:30:00Z"
NOW = 1795343400.0


def test_the_signature_is_base64_of_an_hmac_over_timestamp_and_body() -> None:
    expected = hmac.new(SECRET.encode(), STAMP.encode() + RAW, hashlib.sha256).digest()
    assert signed(SECRET, STAMP, RAW) == base64.b64encode(expected).decode()


@pytest.mark.parametrize(("off", "genuine"), [(0, True), (300, True), (-300, True), (301, False), (-301, False)])
def test_a_delivery_is_fresh_within_five_minutes_either_way(off: float, genuine: bool) -> None:
    assert is_genuine(SECRET, STAMP, signed(SECRET, STAMP, RAW), RAW, NOW + off) is genuine


@pytest.mark.parametrize(
    ("secret", "raw", "signature"),
    [
        ("another secret", RAW, signed(SECRET, STAMP, RAW)),
        (SECRET, RAW + b" ", signed(SECRET, STAMP, RAW)),
        (SECRET, RAW, signed(SECRET, STAMP, RAW)[:-1]),
        (SECRET, RAW, ""),
        (SECRET, RAW, None),
        (SECRET, RAW, "é€\ud800"),
        ("", RAW, signed("", STAMP, RAW)),
    ],
)
def test_anything_else_is_not_genuine(secret: str, raw: bytes, signature: str | None) -> None:
    assert not is_genuine(secret, STAMP, signature, raw, NOW)


TIMES = ["", None, "now", "2026-11-22T10:30:00", "1795343400", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"]


@pytest.mark.parametrize("stamp", [*TIMES, "2026-11-22T10:30:00Z\ud800", "٢٠٢٦-11-22T10:30:00Z"])
def test_a_time_that_is_none_is_not_genuine(stamp: str | None) -> None:
    assert not is_genuine(SECRET, stamp, signed(SECRET, stamp or "", RAW), RAW, NOW)


@given(st.text(), st.text(), st.binary(), st.floats())
def test_hostile_headers_never_raise(stamp: str, signature: str, raw: bytes, now: float) -> None:
    assert not is_genuine(SECRET, stamp, signature, raw, now)
