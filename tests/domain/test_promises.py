"""By when a question is to be seen, answered and resolved: in working hours, paused while it waits."""

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.plan import plan
from helpdesk.domain.promises import KINDS, NO_PROMISES, due_next, outstanding, priority, promised, settled
from helpdesk.domain.rules import Rules
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Escalation, Ticket
from helpdesk.domain.ticket.form import Details
from helpdesk.domain.ticket.routed import Routing
from helpdesk.domain.ticket.timings import Timings

from .promise_life import OFFICE, PROMISES, asked, at, clock, promising
from .scenes import DISMISSED, RESOLVED, SEEN, WAITING, WORKING, off, on, told

RULES = promising()


def dues(ticket: Ticket) -> dict[str, str]:
    return {each.kind: clock(each.due) for each in outstanding(ticket, PROMISES, OFFICE)}


def replied(moment: str, by: str = "U0ALEX") -> e.Replied:
    return e.Replied(by=by, ts=f"{at(moment)}", at=at(moment))


CASES: dict[str, tuple[list[e.Event], dict[str, str]]] = {
    "in the morning": (
        [asked("2026-11-24 09:00")],
        {"seen": "Tue 09:30", "answered": "Tue 14:00", "resolved": "Fri 09:00"},
    ),
    "before the lunch break": (
        [asked("2026-11-24 11:45")],
        {"seen": "Tue 13:15", "answered": "Tue 16:45", "resolved": "Fri 11:45"},
    ),
    "on Friday evening": (
        [asked("2026-11-27 18:00")],
        {"seen": "Mon 08:30", "answered": "Mon 12:00", "resolved": "Wed 17:00"},
    ),
    "seen": (
        [asked("2026-11-24 09:00"), on(SEEN, at("2026-11-24 09:10"))],
        {"answered": "Tue 14:00", "resolved": "Fri 09:00"},
    ),
    "answered without a mark": ([asked("2026-11-24 09:00"), replied("2026-11-24 09:20")], {"resolved": "Fri 09:00"}),
    "a word of its own person is no answer": (
        [asked("2026-11-24 09:00"), replied("2026-11-24 09:20", "U0ROBIN"), on(WORKING, at("2026-11-24 09:25"))],
        {"answered": "Tue 14:00", "resolved": "Fri 09:00"},
    ),
    "waiting": ([asked("2026-11-24 09:00"), on(WAITING, at("2026-11-24 10:00"))], {"answered": "-", "resolved": "-"}),
    "after it waited two hours of work": (
        [
            asked("2026-11-24 09:00"),
            on(WAITING, at("2026-11-24 11:00")),
            off(WAITING, at("2026-11-24 14:00")),
        ],
        {"answered": "Tue 16:00", "resolved": "Fri 11:00"},
    ),
    "late already when it began to wait": (
        [asked("2026-11-24 09:00"), on(WAITING, at("2026-11-24 16:00"))],
        {"answered": "Tue 14:00", "resolved": "-"},
    ),
    "resolved": ([asked("2026-11-24 09:00"), on(RESOLVED, at("2026-11-24 10:00"))], {}),
    "dismissed": ([asked("2026-11-24 09:00"), on(DISMISSED, at("2026-11-24 10:00"))], {}),
    "deleted": ([asked("2026-11-24 09:00"), e.Deleted(at=at("2026-11-24 10:00"))], {}),
    "never asked": ([], {}),
}


@pytest.mark.parametrize(("happened", "due"), CASES.values(), ids=CASES.keys())
def test_each_promise_is_due_to_the_minute(happened: list[e.Event], due: dict[str, str]) -> None:
    assert dues(told(happened, RULES)) == due


def test_a_slip_keeps_no_promise() -> None:
    nine = at("2026-11-24 09:00")
    slip = told([asked("2026-11-24 09:00"), on(SEEN, nine + 60), off(SEEN, nine + 65)], RULES)
    assert "seen" in dues(slip)


def test_what_is_opened_again_keeps_no_promise_a_second_time() -> None:
    resolved, reopened = at("2026-11-24 09:05"), at("2026-11-25 09:05")
    ticket = told([asked("2026-11-24 09:00"), on(RESOLVED, resolved), off(RESOLVED, reopened)], RULES)
    assert dues(ticket) == {}


@pytest.mark.parametrize(
    ("details", "form", "routed", "expected"),
    [
        ("high", "urgent", "low", "high"),
        (None, "urgent", "low", "urgent"),
        (None, None, "low", "low"),
        (None, None, None, None),
    ],
)
def test_the_priority_chosen_last_counts(
    details: str | None, form: str | None, routed: str | None, expected: str | None
) -> None:
    ticket = told([asked()], RULES).model_copy(
        update={
            "details": Details.model_validate({"priority": details}),
            "escalation": Escalation(by="U0ALEX", at=5.0, details=Details.model_validate({"priority": form})),
            "routing": Routing.model_validate({"priority": routed}),
        }
    )
    assert priority(ticket) == expected


def test_a_priority_has_its_own_promises() -> None:
    ticket = told([asked("2026-11-24 09:00")], RULES).model_copy(update={"routing": Routing(priority="urgent")})
    assert dues(ticket) == {"seen": "Tue 09:10"}
    normal = ticket.model_copy(update={"routing": Routing(priority="normal")})
    assert set(dues(normal)) == set(KINDS)


def test_what_was_made_again_is_done_although_nobody_knows_when() -> None:
    again = told([asked()], RULES).model_copy(update={"timings": Timings(settled=("seen", "working"))})
    assert set(dues(again)) == {"answered", "resolved"}


def test_without_promises_nothing_is_due() -> None:
    ticket = told([asked()], RULES)
    assert promised(ticket, NO_PROMISES, OFFICE) == ()
    assert due_next(ticket, NO_PROMISES, OFFICE) is None


def test_the_status_message_names_the_next_and_needs_no_promise_to_be_there() -> None:
    ticket = told([asked("2026-11-24 09:00")], RULES)
    assert status_card(ticket, RULES) is None
    pressed = e.ButtonPressed(by="U0ALEX", button="working", at=at("2026-11-24 09:05"))
    card = status_card(told([pressed], RULES, ticket), RULES)
    assert card
    assert card.due
    assert (card.due.kind, clock(card.due.at)) == ("answered", "Tue 14:00")
    waiting = e.ButtonPressed(by="U0ALEX", button="waiting", at=at("2026-11-24 09:06"))
    paused = status_card(told([pressed, waiting], RULES, ticket), RULES)
    assert paused
    assert paused.due is None


def counted(before: Ticket, after: Ticket, by: Rules = RULES) -> list[tuple[str, bool]]:
    return list(settled(before, after, by.promises, by.hours))


def test_each_promise_is_counted_once_as_kept_or_broken() -> None:
    new = told([asked("2026-11-24 09:00")], RULES)
    seen = told([on(SEEN, at("2026-11-24 09:29"))], RULES, new)
    assert counted(new, seen) == [("seen", True)]
    broken = told([e.PromiseBroken(promise="answered")], RULES, seen)
    assert counted(seen, broken) == [("answered", False)]
    late = told([replied("2026-11-24 15:00")], RULES, broken)
    assert counted(broken, late) == []
    never_noted = told([replied("2026-11-24 15:00")], RULES, seen)
    assert counted(seen, never_noted) == [("answered", False)]
    waiting = told([on(WAITING, at("2026-11-24 09:40"))], RULES, seen)
    assert counted(waiting, told([replied("2026-11-24 15:00")], RULES, waiting)) == [("answered", True)]


def test_a_promise_that_breaks_is_written_down_a_minute_later() -> None:
    ticket = told(
        [asked("2026-11-24 09:00"), on(SEEN, at("2026-11-24 09:10"))], promising(on_duty=(), agents_channel=None)
    )
    quiet = promising(promises=PROMISES.__class__(PROMISES.times))
    assert plan(ticket, quiet, at("2026-11-24 09:10")).wake == at("2026-11-24 14:01")
    keys = [effect.key for effect in plan(ticket, quiet, at("2026-11-24 14:01")).due]
    assert keys == ["promise.broken:answered"]
