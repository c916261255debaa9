"""What is learned in shadow mode."""

from helpdesk.domain.events.fact import Fact
from helpdesk.domain.ticket.card import Card


class WouldHave(Fact):
    """Nothing was done about the effect `key`, at `at`.

    `card` would have been posted, the `comment` or the `file` of Zendesk's shown, responders `warned` of these keys.
    """

    key: str
    at: float
    card: Card | None = None
    comment: int | None = None
    file: int | None = None
    warned: tuple[str, ...] = ()

    @property
    def detail(self) -> str:
        return self.key
