"""The three-way merge: what was last agreed, what Slack says, what Zendesk says."""

from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.merge import Side, merge
from helpdesk.domain.plan import plan
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.marks import Standing
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.statuses import Status, StatusMap

from .scenes import (
    AGENT,
    ALEX,
    DISMISSED,
    ME,
    RESOLVED,
    RULES,
    SEEN,
    WAITING,
    WORKING,
    button,
    due,
    link_of,
    linked,
    off,
    on,
    read,
    reading,
    rules,
    told,
)

USUAL = StatusMap()
FIXED = StatusMap({State.RESOLVED: 55, State.WORKING: 56})


def merged(base: Side, slack: tuple[State, float], zendesk: Side, statuses: StatusMap = USUAL) -> object:
    move = merge(base, Standing(*slack, ALEX), zendesk, statuses, ME)
    return move and (move.state, move.at)


MATRIX: list[Any] = [
    pytest.param(Side("open"), (State.WORKING, 5), Side("open"), None, id="nobody moved"),
    pytest.param(Side("open"), (State.RESOLVED, 5), Side("open"), None, id="only Slack moved"),
    pytest.param(Side("open"), (State.WORKING, 5), Side("pending", at=9), (State.WAITING, 9), id="only Zendesk moved"),
    pytest.param(Side("open"), (State.WORKING, 5), Side("pending", at=2), (State.WAITING, 5), id="clocks apart"),
    pytest.param(Side("open"), (State.WORKING, 5), Side("pending"), (State.WAITING, 5), id="moved, nobody knows when"),
    pytest.param(
        Side("open"), (State.RESOLVED, 5), Side("pending", at=9), (State.WAITING, 9), id="both, Zendesk later"
    ),
    pytest.param(Side("open"), (State.RESOLVED, 5), Side("pending", at=2), None, id="both, Slack later"),
    pytest.param(Side("open"), (State.RESOLVED, 5), Side("pending", at=5), (State.WAITING, 5), id="both, a tie"),
    pytest.param(Side("open"), (State.RESOLVED, 5), Side("pending"), None, id="both, Zendesk at an unknown time"),
    pytest.param(Side("open"), (State.RESOLVED, 5), Side("solved", at=9), None, id="both to the same"),
    pytest.param(Side("open"), (State.WORKING, 5), Side("pending", at=9, by=ME), None, id="our own write"),
    pytest.param(
        Side("open"), (State.WORKING, 5), Side("solved", at=9, by=0), (State.RESOLVED, 9), id="a business rule"
    ),
    pytest.param(Side("new"), (State.NEW, 1), Side("open", at=9), None, id="opened by being assigned"),
    pytest.param(Side("solved"), (State.RESOLVED, 5), Side("closed", at=9), None, id="closed in time"),
    pytest.param(
        Side("open"), (State.WORKING, 5), Side("closed", at=9), (State.RESOLVED, 9), id="closed while working"
    ),
    pytest.param(Side("pending"), (State.WAITING, 5), Side("hold", at=9), None, id="waiting in another way"),
    pytest.param(Side("solved"), (State.RESOLVED, 5), Side("open", at=9), (State.WORKING, 9), id="reopened"),
    pytest.param(Side("solved"), (State.DISMISSED, 5), Side("solved", 3, at=9), None, id="dismissed is solved there"),
    pytest.param(Side("open", 1), (State.SEEN, 5), Side("open", 2, at=9), None, id="a custom status without meaning"),
    pytest.param(
        Side("open", slack_since=3), (State.WORKING, 11), Side("pending", at=9), None, id="Slack moved back, later"
    ),
    pytest.param(
        Side("open", slack_since=3),
        (State.WORKING, 7),
        Side("pending", at=9),
        (State.WAITING, 9),
        id="Slack moved back, earlier",
    ),
    pytest.param(
        Side("open", at=2),
        (State.WAITING, 5),
        Side("open", at=9, by=AGENT),
        (State.WORKING, 9),
        id="Zendesk moved back",
    ),
    pytest.param(
        Side("open", at=2), (State.WAITING, 11), Side("open", at=9, by=AGENT), None, id="Zendesk moved back, earlier"
    ),
    pytest.param(Side("open", at=9), (State.WAITING, 5), Side("open", at=9, by=AGENT), None, id="known already"),
    pytest.param(
        Side("new"), (State.NEW, 1), Side("open", at=9, by=AGENT), (State.NEW, 9), id="an agent agrees with Slack"
    ),
]


@pytest.mark.parametrize(("base", "slack", "zendesk", "expected"), MATRIX)
def test_who_moved_last_wins(base: Side, slack: tuple[State, float], zendesk: Side, expected: object) -> None:
    assert merged(base, slack, zendesk) == expected


CUSTOM: list[Any] = [
    pytest.param((State.SEEN, 5), Side("open", 56, at=9), (State.WORKING, 9), id="to a state with a status of its own"),
    pytest.param((State.NEW, 5), Side("open", 56, at=9), (State.WORKING, 9), id="from new, though new is open as well"),
    pytest.param((State.WORKING, 5), Side("solved", 55, at=9), (State.RESOLVED, 9), id="resolved as configured"),
    pytest.param((State.WORKING, 5), Side("solved", 3, at=9), (State.RESOLVED, 9), id="solved by its category"),
    pytest.param((State.WAITING, 5), Side("open", 4, at=9), (State.SEEN, 9), id="open by its category"),
]


@pytest.mark.parametrize(("slack", "zendesk", "expected"), CUSTOM)
def test_a_custom_status_moves_to_the_state_it_is_configured_for(
    slack: tuple[State, float], zendesk: Side, expected: object
) -> None:
    bases = {State.WORKING: Side("open", 56), State.WAITING: Side("pending", 6)}
    assert merged(bases.get(slack[0], Side("open", 4)), slack, zendesk, FIXED) == expected


def test_before_we_know_who_we_are_every_move_counts() -> None:
    move = merge(Side("open"), Standing(State.WORKING, 5, ALEX), Side("pending", at=9, by=ME), USUAL, None)
    assert move == Move(state=State.WAITING, at=9, source="zendesk")


def test_what_was_read_is_what_both_agree_on_from_then_on() -> None:
    ticket = linked(e.ZendeskStirred(ticket=7), read("pending", 9, custom=4, stamp="S2", agent="Kim Example"))
    link = link_of(ticket)
    agreed = (link.status, link.custom, link.stamp, link.agent, link.stirred)
    assert agreed == ("pending", 4, "S2", "Kim Example", False)
    assert (ticket.state, due(ticket)) == (State.WAITING, ["slack.react:hourglass", "slack.status:post"])


def test_seen_to_working_is_not_lost_by_a_read() -> None:
    ticket = linked(on(SEEN, 3), read("open", 4), on(WORKING, 5))
    assert told([read("open", 9)], ticket=ticket).state is State.WORKING


def test_a_mark_put_on_anew_moves_a_ticket_that_zendesk_had_moved() -> None:
    ticket = linked(on(RESOLVED, 3), read("solved", 4), read("open", 9))
    assert ticket.state is State.WORKING
    assert told([off(RESOLVED, 10), on(RESOLVED, 11)], ticket=ticket).state is State.RESOLVED
    assert told([on(RESOLVED, 11, "U0KIM")], ticket=ticket).state is State.RESOLVED


WRITES: list[Any] = [
    pytest.param("solved", reading("solved", 9, moved_by=ME), State.RESOLVED, None, id="as we asked for"),
    pytest.param("solved", reading("open", 9, moved_by=0), State.WORKING, None, id="a business rule moved it on"),
    pytest.param("solved", reading("pending", 9, moved_by=ME), State.RESOLVED, "solved", id="not as we asked for"),
    pytest.param(None, reading("open", 0), State.RESOLVED, None, id="only the assignee"),
]


@pytest.mark.parametrize(("wrote", "left", "state", "untaken"), WRITES)
def test_our_write_is_the_base_of_what_it_left(
    wrote: Status | None, left: e.Reading, state: State, untaken: Status | None
) -> None:
    ticket = linked(on(RESOLVED, 5), e.ZendeskWritten(reading=left, wrote=wrote, assigned=ALEX, unknown="U0GUEST"))
    link = link_of(ticket)
    assert (ticket.state, link.status, link.untaken) == (state, left.status, untaken)
    assert (link.assigned, link.unknown) == (ALEX, "U0GUEST")


def test_a_custom_status_written_is_the_base_as_well() -> None:
    by = rules(statuses=FIXED)
    left = reading("solved", 9, custom=55, moved_by=ME)
    ticket = linked(on(RESOLVED, 5), e.ZendeskWritten(reading=left, wrote=55), by=by)
    assert (ticket.state, link_of(ticket).custom, link_of(ticket).untaken) == (State.RESOLVED, 55, None)
    ruled = reading("open", 9, custom=56, moved_by=0)
    assert linked(on(RESOLVED, 5), e.ZendeskWritten(reading=ruled, wrote=55), by=by, custom=56).state is State.WORKING


def test_a_status_that_zendesk_does_not_take_is_written_once() -> None:
    """An account without custom statuses ignores their ids."""
    by = rules(statuses=FIXED)
    left = reading("open", custom=4)
    ticket = linked(button("working", 5), by=by)
    assert due(ticket, by)[0] == "zendesk.update:7:56:U0ALEX"
    written = told([e.ZendeskWritten(reading=left, wrote=56, assigned=ALEX)], by, ticket)
    assert (written.state, link_of(written).untaken) == (State.WORKING, 56)
    assert not [key for key in due(written, by) if key.startswith("zendesk")]
    again = told([read("open", 20, custom=4)], by, written)
    assert link_of(again).untaken == 56
    moved = told([read("pending", 30), button("working", 40)], by, again)
    assert due(moved, by)[0] == "zendesk.update:7:56:-"


STIRS: list[Any] = [
    pytest.param(e.ZendeskStirred(ticket=7), True, id="by nobody known"),
    pytest.param(e.ZendeskStirred(ticket=7, actor=AGENT, stamp="2026-11-22T09:00:00Z"), True, id="by an agent"),
    pytest.param(e.ZendeskStirred(ticket=7, actor=ME, stamp="2026-11-22T10:00:00Z"), False, id="our write, known"),
    pytest.param(e.ZendeskStirred(ticket=7, actor=ME, stamp="2026-11-22T10:00:01Z"), True, id="our write, not known"),
]


def test_who_moved_it_is_looked_up_when_a_hint_tells_of_a_move_that_ended_where_it_began() -> None:
    ticket = linked(e.ZendeskStirred(ticket=7, about="fields"), at=5.0)
    (look,) = (effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.ReadZendeskTicket))
    assert look.moved
    ticket = told([read("open", 40)], ticket=ticket)
    late = told([on(DISMISSED, 9), e.ZendeskStirred(ticket=7)], ticket=ticket)
    assert (late.state, link_of(late).acted) == (State.NEW, False)


@pytest.mark.parametrize(("stirred", "reads"), STIRS)
def test_a_webhook_makes_us_read_unless_it_tells_of_our_own_write(stirred: e.ZendeskStirred, reads: bool) -> None:
    assert ("zendesk.read" in due(linked(stirred))) is reads


def test_a_reading_that_was_refused_is_tried_again_at_the_next_webhook() -> None:
    stirred = e.ZendeskStirred(ticket=7)
    refused = linked(stirred, e.Refused(key="zendesk.read", why="Not allowed."))
    assert "zendesk.read" not in due(refused)
    assert "zendesk.read" in due(told([stirred], ticket=refused))


def test_a_webhook_leaves_the_wait_of_a_reading_that_was_put_off() -> None:
    stirred = e.ZendeskStirred(ticket=7)
    put_off = linked(stirred, e.Failed(key="zendesk.read", again=2e6, doubt=False, why="Slow down."), stirred)
    assert "zendesk.read" not in due(put_off, RULES)


SHOWN: list[Any] = [
    pytest.param("pending", WAITING, id="pending"),
    pytest.param("hold", WAITING, id="on hold"),
    pytest.param("solved", RESOLVED, id="solved"),
]


@pytest.mark.parametrize(("status", "emoji"), SHOWN)
def test_the_bot_shows_what_zendesk_says_by_its_own_reaction(status: Status, emoji: str) -> None:
    assert due(linked(read(status, 9)))[0] == f"slack.react:{emoji}"


def test_comments_that_were_asked_for_and_not_read_are_asked_for_again() -> None:
    stirred = linked(e.ZendeskStirred(ticket=7, about="talk"))
    halfway = told([e.ZendeskRead(reading=reading("pending", 9, stamp="S2", moved_by=AGENT))], ticket=stirred)
    assert "zendesk.read" in due(halfway)
    assert "zendesk.read" not in due(told([read("pending", 9, stamp="S2")], ticket=halfway))


def test_a_status_read_alone_leaves_the_comments_to_reconcile() -> None:
    fields = linked(e.ZendeskStirred(ticket=7, about="fields"), stamp="S1")
    alone = told([e.ZendeskRead(reading=reading("pending", 9, stamp="S2", moved_by=AGENT))], ticket=fields)
    assert (link_of(alone).stamp, link_of(alone).talk_stamp) == ("S2", "S1")


def followed(status: Status, at: float, *before: e.Event | e.Learned, closed: bool) -> Ticket:
    """A question's ticket was merged into number 8, which has this status; `closed`: what that left was read first."""
    events = [read("closed", 20.0)] if closed else []
    merging = e.ZendeskStirred(ticket=7, about="merged", into=8)
    return linked(*before, *events, merging, e.ZendeskFollowed(reading=reading(status, at, id=8)))


@pytest.mark.parametrize("closed", [False, True], ids=["told first", "closed first"])
@pytest.mark.parametrize(
    ("before", "status", "state", "written"),
    [
        pytest.param([], "open", State.NEW, False, id="an open target of a new question"),
        pytest.param([on(SEEN, 3)], "open", State.SEEN, False, id="what Slack says goes with the target's status"),
        pytest.param([on(WORKING, 3)], "new", State.WORKING, True, id="nobody has looked at the target"),
        pytest.param([on(WORKING, 3)], "pending", State.WAITING, False, id="the target waits"),
        pytest.param([on(WORKING, 3)], "solved", State.RESOLVED, False, id="the target is solved"),
        pytest.param([on(RESOLVED, 3)], "open", State.WORKING, False, id="the target is not solved with the question"),
        pytest.param([on(RESOLVED, 3)], "new", State.NEW, False, id="nor is one that nobody has looked at"),
    ],
)
def test_after_a_merge_the_target_counts_and_is_never_solved_by_it(
    before: list[e.Event], status: Status, state: State, written: bool, closed: bool
) -> None:
    ticket = followed(status, 2.0, *before, closed=closed)
    assert ticket.state is state
    assert any(key.startswith("zendesk.update:8:open") for key in due(ticket)) is written
    assert not [key for key in due(ticket) if ":solved" in key]


def test_a_mark_put_on_after_a_merge_counts() -> None:
    assert told([on(RESOLVED, 30)], ticket=followed("open", 2.0, on(WORKING, 3), closed=True)).state is State.RESOLVED
