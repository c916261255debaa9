"""One effect done with both wings. What goes to Zendesk is masked on the way. Nothing is decided here."""

from functools import partial
from typing import assert_never

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
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
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.effects.second_looks import LookAgain, RemovePost
from helpdesk.domain.place import Place
from helpdesk.domain.rerouting import routed_by
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.transcript import Message
from helpdesk.hands import masking
from helpdesk.hands.carrying import file_moved, file_relayed, spoken_in
from helpdesk.hands.in_zendesk import done_in_zendesk
from helpdesk.hands.wings import SlackWing, Wings


def perform(wings: Wings, ticket: Ticket, effect: fx.Effect, *, mask: bool) -> e.Learned:
    """Do it, and say what was learned; `mask` takes secrets out. Raises TryLater or GiveUp as the wings do."""
    if isinstance(effect, fx.ZendeskEffect):
        return done_in_zendesk(wings, ticket, effect, mask=mask)
    if isinstance(effect, fx.FileEffect):
        return file_moved(wings, ticket, effect)
    if isinstance(effect, PromiseEffect):
        return _of_a_promise(wings.slack, ticket, effect)
    if isinstance(effect, MovingEffect):
        return _moved(wings, ticket, effect, mask=mask)
    return _in_slack(wings, ticket, effect)


def _moved(wings: Wings, ticket: Ticket, effect: MovingEffect, *, mask: bool) -> e.MovingLearned:
    slack, asked = wings.slack, ticket.asked_at
    written = partial(_written, slack, mask=mask)
    match effect:
        case HandOver():
            return e.HandedOver()  # the desk does it: it is no matter of the wings
        case TellMoved():
            return slack.tell_moved(ticket, effect)
        case PostMoved():
            return slack.post_moved(ticket, effect, written(asked, asked.ts))
        case RenewMoved():
            return slack.renew_moved(ticket, effect, None if effect.deleted else written(asked, asked.ts))
        case RelayWords(relay):
            return slack.relay_words(ticket, effect, None if relay.gone else written(relay.place, relay.ts))
        case RelayFile(relay):
            return file_relayed(wings, effect, partial(written, relay.place, relay.ts))
        case _:
            assert_never(effect)


def _written(slack: SlackWing, place: Place, ts: str, *, mask: bool) -> Message | None:
    """The words are read only now, as they are by now. Others read them elsewhere: secrets stay where they are."""
    messages = tuple(found for found in slack.messages(place, ts, ts) if found.ts == ts)
    if mask:
        messages = masking.masked_messages(messages).messages
    return next(iter(messages), None)


def _in_slack(wings: Wings, ticket: Ticket, effect: fx.SlackEffect) -> e.Learned:
    slack = wings.slack
    match effect:
        case fx.LookUp():
            return slack.look_up(ticket.place)
        case fx.GiveNotice() | fx.WarnOfDead() | AskSatisfaction() | ThankForRating():
            return _said(slack, ticket, effect)
        case fx.AddReaction() | fx.RemoveReaction():
            return _reacted(slack, ticket, effect)
        case fx.ShowStatus():
            return slack.show_status(ticket, effect)
        case fx.ShowComment():
            return _shown(wings, ticket, effect)
        case FindRoute() | PassOn() | TellRoute():
            return _routed(slack, ticket, effect)
        case ReleasePerson() | TellRelease() | RemindRequester() | ResolveIdle() | TellResolved():
            return _idled(slack, ticket, effect)
        case fx.HideComment():
            return slack.hide_comment(ticket, effect)
        case LookAgain() | RemovePost():
            return _cleared(slack, ticket, effect)
        case _:
            assert_never(effect)


def _said(
    slack: SlackWing, ticket: Ticket, effect: fx.GiveNotice | fx.WarnOfDead | AskSatisfaction | ThankForRating
) -> e.Learned:
    match effect:
        case fx.GiveNotice():
            return slack.give_notice(ticket, effect)
        case fx.WarnOfDead():
            return slack.warn(ticket, effect)
        case AskSatisfaction():
            return slack.ask_satisfaction(ticket, effect)
        case ThankForRating():
            return slack.thank(ticket, effect)


def _reacted(slack: SlackWing, ticket: Ticket, effect: fx.ReactionEffect) -> e.BotReacted:
    react = slack.add_reaction if isinstance(effect, fx.AddReaction) else slack.remove_reaction
    return react(ticket.place, effect.emoji)


def _cleared(slack: SlackWing, ticket: Ticket, effect: LookAgain | RemovePost) -> e.ShownSeen | e.PostRemoved:
    """What is there of ours once too often is looked for, and goes."""
    if isinstance(effect, LookAgain):
        return slack.look_again(ticket)
    return slack.remove_post(ticket, effect.post)


def _routed(slack: SlackWing, ticket: Ticket, effect: RoutingEffect) -> e.RoutingLearned:
    """The words of the message are read in Slack and not kept."""
    if isinstance(effect, FindRoute):
        ts = ticket.place.ts
        message = next((found for found in slack.messages(ticket.place, ts, ts) if found.ts == ts), None)
        match = effect.router.find(message.body).best if message else None
        return e.RouteFound(routing=routed_by(match, effect.otherwise))
    return slack.pass_on(ticket, effect) if isinstance(effect, PassOn) else slack.tell_route(ticket, effect)


def _idled(slack: SlackWing, ticket: Ticket, effect: IdleEffect) -> e.IdleLearned:
    """Whom somebody is released from, and what is resolved, is as it is from then on; nobody outside is asked."""
    match effect:
        case ReleasePerson():
            return e.Released(person=effect.person, at=effect.at, days=effect.days)
        case ResolveIdle():
            return e.IdleResolved(at=effect.at)
        case _:
            return slack.tell_idle(ticket, effect)


def _of_a_promise(slack: SlackWing, ticket: Ticket, effect: PromiseEffect) -> e.PromiseLearned:
    match effect:
        case WarnOfPromise():
            return slack.warn_of_promise(ticket, effect)
        case TellSnooze():
            return slack.tell_snooze(ticket, effect)
        case NoteBroken():
            return e.PromiseBroken(promise=effect.kind)


def _shown(wings: Wings, ticket: Ticket, effect: fx.ShowComment) -> e.CommentShown:
    spoken = spoken_in(wings, ticket, effect.ticket, effect.comment.id)
    if spoken is None:
        return e.CommentShown(comment=effect.comment.id, ts="")
    return wings.slack.show_comment(ticket, effect, spoken)
