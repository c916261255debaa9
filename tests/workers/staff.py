"""A worker process of our own with wings that write to the store: `python -m tests.workers.staff STORE_URL`."""

import sys
import time
from collections.abc import Iterator, Sequence
from functools import cached_property

from redis import Redis

from helpdesk.config import Config
from helpdesk.desk import Desk
from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects.idle import IdleTelling
from helpdesk.domain.effects.moving import PostMoved, RelayWords, RenewMoved, TellMoved
from helpdesk.domain.effects.promises import TellSnooze, WarnOfPromise
from helpdesk.domain.effects.routing import PassOn, TellRoute
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.history import Entry
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp
from helpdesk.domain.rules import Responders, Rules
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket import Extra, Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.domain.transcript import Message, Spoken, Transcript
from helpdesk.hands import Wings
from helpdesk.reconcile import Reconciler
from helpdesk.settings import Settings
from helpdesk.store.lease import Lease, Leases
from helpdesk.store.records import Letter, read
from helpdesk.wiring import Wiring
from workers.process import work

CALL_SECONDS = 0.004
"""How long each call takes, so that a kill may hit it."""

RULES = Rules(
    reactions={"eyes": State.SEEN, "ticket": "escalate"}, responders=Responders(everyone=True), zendesk=True, grace=0.0
)


class CountingLeases(Leases):
    """Writes down each absorbed event in the step that absorbs it, so that one absorbed twice shows."""

    def commit(self, lease: Lease, ticket: Ticket | None, absorbed: int, history: Sequence[Entry]) -> None:
        letters = [read(Letter, raw).event for raw in lease.mail[:absorbed]]
        counted = [
            Entry(at=letter.at, what="absorbed") for letter in letters if not isinstance(letter, e.ZendeskStirred)
        ]
        super().commit(lease, ticket, absorbed, [*history, *counted])


class StoredSlack:
    """Looks up, and posts status messages into a list of the store. Its channels have no past to reconcile."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    def look_up(self, place: Place) -> e.MessageFound:
        time.sleep(CALL_SECONDS)
        return e.MessageFound(by="U0RIO", at=50.0, subject="The printer is on fire")

    def thread(self, place: Place) -> Transcript:
        return Transcript("https://example.com/p1", ())

    def person(self, user: str) -> Person:
        return Person(user, user, f"{user.lower()}@example.com")

    def replies(self, place: Place) -> tuple[SeenReply, ...]:
        return ()

    def roots(self, channel: str, oldest: float) -> Iterator[SeenMessage]:
        return iter(())

    def root(self, place: Place) -> SeenMessage | None:
        return None

    def add_reaction(self, place: Place, emoji: str) -> e.BotReacted:
        raise GiveUp("Nobody is to react here.")

    def remove_reaction(self, place: Place, emoji: str) -> e.BotReacted:
        raise GiveUp("Nobody is to react here.")

    def give_notice(self, ticket: Ticket, effect: fx.GiveNotice) -> e.NoticeGiven:
        return e.NoticeGiven(person=effect.person, why=effect.why)

    def ask_satisfaction(self, ticket: Ticket, effect: AskSatisfaction) -> e.SatisfactionAsked:
        return e.SatisfactionAsked()

    def thank(self, ticket: Ticket, effect: ThankForRating) -> e.ThankedForRating:
        return e.ThankedForRating(score=effect.score, commented=effect.commented)

    def messages(self, place: Place, oldest: str, latest: str) -> tuple[Message, ...]:
        return ()

    def show_comment(self, ticket: Ticket, effect: fx.ShowComment, spoken: Spoken) -> e.CommentShown:
        raise GiveUp("Nobody is to comment here.")

    def hide_comment(self, ticket: Ticket, effect: fx.HideComment) -> e.CommentShown:
        raise GiveUp("Nobody is to comment here.")

    def look_again(self, ticket: Ticket) -> e.ShownSeen:
        return e.ShownSeen()

    def remove_post(self, ticket: Ticket, post: Extra) -> e.PostRemoved:
        raise GiveUp("Nothing is to be removed here.")

    def tell_of_file(self, ticket: Ticket, effect: fx.ShareFile, spoken: Spoken, name: str) -> e.FileShared:
        raise GiveUp("There are no files here.")

    def warn(self, ticket: Ticket, effect: fx.WarnOfDead) -> e.Warned:
        return e.Warned(keys=effect.keys)

    def warn_of_promise(self, ticket: Ticket, effect: WarnOfPromise) -> e.PromiseWarned:
        return e.PromiseWarned(key=effect.key, to=effect.to)

    def tell_snooze(self, ticket: Ticket, effect: TellSnooze) -> e.SnoozeTold:
        return e.SnoozeTold(until=effect.until)

    def pass_on(self, ticket: Ticket, effect: PassOn) -> e.RoutePassedOn:
        return e.RoutePassedOn(to=effect.routing.to)

    def tell_idle(self, ticket: Ticket, effect: IdleTelling) -> e.IdleLearned:
        raise GiveUp("Nothing is idle here.")

    def post_moved(self, ticket: Ticket, effect: PostMoved, message: Message | None) -> e.MovedPosted:
        raise GiveUp("Nothing is to be moved here.")

    def renew_moved(self, ticket: Ticket, effect: RenewMoved, message: Message | None) -> e.MovedRenewed:
        raise GiveUp("Nothing is to be moved here.")

    def tell_moved(self, ticket: Ticket, effect: TellMoved) -> e.MovedTold:
        raise GiveUp("Nothing is to be moved here.")

    def relay_words(self, ticket: Ticket, effect: RelayWords, message: Message | None) -> e.WordsRelayed:
        raise GiveUp("Nothing is to be moved here.")

    def tell_route(self, ticket: Ticket, effect: TellRoute) -> e.RouteTold:
        return e.RouteTold(number=effect.number, to=effect.routing.to)

    def show_status(self, ticket: Ticket, effect: fx.ShowStatus) -> e.StatusMessageShown:
        time.sleep(CALL_SECONDS)
        posted = f"test:messages:{ticket.place}"
        if effect.message is None and not (effect.doubt and self._redis.exists(posted)):
            self._redis.rpush(posted, "a status message")
        time.sleep(CALL_SECONDS)
        return e.StatusMessageShown(ts="2000.000000", card=effect.card)


class StoredZendesk:
    """Makes tickets in a list of the store for each place, whenever it is asked without doubt."""

    def __init__(self, redis: "Redis") -> None:
        self._redis = redis

    def open(
        self,
        effect: fx.OpenZendeskTicket,
        place: Place,
        requester: Person | None,
        assignee: Person | None,
        thread: Transcript,
    ) -> e.ZendeskOpened:
        time.sleep(CALL_SECONDS)
        made = f"test:zendesk:{place}"
        if not (effect.doubt and self._redis.exists(made)):
            self._redis.rpush(made, "a ticket")
        time.sleep(CALL_SECONDS)
        reading = e.Reading(id=int(place.ts.partition(".")[0]), status="open", stamp="1")
        return e.ZendeskOpened(reading=reading, assigned=assignee.id if assignee else None)

    def adopt(
        self, effect: fx.OpenZendeskTicket, place: Place, requester: Person | None, assignee: Person | None
    ) -> None:
        return None

    def follow(self, effect: fx.FollowTicket) -> e.ZendeskGone:
        raise GiveUp("Nothing is merged here.")

    def comment(self, ticket: int, comment: int) -> Spoken | None:
        return None

    def tell(
        self,
        effect: fx.TellZendesk,
        author: Person | None,
        messages: tuple[Message, ...],
        carrier: int | None,
    ) -> e.ZendeskTold:
        raise GiveUp("Nothing is told here.")

    def look_for(self, effect: fx.TellZendesk) -> None:
        return None

    def read(self, effect: fx.ReadZendeskTicket) -> e.ZendeskGone:
        raise GiveUp("Nothing is to be read here.")

    def update(
        self,
        effect: fx.UpdateZendeskTicket,
        assignee: Person | None,
        solver: Person | None,
        *,
        assigned_before: str | None,
        unknown_before: str | None,
    ) -> e.ZendeskWritten:
        time.sleep(CALL_SECONDS)
        reading = e.Reading(id=effect.id, status="open", stamp="2")
        assigned = effect.assignee if effect.assign else assigned_before
        return e.ZendeskWritten(reading=reading, wrote=effect.status, assigned=assigned)


class Staff(Wiring):
    """The product's wiring with other wings."""

    @cached_property
    def desk(self) -> Desk:
        leases, slack = CountingLeases(self.redis), StoredSlack(self.redis)
        wings = Wings(slack, StoredZendesk(self.redis), None)
        return Desk(leases, self.tickets, self.parked, self.mailbox, lambda _: RULES, wings)

    @cached_property
    def reconciler(self) -> Reconciler:
        return Reconciler(
            team=lambda: "T0HOUSE",
            channels=(),
            rules=lambda _: RULES,
            tickets=self.tickets,
            mailbox=self.mailbox,
            clockwork=self.clockwork,
            slack=StoredSlack(self.redis),
            zendesk=None,
        )


if __name__ == "__main__":
    config = Config.model_validate({"channels": [{"name": "it-help", "id": "C0ITHELP"}]})
    work(Staff(Settings(_env_file=None), config, sys.argv[1]), burst="--burst" in sys.argv)
