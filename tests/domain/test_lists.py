"""In which lists a question stands."""

import pytest

from helpdesk.domain.lists import asked_by, ended_in, ended_of, in_state, lists_of, overdue_in, taken_in, unanswered_in
from helpdesk.domain.ticket import Move
from helpdesk.domain.ticket.marks import Mark
from helpdesk.domain.ticket.reminders import Reminders
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.timings import Timings
from tests.letters import place, question

HERE = place().channel
SEEN = Mark(person="U0IRIS", emoji="eyes", state=State.SEEN, counts=True, added=60.0)
RESOLVED = Move(state=State.RESOLVED, at=70.0, source="button", by="U0IRIS")
ASKER = asked_by("U0RIO")

CASES: dict[str, tuple[dict[str, object], dict[str, float]]] = {
    "new": ({}, {in_state(State.NEW, HERE): 50.0, ASKER: 50.0}),
    "taken": ({"marks": (SEEN,)}, {in_state(State.SEEN, HERE): 50.0, ASKER: 50.0, taken_in(HERE, "U0IRIS"): 50.0}),
    "new, and a promise broke": (
        {"reminders": Reminders(broken=("seen",))},
        {in_state(State.NEW, HERE): 50.0, ASKER: 50.0, overdue_in(HERE): 50.0},
    ),
    "taken, and whoever asked spoke since": (
        {"marks": (SEEN,), "timings": Timings(asker_spoke=65.0, others_spoke=62.0)},
        {
            in_state(State.SEEN, HERE): 50.0,
            ASKER: 50.0,
            taken_in(HERE, "U0IRIS"): 50.0,
            unanswered_in(HERE): 65.0,
        },
    ),
    "resolved": ({"marks": (SEEN,), "move": RESOLVED}, {ended_in(HERE): 70.0, ended_of("U0RIO"): 70.0}),
    "resolved and its asker forgotten": ({"requester": "somebody", "move": RESOLVED}, {ended_in(HERE): 70.0}),
    "asked by nobody known": ({"requester": None}, {in_state(State.NEW, HERE): 50.0}),
    "asked by one who was forgotten": ({"requester": "somebody-2"}, {in_state(State.NEW, HERE): 50.0}),
    "deleted": ({"deleted": True}, {}),
    "a reply": ({"kind": "reply"}, {}),
}


@pytest.mark.parametrize("case", CASES)
def test_a_question_stands_in_these_lists(case: str) -> None:
    changes, expected = CASES[case]
    assert lists_of(question().model_copy(update=changes)) == expected
