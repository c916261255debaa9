"""Shadow mode: what is learned instead of doing something, and what is not done afterwards either."""

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain import shadow
from helpdesk.domain.effects.moving import RenewMoved
from helpdesk.domain.effects.routing import PassOn, TellRoute
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.effects.second_looks import LookAgain, RemovePost
from helpdesk.domain.ticket import Escalation, Extra
from helpdesk.domain.ticket.attached import Attached
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.routed import Routing
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Comment, Reply

from .scenes import linked

FILE, OTHER = Attached(id=1, comment=2), Attached(id=3, comment=2)
COMMENT = Comment(id=2, at=1.0, public=True)
CARD = Card(state=State.NEW)
OPEN = fx.OpenZendeskTicket(Escalation(by="U1", at=1.0), None, "", None, None, None, ())
WARN = fx.WarnOfDead(0, ("zendesk.open",), ("No.",), "U1")
DOUBT = Attempt(tries=1, doubt=True)

LEARNED: list[tuple[fx.Effect, e.WouldHave | None]] = [
    (fx.LookUp(), None),
    (fx.ReadZendeskTicket(7, "open", None), None),
    (LookAgain(), None),
    (fx.ShowStatus(CARD, None), e.WouldHave(key=fx.ShowStatus(CARD, None).key, at=9.0, card=CARD)),
    (fx.ShowStatus(CARD, "5.0"), e.WouldHave(key=fx.ShowStatus(CARD, "5.0").key, at=9.0)),
    (fx.ShowComment(7, COMMENT), e.WouldHave(key="slack.comment:2", at=9.0, comment=2)),
    (fx.UploadFile(7, FILE), e.WouldHave(key=fx.UploadFile(7, FILE).key, at=9.0, file=1)),
    (fx.ShareFile(7, FILE), e.WouldHave(key=fx.ShareFile(7, FILE).key, at=9.0, file=1)),
    (WARN, e.WouldHave(key=WARN.key, at=9.0, warned=("zendesk.open",))),
    (fx.AddReaction("eyes"), e.WouldHave(key="slack.react:eyes", at=9.0)),
]


@pytest.mark.parametrize(("effect", "expected"), LEARNED, ids=lambda value: type(value).__name__)
def test_what_reads_is_done_and_of_what_writes_it_is_learned_what_it_was(
    effect: fx.Effect, expected: e.WouldHave | None
) -> None:
    assert shadow.would_have(effect, 9.0) == expected


AFTERWARDS: list[tuple[str, fx.Effect, Attempt, bool]] = [
    ("a ticket", OPEN, Attempt(), True),
    ("a ticket that may be there", OPEN, DOUBT, False),
    ("a reaction", fx.AddReaction("eyes"), Attempt(), True),
    ("a private sentence", fx.GiveNotice("U1", "not_set_up"), Attempt(), True),
    ("asking how it was", AskSatisfaction("U1"), Attempt(), True),
    ("passing on", PassOn(0, Routing()), Attempt(), True),
    ("telling a route", TellRoute(0, Routing(), (), mention=True), Attempt(), True),
    ("a look", fx.LookUp(), Attempt(), False),
    ("a status message", fx.ShowStatus(CARD, "5.0"), Attempt(), False),
    ("a comment", fx.ShowComment(7, COMMENT), Attempt(), False),
    ("a reaction taken off", fx.RemoveReaction("eyes"), Attempt(), False),
    ("a comment taken away", fx.HideComment(COMMENT, "1.0"), Attempt(), False),
    ("a file taken away", fx.HideFile(FILE), Attempt(), False),
    ("a message too many", RemovePost(Extra(ts="5.0", public=True)), Attempt(), False),
    ("a moved message", RenewMoved(Moving(to="C1", by="U1", at=1.0, ts="5.0"), deleted=False), Attempt(), False),
    ("thanks", ThankForRating("U1", "good", commented=False, channel="D1", ts="5.0"), Attempt(), False),
    ("a status", fx.UpdateZendeskTicket(7, "", "open", assign=False, assignee=None), Attempt(), False),
    ("a reply", fx.TellZendesk(7, "", (Reply(ts="9.0", by="U1", at=9.0),)), Attempt(), False),
]


@pytest.mark.parametrize(
    ("effect", "before", "gone"), [row[1:] for row in AFTERWARDS], ids=[row[0] for row in AFTERWARDS]
)
def test_what_is_past_when_shadow_mode_ends_is_not_done_and_what_is_really_there_is_gone_on_with(
    effect: fx.Effect, before: Attempt, *, gone: bool
) -> None:
    assert shadow.is_let_go(effect, before) is gone


def test_what_was_learned_is_wanted_no_more() -> None:
    ticket = linked()
    talk = ticket.talk.model_copy(update={"coming": (COMMENT,), "files": (FILE, OTHER)})
    ticket = ticket.model_copy(update={"talk": talk, "attempts": {"zendesk.open": Attempt(refused="No.", at=1.0)}})
    assert shadow.learned(ticket, e.WouldHave(key="k", at=9.0, card=CARD)).shown.card == CARD
    assert shadow.learned(ticket, e.WouldHave(key="k", at=9.0, comment=2)).talk.coming == ()
    assert shadow.learned(ticket, e.WouldHave(key="k", at=9.0, file=1)).talk.files == (OTHER,)
    assert shadow.learned(ticket, e.WouldHave(key="k", at=9.0, warned=("zendesk.open",))).attempts["zendesk.open"].told
    assert shadow.learned(ticket, e.WouldHave(key="slack.react:eyes", at=9.0)).attempts["slack.react:eyes"].shadowed
