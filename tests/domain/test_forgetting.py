"""Words and people leave a ticket; what it is, and what is outstanding, stays."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain import events as e
from helpdesk.domain.differences import differences
from helpdesk.domain.effects import UpdateZendeskTicket
from helpdesk.domain.forgetting import Identity, without_person, without_words
from helpdesk.domain.history import Entry, entry, without_reason
from helpdesk.domain.learn import learn
from helpdesk.domain.people import is_forgotten
from helpdesk.domain.plan import plan
from helpdesk.domain.seen import SeenMessage
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Escalation, Notice, Shown, Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.form import Details
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.talk import Reply, Talk

from .scenes import ALEX, KIM, PLACE, RESOLVED, ROBIN, RULES, SEEN, WORKING, anything, off, on, question, told

WHO = Identity(ALEX, frozenset({"alex@example.com"}), frozenset({"Alex Agent"}))
SECRETS = ("fire", "Accounting", "Alex Agent", "Robin Requester", "Impact is 'secret'")
FULL = Ticket(
    place=PLACE,
    kind="question",
    number="IT-1",
    requester=ROBIN,
    subject="The printer is on fire",
    asked=1.0,
    marks=told([on(RESOLVED, 5)]).marks,
    escalation=Escalation(by=ALEX, at=2.0, subject="fire", details=Details(priority="high", fields={7: "Accounting"})),
    details=Details(fields={7: "Accounting"}),
    zendesk=Link(id=7, status="closed", agent="Alex Agent", requester="Robin Requester"),
    talk=Talk(waiting=(Reply(kind="unshown", ts="9", why="Impact is 'secret'", at=3.0),)),
    attempts={"zendesk.update:7:solved:-": Attempt(tries=4, refused="Impact is 'secret'", fields=(7,))},
)
SHOWN = FULL.model_copy(update={"shown": Shown(message="1.2", card=status_card(FULL, RULES))})


def test_no_word_and_no_name_is_left_and_nothing_is_to_be_done_anew() -> None:
    left = without_words(SHOWN)
    assert not any(secret in left.model_dump_json() for secret in SECRETS)
    assert (left.state, left.number, left.requester, left.marks) == (FULL.state, "IT-1", ROBIN, FULL.marks)
    assert status_card(left, RULES) == left.shown.card
    assert plan(left, RULES, 1e9) == plan(SHOWN, RULES, 1e9)
    assert without_words(left) == left


def test_a_refusal_in_the_history_loses_its_reason_alone() -> None:
    refused = entry(FULL, e.Refused(key="zendesk.update:7:solved:-", why="no: secret: x"), Ticket(place=PLACE), 5.0)
    assert refused
    assert without_reason(refused).detail == "zendesk.update:7:solved:-"
    read = Entry(at=1.0, what="zendesk_read", detail="#7 open")
    assert without_reason(read) == read


def test_a_key_names_no_value_that_was_filled_in() -> None:
    """Keys stand in logs and in the history."""

    def key(value: str) -> str:
        details = Details(fields={7: value})
        return UpdateZendeskTicket(id=7, stamp="S", status=None, assign=False, assignee=None, details=details).key

    assert "Accounting" not in key("Accounting")
    assert key("Accounting") != key("Marketing")


def test_a_persons_id_address_and_name_are_gone_and_their_questions_words() -> None:
    mine = FULL.model_copy(
        update={
            "requester": ALEX,
            "subject": f"Ask <@{ALEX}> or alex@example.com",
            "zendesk": Link(id=7, status="open", assigned=ALEX, agent="A. Agent"),
            "shown": Shown(message="1.2", card=Card(state=FULL.state, assignee=ALEX, agent="A. Agent")),
            "notices": (Notice(person=ALEX, why="details"), Notice(person=ALEX, why="not_a_responder", said=True)),
            "attempts": {f"zendesk.update:7:solved:{ALEX}": Attempt(tries=1, doubt=True)},
        }
    )
    history = [Entry(at=1.0, what="failed", by=ALEX, detail=f"slack.notice:{ALEX}:details: away")]
    left, entries = without_person(mine, history, WHO)
    text = left.model_dump_json() + "".join(each.model_dump_json() for each in entries)
    assert not any(word in text for word in (ALEX, "alex@", "A. Agent", "fire", "Accounting"))
    assert (left.requester, left.assignee, left.state) == ("somebody", FULL.assignee, FULL.state)
    assert left.attempts == {"zendesk.update:7:solved:somebody": Attempt(tries=1, doubt=True)}
    assert left.notices == (Notice(person="somebody", why="not_a_responder", said=True),)
    assert without_person(left, entries, WHO) == (left, entries)


def test_another_persons_question_keeps_its_words_but_not_the_mention() -> None:
    asked = question().model_copy(update={"subject": f"Is <@{ALEX}> here? ALEX@example.com"})
    left, _ = without_person(asked, [], WHO)
    assert left.subject == "Is <@somebody> here? somebody"


def test_an_id_inside_a_longer_one_is_somebody_else() -> None:
    longer = question(on(SEEN, 5, by=f"{ALEX}2"))
    assert without_person(longer, [], Identity(ALEX)) == (longer, [])


@given(st.lists(anything, max_size=12))
def test_states_and_assignees_stay_whoever_is_forgotten(events: list[Any]) -> None:
    before = told(events)
    after = before
    for who in (ALEX, KIM):
        after, _ = without_person(after, [], Identity(who))
    assert (after.state, after.current.since) == (before.state, before.current.since)
    assert (after.assignee is None) == (before.assignee is None)
    assert len({m.person for m in after.marks}) == len({m.person for m in before.marks})


def test_two_forgotten_people_stay_two() -> None:
    both = question(on(SEEN, 5), on(SEEN, 6, by=KIM), off(SEEN, 9, by=KIM))
    first, _ = without_person(both, [], Identity(KIM))
    second, _ = without_person(first, [], Identity(ALEX))
    assert second.state == both.state == "seen"
    assert {m.person for m in second.marks} == {"somebody", "somebody-2"}
    assert all(is_forgotten(m.person) for m in second.marks)


@pytest.mark.parametrize(
    ("seen", "expected"),
    [
        ({SEEN: {ALEX}}, []),
        ({SEEN: {ALEX, KIM}}, [("reaction_added", KIM)]),
        ({}, [("reaction_removed", "somebody")]),
    ],
    ids=["their mark still stands", "another puts it on too", "their mark is gone"],
)
def test_reconcile_counts_the_marks_of_whom_it_forgot(seen: dict[str, set[str]], expected: list[Any]) -> None:
    left, _ = without_person(question(on(SEEN, 5)), [], Identity(ALEX))
    sight = SeenMessage(ts="1.0", by=ROBIN, reactions={k: frozenset(v) for k, v in seen.items()})
    found = list(differences(left, sight, RULES, 50.0))
    assert [(event.kind, getattr(event, "person", None)) for event in found] == expected


def test_whom_we_forgot_is_told_nothing() -> None:
    left, _ = without_person(question(on(RESOLVED, 5)), [], Identity(ALEX))
    after = learn(left, e.Refused(key="zendesk.update:7:solved:-", why="Impact is missing", fields=(7,)), RULES)
    assert after.notices == ()


def test_work_goes_on_with_the_next_who_takes_it() -> None:
    left, _ = without_person(question(on(SEEN, 5)), [], Identity(ALEX))
    assert (left.state, left.assignee) == ("seen", "somebody")
    assert left.model_copy(update={"marks": (*left.marks, *told([on(WORKING, 6, by=KIM)]).marks)}).state == "working"
