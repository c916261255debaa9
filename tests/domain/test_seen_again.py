"""What both sides show of a question, and what a ticket makes of the rarer things in it."""

from dataclasses import replace
from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.differences import differences, thread_differences
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding import caught_up, rebuilt, speaks_otherwise, wanted_tickets
from helpdesk.domain.rebuilding.sight import SeenComment, Sight
from helpdesk.domain.recorded import StatusRecord
from helpdesk.domain.seen import SeenFile, SeenMessage, SeenReply
from helpdesk.domain.ticket import Notice
from helpdesk.domain.ticket.attached import Attached
from helpdesk.domain.ticket.states import State

from .scenes import ALEX, BOT, KIM, PLACE, RESOLVED, ROBIN, RULES, SEEN, rules
from .sights import T0, escalated, sight, zendesk

OTHER = Place(PLACE.team, PLACE.channel, "1700000900.000100")
STARTED = f"{T0 + 900:.6f}"


def seen(**reactions: tuple[str, ...]) -> SeenMessage:
    return SeenMessage(PLACE.ts, ROBIN, "The printer is on fire", reactions)


def noted(record: StatusRecord, *there: Any, root: SeenMessage | None = None) -> Sight:
    """A question whose status message has this record."""
    said = e.Replied(by=BOT, ts=STARTED, at=T0 + 900, bot=True)
    status = SeenReply(said, mark={"place": str(PLACE), "record": record.written()})
    return Sight(PLACE, root or seen(), BOT, (status,), there)


SIGHTS: list[Any] = [
    pytest.param(Sight(PLACE, seen(), BOT), False, True, id="untouched"),
    pytest.param(Sight(PLACE, seen(eyes=(BOT,)), BOT), True, True, id="our reaction"),
    pytest.param(Sight(PLACE, None, BOT, there=(zendesk(),)), True, False, id="only in Zendesk"),
    pytest.param(noted(StatusRecord()), True, True, id="a status message"),
    pytest.param(Sight(PLACE, replace(seen(), gone=True), BOT), False, False, id="a tombstone"),
    pytest.param(Sight(PLACE, replace(seen(), by=None), BOT), False, False, id="a webhook's message"),
    pytest.param(Sight(PLACE, replace(seen(eyes=(ALEX,)), by=None), BOT), False, True, id="one that was marked"),
    pytest.param(Sight(PLACE, replace(seen(eyes=(ALEX,)), announcement=True), BOT), False, False, id="an announcement"),
]


@pytest.mark.parametrize(("one", "traced", "likely"), SIGHTS)
def test_a_question_is_told_by_our_traces_and_by_those_of_people(one: Sight, traced: bool, likely: bool) -> None:
    assert (one.is_traced, one.is_likely(RULES)) == (traced, likely)


def test_with_first_reaction_an_unmarked_message_is_no_question() -> None:
    assert not Sight(PLACE, seen(), BOT).is_likely(rules(track="first-reaction"))


def test_tickets_are_those_recorded_then_those_made_after_that_but_not_the_lost_one() -> None:
    record = StatusRecord(zendesk=(5, 3), lost=7)
    assert wanted_tickets(record, [9, 3, 7, 8]) == (5, 3, 8, 9)
    assert wanted_tickets(None, [9, 3]) == (3, 9)


def test_a_ticket_deleted_in_zendesk_is_lost_whether_it_was_recorded_or_not() -> None:
    recorded = rebuilt(noted(StatusRecord(lost=7)), RULES)
    found = rebuilt(Sight(PLACE, seen(), BOT, there=(zendesk("deleted"),)), RULES)
    for ticket in (recorded, found):
        assert (ticket.lost, ticket.zendesk, ticket.escalation, ticket.past) == (7, None, None, ())
        assert not speaks_otherwise(ticket, RULES)


def test_a_ticket_without_a_note_was_asked_for_by_whoever_put_the_ticket_reaction() -> None:
    there = zendesk(opening=None)
    for people, by in (((ROBIN, KIM), KIM), ((ROBIN,), "")):
        ticket = rebuilt(Sight(PLACE, seen(ticket=people), BOT, there=(there,)), RULES)
        assert ticket.escalation is not None
        assert (ticket.escalation.by, ticket.escalation.at, ticket.copied is None) == (by, T0 + 3, False)


def test_whoever_was_told_of_missing_fields_is_not_told_again() -> None:
    ticket = rebuilt(noted(StatusRecord(state=State.RESOLVED, since=T0 + 5, by=ALEX, told=True)), RULES)
    assert ticket.notices == (Notice(person=ALEX, why="fields_missing", said=True),)


def test_a_question_edited_or_deleted_without_zendesks_knowing_is_told() -> None:
    base = sight(escalated(), there=(zendesk(),))
    assert base.root is not None
    edited = replace(base, root=replace(base.root, edited=T0 + 60))
    gone = replace(base, root=replace(base.root, gone=True))
    for one, kind in ((edited, "edited"), (gone, "deleted")):
        talk = caught_up(rebuilt(one, RULES), one, None, RULES).talk
        assert [(reply.kind, reply.ts) for reply in talk.waiting] == [(kind, PLACE.ts)]
    before = replace(base, root=replace(base.root, edited=T0 + 2))
    assert caught_up(rebuilt(before, RULES), before, None, RULES).talk.waiting == ()


def test_in_a_ticket_that_questions_share_only_ones_own_words_count() -> None:
    mine, theirs = f"{T0 + 5:.6f}", f"{T0 + 6:.6f}"
    shared = zendesk("open", mine, theirs, f"edited:{theirs}:{T0 + 9:.6f}", "unshown:99:1.000000", owner=OTHER)
    comments = (*shared.comments, SeenComment(99, T0 + 40, True), SeenComment(98, T0 + 39, True, (f"{mine}/1",)))
    reply = SeenReply(e.Replied(by=KIM, ts=mine, at=float(mine)))
    talk = rebuilt(Sight(PLACE, seen(), BOT, (reply,), (replace(shared, comments=comments),)), RULES).talk
    assert (talk.sent, talk.edits, talk.until, talk.coming) == ({mine: 71}, {}, "", ())


def test_marks_of_others_in_our_place_mean_nothing() -> None:
    odd = zendesk("open", "nonsense", "edited:x:y", "moved:1.0:2.0", "0.0")
    talk = rebuilt(Sight(PLACE, seen(), BOT, there=(odd,)), RULES).talk
    assert (talk.sent, talk.edits, talk.gone) == ({PLACE.ts: 0}, {}, ())


def test_files_are_found_again_by_name_and_size_and_by_the_words_in_their_place() -> None:
    files = (SeenFile("1", "a.png", 5), SeenFile("2", "a.png", 6), SeenFile("3", "big.iso", 9), SeenFile("4", "no", 1))
    comment = SeenComment(80, T0 + 20, True, (), files)

    def ours(second: int, **more: Any) -> SeenReply:
        return SeenReply(e.Replied(by=BOT, ts=f"{T0 + second:.6f}", at=T0 + second, bot=True), **more)

    replies = (
        ours(21, mark={"comment": "80", "part": "0"}),
        ours(22, files=(SeenFile("F2", "a.png", 6), SeenFile("F1", "a.png", 5))),
        ours(23, mark={"file": "3", "why": "too_big"}),
        ours(24, mark={"file": "5", "why": "?"}),
    )
    there = zendesk(comments=(*zendesk().comments, comment))
    assert rebuilt(Sight(PLACE, seen(), BOT, replies, (there,)), RULES).talk.files == (
        Attached(id=1, comment=80, file="F1", there=True),
        Attached(id=2, comment=80, file="F2", there=True),
        Attached(id=3, comment=80, why="too_big", ts=f"{T0 + 23:.6f}", there=True),
        Attached(id=4, comment=80),
    )


def test_a_question_that_was_edited_untold_is_reworded_once() -> None:
    ticket = escalated()
    edited = replace(seen(ticket=(ALEX,)), edited=T0 + 60, subject="Toner")
    (found,) = differences(ticket, edited, RULES, T0 + 50)
    assert found == e.Reworded(subject="Toner", at=T0 + 60)


def test_what_is_deleted_is_not_edited_any_more_and_told_once() -> None:
    ts = f"{T0 + 5:.6f}"
    base = escalated()
    ticket = base.model_copy(update={"talk": base.talk.model_copy(update={"sent": {ts: 5}, "gone": (ts,)})})
    reply = SeenReply(e.Replied(by=KIM, ts=ts, at=float(ts)), edited=T0 + 9)
    assert list(thread_differences(ticket, (), RULES)) == []
    (found,) = thread_differences(ticket, (reply,), RULES)
    assert caught_up(ticket, Sight(PLACE, seen(), BOT, (reply,)), None, RULES).talk.waiting == ()
    assert found.kind == "reply_changed"


def test_who_may_no_longer_does_not_count_without_a_record() -> None:
    marked = seen(**{SEEN: ("U0GONE",), RESOLVED: (BOT,)})
    assert rebuilt(Sight(PLACE, marked, BOT), RULES).marks == ()
