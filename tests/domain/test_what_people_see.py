"""The status message, the history, and the names of places."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery, Unreadable
from helpdesk.domain.history import Entry, entry
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place, permalink, permalink_place
from helpdesk.domain.status_card import status_card
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Card, Copied
from helpdesk.domain.ticket.states import State
from helpdesk.domain.transcript import Message, Transcript

from .scenes import (
    ALEX,
    ASKED,
    KIM,
    PLACE,
    RESOLVED,
    ROBIN,
    RULES,
    SEEN,
    button,
    due,
    escalated,
    linked,
    off,
    on,
    question,
    read,
    reading,
    rules,
    thorough,
    told,
)


def escalated_with(copied: Copied) -> Ticket:
    return question(escalated(), e.ZendeskOpened(reading=reading(), copied=copied))


REFUSED = e.Refused(key="zendesk.open", why="No such form.")
AWAY = e.Failed(key="zendesk.open", again=9.0, doubt=False, why="Zendesk is away.")
CARDS: list[Any] = [
    pytest.param(question(on(SEEN, 3)), None, id="marks need no words"),
    pytest.param(question(button("waiting", 3)), Card(state=State.WAITING), id="a button"),
    pytest.param(question(e.Deleted(at=3.0)), Card(state=State.DISMISSED), id="deleted"),
    pytest.param(linked(on(SEEN, 3)), Card(state=State.SEEN, assignee=ALEX, zendesk=(7,)), id="a ticket"),
    pytest.param(
        linked(on(RESOLVED, 3), read("solved"), read("closed")),
        Card(state=State.RESOLVED, zendesk=(7,), closed=True),
        id="a closed ticket",
    ),
    pytest.param(linked(e.ZendeskGone(id=7)), Card(state=State.NEW, lost=7), id="a lost ticket"),
    pytest.param(
        linked(e.ZendeskOpened(reading=reading(id=8))), Card(state=State.NEW, zendesk=(7, 8)), id="a follow-up"
    ),
    pytest.param(escalated_with(Copied(messages=3, files=2)), Card(state=State.NEW, zendesk=(7,)), id="all copied"),
    pytest.param(
        escalated_with(Copied(messages=3, masked=("iban",))),
        Card(state=State.NEW, zendesk=(7,), copied=Copied(masked=("iban",))),
        id="all copied, masked",
    ),
    pytest.param(
        escalated_with(Copied(messages=3, left_out=("empty",))),
        Card(state=State.NEW, zendesk=(7,), copied=Copied(messages=3, left_out=("empty",))),
        id="not all copied",
    ),
    pytest.param(
        linked(e.ZendeskWritten(reading=reading(), unknown=KIM)),
        Card(state=State.NEW, zendesk=(7,), unknown_agent=KIM),
        id="an assignee whom Zendesk does not know",
    ),
    pytest.param(question(escalated(), REFUSED), Card(state=State.NEW, trouble=("No such form.",)), id="refused"),
    pytest.param(question(escalated(), AWAY, AWAY), None, id="put off twice"),
    pytest.param(
        question(escalated(), AWAY, AWAY, AWAY), Card(state=State.NEW, trouble=("Zendesk is away.",)), id="thrice"
    ),
    pytest.param(question(e.Refused(key="slack.react:eyes", why="No.")), None, id="trouble of Slack's"),
]


@pytest.mark.parametrize(("ticket", "card"), CARDS)
def test_the_status_message_says_what_marks_do_not(ticket: Ticket, card: Card | None) -> None:
    found = status_card(ticket, RULES)
    assert (found.model_copy(update={"since": 0}) if found else None) == card


def test_a_message_that_was_posted_is_kept_true() -> None:
    shown = told([e.StatusMessageShown(ts="2.0", card=Card(state=State.SEEN))], ticket=question())
    assert status_card(shown, RULES) == Card(state=State.NEW, since=1)


def test_without_zendesk_nobody_is_unknown_there() -> None:
    ticket = linked(e.ZendeskWritten(reading=reading(), unknown=KIM))
    assert status_card(ticket, rules(zendesk=False)) == Card(state=State.NEW, since=1, zendesk=(7,))


def test_whoever_takes_it_by_a_button_has_it_until_they_give_it_back() -> None:
    taken = question(button("take", 3), on(SEEN, 5, KIM))
    assert (taken.state, taken.assignee, taken.taken_by_button) == (State.SEEN, ALEX, True)
    assert status_card(taken, RULES) == Card(state=State.SEEN, assignee=ALEX, since=3, taken=True)
    back = told([button("give_back", 8)], ticket=taken)
    assert (back.state, back.assignee, back.taken_by_button) == (State.SEEN, KIM, False)
    gone = told([off(SEEN, 9, KIM)], ticket=back)
    assert (gone.state, gone.assignee) == (State.NEW, None)


def test_working_on_it_by_a_button_takes_it_too_and_the_bot_shows_it() -> None:
    ticket = question(button("working", 3))
    assert (ticket.state, ticket.assignee) == (State.WORKING, ALEX)
    assert due(ticket) == ["slack.react:wrench", "slack.status:post"]


def test_who_has_a_reaction_there_takes_that_off_to_give_it_back() -> None:
    ticket = question(on(SEEN, 3), button("take", 4), button("give_back", 5))
    assert (ticket.assignee, ticket.taken_by_button) == (ALEX, False)


def test_opened_again_a_question_that_somebody_has_is_worked_on() -> None:
    assert question(button("take", 3), button("resolve", 4), button("reopen", 5)).state is State.WORKING
    assert question(button("resolve", 4), button("reopen", 5)).state is State.NEW


def test_dismissing_by_a_button_is_dismissing() -> None:
    assert question(on(SEEN, 3), button("dismiss", 4)).state is State.DISMISSED


def line(before: Ticket, event: e.Event | e.Learned) -> Entry | None:
    return entry(before, event, told([event], ticket=before), 50.0)


LINES: list[Any] = [
    pytest.param(
        question(), on(SEEN, 3), Entry(at=3, what="reaction_added", by=ALEX, detail=SEEN, state=State.SEEN), id="a mark"
    ),
    pytest.param(
        question(on(SEEN, 3)), on(SEEN, 4, KIM), Entry(at=4, what="reaction_added", by=KIM, detail=SEEN), id="no move"
    ),
    pytest.param(question(on(SEEN, 3)), on(SEEN, 3), None, id="told again"),
    pytest.param(Ticket(place=PLACE), ASKED, Entry(at=1, what="asked", by=ROBIN), id="asked"),
    pytest.param(
        question(),
        button("resolve", 4),
        Entry(at=4, what="button_pressed", by=ALEX, detail="resolve", state=State.RESOLVED),
        id="a button",
    ),
    pytest.param(
        question(escalated()),
        e.ZendeskOpened(reading=reading()),
        Entry(at=50, what="zendesk_opened", detail="#7 open"),
        id="opened",
    ),
    pytest.param(linked(), e.ZendeskGone(id=7), Entry(at=50, what="zendesk_gone", detail="#7"), id="gone"),
    pytest.param(question(), e.Started(key="slack.status:post"), None, id="about to try"),
    pytest.param(question(), AWAY, Entry(at=50, what="failed", detail="zendesk.open: Zendesk is away."), id="failed"),
    pytest.param(question(AWAY), AWAY, None, id="failed again for the same reason"),
    pytest.param(question(AWAY), REFUSED, Entry(at=50, what="refused", detail="zendesk.open: No such form."), id="no"),
    pytest.param(
        question(on(SEEN, 3, ROBIN)),
        e.NoticeGiven(person=ROBIN, why="not_a_responder"),
        Entry(at=50, what="notice_given", by=ROBIN, detail="not_a_responder"),
        id="a notice",
    ),
    pytest.param(question(), e.Deleted(at=0.0), Entry(at=50, what="deleted", state=State.DISMISSED), id="at no time"),
]


@pytest.mark.parametrize(("before", "event", "expected"), LINES)
def test_the_history_has_a_line_for_what_changed_something(
    before: Ticket, event: e.Event | e.Learned, expected: Entry | None
) -> None:
    assert line(before, event) == expected


def test_a_failure_for_another_reason_is_told() -> None:
    assert line(question(AWAY), AWAY.model_copy(update={"why": "Slow down."})) is not None


@thorough
@given(st.from_regex(r"[TE][A-Z0-9]{1,9}:[CGD][A-Z0-9]{1,9}:[0-9]{1,12}\.[0-9]{1,9}", fullmatch=True))
def test_a_place_is_read_from_its_own_words(text: str) -> None:
    place = Place.parse(text)
    assert str(place) == text
    assert Place.from_external_id(place.external_id) == place


@pytest.mark.parametrize(
    "text", ["", "T1:C1", "T1:C1:x", "T1:C1:1.5\n", "U1:C1:1.5", "T1:U1:1.5", "T1:C1:1.5:more", "T1:C1:\u0661.\u0665"]
)
def test_anything_else_is_no_place(text: str) -> None:
    with pytest.raises(ValueError, match="not a place"):
        Place.parse(text)
    assert Place.from_external_id(f"slack:{text}") is None


@pytest.mark.parametrize("text", [None, "", "T1:C1:1.5", "jira:T1:C1:1.5"])
def test_an_external_id_of_others_is_no_place(text: str | None) -> None:
    assert Place.from_external_id(text) is None


LINKS: list[Any] = [
    pytest.param("https://x.example.com/archives/C1/p1700000000000100", ("C1", "1700000000.000100"), id="a root"),
    pytest.param(
        "https://x.example.com/archives/C1/p1700000000000200?thread_ts=1700000000.000100&cid=C1",
        ("C1", "1700000000.000100"),
        id="a reply",
    ),
    pytest.param(
        "http://x.example.com/archives/C1/p1700000000000200?cid=C1&thread_ts=1700000000.000100",
        ("C1", "1700000000.000100"),
        id="a reply, the other way round",
    ),
    pytest.param(
        "https://x.example.com/archives/C1/p1700000000000200?cid=C1", ("C1", "1700000000.000200"), id="no thread"
    ),
    pytest.param("https://x.example.com/archives/C1", None, id="a channel"),
    pytest.param("IT-42", None, id="a number"),
]


@pytest.mark.parametrize(("url", "place"), LINKS)
def test_a_message_link_names_its_thread(url: str, place: tuple[str, str] | None) -> None:
    assert permalink_place(url) == place


THREADS: list[Any] = [
    pytest.param(None, id="a root"),
    pytest.param("1700000000.000100", id="a root with replies"),
    pytest.param("1600000000.000100", id="a reply"),
]


@pytest.mark.parametrize("thread", THREADS)
def test_a_link_made_here_is_read_here(thread: str | None) -> None:
    link = permalink("https://x.example.com/", "C1", "1700000000.000100", thread)
    assert permalink_place(link) == ("C1", thread or "1700000000.000100")


VALUES: list[Any] = [
    Delivery(id="E1", place=PLACE, event=ASKED),
    Transcript(
        permalink="https://x.example.com", messages=(Message("Robin", 1.0, of_text("Fire!"), "https://x.example.com"),)
    ),
    Person(id=ROBIN, name="Robin Example"),
    question(),
    ASKED,
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_what_is_known_can_not_be_changed_in_place(value: Any) -> None:
    name = "permalink" if isinstance(value, Transcript) else "place" if hasattr(value, "place") else "id"
    with pytest.raises((AttributeError, ValueError)):
        setattr(value, name, "other")


def test_an_unreadable_delivery_is_a_wrong_value() -> None:
    assert issubclass(Unreadable, ValueError)


@pytest.mark.parametrize("event", [ASKED, on(SEEN, 3), button("resolve", 4), e.Deleted(at=1.5)], ids=lambda x: x.kind)
def test_an_event_comes_out_of_the_mailbox_as_it_went_in(event: e.Event) -> None:
    assert e.EVENTS.validate_json(event.model_dump_json()) == event


def test_what_is_no_event_is_not_decided() -> None:
    stranger: Any = Card(state=State.NEW)
    with pytest.raises(AssertionError):
        told([stranger])
