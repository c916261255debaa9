"""How urgent each effect is: status before comments before what is only nice to have."""

from typing import assert_never

from helpdesk.domain import effects as fx
from helpdesk.domain.budget import Urgency
from helpdesk.domain.effects.idle import ReleasePerson, RemindRequester, ResolveIdle, TellRelease, TellResolved
from helpdesk.domain.effects.moving import HandOver, PostMoved, RelayFile, RelayWords, RenewMoved, TellMoved
from helpdesk.domain.effects.promises import NoteBroken, TellSnooze, WarnOfPromise
from helpdesk.domain.effects.routing import FindRoute, PassOn, TellRoute
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.effects.second_looks import LookAgain, RemovePost


def urgency(effect: fx.Effect) -> Urgency:
    """The class of all calls that this effect makes.

    What is looked up for a status, or for what a Zendesk ticket begins with, is as urgent as the status; a comment that
    takes a status along is one. The bot's own reaction is the status that people see in the channel.
    """
    match effect:
        case fx.LookUp() | fx.ReadZendeskTicket() | fx.FollowTicket() | FindRoute():
            return Urgency.STATUS
        case fx.OpenZendeskTicket() | fx.UpdateZendeskTicket() | ReleasePerson() | ResolveIdle():
            return Urgency.STATUS
        case fx.AddReaction() | fx.RemoveReaction() | fx.ShowStatus():
            return Urgency.STATUS
        case fx.TellZendesk():
            return Urgency.COMMENT if effect.status is None else Urgency.STATUS
        case fx.ShowComment() | fx.HideComment() | fx.UploadFile() | fx.ShareFile() | fx.HideFile():
            return Urgency.COMMENT
        case fx.GiveNotice() | fx.WarnOfDead() | AskSatisfaction() | ThankForRating():
            return Urgency.REST
        case PassOn() | TellRoute() | WarnOfPromise():
            return Urgency.COMMENT
        case PostMoved() | TellMoved() | RenewMoved() | RelayWords() | RelayFile() | HandOver():
            return Urgency.COMMENT
        case (
            LookAgain()
            | RemovePost()
            | TellRelease()
            | RemindRequester()
            | TellResolved()
            | TellSnooze()
            | NoteBroken()
        ):
            return Urgency.REST
        case _:
            assert_never(effect)
