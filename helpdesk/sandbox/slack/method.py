"""What a Web API method is made of: its arguments as the caller sent them, its refusal, its place in the table."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Literal

from helpdesk.sandbox.slack.records import Payload
from helpdesk.sandbox.slack.workspace import Workspace


class SlackError(Exception):
    """A refusal in Slack's words: `ok: false`, the error's code, and what `response_metadata.messages` says."""

    def __init__(self, code: str, messages: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages

    def answer(self) -> Payload:
        answer: Payload = {"ok": False, "error": self.code}
        if self.messages:
            answer["response_metadata"] = {"messages": list(self.messages)}
        return answer


class Arguments:
    """Arguments of one call. In forms everything is text and structures are JSON in text; both are read alike."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.given = given

    def text(self, name: str, default: str = "") -> str:
        value = self.given.get(name)
        return default if value is None else str(value)

    def required(self, name: str) -> str:
        value = self.text(name)
        if not value:
            raise SlackError("invalid_arguments", (f"[ERROR] missing required field: {name}",))
        return value

    def flag(self, name: str) -> bool:
        return str(self.given.get(name, "")).lower() in {"1", "true"}

    def number(self, name: str, default: int, *, at_most: int) -> int:
        """Raises `invalid_limit` for what is no number, or beyond the bounds."""
        given = self.text(name)
        if not given:
            return default
        if not given.isdecimal() or not 1 <= int(given) <= at_most:
            raise SlackError("invalid_limit")
        return int(given)

    def structure(self, name: str, otherwise: str) -> Any:
        """An array or object, None when absent. Raises `otherwise` when it is text that is not JSON."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError as error:
            raise SlackError(otherwise) from error

    def has(self, name: str) -> bool:
        return self.given.get(name) is not None


class Tier(IntEnum):
    """Calls a minute that Slack grants one method in one workspace.

    https://docs.slack.dev/apis/web-api/rate-limits
    """

    FREE = 0
    ONE = 1
    TWO = 20
    THREE = 50
    FOUR = 100
    POSTING = -1


@dataclass(frozen=True, slots=True)
class Method:
    """`json` says whether the method reads a JSON body; others see none of its fields, as at Slack.

    `caller` says whose token it takes.
    """

    act: Callable[[Workspace, Arguments], Payload]
    tier: Tier
    json: bool = False
    caller: Literal["bot", "app", "anybody"] = "bot"
