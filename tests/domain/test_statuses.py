"""States in Zendesk's words and back; nothing may be lost on the way, whatever is configured."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.statuses import Status, StatusMap

from .scenes import thorough

CATEGORIES: dict[int, Status] = {11: "new", 12: "open", 13: "pending", 14: "hold", 15: "solved"}
PLAIN: list[Status] = ["new", "open", "pending", "hold", "solved"]
ALL: list[Status] = [*PLAIN, "closed", "deleted"]
states = st.sampled_from(list(State))
maps = st.dictionaries(states, st.one_of(st.sampled_from(PLAIN), st.sampled_from(sorted(CATEGORIES)))).map(StatusMap)


def zendesk_says(wrote: Status | int) -> tuple[Status, int | None]:
    return (CATEGORIES[wrote], wrote) if isinstance(wrote, int) else (wrote, None)


@thorough
@given(maps, states)
def test_a_state_written_and_read_back_is_the_same(statuses: StatusMap, state: State) -> None:
    written = zendesk_says(statuses.wanted(state))
    assert statuses.says(*written, state)
    assert statuses.means(*written, state) is state


@thorough
@given(maps, states, states)
def test_a_status_of_one_state_alone_is_read_as_that_state(statuses: StatusMap, state: State, now: State) -> None:
    told = [s for s in State if s is not State.DISMISSED and (s is not State.NEW or s in statuses.configured)]
    wanted = statuses.wanted(state)
    if state not in told or [s for s in told if statuses.wanted(s) == wanted] != [state]:
        return
    said = zendesk_says(wanted)
    if statuses.says(*said, State.DISMISSED) or (now is State.NEW and wanted in {"new", "open"}):
        return  # dismissed shares it; and a new question stays new while Zendesk has it open
    assert statuses.means(*said, now) is state


@thorough
@given(maps, states, st.sampled_from(ALL), st.sampled_from([None, 99, *CATEGORIES]))
def test_every_status_means_a_state_and_that_stays(
    statuses: StatusMap, now: State, status: Status, custom: int | None
) -> None:
    state = statuses.means(status, custom, now)
    assert statuses.means(status, custom, state) is state


MEANINGS: list[Any] = [
    pytest.param("new", State.SEEN, State.NEW, id="new"),
    pytest.param("open", State.WAITING, State.WORKING, id="open"),
    pytest.param("open", State.SEEN, State.SEEN, id="open while seen"),
    pytest.param("open", State.NEW, State.NEW, id="open while new"),
    pytest.param("pending", State.SEEN, State.WAITING, id="pending"),
    pytest.param("hold", State.SEEN, State.WAITING, id="on hold"),
    pytest.param("solved", State.SEEN, State.RESOLVED, id="solved"),
    pytest.param("solved", State.DISMISSED, State.DISMISSED, id="solved while dismissed"),
    pytest.param("closed", State.SEEN, State.RESOLVED, id="closed"),
    pytest.param("closed", State.DISMISSED, State.DISMISSED, id="closed while dismissed"),
    pytest.param("deleted", State.SEEN, State.DISMISSED, id="deleted"),
]


@pytest.mark.parametrize(("status", "now", "state"), MEANINGS)
def test_a_status_means_a_state(status: Status, now: State, state: State) -> None:
    assert StatusMap().means(status, None, now) is state


CONFIGURED: list[Any] = [
    pytest.param(
        {State.SEEN: "pending", State.WAITING: "hold"}, ("hold", None), State.WAITING, id="hold is not pending"
    ),
    pytest.param(
        {State.SEEN: "pending", State.WAITING: "hold"}, ("pending", None), State.SEEN, id="pending is not hold"
    ),
    pytest.param({State.WAITING: "hold"}, ("pending", None), State.WAITING, id="pending is as good as hold"),
    pytest.param({State.NEW: "open", State.WORKING: "hold", State.SEEN: "hold"}, ("open", None), State.NEW, id="new"),
    pytest.param({State.WAITING: "open"}, ("open", None), State.WORKING, id="the usual one, not the furthest"),
    pytest.param({State.WORKING: 12}, ("open", 12), State.WORKING, id="a custom status"),
    pytest.param({State.WORKING: 12}, ("open", 99), State.SEEN, id="another custom status of its category"),
    pytest.param({State.SEEN: 12, State.WORKING: 12}, ("open", 12), State.WORKING, id="two states of one status"),
    pytest.param({State.SEEN: 12, State.WAITING: 12}, ("open", 12), State.WAITING, id="the further one, neither usual"),
    pytest.param({State.DISMISSED: 15}, ("solved", 15), State.DISMISSED, id="dismissed by a custom status"),
    pytest.param({State.RESOLVED: 15, State.DISMISSED: "solved"}, ("solved", 5), State.RESOLVED, id="usual if unknown"),
]


@pytest.mark.parametrize(("configured", "status", "state"), CONFIGURED)
def test_the_configuration_tells_states_apart(
    configured: dict[State, Status | int], status: tuple[Status, int | None], state: State
) -> None:
    now = State.RESOLVED if state is not State.RESOLVED else State.WAITING
    assert StatusMap(configured).means(*status, now) is state


def test_every_state_has_a_status_to_be_written() -> None:
    assert [StatusMap().wanted(state) for state in State] == ["open", "open", "open", "pending", "solved", "solved"]
