"""The hands: one effect done with both wings, which know nothing of each other. Nothing is decided here."""

from typing import Protocol, assert_never

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.transcript import Message, Spoken, Transcript


class SlackWing(Protocol):
    """What the desk does in Slack. Every method raises TryLater or GiveUp and nothing else."""

    def look_up(self, place: Place) -> e.MessageFound | e.MessageIsReply | e.MessageGone: ...
    def thread(self, place: Place) -> Transcript: ...
    def messages(self, place: Place, oldest: str, latest: str) -> tuple[Message, ...]: ...
    def person(self, user: str) -> Person: ...
    def add_reaction(self, place: Place, emoji: str) -> e.BotReacted: ...
    def remove_reaction(self, place: Place, emoji: str) -> e.BotReacted: ...
    def give_notice(self, ticket: Ticket, effect: fx.GiveNotice) -> e.NoticeGiven: ...
    def show_comment(self, ticket: Ticket, effect: fx.ShowComment, spoken: Spoken) -> e.CommentShown: ...
    def hide_comment(self, ticket: Ticket, effect: fx.HideComment) -> e.CommentShown: ...
    def show_status(self, ticket: Ticket, effect: fx.ShowStatus) -> e.StatusMessageShown | e.StatusMessageGone: ...


class ZendeskWing(Protocol):
    """What the desk does in Zendesk. Every method raises TryLater or GiveUp and nothing else."""

    def open(
        self,
        effect: fx.OpenZendeskTicket,
        place: Place,
        requester: Person | None,
        assignee: Person | None,
        thread: Transcript,
    ) -> e.ZendeskOpened: ...
    def read(self, effect: fx.ReadZendeskTicket) -> e.ZendeskRead | e.ZendeskGone: ...
    def update(
        self,
        effect: fx.UpdateZendeskTicket,
        assignee: Person | None,
        solver: Person | None,
        *,
        assigned_before: str | None,
        unknown_before: str | None,
    ) -> e.ZendeskWritten | e.ZendeskRead | e.ZendeskGone: ...
    def follow(self, effect: fx.FollowTicket) -> e.ZendeskFollowed | e.ZendeskGone: ...
    def comment(self, ticket: int, comment: int) -> Spoken | None: ...
    def tell(
        self,
        effect: fx.TellZendesk,
        author: Person | None,
        messages: tuple[Message, ...],
        carrier: int | None,
        solver: Person | None,
    ) -> e.ZendeskTold | e.ZendeskRead | e.ZendeskGone: ...


def perform(slack: SlackWing, zendesk: ZendeskWing | None, ticket: Ticket, effect: fx.Effect) -> e.Learned:
    """Do it, and say what was learned. Raises TryLater or GiveUp as the wings do."""
    if isinstance(effect, fx.ZendeskEffect):
        return _in_zendesk(slack, _set_up(zendesk), ticket, effect)
    match effect:
        case fx.LookUp():
            return slack.look_up(ticket.place)
        case fx.GiveNotice():
            return slack.give_notice(ticket, effect)
        case fx.AddReaction():
            return slack.add_reaction(ticket.place, effect.emoji)
        case fx.RemoveReaction():
            return slack.remove_reaction(ticket.place, effect.emoji)
        case fx.ShowStatus():
            return slack.show_status(ticket, effect)
        case fx.ShowComment():
            return _shown(slack, _set_up(zendesk), ticket, effect)
        case fx.HideComment():
            return slack.hide_comment(ticket, effect)
        case _:
            assert_never(effect)


def _set_up(zendesk: ZendeskWing | None) -> ZendeskWing:
    if zendesk is None:
        raise GiveUp("Zendesk is not set up.")
    return zendesk


def _in_zendesk(slack: SlackWing, zendesk: ZendeskWing, ticket: Ticket, effect: fx.ZendeskEffect) -> e.Learned:
    match effect:
        case fx.ReadZendeskTicket():
            return zendesk.read(effect)
        case fx.FollowTicket():
            return zendesk.follow(effect)
        case fx.OpenZendeskTicket():
            requester, assignee = _person(slack, effect.requester), _person(slack, effect.assignee)
            return zendesk.open(effect, ticket.place, requester, assignee, slack.thread(ticket.place))
        case fx.UpdateZendeskTicket():
            link = ticket.zendesk
            return zendesk.update(
                effect,
                _person(slack, effect.assignee),
                _person(slack, effect.solver),
                assigned_before=link.assigned if link else None,
                unknown_before=link.unknown if link else None,
            )
        case fx.TellZendesk():
            return _told(slack, zendesk, ticket, effect)
        case _:
            assert_never(effect)


def _told(slack: SlackWing, zendesk: ZendeskWing, ticket: Ticket, effect: fx.TellZendesk) -> e.Learned:
    """The words are read in Slack only now, so that an edit before the sending needs no telling."""
    first, last = effect.replies[0], effect.replies[-1]
    found = () if first.kind in {"deleted", "unshown"} else slack.messages(ticket.place, first.ts, last.ts)
    wanted = {reply.ts for reply in effect.replies}
    messages = tuple(message for message in found if message.ts in wanted)
    carrier = ticket.talk.where(first.ts)
    return zendesk.tell(effect, _person(slack, first.by), messages, carrier, _person(slack, effect.solver))


def _shown(slack: SlackWing, zendesk: ZendeskWing, ticket: Ticket, effect: fx.ShowComment) -> e.CommentShown:
    spoken = zendesk.comment(effect.ticket, effect.comment.id)
    if spoken is None:
        return e.CommentShown(comment=effect.comment.id, ts="")
    return slack.show_comment(ticket, effect, spoken)


def _person(slack: SlackWing, user: str | None) -> Person | None:
    return slack.person(user) if user else None
