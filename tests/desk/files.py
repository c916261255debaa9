"""Files of a Slack and a Zendesk made of memory, as the hands' Protocols say. They know no ticket."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from helpdesk.domain.files import Attachment, CantCopy, Content, SlackFile
from helpdesk.domain.place import Place
from tests.desk.steps import Steps
from tests.desk.wire import Wire


class FakeSlackFiles(Wire):
    """Names of files are their bytes. One called `gone` can't be fetched."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(steps)
        self.uploaded: list[str] = []
        self.shared: list[str] = []

    def known(self, file: SlackFile) -> SlackFile:
        return file

    @contextmanager
    def download(self, file: SlackFile) -> Iterator[Content]:
        with self.call("download"):
            if file.name == "gone":
                raise CantCopy(file.name, "deleted")
            yield Content(file.name, len(file.name.encode()), [file.name.encode()])

    def upload(self, content: Content) -> str:
        with self.call("upload"):
            self.uploaded.append(b"".join(content).decode())
            return f"F{len(self.uploaded)}"

    def share(self, place: Place, files: Mapping[str, str]) -> None:
        with self.call("share"):
            self.shared += files

    def is_shared(self, file_id: str, place: Place) -> bool:
        with self.call("is_shared"):
            return file_id in self.shared

    def withdraw(self, file_id: str, ts: str, place: Place) -> None:
        with self.call("withdraw"):
            self.shared = [id_ for id_ in self.shared if id_ != file_id]


class FakeZendeskFiles(Wire):
    """Names of files are their bytes. One called `tool.exe` is not taken, one called `virus` not handed out."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(steps)
        self.uploaded: list[str] = []

    def upload(self, content: Content, content_type: str) -> str:
        with self.call("upload"):
            if content.name == "tool.exe":
                raise CantCopy(content.name, "type")
            self.uploaded.append(b"".join(content).decode())
            return f"token-{content.name}"

    @contextmanager
    def download(self, attachment: Attachment) -> Iterator[Content]:
        with self.call("download"):
            if attachment.name == "virus":
                raise CantCopy(attachment.name, "malware")
            yield Content(attachment.name, len(attachment.name), [attachment.name.encode()])
