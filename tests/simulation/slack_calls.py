"""`SlackCalls` on the workspace of memory."""

from collections.abc import Mapping
from typing import Any

from helpdesk.slack.calls import SlackCalls
from tests.simulation.wire import Wire
from tests.simulation.workspace import Workspace

TIMEOUT = 10.0


class SimulatedSlackCalls(SlackCalls):
    """Each call is one request of one worker."""

    def __init__(self, workspace: Workspace, wire: Wire) -> None:
        self._workspace = workspace
        self._wire = wire

    def read(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        return self._wire.call(method, lambda: self._workspace.answer(method, arguments), writes=False)

    def write(self, method: str, **arguments: Any) -> Mapping[str, Any]:
        return self._wire.call(method, lambda: self._workspace.answer(method, arguments), writes=True)
