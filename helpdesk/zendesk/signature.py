"""Whether a webhook delivery really comes from our Zendesk account. It reads nothing of the body but its bytes.

https://developer.zendesk.com/documentation/webhooks/verifying/
"""

import base64
import hashlib
import hmac
from datetime import datetime

TOLERANCE = 300.0
"""Seconds a timestamp may be off, either way. It is that of the attempt, so a late second attempt is fresh."""


def signed(secret: str, timestamp: str, raw: bytes) -> str:
    """The signature of the raw body: base64 of HMAC-SHA256 over timestamp and body."""
    message = timestamp.encode("utf-8", "surrogatepass") + raw
    return base64.b64encode(hmac.new(secret.encode(), message, hashlib.sha256).digest()).decode()


def is_genuine(secret: str, timestamp: str | None, signature: str | None, raw: bytes, now: float) -> bool:
    """Whether the signature is right and its timestamp fresh at `now` (seconds). Without a secret nothing is.

    Never raises, whatever the headers hold.
    """
    if not secret or not timestamp or not signature or not _is_fresh(timestamp, now):
        return False
    right = signed(secret, timestamp, raw).encode()
    return hmac.compare_digest(right, signature.encode("utf-8", "surrogatepass"))


def _is_fresh(timestamp: str, now: float) -> bool:
    """A time without a zone could be anybody's."""
    try:
        at = datetime.fromisoformat(timestamp)
        return at.tzinfo is not None and abs(at.timestamp() - now) <= TOLERANCE
    except (ValueError, OverflowError):
        return False
