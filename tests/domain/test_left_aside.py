"""Which questions are left aside: those nobody looked at, and those whose requester waits for an answer."""

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.left_aside import left_aside, unanswered_since
from helpdesk.domain.promises import Promises, is_broken
from helpdesk.domain.ticket import Ticket

from .scenes import ALEX, KIM, PLACE, RESOLVED, ROBIN, RULES, SEEN, WAITING, WORKING, button, on, question, rules


def said(by: str, at: float, **more: bool) -> e.Replied:
    return e.Replied(by=by, ts=f"{at:.6f}", at=at, **more)


def left(*happened: e.Event) -> dict[str, float]:
    ticket = question(*happened).model_copy(update={"number": "IT-1"})
    return {group: since for group, ones in left_aside([ticket], RULES, 1e6).groups.items() for _, since in ones}


def test_what_nobody_looked_at_waits_since_it_was_asked_or_opened_again() -> None:
    assert left() == {"unseen": 1.0}
    assert left(on(RESOLVED, 5.0), said(ROBIN, 9.0)) == {"unseen": 9.0}


@pytest.mark.parametrize("state", [SEEN, WORKING])
def test_whoever_asked_and_spoke_last_waits_since_then(state: str) -> None:
    assert left(on(state, 5.0), said(ROBIN, 9.0)) == {"unanswered": 9.0}
    assert left(on(state, 5.0), said(KIM, 7.0), said(ROBIN, 8.0), said(ROBIN, 9.0)) == {"unanswered": 9.0}


@pytest.mark.parametrize(
    "happened",
    [
        (on(SEEN, 5.0),),
        (on(SEEN, 5.0), said(ROBIN, 9.0), said(KIM, 10.0)),
        (on(SEEN, 5.0), said(ROBIN, 9.0), on(WORKING, 10.0)),
        (on(SEEN, 5.0), said(ROBIN, 9.0), button("working", 10.0)),
        (on(SEEN, 5.0), said(ROBIN, 9.0, thanks=True)),
        (said(ROBIN, 4.0), on(SEEN, 5.0)),
        (said(ROBIN, 4.0), on(WAITING, 5.0)),
        (said(ROBIN, 4.0), on(RESOLVED, 5.0)),
    ],
)
def test_nobody_waits_for_an_answer_otherwise(happened: tuple[e.Event, ...]) -> None:
    assert left(*happened) == {}
    assert unanswered_since(question(*happened)) is None


def test_what_is_overdue_stands_with_that_alone_since_it_was_due() -> None:
    by = rules(promises=Promises({None: {"seen": 60.0, "answered": 600.0}}))
    new = question().model_copy(update={"number": "IT-1"})
    answered = question(on(SEEN, 5.0), said(KIM, 9.0)).model_copy(update={"number": "IT-2"})
    waits = question(on(WAITING, 5.0)).model_copy(update={"number": "IT-3"})
    assert left_aside([new, answered, waits], by, 62.0).groups == {"overdue": ((new, 61.0),)}
    assert left_aside([new], by, 61.0).groups == {"unseen": ((new, 1.0),)}
    seen = question(on(SEEN, 5.0)).model_copy(update={"number": "IT-4"})
    assert left_aside([seen], by, 602.0).groups == {"overdue": ((seen, 601.0),)}


@pytest.mark.parametrize(
    ("happened", "broken"),
    [
        ((), True),
        ((on(SEEN, 99.0),), False),
        ((on(WAITING, 99.0),), False),
        ((on(RESOLVED, 99.0),), False),
        ((e.Deleted(at=99.0),), False),
    ],
)
def test_a_promise_that_broke_is_told_until_it_is_kept_all_the_same(
    happened: tuple[e.Event, ...], broken: bool
) -> None:
    assert is_broken(question(e.PromiseBroken(promise="seen"), *happened)) is broken
    assert not is_broken(question(*happened))


def test_those_that_wait_longest_come_first_and_each_stands_in_one_group() -> None:
    def at(ts: str, *happened: e.Event) -> Ticket:
        place = PLACE.__class__(PLACE.team, PLACE.channel, ts)
        return question(*happened).model_copy(update={"number": "IT-1", "place": place})

    tickets = [at("3.0", on(SEEN, 5.0), said(ROBIN, 9.0)), at("2.0", on(SEEN, 5.0, ALEX), said(ROBIN, 8.0)), at("1.0")]
    found = left_aside(tickets, RULES, 1e6)
    assert {group: [one.place.ts for one, _ in ones] for group, ones in found.groups.items()} == {
        "unseen": ["1.0"],
        "unanswered": ["2.0", "3.0"],
    }
    assert found.total == 3
    none = [
        at("1.0").model_copy(update=gone) for gone in ({"deleted": True}, {"number": None}, {"kind": "announcement"})
    ]
    assert left_aside(none, RULES, 1e6).total == 0
