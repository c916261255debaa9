"""Zendesk's own deadline stands in the status message while the question is open, and its priority counts."""

from helpdesk.domain import events as e
from helpdesk.domain.promises import priority
from helpdesk.domain.status_card import status_card

from .scenes import ME, RESOLVED, RULES, due, link_of, linked, on, read


def breach(ticket: object) -> int | None:
    card = status_card(ticket, RULES)  # type: ignore[arg-type]
    return card.breach if card else None


def test_it_is_shown_until_the_question_ends() -> None:
    ticket = linked(read("open", breach=500.0, priority="high"))
    assert (breach(ticket), priority(ticket)) == (500, "high")
    assert breach(linked(read("open", breach=500.0), on(RESOLVED, 10))) == 0


def test_a_write_that_does_not_tell_leaves_it_and_a_read_without_one_ends_it() -> None:
    told = e.ZendeskWritten(reading=link_reading(None))
    assert link_of(linked(read("open", breach=500.0), told)).breach == 500.0
    assert link_of(linked(read("open", breach=500.0), read("open", breach=0.0))).breach == 0.0


def link_reading(value: float | None) -> e.Reading:
    return read("open", breach=value).reading


def test_what_a_write_of_ours_is_due_by_is_read() -> None:
    by_us = {"ticket": 7, "actor": ME, "stamp": ""}
    assert "zendesk.read" in due(linked(e.ZendeskStirred(**by_us, about="deadline")))
    assert "zendesk.read" not in due(linked(e.ZendeskStirred(**by_us, about="fields")))
