"""Traces: a delivery, the visits it leads to and their calls, one below the other. Usually nobody collects them."""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol


class Traces(Protocol):
    """Where spans go. `carried` is the present one as W3C traceparent, so that what follows elsewhere stands below it.

    https://www.w3.org/TR/trace-context/#traceparent-header
    """

    def span(self, name: str, below: str = "", **facts: str) -> AbstractContextManager[None]: ...
    def carried(self) -> str: ...


class NoTraces:
    """Nobody collects any."""

    def span(self, name: str, below: str = "", **facts: str) -> AbstractContextManager[None]:  # noqa: ARG002 - as the Protocol
        return nullcontext()

    def carried(self) -> str:
        return ""
