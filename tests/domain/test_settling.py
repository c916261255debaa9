"""Whatever happened, what is outstanding is done in a few steps, and doing it starts nothing new."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.plan import Plan, plan, without_stale_attempts
from helpdesk.domain.rules import Responders, Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.statuses import Status, StatusMap

from .outside import Custom, Outside
from .scenes import (
    AGENT,
    ALEX,
    KIM,
    ME,
    PLACE,
    RESOLVED,
    SEEN,
    WORKING,
    anything,
    escalated,
    linked,
    on,
    rules,
    thorough,
    told,
)

PLAIN: list[Status] = ["new", "open", "pending", "hold", "solved"]
OWN: dict[int, Status] = {11: "open", 12: "open", 13: "pending", 14: "hold", 15: "solved"}


@dataclass(frozen=True)
class Act:
    """What a person or a rule does in Zendesk, and whether we hear of it."""

    status: Status | int
    at: float
    by: int | None
    heard: bool


statuses = st.one_of(st.sampled_from(PLAIN), st.sampled_from([2, 3, 5]), st.sampled_from(sorted(OWN)))
maps = st.dictionaries(st.sampled_from(list(State)), statuses, max_size=6).map(StatusMap)
accounts = st.builds(
    Outside,
    custom=st.sampled_from([Custom(), Custom(on=True, own=OWN)]),
    bends=st.dictionaries(st.sampled_from(PLAIN), st.sampled_from(PLAIN), max_size=1),
)
acts = st.builds(
    Act,
    status=st.one_of(st.sampled_from(PLAIN), st.just("closed"), statuses),
    at=st.sampled_from([0.0, 3.0, 8.0, 21.0]),
    by=st.sampled_from([AGENT, 0, None, ME]),
    heard=st.sampled_from([True, True, False]),
)
responders = st.sampled_from([Responders(frozenset({ALEX, KIM})), Responders(everyone=True)])
configurations = st.builds(lambda statuses, people: rules(statuses=statuses, responders=people), maps, responders)
REST = None
scripts = st.lists(st.one_of(anything, anything, acts, st.just(REST)), max_size=12)


def played(script: Sequence[e.Event | Act | None], outside: Outside, by: Rules, start: Ticket) -> Ticket:
    """The ticket at rest after the script; None in it is a moment in which everything is done."""
    ticket = start
    for step in [*script, REST]:
        if step is REST:
            ticket = outside.settle(ticket, by)
        elif not isinstance(step, Act):
            ticket = decide(ticket, step, by)
        elif ticket.zendesk:
            outside.move(ticket.zendesk.id, step.status, step.by, step.at)
            ticket = decide(ticket, e.ZendeskStirred(ticket=ticket.zendesk.id), by) if step.heard else ticket
    return ticket


@settings(thorough, max_examples=300)
@given(scripts, accounts, configurations)
def test_everything_comes_to_rest_and_stays_there(
    script: list[e.Event | Act | None], outside: Outside, by: Rules
) -> None:
    ticket = played(script, outside, by, told([escalated(2.0)]))
    assert plan(ticket, by, outside.now) == Plan((), None)
    assert plan(ticket, by, 1e12) == Plan((), None)
    assert ticket.attempts == {}


@settings(thorough, max_examples=300)
@given(scripts, accounts, configurations)
def test_our_own_writes_coming_back_start_nothing(
    script: list[e.Event | Act | None], outside: Outside, by: Rules
) -> None:
    ticket = played(script, outside, by, told([escalated(2.0)]))
    if ticket.zendesk is None:
        return
    base, real = ticket.zendesk, outside.tickets[ticket.zendesk.id]
    assert decide(ticket, e.ZendeskStirred(ticket=base.id, actor=ME, stamp=base.stamp), by) == ticket
    if (real.status, real.custom) != (base.status, base.custom):
        return  # somebody moved it, and we have not heard of it yet
    outside.did.clear()
    again = outside.settle(decide(ticket, e.ZendeskStirred(ticket=base.id), by), by)
    assert all(isinstance(effect, fx.ReadZendeskTicket) for effect in outside.did)
    assert again.model_copy(update={"zendesk": None}) == ticket.model_copy(update={"zendesk": None})


@thorough
@given(st.lists(st.one_of(anything, st.just(REST)), max_size=12), configurations)
def test_all_that_was_learned_told_again_changes_nothing(script: list[e.Event | Act | None], by: Rules) -> None:
    """But for readings of a Zendesk ticket, which are as good as their time; `Outside` tells each twice at once."""
    outside = Outside()
    ticket = again = played(script, outside, by, told([escalated(2.0)]))
    for learned in outside.learned:
        if not isinstance(learned, e.ZendeskRead | e.ZendeskWritten | e.ZendeskTold):
            again = without_stale_attempts(decide(again, learned, by), by)
    assert again == ticket


@thorough
@given(scripts, accounts, configurations)
def test_a_ticket_read_back_from_its_json_is_the_same(
    script: list[e.Event | Act | None], outside: Outside, by: Rules
) -> None:
    done = played(script, outside, by, Ticket(place=PLACE))
    halfway = told([e.Started(key="zendesk.open"), e.Failed(key="slack.x", again=5.5, doubt=True, why="?")], by, done)
    for ticket in (done, halfway, told([e.ZendeskGone(id=1), e.Refused(key="slack.y", why="No.")], by, done)):
        assert Ticket.model_validate_json(ticket.model_dump_json(exclude_defaults=True)) == ticket


def test_a_question_that_was_answered_and_escalated_is_told_in_both_places() -> None:
    outside, by = Outside(), rules()
    ticket = outside.settle(told([on(SEEN, 3.0), escalated(4.0), on(WORKING, 5.0), on(RESOLVED, 6.0)]), by)
    assert [effect.key for effect in outside.did] == [
        "slack.look_up",
        "zendesk.open",
        "slack.status:post",
        "zendesk.update:1:solved:-",
    ]
    assert (ticket.state, outside.tickets[1].status, outside.now) == (State.RESOLVED, "solved", 36.0)


def test_a_slip_taken_back_within_the_grace_period_never_reaches_zendesk() -> None:
    outside, by = Outside(), rules()
    ticket = outside.settle(told([on(SEEN, 3.0), escalated(4.0)]), by)
    outside.did.clear()
    slipped = told([on(RESOLVED, 20.0)], by, ticket)
    outside.now = 21.0
    assert plan(slipped, by, outside.now).wake == 50.0
    outside.settle(told([e.ReactionRemoved(person=ALEX, emoji=RESOLVED, at=22.0)], by, slipped), by)
    assert [effect for effect in outside.did if not isinstance(effect, fx.ShowStatus)] == []


@pytest.mark.parametrize("person", [ALEX, KIM], ids=["known to Zendesk", "unknown to Zendesk"])
def test_who_took_it_is_written_once(person: str) -> None:
    outside, by = Outside(), rules()
    ticket = outside.settle(told([escalated(2.0)]), by)
    outside.did.clear()
    outside.settle(told([on(SEEN, 9.0, person)], by, ticket), by)
    written = [effect for effect in outside.did if isinstance(effect, fx.UpdateZendeskTicket)]
    assert [(effect.assign, effect.assignee, effect.status) for effect in written] == [(True, person, "open")]


def test_a_doubt_about_a_reply_outlives_a_read_of_the_ticket() -> None:
    told_later = e.Failed(key="zendesk.tell:9.0", again=20.0, doubt=True, why="Lost.")
    stirred = e.ZendeskStirred(ticket=7, actor=99, stamp="Z")
    waiting = linked(e.Replied(by=KIM, ts="9.0", at=9.0), told_later, stirred)
    read = without_stale_attempts(waiting, rules())
    assert read.attempts["zendesk.tell:9.0"].doubt
