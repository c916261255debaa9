"""What goes first: status before comments before what is only nice to have, by effect and within a plan."""

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.budget import Budget, Urgency
from helpdesk.domain.history import entry
from helpdesk.domain.plan import plan
from helpdesk.domain.plan.urgency import urgency
from helpdesk.domain.ticket import Escalation
from helpdesk.domain.ticket.attached import Attached
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Comment, Reply

from .scenes import KIM, ROBIN, RULES, SEEN, WAITING, linked, on, told

FILE = Attached(id=1, comment=2)
COMMENT = Comment(id=2, at=1.0, public=True)
REPLY = Reply(ts="9.0", by="U1", at=9.0)
TELL = fx.TellZendesk(7, "", (REPLY,))

CLASSES: list[tuple[fx.Effect, Urgency]] = [
    (fx.LookUp(), Urgency.STATUS),
    (fx.ReadZendeskTicket(7, "open", None), Urgency.STATUS),
    (fx.FollowTicket(7), Urgency.STATUS),
    (fx.OpenZendeskTicket(Escalation(by="U1", at=1.0), None, "", None, None, None, ()), Urgency.STATUS),
    (fx.UpdateZendeskTicket(7, "", "open", assign=False, assignee=None), Urgency.STATUS),
    (fx.AddReaction("eyes"), Urgency.STATUS),
    (fx.RemoveReaction("eyes"), Urgency.STATUS),
    (fx.ShowStatus(Card(state=State.NEW), None), Urgency.STATUS),
    (TELL, Urgency.COMMENT),
    (fx.TellZendesk(7, "", (REPLY,), status="open"), Urgency.STATUS),
    (fx.ShowComment(7, COMMENT), Urgency.COMMENT),
    (fx.HideComment(COMMENT, "1.0"), Urgency.COMMENT),
    (fx.UploadFile(7, FILE), Urgency.COMMENT),
    (fx.ShareFile(7, FILE), Urgency.COMMENT),
    (fx.HideFile(FILE), Urgency.COMMENT),
    (fx.GiveNotice("U1", "not_set_up"), Urgency.REST),
]


@pytest.mark.parametrize(("effect", "expected"), CLASSES, ids=lambda value: type(value).__name__)
def test_each_effect_has_its_class(effect: fx.Effect, expected: Urgency) -> None:
    assert urgency(effect) is expected


def test_a_status_goes_before_comments_within_a_ticket() -> None:
    said = e.Replied(by=KIM, ts="5.0", at=5.0)
    ticket = linked(said, on(SEEN, 9), on(SEEN, 10, ROBIN))
    classes = [urgency(effect) for effect in plan(ticket, RULES, 1e6).due]
    assert classes == [Urgency.STATUS, Urgency.STATUS, Urgency.COMMENT, Urgency.REST]


def test_what_waits_for_room_was_not_tried() -> None:
    failed = e.Failed(key="zendesk.update:7:pending:-", again=50.0, doubt=True, why="Away.")
    ticket = linked(on(WAITING, 9), failed, e.PutOff(key=failed.key, again=70.0, doubt=True))
    assert ticket.attempts[failed.key] == Attempt(tries=1, again=70.0, doubt=True, trouble="Away.")


def test_waiting_for_room_is_no_line_of_the_history() -> None:
    waits = e.PutOff(key="zendesk.update:7:pending:-", again=70.0, doubt=False)
    before = linked(on(WAITING, 9))
    assert entry(before, waits, told([waits], ticket=before), 60.0) is None


def test_a_status_that_waits_for_room_goes_along_with_the_next_replies() -> None:
    said = e.Replied(by=KIM, ts="10.0", at=10.0)
    waits = e.PutOff(key="zendesk.update:7:pending:-", again=2e6, doubt=False)
    tells = [x for x in plan(linked(on(WAITING, 9), waits, said), RULES, 1e6).due if isinstance(x, fx.TellZendesk)]
    assert [tell.status for tell in tells] == ["pending"]


def test_a_budgets_kind_is_its_name_without_what_it_is_of() -> None:
    assert [Budget(name, 1, 1, 1).kind for name in ("chat.postMessage:C1", "account")] == [
        "chat.postMessage",
        "account",
    ]
