"""A Slack and a Zendesk that take every effect, as far as a ticket can tell; and a desk that performs a whole plan."""

from dataclasses import dataclass, field
from math import inf

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.effects.idle import (
    IdleEffect,
    ReleasePerson,
    RemindRequester,
    ResolveIdle,
    TellRelease,
    TellResolved,
)
from helpdesk.domain.effects.moving import (
    HandOver,
    MovingEffect,
    PostMoved,
    RelayFile,
    RelayWords,
    RenewMoved,
    TellMoved,
)
from helpdesk.domain.effects.promises import NoteBroken, PromiseEffect, TellSnooze, WarnOfPromise
from helpdesk.domain.effects.routing import FindRoute, PassOn, RoutingEffect, TellRoute
from helpdesk.domain.effects.satisfaction import Asking, AskSatisfaction, ThankForRating
from helpdesk.domain.effects.second_looks import LookAgain, RemovePost
from helpdesk.domain.plan import plan, settled, without_stale_attempts
from helpdesk.domain.recorded import digest
from helpdesk.domain.rerouting import routed_by
from helpdesk.domain.rules import Rules
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.statuses import Status

from .scenes import ALEX, ASKED, ME

MOST_STEPS = 60
_CATEGORY: dict[int, Status] = {1: "new", 2: "open", 3: "pending", 4: "hold", 5: "solved"}


@dataclass(frozen=True)
class Custom:
    """The account's custom statuses: id -> category. 1 to 5 are the ones each category starts with.

    An account without them ignores their ids and has none in its tickets.
    """

    on: bool = False
    own: dict[int, Status] = field(default_factory=dict)

    def status(self, wrote: Status | int, now: tuple[Status, int | None]) -> tuple[Status, int | None]:
        if not self.on:
            return now if isinstance(wrote, int) else (wrote, None)
        if isinstance(wrote, int):
            return {**_CATEGORY, **self.own}[wrote], wrote
        return wrote, {category: id_ for id_, category in _CATEGORY.items()}.get(wrote)


@dataclass
class Outside:
    """Zendesk's tickets with who last moved them; `bends` are business rules that make one status another at once."""

    custom: Custom = Custom()
    bends: dict[Status, Status] = field(default_factory=dict)
    tickets: dict[int, e.Reading] = field(default_factory=dict)
    comments: dict[int, list[e.HeardComment]] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    shared: list[int] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    assigned: str | None = None
    unknown: str | None = None
    now: float = 0.0
    did: list[fx.Effect] = field(default_factory=list)
    learned: list[e.Learned] = field(default_factory=list)

    def move(self, id_: int, wrote: Status | int, by: int | None, at: float) -> None:
        """Somebody sets a status; `closed` stays closed."""
        last = self.tickets[id_]
        status, custom = self.custom.status(wrote, (last.status, last.custom))
        if status in self.bends:
            (status, custom), by = self.custom.status(self.bends[status], (status, custom)), 0
        if last.status != "closed" and (status, custom) != (last.status, last.custom):
            moved = {"status": status, "custom": custom, "moved_at": at, "moved_by": by}
            self.tickets[id_] = last.model_copy(update={**moved, "stamp": f"S{len(self.did):06}.{at:09.1f}"})

    def perform(self, ticket: Ticket, effect: fx.Effect) -> e.Learned:
        match effect:
            case fx.LookUp():
                return e.MessageFound(by=ASKED.by, at=ASKED.at, subject=ASKED.subject)
            case fx.AddReaction() | fx.RemoveReaction():
                return e.BotReacted(emoji=effect.emoji, there=isinstance(effect, fx.AddReaction))
            case fx.ShowStatus():
                return e.StatusMessageShown(ts="2.0", card=effect.card)
            case fx.ShowComment() | fx.HideComment():
                there = isinstance(effect, fx.ShowComment)
                return e.CommentShown(comment=effect.comment.id, ts=f"3.{effect.comment.id}" if there else "")
            case fx.UploadFile() | fx.ShareFile() | fx.HideFile():
                return self._file(effect)
            case fx.WarnOfDead():
                self.warned.append(effect.key)
                return e.Warned(keys=effect.keys)
            case LookAgain() | RemovePost():
                return _seen(ticket) if isinstance(effect, LookAgain) else e.PostRemoved(ts=effect.post.ts)
            case fx.GiveNotice() | AskSatisfaction() | ThankForRating() | FindRoute() | PassOn() | TellRoute():
                return _routed(ticket, effect) if isinstance(effect, RoutingEffect) else _said(effect)
            case WarnOfPromise() | TellSnooze() | NoteBroken():
                return _of_a_promise(effect)
            case _:
                return self._further(ticket, effect)

    def _further(self, ticket: Ticket, effect: IdleEffect | MovingEffect | fx.ZendeskEffect) -> e.Learned:
        if isinstance(effect, IdleEffect):
            return _idled(effect, self.now)
        if isinstance(effect, MovingEffect):
            return _moved(effect)
        return self._in_zendesk(ticket, effect)

    def _file(self, effect: fx.FileEffect) -> e.Learned:
        """Every third attachment can't be copied, every fifth is gone, Slack refuses to share every seventh."""
        id_ = effect.attached.id
        match effect:
            case fx.UploadFile() if id_ % 3 == 0:
                return e.FileLeftOut(attachment=id_, why="too_big")
            case fx.UploadFile() if id_ % 5 == 0:
                return e.FileGone(attachment=id_)
            case fx.UploadFile():
                return e.FileUploaded(attachment=id_, file=f"F{id_}")
            case fx.ShareFile() if id_ % 7 == 0:
                return e.Refused(key=effect.key, why="No.")
            case fx.ShareFile():
                assert id_ not in self.shared
                self.shared.append(id_)
                return e.FileShared(attachment=id_, ts=f"4.{id_}" if effect.attached.why else "")
            case fx.HideFile():
                return e.FileGone(attachment=id_)

    def _in_zendesk(self, ticket: Ticket, effect: fx.ZendeskEffect) -> e.Learned:
        match effect:
            case fx.OpenZendeskTicket():
                return self._open(effect)
            case fx.ReadZendeskTicket():
                return self._read(effect)
            case fx.FollowTicket():
                known = tuple(comment.id for comment in self.comments.get(effect.id, []))
                return e.ZendeskFollowed(reading=self.tickets[effect.id], known=known)
            case fx.TellZendesk():
                return self._told(ticket, effect)
            case fx.UpdateZendeskTicket():
                return self._update(ticket, effect)

    def say(self, id_: int, at: float, *, public: bool = True, ours: bool = False, files: int = 0) -> int:
        """Somebody writes a comment with so many files."""
        spoken = self.comments.setdefault(id_, [])
        number = 1000 * id_ + len(spoken)
        listed = tuple(100 * number + n for n in range(files))
        comment = e.HeardComment(id=number, at=at, public=public, ours=ours, files=listed)
        spoken.append(comment)
        return comment.id

    def _read(self, effect: fx.ReadZendeskTicket) -> e.ZendeskRead:
        new = tuple(c for c in self.comments.get(effect.id, []) if c.id not in effect.known)
        return e.ZendeskRead(reading=self.tickets[effect.id], comments=new if effect.talk else None)

    def _told(self, ticket: Ticket, effect: fx.TellZendesk) -> e.ZendeskTold:
        written = self._update(ticket, fx.UpdateZendeskTicket(effect.id, effect.stamp, effect.status, False, None))
        comment = self.say(effect.id, self.now, ours=True)
        self.heard += [reply.name for reply in effect.replies]
        names = {reply.name: comment for reply in effect.replies}
        return e.ZendeskTold(reading=written.reading, wrote=written.wrote, names=names)

    def _open(self, effect: fx.OpenZendeskTicket) -> e.ZendeskOpened:
        id_ = len(self.tickets) + 1
        self.tickets[id_] = e.Reading(id=id_, status="new", custom=1 if self.custom.on else None, stamp="S0")
        self._assign(effect.assignee)
        self.move(id_, effect.status or ("open" if self.assigned else "new"), ME, self.now)
        return e.ZendeskOpened(reading=self.tickets[id_], assigned=self.assigned, unknown=self.unknown)

    def _assign(self, person: str | None) -> None:
        """Zendesk knows one of the two responders only."""
        self.assigned, self.unknown = (person, None) if person in {None, ALEX} else (self.assigned, person)

    def _update(self, ticket: Ticket, effect: fx.UpdateZendeskTicket) -> e.ZendeskWritten:
        before = self.tickets[effect.id]
        if effect.assign:
            self._assign(effect.assignee)
        if effect.status is not None:
            self.move(effect.id, effect.status, ME, self.now)
        after = self.tickets[effect.id]
        unmoved = {"moved_at": 0.0, "moved_by": None}
        left = after if after != before else after.model_copy(update=unmoved)
        return e.ZendeskWritten(reading=left, wrote=effect.status, assigned=self.assigned, unknown=self.unknown)

    def settle(self, ticket: Ticket, rules: Rules, *, until: float = inf) -> Ticket:
        """Perform what is planned, and wait for what is planned later but for what is after `until`."""
        for _ in range(MOST_STEPS):
            outstanding = plan(ticket, rules, self.now)
            if outstanding.due:
                ticket = self._learn(ticket, outstanding.due[0], rules)
            elif outstanding.wake is None or outstanding.wake > until:
                return ticket
            else:
                assert outstanding.wake > self.now
                self.now = outstanding.wake
        raise AssertionError(f"still at it: {[effect.key for effect in self.did[-6:]]}")

    def _learn(self, ticket: Ticket, effect: fx.Effect, rules: Rules) -> Ticket:
        if effect.doubles:
            ticket = decide(ticket, e.Started(key=effect.key), rules)
        learned = self.perform(ticket, effect)
        self.did.append(effect)
        self.learned.append(learned)
        once = decide(settled(ticket, effect), learned, rules)
        assert decide(once, learned, rules) == once, f"{effect.key} learned twice is not as once"
        return without_stale_attempts(once, rules)


def _said(effect: fx.GiveNotice | Asking) -> e.Learned:
    if isinstance(effect, fx.GiveNotice):
        return e.NoticeGiven(person=effect.person, why=effect.why)
    if isinstance(effect, AskSatisfaction):
        return e.SatisfactionAsked()
    return e.ThankedForRating(score=effect.score, commented=effect.commented)


def _moved(effect: MovingEffect) -> e.MovingLearned:
    match effect:
        case PostMoved():
            return e.MovedPosted(ts="9.0")
        case HandOver():
            return e.HandedOver()
        case TellMoved():
            return e.MovedTold()
        case RelayFile():
            one = effect.file
            return e.FileRelayed(
                ts=effect.relay.ts, id=one.id, file=one.file or "F9", there=bool(one.file), gone=one.gone
            )
        case RelayWords():
            relay = effect.relay
            shown = () if relay.gone else (f"9{relay.ts}",)
            return e.WordsRelayed(ts=relay.ts, where=relay.place, shown=shown, edited=relay.edited, gone=relay.gone)
        case RenewMoved():
            return e.MovedRenewed(at=effect.moving.reworded)


def _routed(ticket: Ticket, effect: RoutingEffect) -> e.RoutingLearned:
    match effect:
        case FindRoute():
            match = effect.router.find(of_text(ticket.subject)).best
            return e.RouteFound(routing=routed_by(match, effect.otherwise))
        case PassOn():
            return e.RoutePassedOn(to=effect.routing.to)
        case TellRoute():
            return e.RouteTold(number=effect.number, to=effect.routing.to)


def _of_a_promise(effect: PromiseEffect) -> e.PromiseLearned:
    match effect:
        case WarnOfPromise():
            return e.PromiseWarned(key=effect.key, to=effect.to)
        case TellSnooze():
            return e.SnoozeTold(until=effect.until)
        case NoteBroken():
            return e.PromiseBroken(promise=effect.kind)


def _seen(ticket: Ticket) -> e.ShownSeen:
    """Slack shows what it is thought to show."""
    shown, heard = ticket.shown, ticket.talk.heard
    card = digest(shown.card) if shown.card else 0
    status = (e.SeenPost(ts=shown.message, card=card),) if shown.message else ()
    comments = (e.SeenPost(ts=ts, comment=int(id_), part="0") for id_, ts in heard.items() if ts)
    return e.ShownSeen(reactions=shown.reactions, posts=(*status, *comments))


def _idled(effect: IdleEffect, now: float) -> e.IdleLearned:
    match effect:
        case ReleasePerson():
            return e.Released(person=effect.person, at=effect.at, days=effect.days)
        case ResolveIdle():
            return e.IdleResolved(at=effect.at)
        case TellRelease():
            return e.ReleaseTold(to=effect.to, of=effect.release.at)
        case RemindRequester():
            return e.RequesterReminded(since=effect.since, at=now)
        case TellResolved():
            return e.IdleResolvedTold(of=effect.at)
