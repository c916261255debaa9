"""How the local Slack misbehaves on request: towards callers of its Web API, and with what it delivers.

A rule applies to the next `times` cases, or to all until cleared; `percent` lets chance decide, seeded.
"""

import random
import time
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from helpdesk.sandbox.slack.method import Tier
from helpdesk.sandbox.slack.records import Payload


class _Rule(BaseModel):
    model_config = ConfigDict(extra="forbid")

    times: int | None = Field(default=1, ge=1)
    """How many cases; None (null) means until cleared."""
    percent: float = Field(default=100, gt=0, le=100)


class WebApiFault(_Rule):
    """What happens to calls of `method` (`*` is any). With `after`, it takes effect first and its answer is lost.

    `rate_limited`: 429 with Retry-After. `http_error`: `status` with a plain body. `drop`: the connection ends without
    an answer. `hang`: silence for `seconds` or until the rules are cleared, then the ordinary answer. `error`:
    `ok: false` with `error`.
    """

    target: Literal["web_api"] = "web_api"
    method: str = "*"
    kind: Literal["rate_limited", "http_error", "drop", "hang", "error"]
    after: bool = False
    retry_after: int = Field(default=1, ge=0)
    status: int = Field(default=503, ge=400, le=599)
    seconds: float = Field(default=1.0, ge=0)
    error: str = "internal_error"


class DeliveryFault(_Rule):
    """What happens to deliveries of a family, or only of one kind of event (`what`, as the journal names it).

    `drop`: lost for good. `duplicate`: sent twice. `reorder`: held until the next delivery has gone, or for `seconds`.
    `delay`: held for `seconds`. `deaf`: delivered, but the answer is not heard, so it comes again as a retry.
    """

    target: Literal["delivery"] = "delivery"
    family: Literal["events", "interactivity", "commands", "*"] = "events"
    what: str = "*"
    kind: Literal["drop", "duplicate", "reorder", "delay", "deaf"]
    seconds: float = Field(default=0.5, ge=0)


class RateLimits(BaseModel):
    """Slack's own limits: calls a minute by the method's tier, one message a second in a channel (bursts of three).

    `minute` is how many seconds such a minute takes, and a sixtieth of it a second.
    """

    model_config = ConfigDict(extra="forbid")

    target: Literal["rate_limits"] = "rate_limits"
    on: bool
    minute: float = Field(default=60.0, gt=0)


Fault = WebApiFault | DeliveryFault | RateLimits
_READER: TypeAdapter[Fault] = TypeAdapter(Annotated[Fault, Field(discriminator="target")])


class Faults:
    """The rules in force. `add`, `remove` and `clear` may be called from any thread."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = random.Random(seed)  # noqa: S311  repeatable chance, nothing secret
        self._rules: list[WebApiFault | DeliveryFault] = []
        self.limits: Limits | None = None
        self.cleared = 0
        """How often the rules were cleared."""

    def add(self, fault: Fault | Payload) -> Fault:
        """Put a rule in force, given as itself or as its JSON. Raises pydantic.ValidationError."""
        rule = _READER.validate_python(fault).model_copy()
        if isinstance(rule, RateLimits):
            self.limits = Limits(rule.minute) if rule.on else None
        else:
            self._rules = [*self._rules, rule]
        return rule

    def remove(self, fault: Fault) -> None:
        """Take back the rule that `add` returned."""
        self._rules = [each for each in self._rules if each is not fault]

    def clear(self) -> None:
        self._rules, self.limits = [], None
        self.cleared += 1

    def reseed(self, seed: int) -> None:
        self._chance.seed(seed)

    def as_json(self) -> Payload:
        return {"faults": [each.model_dump() for each in self._rules], "rate_limits": self.limits is not None}

    def for_call(self, method: str) -> WebApiFault | None:
        """The rule this call meets; it is used up by that."""
        for rule in self._rules:
            if isinstance(rule, WebApiFault) and rule.method in {"*", method} and self._strikes(rule):
                return rule
        return None

    def for_delivery(self, family: str, what: str) -> DeliveryFault | None:
        """The rule this delivery meets; it is used up by that."""
        for rule in self._rules:
            if not isinstance(rule, DeliveryFault) or rule.family not in {"*", family}:
                continue
            if rule.what in {"*", what} and self._strikes(rule):
                return rule
        return None

    def _strikes(self, rule: WebApiFault | DeliveryFault) -> bool:
        if rule.percent < 100 and self._chance.random() * 100 >= rule.percent:
            return False
        if rule.times is not None:
            rule.times -= 1
            if rule.times == 0:
                self._rules = [each for each in self._rules if each is not rule]
        return True


class Limits:
    """Counts calls as Slack does: per method and minute, and for messages per channel and second."""

    def __init__(self, minute: float) -> None:
        self._minute = minute
        self._minutes: dict[str, tuple[int, int]] = {}
        self._due: dict[str, float] = {}

    def refusal(self, method: str, tier: Tier, channel: str) -> int | None:
        """Seconds for Retry-After when the call goes beyond the limit, else None."""
        if tier == Tier.FREE:
            return None
        return self._posting(channel) if tier == Tier.POSTING else self._per_minute(method, tier)

    def _per_minute(self, method: str, allowed: int) -> int | None:
        now = time.time()
        minute, used = self._minutes.get(method, (0, 0))
        if minute != int(now // self._minute):
            minute, used = int(now // self._minute), 0
        if used >= allowed:
            return int((minute + 1) * self._minute - now) + 1
        self._minutes[method] = (minute, used + 1)
        return None

    def _posting(self, channel: str) -> int | None:
        now, second = time.monotonic(), self._minute / 60
        due = max(self._due.get(channel, now), now)
        if due - now > 2 * second:
            return int(due - now - 2 * second) + 1
        self._due[channel] = due + second
        return None
