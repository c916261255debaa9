"""What the doctor found, one value for each line. It holds no secret and decides no exit code."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "settings",
    "slack-login",
    "slack-scopes",
    "slack-clock",
    "channel",
    "agents-channel",
    "responders",
    "routes",
    "emoji",
    "duty",
    "promises",
    "socket-mode",
    "zendesk-login",
    "zendesk-role",
    "zendesk-clock",
    "zendesk-group",
    "zendesk-form",
    "zendesk-statuses",
    "zendesk-fields",
    "zendesk-requester",
    "zendesk-webhook",
    "store",
    "store-durability",
    "store-memory",
    "workers",
    "schedule",
    "given-up",
]
Verdict = Literal["ok", "warning", "wrong"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`words` say what is so, `fix` what to do about it; only what is ok needs no fix."""

    check: Kind
    verdict: Verdict
    words: str
    fix: str | None = None


def ok(check: Kind, words: str) -> Finding:
    return Finding(check, "ok", words)


def warning(check: Kind, words: str, fix: str) -> Finding:
    """It works, but not as well or as long as it should, or it could not be checked."""
    return Finding(check, "warning", words, fix)


def wrong(check: Kind, words: str, fix: str) -> Finding:
    """Something people rely on doesn't work."""
    return Finding(check, "wrong", words, fix)
