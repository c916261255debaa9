"""Misbehaviour on order: which calls fail and how, which deliveries get lost; it decides, others carry it out."""

import fnmatch
import random
import threading
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.sandbox.zendesk.records import Json


class CallFault(BaseModel):
    """What befalls a call to the API.

    `path` is a shell pattern over the whole path without `.json`; `*` goes over slashes too.
    `when` says whether it strikes before the call took effect or after.
    With neither `drop` nor `status` the call is only held up, for `hang` seconds or until the faults are cleared.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["call"] = "call"
    number: int = 0
    method: str = "*"
    path: str = "*"
    body_contains: str = ""
    times: int | None = Field(default=1, ge=1)
    """None: until cleared."""
    chance: float = Field(default=1.0, gt=0, le=1)
    when: Literal["before", "after"] = "before"
    hang: float = Field(default=0.0, ge=0)
    drop: bool = False
    """Close the connection without an answer."""
    status: int | None = Field(default=None, ge=400, le=599)
    retry_after: int | str | None = None
    body: Json | str | None = None
    """None: what Zendesk says with that status."""

    def strikes(self, method: str, path: str, body: bytes) -> bool:
        return (
            self.method in {"*", method}
            and fnmatch.fnmatchcase(path, self.path)
            and self.body_contains.encode() in body
        )


class WebhookFault(BaseModel):
    """What befalls a webhook delivery; `type` is a shell pattern over the event type's last part."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["webhook"] = "webhook"
    number: int = 0
    type: str = "*"
    action: Literal["drop", "duplicate", "hold", "delay"]
    """`hold` keeps it until released."""
    seconds: float = Field(default=0.0, ge=0)
    times: int | None = Field(default=1, ge=1)
    chance: float = Field(default=1.0, gt=0, le=1)


class Faults:
    """The faults on order, oldest first; the first that fits strikes."""

    def __init__(self, seed: int = 0) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self._lock = threading.Lock()
        self._calls: list[CallFault] = []
        self._webhooks: list[WebhookFault] = []
        self._number = 0
        self.cleared = 0
        """How often the faults were cleared."""

    def add(self, fault: CallFault | WebhookFault) -> int:
        """Put a fault on order and say its number."""
        with self._lock:
            self._number += 1
            fault.number = self._number
            if isinstance(fault, CallFault):
                self._calls.append(fault)
            else:
                self._webhooks.append(fault)
            return fault.number

    def remove(self, number: int) -> None:
        """Take back the fault of that number."""
        with self._lock:
            self._calls = [each for each in self._calls if each.number != number]
            self._webhooks = [each for each in self._webhooks if each.number != number]

    def clear(self) -> None:
        with self._lock:
            self._calls.clear()
            self._webhooks.clear()
            self.cleared += 1

    def listed(self) -> list[Json]:
        with self._lock:
            return [fault.model_dump() for fault in [*self._calls, *self._webhooks]]

    def take_call(self, method: str, path: str, body: bytes) -> CallFault | None:
        with self._lock:
            for fault in self._calls:
                if fault.strikes(method, path, body) and self._chance.random() < fault.chance:
                    _use(self._calls, fault)
                    return fault
        return None

    def take_webhook(self, event_type: str) -> WebhookFault | None:
        with self._lock:
            for fault in self._webhooks:
                if fnmatch.fnmatchcase(event_type, fault.type) and self._chance.random() < fault.chance:
                    _use(self._webhooks, fault)
                    return fault
        return None


def _use(faults: list[Any], fault: CallFault | WebhookFault) -> None:
    if fault.times is not None:
        fault.times -= 1
        if fault.times == 0:
            faults.remove(fault)
