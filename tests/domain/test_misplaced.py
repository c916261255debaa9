"""What the question of a thread hears of a mark on one of its replies."""

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.misplaced import misplaced
from helpdesk.domain.ticket import Ticket

from .scenes import ALEX, KIM, PLACE, ROBIN, RULES, SEEN, button, due, escalated, on, question, told

ROOT = "1699999999.000100"
REPLY = Ticket(place=PLACE, kind="reply", root=ROOT)
FOUND = e.MessageIsReply(root=ROOT)

TAKEN_OFF = e.ReactionRemoved(person=ALEX, emoji=SEEN, at=9)
ALEX_MARKED, KIM_MARKED = (e.ReplyMarked(by=who, at=at, ts=PLACE.ts, emoji=SEEN) for who, at in ((ALEX, 3), (KIM, 4)))
ESCALATED = e.ReplyMarked(by=ALEX, at=3, ts=PLACE.ts)

CASES: dict[str, tuple[Ticket, e.Event | e.Learned, list[e.ReplyMarked]]] = {
    "marked before it was known": (told([on(SEEN, 3), on(SEEN, 4, KIM)]), FOUND, [ALEX_MARKED, KIM_MARKED]),
    "escalated before it was known": (told([on("ticket", 3)]), FOUND, [ESCALATED]),
    "taken off before it was known": (told([on(SEEN, 3), TAKEN_OFF]), FOUND, []),
    "known already": (REPLY, FOUND, []),
    "marked when it was known": (REPLY, on(SEEN, 3), [ALEX_MARKED]),
    "taken off when it was known": (
        REPLY,
        TAKEN_OFF,
        [e.ReplyMarked(by=ALEX, at=9, ts=PLACE.ts, emoji=SEEN, removed=True)],
    ),
    "an emoji without meaning": (REPLY, on("heart", 3), []),
    "somebody who may not": (REPLY, on(SEEN, 3, ROBIN), []),
    "a button": (REPLY, button("resolve", 3), []),
    "a question": (question(), on(SEEN, 3), []),
}


@pytest.mark.parametrize("case", CASES)
def test_the_question_hears_of_whoever_may(case: str) -> None:
    before, event, expected = CASES[case]
    heard = list(misplaced(before, event, RULES))
    assert [marked for _, marked in heard] == expected
    assert {place for place, _ in heard} <= {PLACE._replace(ts=ROOT)}


def test_the_question_tells_them_once() -> None:
    marked = e.ReplyMarked(by=ALEX, at=3)
    notice = f"slack.notice:{ALEX}:on_a_reply"
    assert due(question(marked, marked.model_copy(update={"at": 4}))) == [notice]
    assert due(question(e.ReplyMarked(by=ROBIN, at=3))) == []
    assert told([marked]) == Ticket(place=PLACE)
    assert due(question(marked, escalated())) == ["zendesk.open", notice]
