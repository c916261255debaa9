"""Slack's Web API for a command that has time: what Slack puts off is asked again, page by page."""

from collections.abc import Callable, Mapping
from typing import Any

from helpdesk.slack.calls import SlackCalls

Patiently = Callable[[Callable[[], Mapping[str, Any]]], Mapping[str, Any]]


class PatientCalls(SlackCalls):
    """Reads alone. `patiently` calls until it is not put off any more."""

    def __init__(self, calls: SlackCalls, patiently: Patiently) -> None:
        self._calls = calls
        self._patiently = patiently

    def read(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        """TryLater only in the end, or Refused."""
        return self._patiently(lambda: self._calls.read(method, **arguments))
