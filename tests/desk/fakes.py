"""A Slack and a Zendesk made of memory, method by method as the desk's Protocols say. They record every call."""

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects.routing import PassOn, TellRoute
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket import Extra, Ticket
from helpdesk.domain.ticket.statuses import Status
from helpdesk.domain.transcript import Message, Spoken, Transcript
from tests.desk.made import Made
from tests.desk.moving_slack import MovingSlack
from tests.desk.posted import Posted
from tests.desk.steps import Steps
from tests.desk.wire import Wire
from tests.letters import reply

ME = 9000
"""Our own user in the fake Zendesk."""

Found = e.MessageFound | e.MessageIsReply | e.MessageGone


class FakeSlack(MovingSlack):
    """A workspace. Messages nobody told of are questions by U0RIO; `words` is what one says, `written` are replies."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(steps)
        self.roots, self.gone = dict[Place, Found](), set[Place]()
        self.reactions: set[tuple[Place, str]] = set()
        self.posted: list[Posted] = []
        self.replies: list[str] = []
        self.comments: list[int] = []
        self.told_of: list[str] = []
        self.notices: list[tuple[str, str]] = []
        self.warned: list[tuple[object, ...]] = []
        self.words = ""
        self.written: dict[Place, tuple[Message, ...]] = {}

    def look_up(self, place: Place) -> Found:
        with self.call("look_up"):
            return self.roots.get(place, e.MessageFound(by="U0RIO", at=50.0, subject="The printer is on fire"))

    def thread(self, place: Place) -> Transcript:
        with self.call("thread"):
            if place in self.gone:
                raise GiveUp("There is no such thread any more.")
            link = f"https://example.com/{place.channel}"
            said = (Message("Rio", 50.0, of_text("It burns"), link, ts=place.ts), *self.written.get(place, ()))
            return Transcript(link, said)

    def messages(self, place: Place, oldest: str, latest: str) -> tuple[Message, ...]:
        with self.call("messages"):
            link, words = "https://example.com/p1", of_text("It burns")
            if self.words and (oldest, latest) == (place.ts, place.ts):
                return (Message("Rio", float(place.ts), of_text(self.words), link, ts=place.ts),)
            replies = (Message("Rio", float(ts), words, link, ts=ts, replied=reply(ts)) for ts in self.replies)
            written = (*self.written.get(place, ()), *replies)
            return tuple(one for one in written if float(oldest) <= one.at <= float(latest))

    def show_comment(self, ticket: Ticket, effect: fx.ShowComment, spoken: Spoken) -> e.CommentShown:
        with self.call("show_comment"):
            if not (effect.doubt and effect.comment.id in self.comments):
                self.comments.append(effect.comment.id)
            return e.CommentShown(comment=effect.comment.id, ts=f"3000.{effect.comment.id:06}")

    def hide_comment(self, ticket: Ticket, effect: fx.HideComment) -> e.CommentShown:
        with self.call("hide_comment"):
            self.comments = [id_ for id_ in self.comments if id_ != effect.comment.id]
            return e.CommentShown(comment=effect.comment.id, ts="")

    def look_again(self, ticket: Ticket) -> e.ShownSeen:
        with self.call("look_again"):
            reactions = tuple(emoji for place, emoji in sorted(self.reactions) if place == ticket.place)
            here = (m for m in self.posted if m.place == ticket.place)
            return e.ShownSeen(reactions=reactions, posts=(*(m.seen for m in here), *self.moved_posts(ticket.place)))

    def remove_post(self, ticket: Ticket, post: Extra) -> e.PostRemoved:
        with self.call("remove_post"):
            self.posted = [m for m in self.posted if m.ts != post.ts]
            self.moved = {key: [ts for ts in there if ts != post.ts] for key, there in self.moved.items()}
            return e.PostRemoved(ts=post.ts)

    def tell_of_file(self, ticket: Ticket, effect: fx.ShareFile, spoken: Spoken, name: str) -> e.FileShared:
        with self.call("tell_of_file"):
            self.told_of.append(f"{name}: {effect.attached.why}")
            return e.FileShared(attachment=effect.attached.id, ts="4000.000000")

    def person(self, user: str) -> Person:
        with self.call("person"):
            return Person(user, user.title(), f"{user.lower()}@example.com")

    def add_reaction(self, place: Place, emoji: str) -> e.BotReacted:
        with self.call("add_reaction"):
            self.reactions.add((place, emoji))
            return e.BotReacted(emoji=emoji, there=True)

    def remove_reaction(self, place: Place, emoji: str) -> e.BotReacted:
        with self.call("remove_reaction"):
            self.reactions.discard((place, emoji))
            return e.BotReacted(emoji=emoji, there=False)

    def give_notice(self, ticket: Ticket, effect: fx.GiveNotice) -> e.NoticeGiven:
        with self.call("give_notice"):
            self.notices.append((effect.person, effect.why))
            return e.NoticeGiven(person=effect.person, why=effect.why)

    def warn(self, ticket: Ticket, effect: fx.WarnOfDead) -> e.Warned:
        with self.call("warn"):
            warned = (effect.number, effect.person, *effect.keys)
            if not (effect.doubt and warned in self.warned):
                self.warned.append(warned)
            return e.Warned(keys=effect.keys)

    def pass_on(self, ticket: Ticket, effect: PassOn) -> e.RoutePassedOn:
        with self.call("pass_on"):
            self._line((effect.number, "channel", effect.routing.to), doubt=effect.doubt)
            return e.RoutePassedOn(to=effect.routing.to)

    def tell_route(self, ticket: Ticket, effect: TellRoute) -> e.RouteTold:
        with self.call("tell_route"):
            how = "mentions" if effect.mention else "names"
            self._line((effect.number, how, effect.routing.to), doubt=effect.doubt)
            return e.RouteTold(number=effect.number, to=effect.routing.to)

    def show_status(self, ticket: Ticket, effect: fx.ShowStatus) -> e.StatusMessageShown | e.StatusMessageGone:
        with self.call("show_status"):
            known = [m for m in self.posted if m.ts == effect.message or (effect.doubt and m.place == ticket.place)]
            if effect.message and not known:
                return e.StatusMessageGone()
            if not known:
                known = [Posted(ticket.place, f"{2000 + len(self.posted)}.000000", effect.card)]
                self.posted += known
            known[0].card = effect.card
            return e.StatusMessageShown(ts=known[0].ts, card=effect.card)


class FakeZendesk(Wire):
    """An account. It makes a ticket whenever it is asked without doubt: doubles show. `solvable` may refuse ✅."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(steps)
        self.tickets: list[Made] = []
        self.unknown: set[str] = set()
        self.writes: list[fx.UpdateZendeskTicket] = []
        self.comments: list[tuple[str, ...]] = []
        self.internal: list[tuple[str, ...]] = []
        self.heard: list[e.HeardComment] = []
        self.private: tuple[int, ...] = ()
        self.spoken: dict[int, Spoken] = {}
        self.lies_in: dict[int, int] = {}
        self.solvable = True
        self.until = ""
        self.read_along: list[tuple[str, ...]] = []
        self.opened: list[fx.OpenZendeskTicket] = []

    def open(
        self,
        effect: fx.OpenZendeskTicket,
        place: Place,
        requester: Person | None,
        assignee: Person | None,
        thread: Transcript,
    ) -> e.ZendeskOpened:
        with self.call("open"):
            self.opened.append(effect)
            self.read_along.append(tuple(message.permalink for message in thread.messages))
            found = [t for t in self.tickets if t.external_id == place.external_id and t.id not in effect.past]
            adopted = effect.doubt and bool(found)
            if not adopted:
                found = [self._make(effect, place, requester)]
                self.tickets += found
            made = found[-1]
            known = assignee and assignee.id not in self.unknown
            made.assignee = assignee.id if assignee and known else None
            unknown = assignee.id if assignee and not known else None
            return e.ZendeskOpened(
                reading=made.reading(), assigned=made.assignee, unknown=unknown, adopted=adopted, until=self.until
            )

    def adopt(
        self, effect: fx.OpenZendeskTicket, place: Place, requester: Person | None, assignee: Person | None
    ) -> e.ZendeskOpened | None:
        with self.call("adopt"):
            found = [t for t in self.tickets if t.external_id == place.external_id and t.id not in effect.past]
            return e.ZendeskOpened(reading=found[-1].reading(), adopted=True, until=self.until) if found else None

    def _make(self, effect: fx.OpenZendeskTicket, place: Place, requester: Person | None) -> Made:
        id_ = 501 + len(self.tickets)
        status: Status = effect.status if isinstance(effect.status, str) else "new"
        return Made(id_, place.external_id, effect.subject, requester.id if requester else None, status)

    def read(self, effect: fx.ReadZendeskTicket) -> e.ZendeskRead | e.ZendeskGone:
        with self.call("read"):
            found = self._found(effect.id)
            comments = tuple(c for c in self.heard if c.id not in effect.known) if effect.talk else None
            if found is None:
                return e.ZendeskGone(id=effect.id)
            return e.ZendeskRead(reading=found.reading(), comments=comments, private=self.private)

    def update(
        self,
        effect: fx.UpdateZendeskTicket,
        assignee: Person | None,
        solver: Person | None,
        *,
        assigned_before: str | None,
        unknown_before: str | None,
    ) -> e.ZendeskWritten | e.ZendeskRead | e.ZendeskGone:
        with self.call("update"):
            found = self._found(effect.id)
            if found is None:
                return e.ZendeskGone(id=effect.id)
            if str(found.version) != effect.stamp:
                return e.ZendeskRead(reading=found.reading())
            if effect.status == "solved" and not self.solvable:
                raise GiveUp("Zendesk wants the field Cause before it is solved.")
            self._write(found, effect)
            unknown = effect.assignee if effect.assign and effect.assignee in self.unknown else unknown_before
            return e.ZendeskWritten(
                reading=found.reading(),
                wrote=effect.status,
                assigned=found.assignee if effect.assign else assigned_before,
                unknown=unknown,
            )

    def _write(self, found: Made, effect: fx.UpdateZendeskTicket) -> None:
        self.writes.append(effect)
        if isinstance(effect.status, str):
            found.status, found.moved_by = effect.status, ME
        if effect.assign and effect.assignee not in self.unknown:
            found.assignee = effect.assignee
        found.version += 1

    def follow(self, effect: fx.FollowTicket) -> e.ZendeskFollowed | e.ZendeskGone:
        with self.call("follow"):
            found = self._found(effect.id)
            return e.ZendeskFollowed(reading=found.reading()) if found else e.ZendeskGone(id=effect.id)

    def comment(self, ticket: int, comment: int) -> Spoken | None:
        with self.call("comment"):
            return self.spoken.get(comment) if self.lies_in.get(comment, ticket) == ticket else None

    def tell(
        self,
        effect: fx.TellZendesk,
        author: Person | None,
        messages: tuple[Message, ...],
        carrier: int | None,
    ) -> e.ZendeskTold | e.ZendeskRead | e.ZendeskGone:
        """Write it, whenever it is asked without doubt."""
        with self.call("tell"):
            found = self._found(effect.id)
            if found is None:
                return e.ZendeskGone(id=effect.id)
            names = tuple(reply.name for reply in effect.replies)
            if not (effect.doubt and names in self.comments):
                self.comments.append(names)
                self.internal += [names] if effect.replies[0].internal else []
                found.version += 1
            number = 7000 + self.comments.index(names)
            return e.ZendeskTold(reading=found.reading(), names=dict.fromkeys(names, number))

    def look_for(self, effect: fx.TellZendesk) -> e.ZendeskTold | e.ZendeskRead | e.ZendeskGone | None:
        with self.call("look_for"):
            return None

    def _found(self, id_: int) -> Made | None:
        return next((t for t in self.tickets if t.id == id_ and t.status != "deleted"), None)

    def move(self, status: Status, at: float, id_: int = 501) -> None:
        """An agent sets the status in Zendesk."""
        found = next(t for t in self.tickets if t.id == id_)
        found.status, found.moved_at, found.moved_by = status, at, 7
        found.version += 1
