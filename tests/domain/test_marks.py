"""What marks say together: the furthest state, since when and by whom; and who took the question."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain import events as e
from helpdesk.domain.ticket.marks import Mark, assignee, standing
from helpdesk.domain.ticket.states import State

from .scenes import (
    ALEX,
    DISMISSED,
    KIM,
    RESOLVED,
    SEEN,
    WAITING,
    WORKING,
    marking,
    off,
    on,
    question,
    rules,
    thorough,
    told,
)

STANDINGS: list[Any] = [
    pytest.param([], None, id="no mark"),
    pytest.param([off(SEEN, 4)], None, id="only one taken off that was never told of"),
    pytest.param([on(SEEN, 4)], (State.SEEN, 4, ALEX), id="one mark"),
    pytest.param([on(SEEN, 4), on(SEEN, 6, KIM)], (State.SEEN, 6, KIM), id="anew at the winning state"),
    pytest.param([on(RESOLVED, 4), on(SEEN, 6, KIM)], (State.RESOLVED, 4, ALEX), id="a nearer one after it"),
    pytest.param([on(RESOLVED, 4), on("tada", 6)], (State.RESOLVED, 6, ALEX), id="another emoji of that state"),
    pytest.param([on(SEEN, 2), on(RESOLVED, 4), off(RESOLVED, 6)], (State.SEEN, 6, ALEX), id="a step back"),
    pytest.param([on(SEEN, 2), on(RESOLVED, 4), off(SEEN, 6)], (State.RESOLVED, 4, ALEX), id="a nearer one taken off"),
    pytest.param(
        [on(RESOLVED, 4, KIM), on("tada", 2), off("tada", 6)], (State.RESOLVED, 4, KIM), id="one as far taken off"
    ),
    pytest.param([on(SEEN, 2), off(SEEN, 6)], (State.NEW, 6, ALEX), id="the last one taken off"),
    pytest.param([on(DISMISSED, 2), on(RESOLVED, 4)], (State.DISMISSED, 2, ALEX), id="dismissed beats all"),
    pytest.param([on(WAITING, 2), on(WORKING, 4)], (State.WAITING, 2, ALEX), id="waiting is further than working"),
]


@pytest.mark.parametrize(("events", "expected"), STANDINGS)
def test_the_furthest_mark_stands_since_it_was_brought_about(events: list[e.Event], expected: object) -> None:
    assert standing(question(*events).marks) == expected


ASSIGNEES: list[Any] = [
    pytest.param([], None, id="nobody"),
    pytest.param([on(SEEN, 2)], ALEX, id="the first to see it"),
    pytest.param([on(WORKING, 4), on(SEEN, 2, KIM)], KIM, id="seen earlier wins over working"),
    pytest.param([on(RESOLVED, 2)], None, id="resolved does not take it"),
    pytest.param([on(SEEN, 2), off(SEEN, 4)], None, id="taken back, nobody else"),
    pytest.param([on(SEEN, 2), on(SEEN, 3, KIM), off(SEEN, 4)], KIM, id="taken back, another stands by it"),
    pytest.param([on(SEEN, 2), on(SEEN, 3, KIM), off(SEEN, 4), on(SEEN, 5)], KIM, id="back after a break"),
    pytest.param([on(SEEN, 2), on(SEEN, 3, KIM), on(WORKING, 4), off(SEEN, 5)], ALEX, id="swapped without a break"),
    pytest.param([on(SEEN, 2), on(SEEN, 3, KIM), on(WORKING, 5), off(SEEN, 5)], ALEX, id="swapped in one moment"),
    pytest.param([on(SEEN, 2), on(SEEN, 3, KIM), off(SEEN, 4), on(WORKING, 5)], KIM, id="swapped with a break"),
    pytest.param([on(SEEN, 2), on(SEEN, 3, KIM), on(RESOLVED, 4), off(SEEN, 5)], KIM, id="resolved is no standing by"),
    pytest.param([on(SEEN, 2, KIM), on(SEEN, 2)], ALEX, id="a tie is settled by the name"),
    pytest.param([on(SEEN, 0.0), on(SEEN, 3, KIM)], ALEX, id="at second zero"),
    pytest.param([off(SEEN, 4), on(SEEN, 6, KIM)], KIM, id="taken off, never told of"),
    pytest.param(
        [on(SEEN, 2), on(SEEN, 3, KIM), on("hammer", 4), off(SEEN, 5), on(WORKING, 7), off("hammer", 8)],
        ALEX,
        id="swapped twice without a break",
    ),
]


@pytest.mark.parametrize(("events", "expected"), ASSIGNEES)
def test_who_stands_by_it_longest_without_a_break_has_it(events: list[e.Event], expected: str | None) -> None:
    assert question(*events).assignee == expected


@thorough
@given(st.lists(marking, max_size=12))
def test_an_assignee_has_a_seen_or_working_mark_there_now(events: list[e.Event]) -> None:
    ticket = question(*events)
    taking = {m.person for m in ticket.marks if m.present and m.state.takes}
    assert (ticket.assignee in taking) if taking else ticket.assignee is None


@thorough
@given(st.lists(marking, max_size=12))
def test_no_present_mark_is_further_than_the_state(events: list[e.Event]) -> None:
    ticket = question(*events)
    assert ticket.state is max((m.state for m in ticket.marks if m.present), key=lambda s: s.rank, default=State.NEW)


def test_a_mark_that_does_not_count_says_nothing() -> None:
    mark = Mark(person=ALEX, emoji=SEEN, state=State.SEEN, counts=False, added=2.0)
    assert (standing((mark,)), assignee((mark,))) == (None, None)


@pytest.mark.parametrize(("at", "state"), [(8.0, State.WAITING), (1.0, State.SEEN)], ids=["later", "earlier"])
def test_a_mark_counts_as_its_emoji_was_configured_when_it_was_last_used(at: float, state: State) -> None:
    reconfigured = rules(reactions={SEEN: State.WAITING})
    assert told([on(SEEN, at)], reconfigured, question(on(SEEN, 2))).state is state


def test_what_was_worked_out_of_a_ticket_is_worked_out_anew_for_its_copies() -> None:
    before = question(on(SEEN, 2))
    assert (before.state, before.assignee) == (State.SEEN, ALEX)
    after = before.model_copy(update={"marks": question(on(RESOLVED, 3, KIM)).marks})
    assert (after.state, after.assignee) == (State.RESOLVED, None)
    assert before == question(on(SEEN, 2))


def test_a_mark_says_since_when_it_means_nothing() -> None:
    mark = Mark(person=ALEX, emoji=SEEN, state=State.SEEN, counts=True, added=5.0)
    assert (mark.ended, mark.is_let_go) == (None, False)
    let_go = mark.model_copy(update={"let_go": 7.0})
    assert (let_go.ended, let_go.is_let_go, let_go.present) == (7.0, True, False)
    assert let_go.model_copy(update={"removed": 6.0}).ended == 6.0
    assert let_go.model_copy(update={"removed": 9.0}).ended == 7.0
    assert let_go.model_copy(update={"added": 8.0}).present
    assert let_go.model_copy(update={"added": None}).ended is None
