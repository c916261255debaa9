"""A status message as it stands in a Slack made of memory."""

from dataclasses import dataclass

from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.domain.recorded import digest
from helpdesk.domain.ticket.card import Card


@dataclass
class Posted:
    """A status message in a thread."""

    place: Place
    ts: str
    card: Card

    @property
    def seen(self) -> e.SeenPost:
        return e.SeenPost(ts=self.ts, card=digest(self.card))
