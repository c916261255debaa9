"""Shadow mode: what is learned of an effect that is not done. `docs/decisions/021-shadow-mode.md` says what then."""

from typing import assert_never

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.dead_letters import warned
from helpdesk.domain.effects.idle import ReleasePerson, RemindRequester, ResolveIdle, TellRelease, TellResolved
from helpdesk.domain.effects.moving import HandOver, PostMoved, RelayFile, RelayWords, RenewMoved, TellMoved
from helpdesk.domain.effects.promises import NoteBroken, TellSnooze, WarnOfPromise
from helpdesk.domain.effects.routing import FindRoute, PassOn, TellRoute
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.effects.second_looks import LookAgain, RemovePost
from helpdesk.domain.ticket import Ticket, attached, talk
from helpdesk.domain.ticket.attempt import Attempt


def would_have(effect: fx.Effect, at: float) -> e.WouldHave | None:
    """What is learned instead of doing it, at `at` seconds; None for what only reads, which is done."""
    match effect:
        case (
            fx.LookUp()
            | fx.ReadZendeskTicket()
            | fx.FollowTicket()
            | LookAgain()
            | FindRoute()
            | NoteBroken()
            | HandOver()
        ):
            return None
        case fx.ShowStatus() if effect.message is None:
            return e.WouldHave(key=effect.key, at=at, card=effect.card)
        case fx.ShowComment():
            return e.WouldHave(key=effect.key, at=at, comment=effect.comment.id)
        case fx.UploadFile() | fx.ShareFile():
            return e.WouldHave(key=effect.key, at=at, file=effect.attached.id)
        case fx.WarnOfDead():
            return e.WouldHave(key=effect.key, at=at, warned=effect.keys)
        case _:
            return e.WouldHave(key=effect.key, at=at)


def is_let_go(effect: fx.Effect, attempt: Attempt) -> bool:
    """Whether it isn't done afterwards either. What mends or goes on with what is really there waits for the end.

    So does a Zendesk ticket that an earlier `attempt` may have made.
    """
    match effect:
        case fx.OpenZendeskTicket():
            return not attempt.doubt
        case fx.AddReaction() | fx.GiveNotice() | AskSatisfaction():
            return True
        case PassOn() | TellRoute() | WarnOfPromise() | PostMoved() | TellMoved() | RelayWords() | RelayFile():
            return True
        case ReleasePerson() | TellRelease() | RemindRequester() | ResolveIdle() | TellResolved():
            return True
        case (
            fx.LookUp()
            | fx.ReadZendeskTicket()
            | fx.FollowTicket()
            | LookAgain()
            | FindRoute()
            | NoteBroken()
            | HandOver()
        ):
            return False
        case fx.ShowStatus() | fx.ShowComment() | fx.UploadFile() | fx.ShareFile() | fx.WarnOfDead():
            return False
        case fx.RemoveReaction() | fx.HideComment() | fx.HideFile() | RemovePost() | ThankForRating() | TellSnooze():
            return False
        case RenewMoved():
            return False
        case fx.UpdateZendeskTicket() | fx.TellZendesk():
            return False
        case _:
            assert_never(effect)


def learned(ticket: Ticket, event: e.WouldHave) -> Ticket:
    """The ticket after something was not done: it is not wanted again for as long as it is the same thing."""
    if event.card:
        return ticket.model_copy(update={"shown": ticket.shown.model_copy(update={"card": event.card})})
    if event.comment is not None:
        return ticket.model_copy(update={"talk": talk.shown(ticket.talk, event.comment, "")})
    if event.file is not None:
        files = attached.dropped(ticket.talk.files, event.file)
        return ticket.model_copy(update={"talk": ticket.talk.model_copy(update={"files": files})})
    if event.warned:
        return warned(ticket, e.Warned(keys=event.warned))
    before = ticket.attempts.get(event.key, Attempt())
    attempts = {**ticket.attempts, event.key: before.model_copy(update={"shadowed": True})}
    return ticket.model_copy(update={"attempts": attempts})
