"""A rebuild reads the threads that a question left as far as it may, and what it can't read hides nothing else."""

from collections.abc import Callable
from dataclasses import replace

from redis import Redis

from helpdesk.commands.rebuilding import summary
from helpdesk.domain.events import Replied
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.sight import Sight
from helpdesk.domain.retry import GiveUp, Unreadable
from helpdesk.domain.seen import SeenChannel, SeenMessage, SeenReply
from helpdesk.rebuild import Patience, Reader
from helpdesk.rebuild.overview import Overview
from helpdesk.store.tickets import Tickets
from tests.desk import test_killed_while_rebuilding as rebuilding
from tests.desk.stage import RULES
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


def test_a_place_of_which_only_the_message_elsewhere_is_left_is_known_as_well() -> None:
    left, here = Place("T0HOUSE", "C0OPEN", "1650000000.000100"), place()
    message = SeenMessage(here.ts, None, mark={"moved_from": str(left)})
    channels = {here.channel: SeenChannel((message,)), left.channel: SeenChannel(())}
    overview = Overview(here.team, channels, {})
    assert overview.places(left.channel) == [left]
    gone, moved = (overview.sight(one, RULES, {str(left): {80: "9.0"}}) for one in (left, here))
    assert gone.notes == moved.notes == {80: "9.0"}, "a note stays where it was posted"
    assert (gone.root, gone.arrival and gone.arrival.place) == (None, here)
    assert moved.own is not None
    assert moved.own.gone
    elsewhere = Overview(here.team, {here.channel: SeenChannel((message,))}, {})
    assert elsewhere.sight(here, RULES, {}).own is None, "nobody may look there any more"


class Broken(rebuilding.Slack):
    """The message of one question makes no sense, nor does the thread of another."""

    def whole(self, channel: str, me: str, read: Callable[[int], None]) -> SeenChannel:
        seen = super().whole(channel, me, read)
        return replace(seen, messages=seen.messages[:4] + seen.messages[5:], unreadable=(place(4).ts,))

    def replies(self, at: Place) -> tuple[SeenReply, ...]:
        if at == place(3):
            raise Unreadable("A message can't be read.")
        return super().replies(at)


def test_a_question_that_cannot_be_read_is_counted_and_hides_no_other(valkey: Redis) -> None:
    count = rebuilding.rebuild(valkey, Broken())
    made = {ticket.place for ticket in Tickets(valkey).all()}
    assert place(4) not in made, "it has a Zendesk ticket, and is not deleted in Slack"
    assert made == {place(n) for n in (0, 1, 2, 5, 6)}
    assert (count.tickets, count.unreadable) == (5, 2)
    assert next(summary(replace(count, unreadable=0), 0, zendesk=True)).startswith("tickets: 5")
    assert "can't be read, and so are not made again: 2" in "\n".join(summary(count, 0, zendesk=True))
