"""Since when the status message says that a question is in its state."""

from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.status_card import status_card

from .scenes import KIM, RESOLVED, ROBIN, RULES, SEEN, WAITING, button, linked, off, on, told


def word(at: float) -> e.Replied:
    return e.Replied(by=ROBIN, ts=f"{at:.6f}", at=at)


SINCE: list[Any] = [
    pytest.param([], 1, id="nothing happened"),
    pytest.param([on(SEEN, 3), on(SEEN, 9, KIM)], 3, id="a second mark of the same state"),
    pytest.param([on(SEEN, 3), on(RESOLVED, 5), off(RESOLVED, 8)], 8, id="a step back"),
    pytest.param([on(SEEN, 3), button("waiting", 6), on(SEEN, 9, KIM), off(SEEN, 10, KIM)], 6, id="a button"),
    pytest.param([button("take", 7)], 7, id="taken by a button"),
]


@pytest.mark.parametrize(("happened", "since"), SINCE)
def test_people_see_since_when_it_is_so(happened: list[Any], since: int) -> None:
    card = status_card(linked(*happened), RULES)
    assert card is not None
    assert card.since == since


ONCE_MORE: list[Any] = [
    pytest.param([button("resolve", 5)], [button("resolve", 7, KIM)], id="two press the same button"),
    pytest.param([on(WAITING, 5), word(20)], [word(21), word(30)], id="who asked writes one message after the other"),
    pytest.param([button("waiting", 5)], [button("resolve", 7), button("waiting", 8)], id="there and back at once"),
]


@pytest.mark.parametrize(("happened", "then"), ONCE_MORE)
def test_the_same_state_brought_about_once_more_edits_nothing(happened: list[Any], then: list[Any]) -> None:
    card = status_card(linked(*happened), RULES)
    assert card is not None
    shown = linked(*happened, e.StatusMessageShown(ts="9.0", card=card))
    assert status_card(told(then, ticket=shown), RULES) == card
