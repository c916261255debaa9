"""Whoever does what can't be done is told why: once, in private, each reason for itself."""

from dataclasses import replace

import pytest

from helpdesk.domain.events import ButtonPressed, DetailsGiven, EscalationRequested, MessageIsReply
from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater
from helpdesk.domain.rules import Responders
from helpdesk.domain.ticket.form import Details
from helpdesk.domain.ticket.states import State
from helpdesk.store import keys
from tests.desk.stage import RULES, Stage
from tests.letters import asked, place

IRIS, IVAN, RIO = "U0IRIS", "U0IVAN", "U0RIO"
REPLY = Place(place().team, place().channel, "1700000050.000100")


def on_a_reply(stage: Stage, emoji: str, person: str, at: Place = REPLY) -> None:
    """A person reacts to a reply, and whoever is to hear of it attends."""
    stage.slack.roots[at] = MessageIsReply(root=place().ts)
    stage.marks(emoji, person, at)
    stage.attend()


@pytest.mark.parametrize("responders", [RULES.responders, Responders(everyone=True)], ids=["named", "everyone"])
def test_a_guest_or_stranger_never_answers_and_is_told_so_once(stage: Stage, responders: Responders) -> None:
    stage.rules = lambda _: replace(RULES, responders=responders)
    stage.is_outside = lambda person: person == IRIS
    stage.tell(asked())
    for emoji in ("eyes", "white_check_mark", "ticket"):
        stage.marks(emoji, IRIS)
    stage.tell(
        ButtonPressed(by=IRIS, button="resolve", at=stage.clock()),
        EscalationRequested(by=IRIS, at=stage.clock()),
        DetailsGiven(by=IRIS, at=stage.clock(), details=Details()),
    )
    stage.attend()
    assert stage.slack.notices == [(IRIS, "outside")]
    assert (stage.ticket.state, stage.ticket.marks, stage.zendesk.tickets) == (State.NEW, (), [])
    stage.marks("eyes", IVAN)
    assert stage.ticket.assignee == IVAN


def test_who_is_no_responder_anyway_is_not_looked_into(stage: Stage) -> None:
    stage.is_outside = lambda _: pytest.fail("asked about somebody whose marks don't count")
    stage.tell(asked())
    stage.marks("eyes", RIO)
    assert stage.slack.notices == [(RIO, "not_a_responder")]


def test_while_slack_does_not_say_who_somebody_is_their_mark_waits_and_what_came_before_does_not(stage: Stage) -> None:
    def away(_: str) -> bool:
        raise TryLater("Slack can't be reached.")

    stage.is_outside = away
    stage.tell(asked())
    stage.marks("eyes", IRIS)
    assert (stage.ticket.kind, stage.ticket.state) == ("question", State.NEW)
    stage.is_outside = lambda _: False
    stage.settle()
    assert stage.ticket.state == State.SEEN


def test_a_mark_on_a_reply_is_explained_once_a_thread(stage: Stage) -> None:
    stage.tell(asked())
    stage.attend()
    other = REPLY._replace(ts="1700000060.000100")
    for emoji, at in (("eyes", REPLY), ("white_check_mark", REPLY), ("ticket", other)):
        on_a_reply(stage, emoji, IRIS, at)
    on_a_reply(stage, "eyes", IVAN)
    assert stage.slack.notices == [(IRIS, "on_a_reply"), (IVAN, "on_a_reply")]
    assert stage.ticket.state == State.NEW


def test_an_employee_reacts_to_replies_as_they_like(stage: Stage) -> None:
    stage.tell(asked())
    stage.attend()
    on_a_reply(stage, "eyes", RIO)
    on_a_reply(stage, "tada", IRIS)
    assert stage.slack.notices == []


def test_a_mark_on_a_reply_makes_no_question_of_a_thread_that_is_none(stage: Stage) -> None:
    on_a_reply(stage, "ticket", IRIS)
    assert stage.tickets.at(place()) is None or stage.ticket.kind == "unknown"
    assert (stage.slack.notices, stage.zendesk.tickets) == ([], [])


@pytest.mark.parametrize("zendesk", [True, False])
def test_what_is_asked_of_a_zendesk_that_is_not_there_or_twice_is_told(stage: Stage, zendesk: bool) -> None:
    stage.rules = lambda _: replace(RULES, zendesk=zendesk)
    stage.tell(asked())
    stage.marks("ticket", IRIS)
    stage.marks("ticket", IVAN)
    expected = {True: [(IRIS, "details"), (IVAN, "already_escalated")]}.get(
        zendesk, [(IRIS, "not_set_up"), (IVAN, "not_set_up")]
    )
    assert sorted(stage.slack.notices) == expected
    assert stage.valkey.exists(keys.of(place(), "ticket"))
