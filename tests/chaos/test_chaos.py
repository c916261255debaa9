"""The comparison bites, and a seed is a plan. The run itself is `make chaos`, and short in `.ci/run`."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from helpdesk.sandbox.zendesk.records import Comment, Ticket
from tests.chaos import gate
from tests.chaos.deeds import Deed, Question, Sight
from tests.chaos.gate import Gate
from tests.chaos.outcome import Outcome
from tests.chaos.plan import Fault, plan
from tests.chaos.timing import recoveries
from tests.chaos.verdict import counted, violations
from tests.chaos.wrecking import Suffered

CARD = ":white_check_mark: *IT-1* · Resolved\nZendesk <http://z/agent/tickets/1|#1>"


def ticket(*comments: str, number: int = 1, status: str = "solved") -> Ticket:
    written = [Comment(n, number, 1, True, f"<p>{text}</p>", text, n, {}) for n, text in enumerate(comments)]
    return Ticket(number, "s", "d", 1, 1, {}, status=status, comments=written)


def question() -> Question:
    return Question(
        "1.0",
        "w0w",
        [
            Deed("escalation", 1.0, told=1.0, seen=1.0),
            Deed("reply", 2.0, "w1w", told=2.0),
            Deed("reply", 3.0, "w2w", told=3.0),
            Deed("comment", 4.0, "w3w", told=4.0),
            Deed("comment", 5.0, "w4w", told=5.0),
            Deed("mark", 9.0, state="resolved", told=9.0),
        ],
    )


WELL = Sight((CARD, "Comment w3w", "Comment w4w"), (ticket("Question w0w", "Reply w1w", "Reply w2w"),))


def counts(asked: Question, sight: Sight) -> dict[str, int]:
    return {wrong: count for wrong, count in counted(list(violations(asked, sight))).items() if count}


def test_two_sides_that_are_the_same_are_well() -> None:
    assert counts(question(), WELL) == {}


@pytest.mark.parametrize(
    ("sight", "expected"),
    [
        (replace(WELL, tickets=(ticket("Reply w1w"),)), {"lost": 1}),
        (replace(WELL, tickets=(ticket("Reply w1w", "Reply w2w", "Reply w1w"),)), {"doubled": 1}),
        (replace(WELL, tickets=(ticket("Reply w2w", "Reply w1w"),)), {"out of order": 1}),
        (replace(WELL, said=(CARD, "w3w")), {"lost": 1}),
        (replace(WELL, said=(CARD, "w3w", "w4w", "w4w")), {"doubled": 2}),
        (replace(WELL, said=(CARD, "w4w", "w3w")), {"out of order": 1}),
        (replace(WELL, said=(CARD, CARD, "w3w", "w4w")), {"doubled": 2}),
        (replace(WELL, tickets=(ticket("w1w w2w"), ticket(number=2))), {"doubled": 1}),
        (replace(WELL, tickets=()), {"lost": 3}),
        (replace(WELL, tickets=(ticket("w1w w2w", status="open"),)), {"apart": 1}),
    ],
    ids=[
        *("a reply is missing", "a reply is there twice", "replies are the wrong way round"),
        *("a comment is missing", "a comment is shown twice", "comments are the wrong way round"),
        *("two status messages", "two tickets", "no ticket", "another status"),
    ],
)
def test_what_is_wrong_is_found(sight: Sight, expected: dict[str, int]) -> None:
    assert counts(question(), sight) == expected


def test_the_last_act_must_have_won_unless_another_stands_near() -> None:
    waiting = CARD.replace("Resolved", "Waiting for an answer")
    agreed = replace(WELL, said=(waiting, "w3w", "w4w"), tickets=(ticket("w1w w2w", status="pending"),))
    assert counts(question(), agreed) == {"apart": 1}
    near = question()
    near.deeds[-1].clear = False
    assert counts(near, agreed) == {}


def test_a_reply_that_was_acknowledged_late_claims_no_place_and_one_that_never_was_is_not_lost() -> None:
    late = question()
    late.deeds[1].told = 8.0
    assert counts(late, replace(WELL, tickets=(ticket("w2w", "w1w"),))) == {}
    late.deeds[1].told = None
    assert counts(late, replace(WELL, tickets=(ticket("w2w"),))) == {}


def test_a_seed_is_a_plan_in_the_order_of_time() -> None:
    faults = plan(7, 1.0)
    assert faults == plan(7, 1.0) != plan(8, 1.0)
    assert faults == sorted(faults, key=lambda fault: fault.at)


@pytest.mark.parametrize("seed", range(20))
def test_a_short_plan_has_every_kind_of_trouble_and_a_long_one_a_hundred_kills(seed: int) -> None:
    assert {fault.kind for fault in plan(seed, 0.75)} == {"kill", "freeze", "outage"}
    faults = plan(seed, 6.0)
    assert {fault.target for fault in faults if fault.kind == "kill"} == {"worker", "web", "store", "up"}
    assert Counter(fault.kind for fault in faults)["kill"] >= 100


def test_recovery_counts_from_the_end_of_a_fault_or_from_the_acknowledgement_after_it() -> None:
    asked = question()
    asked.deeds = [
        Deed("reply", 1.0, acked=1.1, seen=1.5),
        Deed("reply", 2.0, acked=2.1, seen=7.0),
        Deed("reply", 2.5, acked=6.0, seen=9.0),
        Deed("reply", 8.0, acked=8.1, seen=30.0),
    ]
    kill = Suffered(Fault(2.0, "kill", "worker"), 3.0, 3.0)
    assert recoveries([kill], [asked]) == [4.0]


def test_anything_wrong_and_a_store_without_rest_fail_the_run() -> None:
    well = Outcome(1, 1.0, [question()], [], [], 1.0, 0, [])
    assert well.holds
    assert not replace(well, restless=["due since …"]).holds
    assert not replace(well, violations=list(violations(question(), replace(WELL, tickets=())))).holds


def test_the_gate_knows_what_a_delivery_tells_of() -> None:
    asked = {"event": {"type": "message", "ts": "1.0"}}
    marked = {"event": {"type": "reaction_removed", "user": "U1", "reaction": "eyes", "item": {"ts": "1.0"}}}
    commented = {"type": "zen:event-type:ticket.comment_added", "event": {"comment": {"id": "7"}}}
    solved = {
        "type": "zen:event-type:ticket.status_changed",
        "event": {"current": "SOLVED"},
        "detail": {"id": "3", "actor_id": "9"},
    }
    assert gate.named("/slack/events", json.dumps(asked).encode()) == gate.message("1.0")
    assert gate.named("/slack/events", json.dumps(marked).encode()) == gate.reaction(False, "U1", "1.0", "eyes")
    assert gate.named("/zendesk/webhook", json.dumps(commented).encode()) == gate.comment(7)
    assert gate.named("/zendesk/webhook", json.dumps(solved).encode()) == gate.status(3, "solved", 9)


def test_only_what_came_after_the_deed_acknowledges_it() -> None:
    through = Gate("http://127.0.0.1:1")
    through.taken["message 1.0"] += [5.0, 8.0]
    assert (through.since("message 1.0", 6.0), through.since("message 1.0", 9.0)) == (8.0, None)
