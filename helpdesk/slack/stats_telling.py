"""Sending somebody the figures they asked for, in a direct message: in words, and as a picture where that goes."""

from dataclasses import dataclass

from helpdesk.domain.files import Content
from helpdesk.slack.announcing import Announcement, announce
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.direct import direct
from helpdesk.slack.files import SlackFiles
from helpdesk.slack.threads import marked

NAME = "helpdesk.png"


@dataclass(frozen=True, slots=True)
class StatsTelling:
    """Every method raises TryLater or GiveUp. `channel` is the direct conversation with who asked."""

    calls: SlackCalls
    files: SlackFiles

    def channel_of(self, person: str) -> str:
        return direct(self.calls, person)

    def say(self, channel: str, wish: str, text: str, *, doubt: bool) -> None:
        """Answer a wish in words. In `doubt` look first: what is there stays as it is."""
        mark = {"stats": wish}
        if not (doubt and marked(self.calls, channel, None, mark)):
            announce(self.calls, Announcement(channel, text, mark), doubt=False)

    def upload(self, png: bytes, alt: str) -> str:
        """The file's id. Nobody sees it yet; `alt` is read out to who can't see pictures."""
        return self.files.upload(Content(NAME, len(png), [png]), alt)

    def is_shown(self, channel: str, picture: str) -> bool:
        return self.files.is_shown(picture, channel)

    def show(self, channel: str, picture: str, title: str) -> None:
        """In doubt, ask `is_shown` first."""
        listed = [{"id": picture, "title": title}]
        self.calls.write("files.completeUploadExternal", files=listed, channel_id=channel)
