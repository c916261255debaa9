"""Deliveries come late, twice and in any order; none of that may change where a question stands."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpdesk.domain import events as e
from helpdesk.domain.rules import Responders, Rules, Track
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State

from .scenes import (
    ALEX,
    ASKED,
    BOT,
    KIM,
    REACTIONS,
    RESOLVED,
    ROBIN,
    SEEN,
    WAITING,
    WORKING,
    anything,
    button,
    linked,
    marking,
    off,
    on,
    people,
    question,
    read,
    rules,
    talking,
    thorough,
    told,
)

EVERYONE = rules(responders=Responders(everyone=True))
tracks: st.SearchStrategy[Track] = st.sampled_from(["every-message", "first-reaction"])


def stand(ticket: Ticket) -> tuple[Any, ...]:
    return ticket.marks, ticket.move, ticket.state, ticket.assignee


@st.composite
def retold(draw: st.DrawFn) -> tuple[list[e.Event], list[e.Event]]:
    """Some events, and the same in another order with some of them again."""
    first = draw(st.lists(anything, max_size=10))
    again = draw(st.lists(st.sampled_from(first), max_size=5)) if first else []
    return first, draw(st.permutations(first + again))


@thorough
@given(retold(), tracks)
def test_any_order_and_any_repetition_of_the_same_events_gives_the_same_state(
    both: tuple[list[e.Event], list[e.Event]], track: Track
) -> None:
    first, second = both
    by = rules(track=track)
    assert stand(told([ASKED, *first], by)) == stand(told([ASKED, *second], by))


@thorough
@example([button("waiting", 3), e.Replied(by=ROBIN, ts="5.0", at=5.0)], KIM, RESOLVED)
@given(st.lists(st.one_of(anything, talking), max_size=10), people, st.sampled_from(sorted(REACTIONS)))
def test_a_mark_that_was_never_there_put_on_and_taken_off_leaves_no_trace(
    before: list[e.Event], person: str, emoji: str
) -> None:
    ticket = told([ASKED, *before], EVERYONE)
    if any((m.person, m.emoji) == (person, emoji) for m in ticket.marks) or emoji == "ticket":
        return
    after = told([on(emoji, 100, person), off(emoji, 101, person)], EVERYONE, ticket)
    assert (after.state, after.assignee) == (ticket.state, ticket.assignee)
    assert after.set_otherwise == ticket.set_otherwise


@thorough
@given(st.lists(marking, max_size=10), st.sampled_from([ALEX, KIM]), st.sampled_from([SEEN, WORKING, RESOLVED]))
def test_a_mark_put_on_and_taken_off_steps_back_to_what_the_others_stand_by(
    before: list[e.Event], person: str, emoji: str
) -> None:
    without = question(*before, off(emoji, 99, person))
    assert told([on(emoji, 100, person), off(emoji, 101, person)], ticket=without).state is without.state


@thorough
@given(st.lists(marking, max_size=12), st.lists(marking, max_size=3))
def test_what_happened_longer_ago_never_undoes_what_happened_since(news: list[e.Event], olds: list[e.Event]) -> None:
    later = [event.model_copy(update={"at": getattr(event, "at", 0.0) + 100}) for event in news]
    ticket = question(*later)
    touched = {(m.person, m.emoji) for m in ticket.marks}
    late = [o for o in olds if isinstance(o, e.ReactionAdded | e.ReactionRemoved) and (o.person, o.emoji) in touched]
    assert told(late, ticket=ticket).state is ticket.state


@thorough
@given(st.lists(anything, max_size=10), tracks)
def test_the_bots_own_reactions_never_count_not_even_with_everyone(before: list[e.Event], track: Track) -> None:
    by = rules(responders=Responders(everyone=True), track=track)
    assert all(mark.person != BOT for mark in told(before, by).marks)
    assert told([on(SEEN, 30, BOT), off(SEEN, 31, BOT)], by, told(before, by)) == told(before, by)


TWO_ON_ONE = [
    pytest.param([on(RESOLVED, 3), on(RESOLVED, 4, KIM), off(RESOLVED, 5)], State.RESOLVED, id="by the first"),
    pytest.param([on(RESOLVED, 3), on(RESOLVED, 4, KIM), off(RESOLVED, 5, KIM)], State.RESOLVED, id="by the second"),
    pytest.param(
        [on(RESOLVED, 3), on(RESOLVED, 4, KIM), off(RESOLVED, 5, KIM), off(RESOLVED, 6)], State.NEW, id="both"
    ),
    pytest.param([on(WORKING, 2, KIM), on(RESOLVED, 3), off(RESOLVED, 5)], State.WORKING, id="back to the other"),
    pytest.param([on(WORKING, 2), on(RESOLVED, 3), off(WORKING, 5)], State.RESOLVED, id="the nearer mark taken off"),
]


@pytest.mark.parametrize(("events", "state"), TWO_ON_ONE)
def test_a_mark_taken_off_takes_only_its_own_away(events: list[e.Event], state: State) -> None:
    assert question(*events).state is state


LATE: list[Any] = [
    pytest.param([off(RESOLVED, 5), on(RESOLVED, 3)], State.NEW, id="taken off, then its putting on"),
    pytest.param([on(RESOLVED, 7), off(RESOLVED, 5)], State.RESOLVED, id="put on again, then the older taking off"),
    pytest.param([on(RESOLVED, 5), off(RESOLVED, 5)], State.NEW, id="both at one time"),
    pytest.param([button("waiting", 9), on(RESOLVED, 5)], State.WAITING, id="a mark older than the button"),
    pytest.param([on(RESOLVED, 9), button("waiting", 5)], State.RESOLVED, id="a button older than the mark"),
    pytest.param([on(RESOLVED, 5), button("waiting", 5)], State.WAITING, id="a tie goes to the button"),
    pytest.param([button("waiting", 9), button("working", 5)], State.WAITING, id="an older button"),
    pytest.param([button("waiting", 5), button("working", 5, KIM)], State.WAITING, id="two buttons at one time"),
    pytest.param([button("waiting", 5), e.Deleted(at=5.0)], State.DISMISSED, id="a button and a deletion at one time"),
    pytest.param([on(RESOLVED, 0.0)], State.RESOLVED, id="at second zero"),
    pytest.param([on(RESOLVED, 1e15), button("waiting", 5)], State.RESOLVED, id="far in the future"),
]


@pytest.mark.parametrize(("events", "state"), LATE)
def test_the_later_of_two_tellings_counts(events: list[e.Event], state: State) -> None:
    assert question(*events).state is state
    assert question(*reversed(events)).state is state


def test_a_button_told_again_does_not_undo_zendesks_move_of_the_same_second() -> None:
    ticket = linked(button("waiting", 10), read("solved", 5), read("solved", 5))
    assert told([read("open", 10), button("waiting", 10)], ticket=ticket).state is State.WORKING


WORDS: list[Any] = [
    pytest.param([read("pending", 10)], 21, id="after Zendesk waited"),
    pytest.param([on(WAITING, 10)], 21, id="after a mark waited"),
    pytest.param([on(RESOLVED, 10)], 15, id="after it was resolved"),
]


@pytest.mark.parametrize(("waited", "since"), WORDS)
def test_a_slip_after_the_requesters_word_leaves_the_question_open(
    waited: list[e.Event | e.Learned], since: float
) -> None:
    word = e.Replied(by=ROBIN, ts="15.0", at=15.0)
    ticket = linked(on(SEEN, 5), *waited, word, on(RESOLVED, 20, KIM))
    assert ticket.state is State.RESOLVED
    assert told([off(RESOLVED, 21, KIM)], ticket=ticket).current[:2] == (State.WORKING, since)


def test_a_slip_after_zendesk_moved_the_ticket_leaves_zendesks_state() -> None:
    ticket = linked(read("pending", 10), on(RESOLVED, 20), off(RESOLVED, 21))
    assert ticket.current == (State.WAITING, 21, None)


def test_a_mark_from_before_a_move_taken_off_after_it_is_a_step_back() -> None:
    assert linked(on(RESOLVED, 5), read("pending", 10), off(RESOLVED, 20)).current == (State.NEW, 20, ALEX)


ROUNDS: list[tuple[Rules, State]] = [(rules(), State.NEW), (EVERYONE, State.WAITING)]


@pytest.mark.parametrize(("by", "state"), ROUNDS, ids=["responders", "everyone"])
def test_only_a_responders_mark_counts(by: Rules, state: State) -> None:
    assert question(on(WAITING, 3, "U0GUEST"), by=by).state is state
