"""When a question was first seen, worked on, answered and resolved, whatever order Slack and Zendesk tell it in."""

from datetime import UTC, datetime
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain import events as e
from helpdesk.domain.rebuilding import rebuilt
from helpdesk.domain.rebuilding.sight import Sight
from helpdesk.domain.recorded import StatusRecord, status_record
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.timings import Timings, clock_time, waited, without_wait, working_time
from helpdesk.domain.times.working_time import ALWAYS, Hours

from .scenes import (
    AGENT,
    ALEX,
    ASKED,
    BOT,
    KIM,
    PLACE,
    RESOLVED,
    ROBIN,
    RULES,
    SEEN,
    WAITING,
    WORKING,
    button,
    linked,
    marking,
    off,
    on,
    question,
    read,
    reading,
    thorough,
    told,
)

LONG = 100.0


def said(at: float, by: str | None = ALEX, **more: bool) -> e.Replied:
    return e.Replied(by=by, ts=f"{at:.6f}", at=at, **more)


def timings(*happened: e.Event | e.Learned) -> Timings:
    return question(*happened).timings


def first(of: Timings) -> tuple[float | None, float | None, float | None, float | None]:
    return of.seen, of.working, of.answered, of.resolved


def test_each_step_is_the_first_mark_that_says_it() -> None:
    happened: list[e.Event] = [on(SEEN, 10), on(SEEN, 11, KIM), on(WORKING, 20), said(30), said(31), on(RESOLVED, 40)]
    assert first(timings(*happened)) == (10, 20, 30, 40)


def test_who_resolves_at_once_has_seen_it_and_worked_on_it() -> None:
    assert first(timings(on(RESOLVED, 40))) == (40, 40, None, 40)


def test_a_slip_is_no_first_time_and_a_mark_that_stood_is_one_though_it_was_taken_off() -> None:
    assert timings(on(SEEN, 10), off(SEEN, 15)).seen is None
    assert timings(on(SEEN, 10), off(SEEN, 15), on(SEEN, 60)).seen == 60
    assert timings(on(SEEN, 10), off(SEEN, 60)).seen == 10
    assert timings(on(SEEN, 10), off(SEEN, 15), on(WORKING, 12, KIM)).seen == 12


def test_a_mark_put_on_again_is_told_from_the_first_in_any_order() -> None:
    stood: list[e.Event] = [on(SEEN, 10), off(SEEN, 60), on(SEEN, 100), off(SEEN, 200)]
    slipped: list[e.Event] = [on(SEEN, 10), off(SEEN, 15), on(SEEN, 100), off(SEEN, 200)]
    for one in permutations(range(4)):
        assert timings(*(stood[at] for at in one)).seen == 10
        assert timings(*(slipped[at] for at in one)).seen == 100


def test_first_times_stay_when_the_question_is_opened_again() -> None:
    again: list[e.Event] = [on(RESOLVED, 40), said(LONG, ROBIN), on(RESOLVED, 300, KIM)]
    assert timings(*again).resolved == 40


def test_a_button_and_a_move_in_zendesk_are_first_times_too() -> None:
    assert first(timings(button("take", 9), button("waiting", 12), button("resolve", 15))) == (9, 12, None, 15)
    assert linked(read("solved", 50.0)).timings.resolved == 50


def test_a_button_that_is_told_late_was_pressed_all_the_same() -> None:
    late = timings(button("resolve", 90), button("working", 12))
    assert (late.working, late.resolved) == (12, 90)


def test_the_requesters_deletion_says_nothing_of_anybody_else() -> None:
    assert timings(e.Deleted(at=9.0)) == Timings()


@pytest.mark.parametrize(
    "word",
    [
        said(30, ROBIN),
        said(30, "U0PASSERBY"),
        said(30, BOT),
        said(30, ALEX, internal=True),
        said(30, ALEX, thanks=True),
        said(30, ALEX, bot=True),
    ],
    ids=["the requester's", "a passer-by's", "our own", "internal", "thanks", "an app's"],
)
def test_only_a_word_of_somebody_who_may_answer_is_an_answer(word: e.Replied) -> None:
    assert timings(word).answered is None


def test_who_asked_for_somebody_else_does_not_answer_them_and_neither_does_that_other() -> None:
    wanted = e.EscalationRequested(by=ALEX, at=5.0, requester=KIM)
    assert timings(wanted, said(30, KIM)).answered is None
    assert timings(wanted, said(30, KIM), said(35, ALEX)).answered == 35


def test_the_last_words_of_both_sides_are_known() -> None:
    spoken = timings(said(30), said(50, ROBIN), said(40, ROBIN), said(20))
    assert (spoken.others_spoke, spoken.asker_spoke) == (30, 50)


def comment(author: int, *, public: bool = True) -> list[e.Learned]:
    heard = e.HeardComment(id=77, at=60.0, public=public, author=author)
    now = e.ZendeskRead(reading=reading(requester_id=5), comments=(heard,))
    return [now, e.CommentShown(comment=77, ts="99.9")]


def test_an_agents_public_comment_answers_at_its_own_time_once_it_is_shown() -> None:
    read_only, shown = comment(AGENT)
    assert linked(read_only).timings.answered is None
    assert linked(read_only, shown).timings.answered == 60
    assert linked(read_only, e.CommentShown(comment=77, ts="")).timings.answered is None


def test_a_comment_of_the_requester_is_no_answer() -> None:
    spoken = linked(*comment(5)).timings
    assert spoken.answered is None
    assert spoken.asker_spoke == 60


def test_the_spans_of_waiting_are_kept() -> None:
    waits = timings(on(WAITING, 10), said(25, ROBIN), on(WAITING, 50, KIM)).waits
    assert list(waits) == [(10, 25), (50, None)]
    assert list(waited(Timings(waits=waits), 20, 60)) == [(20, 25), (50, 60)]


def test_a_record_from_before_times_were_kept_has_what_its_marks_and_its_move_tell() -> None:
    old = question(on(SEEN, 5.0), on(WAITING, 8.0)).model_copy(update={"timings": Timings()})
    assert old.times == Timings(seen=5.0, working=8.0, waits=((8.0, None),))
    assert told([off(WAITING, 20.0)], RULES, old).timings.waits == ((8.0, 20.0),)
    assert told([button("resolve", 30.0)], RULES, old).times.resolved == 30.0
    moved = question(button("resolve", 30.0)).model_copy(update={"timings": Timings()})
    assert (moved.times.seen, moved.times.working, moved.times.resolved) == (30.0, 30.0, 30.0)


def test_a_wait_told_twice_is_one() -> None:
    assert timings(on(WAITING, 10), on(WAITING, 10), off(WAITING, 30), off(WAITING, 30)).waits == ((10, 30),)


OFFICE = Hours(UTC, (((8 * 60, 12 * 60), (13 * 60, 17 * 60)),) * 5 + ((),) * 2)
FRIDAY_NOON = datetime(2026, 11, 27, 12, 0, tzinfo=UTC).timestamp()
HOUR = 3600.0


def test_clock_time_runs_always_and_working_time_in_working_hours_without_waiting() -> None:
    asked, resolved = FRIDAY_NOON - HOUR, FRIDAY_NOON + 70 * HOUR
    spent = Timings(answered=resolved, resolved=resolved, waits=((FRIDAY_NOON + 2 * HOUR, FRIDAY_NOON + 69 * HOUR),))
    assert clock_time(spent, "resolved", asked) == 71 * HOUR
    assert working_time(spent, "answered", asked, OFFICE) == (1 + 4 + 2) * HOUR
    assert working_time(spent, "resolved", asked, OFFICE) == (1 + 1 + 1) * HOUR
    assert working_time(spent, "resolved", asked, ALWAYS) == 4 * HOUR
    assert (clock_time(spent, "seen", asked), working_time(spent, "seen", asked, OFFICE)) == (None, None)


words = st.builds(
    e.Replied, by=st.sampled_from([ALEX, KIM, ROBIN]), ts=st.just("9.9"), at=st.sampled_from([3.0, 50.0, 200.0])
)
buttons = st.builds(
    e.ButtonPressed, by=st.just(ALEX), button=st.sampled_from(["waiting", "resolve"]), at=st.sampled_from([4.0, 150.0])
)
spread = marking.map(lambda event: event.model_copy(update={"at": getattr(event, "at", 0.0) * 10}))


@st.composite
def retold(draw: st.DrawFn) -> tuple[list[e.Event], list[e.Event]]:
    one = draw(st.lists(st.one_of(spread, spread, words, buttons), max_size=10))
    return one, draw(st.permutations(one + (draw(st.lists(st.sampled_from(one), max_size=5)) if one else [])))


@thorough
@given(retold())
def test_any_order_and_any_repetition_gives_the_same_times(both: tuple[list[e.Event], list[e.Event]]) -> None:
    one, other = (told([ASKED, *events]).timings.model_copy(update={"waits": ()}) for events in both)
    assert one == other


ROOT = SeenMessage(PLACE.ts, ROBIN, "My printer", {SEEN: [ALEX], RESOLVED: [KIM]})
T0 = float(PLACE.ts)


def seen_again(record: StatusRecord | None) -> Timings:
    mark = {"place": str(PLACE), "record": record.written()} if record else {}
    status = SeenReply(e.Replied(by=BOT, ts=f"{T0 + 1:.6f}", at=T0 + 1, bot=True), mark=mark)
    answer = SeenReply(e.Replied(by=ALEX, ts=f"{T0 + 60:.6f}", at=T0 + 60))
    return rebuilt(Sight(PLACE, ROOT, BOT, (status, answer)), RULES).timings


def test_what_is_made_again_knows_replies_and_invents_no_other_times() -> None:
    again = seen_again(None)
    assert first(again) == (None, None, T0 + 60, None)
    later = told(
        [on(WORKING, T0 + 500, KIM), off(RESOLVED, T0 + 600, KIM)],
        ticket=question().model_copy(update={"timings": again}),
    )
    assert first(later.timings) == (None, None, T0 + 60, None)


def test_what_is_made_again_knows_the_times_recorded_with_the_status_message() -> None:
    ticket = told([ASKED, on(SEEN, T0 + 10), on(WAITING, T0 + 20), off(WAITING, T0 + 90), on(RESOLVED, T0 + 100, KIM)])
    again = seen_again(status_record(ticket, Card(state=ticket.state)))
    assert first(again) == (T0 + 10, T0 + 20, T0 + 60, T0 + 100)
    assert again.waits == ((T0 + 20, T0 + 90),)


def test_a_recorded_wait_that_ended_since_is_left_out() -> None:
    assert seen_again(StatusRecord(waits=((T0 + 5, T0 + 9), (T0 + 20, None)))).waits == ((T0 + 5, T0 + 9),)


def test_a_wait_counts_only_where_it_was() -> None:
    waits = Timings(waits=((10.0, 20.0), (30.0, None)))
    assert list(waited(waits, 15.0, 25.0)) == [(15.0, 20.0)]
    assert list(waited(waits, 20.0, 30.0)) == []
    assert without_wait(without_wait(waits, 40.0), 50.0).waits == ((10.0, 20.0), (30.0, 40.0))
    assert without_wait(Timings(), 50.0) == Timings()


def test_a_record_leaves_out_the_waits_that_do_not_fit() -> None:
    ticket = linked().model_copy(update={"timings": Timings(waits=tuple((n, n + 1.0) for n in range(100)))})
    assert status_record(ticket, Card(state=ticket.state)).waits == ()
