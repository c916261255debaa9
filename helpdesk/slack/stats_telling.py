"""Sending somebody the figures they asked for, in a direct message: in words, and as a picture where that goes."""

from dataclasses import dataclass

import structlog

from helpdesk.domain.files import Content
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.direct import direct
from helpdesk.slack.files import SlackFiles

log = structlog.get_logger()

NAME = "helpdesk.png"


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG, with what is read out to who can't see it."""

    png: bytes
    alt: str
    title: str


@dataclass(frozen=True, slots=True)
class StatsTelling:
    """Raises TryLater or GiveUp, before anything is to be seen."""

    calls: SlackCalls
    files: SlackFiles

    def tell(self, person: str, text: str, picture: Picture | None) -> None:
        """The words first: they hold all the figures, and a picture that is refused takes nothing away."""
        channel = direct(self.calls, person)
        self.calls.write("chat.postMessage", channel=channel, text=text, unfurl_links=False)
        if picture:
            try:
                self._show(channel, picture)
            except (TryLater, GiveUp) as wrong:
                log.warning("stats_picture_not_shown", why=wrong.why)

    def _show(self, channel: str, picture: Picture) -> None:
        id_ = self.files.upload(Content(NAME, len(picture.png), [picture.png]), picture.alt)
        listed = [{"id": id_, "title": picture.title}]
        self.calls.write("files.completeUploadExternal", files=listed, channel_id=channel)
