"""The daily summary of shadow mode: what would have been done in a channel since the last one, told in private."""

import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater
from helpdesk.languages.speech import Speech
from helpdesk.slack.announcing import Announcement
from helpdesk.slack.shadow_words import Named, summary
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.tickets import Tickets

log = structlog.get_logger()

DAY_SECONDS = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Shadow:
    """One channel in shadow mode. `to` is where its summary is read: a channel, a person, or None for nobody.

    `say` posts an announcement, and looks for it first when told that it may be there.
    """

    channel: str
    to: str | None
    speech: Speech
    tickets: Tickets
    clockwork: Clockwork
    say: Callable[[Announcement, bool], object]
    link: Callable[[Place], str]
    clock: Callable[[], float] = time.time

    @property
    def round(self) -> str:
        """The name under which the clock remembers it."""
        return f"shadow:{self.channel}"

    def tell(self) -> None:
        """Say what would have been done since the last time; nothing where nobody asked and nothing would have been.

        Raises TryLater or GiveUp. What was begun is looked for in a channel; in a direct conversation nobody
        can look, and what may be there is taken for said.
        """
        since = self.clockwork.last(self.round) or self.clock() - DAY_SECONDS
        asked, intents = self._since(since)
        log.info("shadow_summary", channel=self.channel, asked=asked, intents=sum(map(len, intents.values())))
        if self.to is None or not (asked or intents):
            return
        text = summary(self.speech, self.channel, asked, intents, self.link)
        mark = {"shadow": self.channel, "since": f"{since:.0f}"}
        can_look = not self.to.startswith(("U", "W"))
        try:
            self.say(Announcement(self.to, text, mark), can_look)
        except TryLater as later:
            if can_look or not later.doubt:
                raise
            log.warning("shadow_summary_perhaps_said", channel=self.channel)

    def _since(self, since: float) -> tuple[int, dict[str, list[Named]]]:
        """How many questions were asked, and what would have been done, by its key."""
        asked, intents = 0, dict[str, list[Named]]()
        for ticket in self.tickets.all():
            if ticket.place.channel != self.channel or ticket.kind != "question":
                continue
            asked += ticket.asked >= since
            for entry in self.tickets.history(ticket.place):
                if entry.what == "would_have" and entry.detail and entry.at >= since:
                    intents.setdefault(entry.detail, []).append((ticket.place, str(ticket.number)))
        return asked, intents
