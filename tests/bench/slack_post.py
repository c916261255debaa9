"""Signed HTTP requests as Slack posts them, made beforehand so that making them is no part of what is measured."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from itertools import count
from typing import Any

SECRET = "shh"
TEAM, CHANNEL, RESPONDER, BOT = "T0SANDBOX", "C0ITHELP1", "U0ITAGENT1", "U0HELPBOT"
QUESTIONS = 1_700_000_000


def reaction(event_id: str, ts: str, *, emoji: str = "eyes", at: float, added: bool = True) -> dict[str, Any]:
    """The whole body of one `reaction_added` or `reaction_removed` delivery."""
    return {
        "token": "z26uFbvR1xHJEdHE1OQiO6t8",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": "A0BENCH",
        "event": {
            "type": "reaction_added" if added else "reaction_removed",
            "user": RESPONDER,
            "reaction": emoji,
            "item": {"type": "message", "channel": CHANNEL, "ts": ts},
            "item_user": "U0EMPLOYEE",
            "event_ts": f"{at:.6f}",
        },
        "type": "event_callback",
        "event_id": event_id,
        "event_time": int(at),
        "authorizations": [
            {"enterprise_id": None, "team_id": TEAM, "user_id": BOT, "is_bot": True, "is_enterprise_install": False}
        ],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6InJlYWN0aW9uX2FkZGVkIn0",
    }


def request(body: dict[str, Any], path: str = "/slack/events") -> bytes:
    """One signed HTTP/1.1 request.

    https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    raw = json.dumps(body, separators=(",", ":")).encode()
    stamp = str(int(time.time()))
    signature = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + raw, hashlib.sha256).hexdigest()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(raw)}\r\nAccept: */*\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: v0={signature}\r\n\r\n"
    )
    return head.encode() + raw


class Post:
    """Deliveries with ids that never come twice."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count()

    def reactions(self, how_many: int, places: int | None = None) -> list[bytes]:
        """Spread over so many questions, or on one each."""
        now = time.time()
        made = []
        for number in (next(self._numbers) for _ in range(how_many)):
            ts = f"{QUESTIONS + (number if places is None else number % places)}.000100"
            made.append(request(reaction(f"Ev{number:010d}", ts, at=now + number / 1e6)))
        return made
