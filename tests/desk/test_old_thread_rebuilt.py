"""A rebuild reads the threads that a question left, as far as it may."""

from helpdesk.domain.events import Replied
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.sight import Sight
from helpdesk.domain.retry import GiveUp
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.rebuild import Patience, Reader
from tests.desk import test_killed_while_rebuilding as rebuilding
from tests.letters import place

FIRST, SECOND = Place("T0HOUSE", "C0CLOSED", "1600000000.000100"), Place("T0HOUSE", "C0OPEN", "1650000000.000100")
SAID = (SeenReply(Replied(by="U0RIO", ts="1650000001.000100", at=1650000001.0)),)


class Slack(rebuilding.Slack):
    def replies(self, place: Place) -> tuple[SeenReply, ...]:
        if place == FIRST:
            raise GiveUp("The helpdesk is not in this channel.")
        return SAID if place == SECOND else ()


def test_a_thread_that_may_not_be_read_any_more_is_left_out() -> None:
    mark = {"moved_from": str(SECOND), "earlier": str(FIRST)}
    watcher = rebuilding.Nobody()
    reader = Reader(Slack(), None, Patience(watcher), watcher)
    sight = Sight(place(), SeenMessage(place().ts, None, mark=mark), "U0BOT")
    assert reader.whole(sight, {}, 0.0).left == {SECOND: SAID}
