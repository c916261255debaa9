"""Whether a request really comes from Slack, told by its raw bytes.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from slack_sdk.signature import Clock, SignatureVerifier


class _Now(Clock):
    def __init__(self, now: float) -> None:
        self._now = now

    def now(self) -> float:
        return self._now


def is_genuine(secret: str, timestamp: str, signature: str, raw: bytes, now: float) -> bool:
    """False for a wrong signature and for a time more than 300 s off either way; hostile input never raises."""
    if not timestamp.isascii() or not timestamp.isdigit() or not signature.isascii():
        return False
    try:
        return SignatureVerifier(secret, _Now(now)).is_valid(raw, timestamp, signature)
    except (ValueError, OverflowError):  # a body that is no UTF-8, a time of hundreds of digits: not from Slack
        return False
