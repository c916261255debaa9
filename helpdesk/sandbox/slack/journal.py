"""What went over the wire lately, both ways: Web API calls and deliveries. Tokens never stand in it."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Literal

from helpdesk.sandbox.slack.records import Payload


@dataclass(frozen=True, slots=True)
class Call:
    """One Web API call. `error` is empty when it was ok; `fault` names the misbehaviour it met, if any.

    `took_effect` is None when the method was never reached; `ms` is from its arrival until it was written down.
    """

    method: str
    args: Payload
    ok: bool
    error: str = ""
    fault: str = ""
    took_effect: bool | None = None
    ms: int | None = None
    time: float = field(default_factory=time.time)
    kind: Literal["call"] = "call"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One attempt to deliver.

    `what` is the event's type (`reaction_added`, `message/message_changed`), the interaction's type or the slash
    command; `status` is the HTTP status as text, `ack` on a socket, or why it failed. `ms` is until the answer.
    """

    family: Literal["events", "interactivity", "commands"]
    what: str
    id: str
    attempt: int
    status: str
    ok: bool
    via: Literal["http", "socket", "nowhere"] = "http"
    ms: int | None = None
    time: float = field(default_factory=time.time)
    kind: Literal["delivery"] = "delivery"


class Journal:
    """The last entries, oldest first. Safe to read from any thread. `told` hears of each entry."""

    def __init__(self, keep: int = 10_000) -> None:
        self._entries: deque[Call | Delivery] = deque(maxlen=keep)
        self.told: Callable[[Call | Delivery], None] | None = None

    def write(self, entry: Call | Delivery) -> None:
        self._entries.append(entry)
        if self.told is not None:
            self.told(entry)

    def calls(self, method: str | None = None) -> list[Call]:
        return [
            each for each in list(self._entries) if isinstance(each, Call) and (method is None or each.method == method)
        ]

    def deliveries(self, what: str | None = None) -> list[Delivery]:
        return [
            each for each in list(self._entries) if isinstance(each, Delivery) and (what is None or each.what == what)
        ]

    def clear(self) -> None:
        self._entries.clear()

    def as_json(self, last: int | None = None) -> list[Payload]:
        entries = list(self._entries)
        return [asdict(each) for each in (entries if last is None else entries[-last:])]
