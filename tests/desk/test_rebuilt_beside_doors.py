"""Doors stay open during a rebuild: what they took is older than what Zendesk shows by then."""

from redis import Redis

from helpdesk.domain.events import Reading
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.tickets import Tickets
from tests.desk import test_killed_while_rebuilding as rebuilding
from tests.desk.test_killed_while_rebuilding import NOW, OPENED
from tests.letters import delivery, place, reaction

AGENT = 77


class Zendesk(rebuilding.Zendesk):
    """An agent set the status that it has, a short while ago."""

    def __init__(self) -> None:
        self.asked = 0

    def moved(self, number: int) -> Reading | None:
        self.asked += 1
        return OPENED.reading.model_copy(update={"moved_at": NOW - 100, "moved_by": AGENT})


def test_what_an_agent_did_last_is_known_where_somebody_in_slack_did_something_before(valkey: Redis) -> None:
    Mailbox(valkey).put(delivery("E1", reaction(NOW - 200, "white_check_mark"), place(4)), NOW)
    zendesk = Zendesk()
    rebuilding.rebuild(valkey, zendesk=zendesk)
    ticket = Tickets(valkey).at(place(4))
    assert ticket is not None
    assert ticket.move is not None
    assert (ticket.move.at, ticket.move.source, zendesk.asked) == (NOW - 100, "zendesk", 1)


def test_where_nothing_waits_nobody_asks_who_set_a_status_that_says_the_same(valkey: Redis) -> None:
    zendesk = Zendesk()
    rebuilding.rebuild(valkey, zendesk=zendesk)
    assert zendesk.asked == 0
