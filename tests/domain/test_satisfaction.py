"""Whoever asked is asked once how the help was, and only what they answer counts."""

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.forgetting import Identity, without_person, without_words
from helpdesk.domain.plan import plan, without_stale_attempts
from helpdesk.domain.satisfaction import ASKS_WITHIN
from helpdesk.domain.ticket import Ticket

from .outside import Outside
from .scenes import (
    ALEX,
    DISMISSED,
    KIM,
    RESOLVED,
    ROBIN,
    button,
    due,
    escalated,
    linked,
    off,
    on,
    question,
    read,
    rules,
    told,
)

ASKING = rules(satisfaction=True, grace=30.0)


def rated(score: str = "good", at: float = 200.0, by: str = ROBIN) -> e.Rated:
    return e.Rated.model_validate({"by": by, "score": score, "at": at, "channel": "D0ROBIN", "ts": "9.0"})


def commented(comment: str = "Quick!", at: float = 210.0, by: str = ROBIN) -> e.Commented:
    return e.Commented(by=by, comment=comment, at=at)


def asked(ticket: Ticket, now: float = 100.0) -> bool:
    return AskSatisfaction(ROBIN) in plan(ticket, ASKING, now).due


def test_whoever_asked_is_asked_once_it_has_stayed_resolved() -> None:
    ticket = question(on(RESOLVED, 10))
    assert not asked(ticket, 39.0)
    assert plan(ticket, ASKING, 39.0).wake == 40.0
    assert asked(ticket, 40.0)


@pytest.mark.parametrize(
    "ticket",
    [
        pytest.param(question(on(RESOLVED, 10), off(RESOLVED, 12)), id="opened again within the grace period"),
        pytest.param(question(on(DISMISSED, 10)), id="dismissed"),
        pytest.param(
            linked(e.Deleted(at=9.0), read("solved", 10.0), read("open", 20.0), read("solved", 30.0)),
            id="solved in Zendesk long after the message was deleted",
        ),
        pytest.param(question(on(RESOLVED, 10), e.SatisfactionAsked()), id="asked before"),
        pytest.param(
            question(on(RESOLVED, 10), e.SatisfactionAsked(), off(RESOLVED, 50), on(RESOLVED, 60)),
            id="asked before it was opened again",
        ),
        pytest.param(question(button("resolve", 10, ROBIN), by=rules()), id="not resolved"),
    ],
)
def test_nobody_is_asked_otherwise(ticket: Ticket) -> None:
    assert not asked(ticket)


def test_it_is_off_unless_the_channel_wants_it() -> None:
    assert "slack.ask" not in due(question(on(RESOLVED, 10)), rules())


def test_nobody_is_asked_of_what_was_resolved_long_ago() -> None:
    ticket = question(on(RESOLVED, 10))
    assert asked(ticket, 10.0 + ASKS_WITHIN)
    assert not asked(ticket, 11.0 + ASKS_WITHIN)


def test_who_resolved_their_own_question_is_not_asked() -> None:
    by = rules(satisfaction=True, responders=rules().responders)
    mine = question(button("resolve", 10, ALEX)).model_copy(update={"requester": ALEX})
    assert "slack.ask" not in due(mine, by, 100.0)
    helped = told([on(RESOLVED, 11, KIM)], ticket=mine)
    assert "slack.ask" in due(helped, by, 100.0)


def test_the_requester_chosen_in_the_form_is_asked() -> None:
    ticket = question(escalated(requester=KIM), on(RESOLVED, 10))
    assert AskSatisfaction(KIM) in plan(ticket, ASKING, 100.0).due


def test_after_a_lost_answer_it_is_taken_for_asked() -> None:
    tried = question(on(RESOLVED, 10), e.Started(key="slack.ask", at=50.0))
    assert AskSatisfaction(ROBIN, doubt=True) in plan(tried, ASKING, 100.0).due


def test_after_a_lost_answer_nobody_is_asked_again_when_it_was_opened_meanwhile() -> None:
    tried = question(on(RESOLVED, 10), e.Started(key="slack.ask", at=50.0))
    opened = without_stale_attempts(told([off(RESOLVED, 60)], ASKING, tried), ASKING)
    assert not asked(told([on(RESOLVED, 70)], ASKING, opened), 200.0)


def test_the_last_answer_of_who_was_asked_counts_whatever_the_order() -> None:
    answers: list[e.Event] = [rated("bad", 200), rated("good", 300), commented("Slow", 210), commented("Quick!", 310)]
    strangers: list[e.Event] = [rated("bad", 900, KIM), commented("Ha", 900, KIM)]
    for told_so in (answers, answers[::-1], [*answers, *strangers, *answers]):
        rating = question(on(RESOLVED, 10), *told_so).rating
        assert (rating.score, rating.comment, rating.asked) == ("good", "Quick!", True)


def test_where_another_requester_was_chosen_who_wrote_the_message_answers_nothing() -> None:
    ticket = question(escalated(requester=KIM), on(RESOLVED, 10), rated("bad"), commented("Mine"))
    assert (ticket.rating.score, ticket.rating.comment) == (None, "")
    assert told([rated("good", by=KIM)], ticket=ticket).rating.score == "good"


def test_thanks_are_said_once_for_each_answer() -> None:
    ticket = question(on(RESOLVED, 10), rated())
    thanks = ThankForRating(ROBIN, "good", False, "D0ROBIN", "9.0")
    assert thanks in plan(ticket, ASKING, 300.0).due
    outside = Outside(now=300.0)
    ticket = outside.settle(ticket, ASKING)
    ticket = outside.settle(told([commented()], ASKING, ticket), ASKING)
    again = [effect for effect in outside.did if isinstance(effect, ThankForRating)]
    assert [(effect.score, effect.commented) for effect in again] == [("good", False), ("good", True)]
    assert not [effect for effect in outside.did if isinstance(effect, AskSatisfaction)]


def test_a_comment_is_dropped_with_the_other_words_and_the_score_stays() -> None:
    ticket = question(on(RESOLVED, 10), rated(), commented())
    emptied = without_words(ticket).rating
    assert (emptied.score, emptied.comment, emptied.message) == ("good", "", None)
    forgotten, _ = without_person(ticket, [], Identity(ROBIN))
    assert (forgotten.rating.score, forgotten.rating.comment, forgotten.rating.message) == ("good", "", None)
    assert ROBIN not in forgotten.model_dump_json()
    assert not asked(forgotten.model_copy(update={"rating": ticket.rating}))
