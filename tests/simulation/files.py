"""The bytes of files on both sides, in memory: `Files` as the product has them, one level below."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from helpdesk.domain.files import Attachment, CantCopy, Content, SlackFile, WhyNot
from helpdesk.domain.retry import TryLater
from helpdesk.hands import Files
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.files import SlackFiles
from tests.simulation.account import Account
from tests.simulation.wire import Wire
from tests.simulation.workspace import Workspace

REFUSED = ".exe"
"""Neither side takes files whose names end so."""


def both(calls: SlackCalls, workspace: Workspace, slack: Wire, account: Account, zendesk: Wire) -> Files:
    return Files(SimulatedSlackFiles(calls, workspace, slack), SimulatedZendeskFiles(account, zendesk))


class SimulatedSlackFiles(SlackFiles):
    """Sharing, looking and withdrawing are the product's own."""

    def __init__(self, calls: SlackCalls, workspace: Workspace, wire: Wire) -> None:
        self._calls = calls
        self._workspace = workspace
        self._wire = wire

    @contextmanager
    def download(self, file: SlackFile) -> Iterator[Content]:
        if file.mode == "tombstone":
            raise CantCopy(file.name, "deleted")
        content = self._wire.call("file", lambda: self._workspace.content(file.id), writes=False)
        if content is None:
            raise CantCopy(file.name, "deleted")
        yield Content(file.name, len(content), [content])

    def upload(self, content: Content, alt: str = "") -> str:
        return _sent(self._wire, content, "no_room", self._workspace.keeps)


class SimulatedZendeskFiles:
    def __init__(self, account: Account, wire: Wire) -> None:
        self._account = account
        self._wire = wire

    def upload(self, content: Content, _content_type: str) -> str:
        return _sent(self._wire, content, "type", self._account.uploaded)

    @contextmanager
    def download(self, attachment: Attachment) -> Iterator[Content]:
        content = self._wire.call("file", lambda: self._account.content(attachment.id), writes=False)
        if content is None:
            raise CantCopy(attachment.name, "deleted")
        yield Content(attachment.name, len(content), [content])


def _sent(wire: Wire, content: Content, refused: WhyNot, take: Callable[[str, bytes], str]) -> str:
    """Nobody sees it before it is used, so that a lost answer is no doubt."""
    data = b"".join(content)
    try:
        if content.name.endswith(REFUSED):
            raise CantCopy(content.name, refused)
        return wire.call("upload", lambda: take(content.name, data), writes=True)
    except TryLater as later:
        raise TryLater(later.why, after=later.after) from later
