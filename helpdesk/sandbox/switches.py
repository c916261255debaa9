"""Switches that break something until they are turned off again, so that people can watch the product heal."""

from collections.abc import Callable
from functools import partial

from helpdesk.sandbox.slack.faults import DeliveryFault, WebApiFault
from helpdesk.sandbox.slack.faults import Faults as SlackFaults
from helpdesk.sandbox.zendesk.faults import CallFault, WebhookFault
from helpdesk.sandbox.zendesk.faults import Faults as ZendeskFaults

RETRY_AFTER = 5
"""Seconds that a refused caller is told to wait."""

_IN_SLACK: dict[str, DeliveryFault | WebApiFault] = {
    "lose_slack": DeliveryFault(family="events", kind="drop", times=None),
    "limit_slack": WebApiFault(kind="rate_limited", retry_after=RETRY_AFTER, times=None),
    "slack_away": WebApiFault(kind="drop", times=None),
}
_IN_ZENDESK: dict[str, CallFault | WebhookFault] = {
    "lose_zendesk": WebhookFault(action="drop", times=None),
    "limit_zendesk": CallFault(status=429, retry_after=RETRY_AFTER, times=None),
    "zendesk_away": CallFault(drop=True, times=None),
}
NAMES = ("lose_slack", "lose_zendesk", "limit_slack", "limit_zendesk", "slack_away", "zendesk_away")


class Switches:
    """All off at first. Those that are on are told in the order of `NAMES`."""

    def __init__(self, slack: SlackFaults, zendesk: ZendeskFaults) -> None:
        self._slack, self._zendesk = slack, zendesk
        self._off: dict[str, Callable[[], None]] = {}

    @property
    def on(self) -> list[str]:
        return [name for name in NAMES if name in self._off]

    def turn(self, name: str, *, on: bool) -> None:
        """Raises KeyError for a name that is none of `NAMES`. Turning twice is turning once."""
        if not on and name in NAMES:
            self._off.pop(name, lambda: None)()
        elif name in _IN_SLACK and name not in self._off:
            self._off[name] = partial(self._slack.remove, self._slack.add(_IN_SLACK[name]))
        elif name not in self._off:
            self._off[name] = partial(self._zendesk.remove, self._zendesk.add(_IN_ZENDESK[name].model_copy()))
