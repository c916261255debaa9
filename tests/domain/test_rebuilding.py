"""A ticket made again from what is seen: its marks, its state, and what happened after its last record."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain import events as e
from helpdesk.domain.differences import differences
from helpdesk.domain.plan import plan
from helpdesk.domain.rebuilding import caught_up, rebuilt, speaks_otherwise
from helpdesk.domain.rebuilding.sight import SeenComment, Sight
from helpdesk.domain.recorded import OpeningRecord, StatusRecord, opening_record
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Escalation, Move
from helpdesk.domain.ticket.form import Details
from helpdesk.domain.ticket.states import State

from .scenes import (
    AGENT,
    ALEX,
    ASKED,
    BOT,
    DISMISSED,
    KIM,
    ME,
    PLACE,
    RESOLVED,
    ROBIN,
    RULES,
    SEEN,
    WAITING,
    WORKING,
    anything,
    button,
    on,
    question,
    read,
    reading,
    released,
    thorough,
    told,
)
from .sights import T0, escalated, later, sight, zendesk


@thorough
@given(st.lists(st.one_of(anything, anything, released), max_size=10))
def test_a_recorded_ticket_without_zendesk_has_its_state_and_assignee_again(before: list[e.Event | e.Released]) -> None:
    told_elsewhere = e.EscalationRequested | e.Replied | e.Reworded | e.Deleted
    quiet = [event for event in before if not isinstance(event, told_elsewhere)]
    quiet = [event for event in quiet if getattr(event, "emoji", "") != "ticket"]
    ticket = told([ASKED.model_copy(update={"at": T0}), *map(later, quiet)])
    again = rebuilt(sight(ticket), RULES)
    assert (again.state, again.assignee) == (ticket.state, ticket.assignee)
    assert again.move == ticket.move


@pytest.mark.parametrize(("agent", "assigned"), [("Alex", ALEX), (None, None)])
def test_whoever_took_it_is_assigned_again_where_zendesk_has_nobody(agent: str | None, assigned: str | None) -> None:
    ticket = escalated(later(on(WORKING, 5)))
    assert ticket.zendesk is not None
    ticket = ticket.model_copy(update={"zendesk": ticket.zendesk.model_copy(update={"assigned": ALEX})})
    made = zendesk()
    made = replace(made, reading=made.reading.model_copy(update={"agent": agent}))
    link = rebuilt(sight(ticket, there=(made,)), RULES).zendesk
    assert link is not None
    assert link.assigned == assigned


def test_whoever_was_released_does_not_have_it_again() -> None:
    happened = [on(SEEN, 3), e.Released(person=ALEX, at=9.0, days=3), on(SEEN, 12, KIM)]
    ticket = told([ASKED.model_copy(update={"at": T0}), *map(later, happened)])
    again = rebuilt(sight(ticket), RULES)
    assert (again.assignee, again.state, again.is_let_go) == (KIM, State.SEEN, True)
    assert list(differences(again, sight(ticket).root or SeenMessage(PLACE.ts, ROBIN), RULES, T0 + 50)) == []


def test_nobody_is_told_again_that_it_was_resolved_for_want_of_an_answer() -> None:
    ticket = told([ASKED.model_copy(update={"at": T0}), *map(later, [on(WAITING, 3), e.IdleResolved(at=9.0)])])
    again = rebuilt(sight(ticket), RULES)
    assert (again.state, again.idle.resolved) == (State.RESOLVED, T0 + 9)


def test_whoever_took_it_by_a_button_has_it_again() -> None:
    ticket = told([ASKED.model_copy(update={"at": T0}), *map(later, [button("take", 3), on(SEEN, 4, KIM)])])
    again = rebuilt(sight(ticket), RULES)
    assert (again.assignee, again.taken_by_button, again.state) == (ALEX, True, State.SEEN)
    assert again.shown.card == status_card(ticket, RULES)


def test_nobody_is_asked_again_how_the_help_was() -> None:
    ticket = told([ASKED.model_copy(update={"at": T0}), later(on(RESOLVED, 3))])
    assert not rebuilt(sight(ticket), RULES).rating.asked
    assert rebuilt(sight(ticket), replace(RULES, satisfaction=True)).rating.asked


def test_the_first_in_slacks_list_took_a_question_without_a_record() -> None:
    ticket = question(on(SEEN, T0 + 5, KIM), on(SEEN, T0 + 9, ALEX))
    assert rebuilt(sight(ticket), RULES).assignee == KIM


def test_marks_without_a_record_are_later_than_the_requesters_word() -> None:
    seen = sight(question(on(RESOLVED, T0 + 9)))
    word = SeenReply(e.Replied(by=ROBIN, ts=f"{T0 + 5:.6f}", at=T0 + 5))
    assert rebuilt(replace(seen, replies=(word,)), RULES).state is State.RESOLVED


def test_what_zendesk_did_after_the_record_counts_and_what_it_did_before_does_not() -> None:
    seen = sight(escalated(on(WORKING, T0 + 10)), there=(zendesk("pending"),))
    ticket = rebuilt(seen, RULES)
    moved = reading("pending", moved_by=AGENT, at=T0 + 30)
    assert caught_up(ticket, seen, moved, RULES).state is State.WAITING
    assert caught_up(ticket, seen, moved.model_copy(update={"moved_at": T0 + 5}), RULES).state is State.WORKING
    ours = caught_up(ticket, seen, moved.model_copy(update={"moved_by": ME}), RULES)
    assert ours.state is State.WORKING
    assert [effect.key for effect in plan(ours, RULES, T0 + 99).due][:1] == ["zendesk.update:7:open:U0ALEX"]


def test_a_reply_and_an_edit_that_zendesk_never_had_wait_and_those_it_had_do_not() -> None:
    had, never, edited = (f"{T0 + n:.6f}" for n in (11, 12, 13))
    base = sight(escalated(), there=(zendesk("open", had, edited, f"edited:{had}:{T0 + 30:.6f}"),))
    replies = [SeenReply(e.Replied(by=KIM, ts=ts, at=float(ts))) for ts in (had, never, edited)]
    replies[0], replies[2] = replace(replies[0], edited=T0 + 30), replace(replies[2], edited=T0 + 60)
    seen = replace(base, replies=(*base.replies, *replies))
    talk = caught_up(rebuilt(seen, RULES), seen, None, RULES).talk
    assert [(reply.kind, reply.ts) for reply in talk.waiting] == [("said", never), ("edited", edited)]
    assert talk.sent == {PLACE.ts: 0, had: 71, edited: 72}


def test_comments_older_than_the_newest_shown_are_never_shown_again() -> None:
    comments = (SeenComment(80, T0 + 20, True), SeenComment(81, T0 + 21, True), SeenComment(82, T0 + 22, True))
    base = sight(escalated(), there=(zendesk(comments=comments),))
    shown = SeenReply(e.Replied(by=BOT, ts=f"{T0 + 25:.6f}", at=T0 + 25, bot=True), mark={"comment": "81", "part": "0"})
    talk = rebuilt(replace(base, replies=(*base.replies, shown)), RULES).talk
    assert [comment.id for comment in talk.coming] == [82]
    assert talk.heard == {"80": "", "81": f"{T0 + 25:.6f}"}


def test_a_card_that_says_what_was_recorded_is_not_shown_again_and_another_is_mended() -> None:
    ticket = escalated(on(WORKING, T0 + 10), button("waiting", T0 + 20))
    seen = sight(ticket, there=(zendesk("pending"),))
    assert rebuilt(seen, RULES).shown.card == status_card(ticket, RULES)
    closed = replace(seen, there=(zendesk("closed"),))
    assert rebuilt(closed, RULES).shown.card is None


def test_whoever_may_no_longer_but_brought_the_state_still_counts() -> None:
    gone = "U0GONE"
    ticket = question(on(RESOLVED, T0 + 9)).model_copy(update={"move": None})
    marks = tuple(mark.model_copy(update={"person": gone}) for mark in ticket.marks)
    record = StatusRecord(state=State.RESOLVED, since=T0 + 9, by=gone, requester=ROBIN)
    seen = sight(ticket.model_copy(update={"marks": marks}))
    status = SeenReply(
        e.Replied(by=BOT, ts=f"{T0 + 9:.6f}", at=T0 + 9, bot=True), mark={"place": "x", "record": record.written()}
    )
    assert rebuilt(seen, RULES).state is State.NEW
    assert rebuilt(replace(seen, replies=(status,)), RULES).state is State.RESOLVED


def test_a_message_that_is_gone_is_dismissed_when_our_note_says() -> None:
    gone = zendesk("solved", f"deleted:{PLACE.ts}:{T0 + 40:.6f}", subject="Help desk question")
    ticket = rebuilt(Sight(PLACE, None, BOT, (), (gone,)), RULES)
    assert (ticket.state, ticket.requester, ticket.number) == (State.DISMISSED, ROBIN, "IT-7")
    assert ticket.move is not None
    assert ticket.move.at == pytest.approx(T0 + 40)


@pytest.mark.parametrize("text", ["", "{}x", "[]", '{"state": "unheard of"}'])
def test_what_is_no_record_is_none(text: str) -> None:
    assert StatusRecord.read(text) is None
    assert OpeningRecord.read(text) is None or text.startswith('{"state"')


def test_which_details_were_filled_in_is_recorded_as_far_as_it_fits() -> None:
    def filled_in(fields: int) -> tuple[str, ...]:
        details = Details(priority="high", fields={9000 + n: "x" for n in range(fields)})
        return opening_record("IT-7", None, Escalation(by=ALEX, at=T0, details=details)).filled_in

    assert filled_in(2) == ("priority", "9000", "9001")
    assert filled_in(1_000) == ("priority",)


def shown_at(seen: Sight, at: float) -> Sight:
    """The status message was posted early and written last at that time."""
    (status,) = seen.replies
    early = status.said.model_copy(update={"at": T0 + 6})
    return replace(seen, replies=(SeenReply(early, at, status.mark),))


def test_a_word_that_reopened_it_after_a_mark_that_came_after_a_move_reopens_it_again() -> None:
    word = e.Replied(by=ROBIN, ts=f"{T0 + 30:.6f}", at=T0 + 30)
    ticket = told([ASKED.model_copy(update={"at": T0}), later(button("reopen", 5)), later(on(WAITING, 9)), word])
    assert ticket.state is State.NEW
    seen = sight(ticket)
    seen = replace(seen, replies=(*seen.replies, SeenReply(word)))
    assert rebuilt(seen, RULES).current == ticket.current


def test_a_word_that_reopened_it_and_was_deleted_since_reopens_it_again() -> None:
    word = e.Replied(by=ROBIN, ts=f"{T0 + 30:.6f}", at=T0 + 30)
    ticket = told([ASKED.model_copy(update={"at": T0}), later(button("take", 5)), later(on(WAITING, 9, KIM)), word])
    assert (ticket.state, rebuilt(sight(ticket), RULES).current) == (State.WORKING, ticket.current)


def test_a_word_that_the_record_says_changed_nothing_changes_nothing() -> None:
    ticket = told([ASKED.model_copy(update={"at": T0}), later(button("resolve", 5))])
    word = SeenReply(e.Replied(by=ROBIN, ts=f"{T0 + 30:.6f}", at=T0 + 30))
    late, soon = (shown_at(sight(ticket), T0 + at) for at in (60, 35))
    assert rebuilt(replace(late, replies=(*late.replies, word)), RULES).state is State.RESOLVED
    again = rebuilt(replace(soon, replies=(*soon.replies, word)), RULES)
    assert again.state is State.NEW  # it may have been on its way


def test_what_stood_in_a_ticket_before_ours_was_merged_into_it_is_not_shown() -> None:
    closing = SeenComment(75, T0 + 20, True, author=AGENT)
    merged = zendesk("closed", comments=(*zendesk().comments, closing))
    before, by_merge, after = (
        SeenComment(60, T0 + 10, True, author=9),
        SeenComment(76, T0 + 21, True, author=AGENT),
        SeenComment(77, T0 + 22, True, author=9),
    )
    into = zendesk(comments=(before, by_merge, after), owner=None, opening=None, until="")
    into = replace(into, reading=into.reading.model_copy(update={"id": 8}))
    seen = sight(escalated(), there=(merged, into))
    assert [comment.id for comment in rebuilt(seen, RULES).talk.coming] == [75, 77]


def test_a_comment_that_was_not_read_before_our_own_reply_still_comes() -> None:
    ts = f"{T0 + 12:.6f}"
    told_later = e.ZendeskTold(reading=reading("open"), names={ts: 90})
    ticket = escalated(e.Replied(by=KIM, ts=ts, at=float(ts)), told_later)
    unread, ours = SeenComment(80, T0 + 20, True), SeenComment(90, T0 + 30, True, (ts,))
    base = sight(ticket, there=(zendesk(comments=(*zendesk().comments, unread, ours)),))
    assert [comment.id for comment in rebuilt(base, RULES).talk.coming] == [80]


def test_a_ticket_that_was_merged_meanwhile_is_read_so_that_the_other_is_followed() -> None:
    ticket = rebuilt(sight(escalated(), there=(zendesk("closed", merged=True),)), RULES)
    assert [effect.key for effect in plan(ticket, RULES, T0 + 99).due if effect.key.startswith("zendesk")] == [
        "zendesk.read"
    ]


def test_a_ticket_that_says_which_other_it_was_merged_into_is_followed_and_ends_nothing() -> None:
    there = zendesk("closed", merged=True)
    seen = sight(escalated(), there=(replace(there, reading=there.reading.model_copy(update={"into": 9})),))
    ticket = rebuilt(seen, RULES)
    assert not speaks_otherwise(ticket, RULES)
    ticket = caught_up(ticket, seen, reading("closed", moved_by=AGENT, at=T0 + 30), RULES)
    assert ticket.state is State.NEW
    assert next(effect.key for effect in plan(ticket, RULES, T0 + 99).due) == "zendesk.follow:9"


def test_who_acts_on_either_side_after_the_rebuild_acts_anew_even_if_only_to_where_it_was() -> None:
    seen = sight(escalated(on(WORKING, T0 + 10)), there=(zendesk("open", changed_at=T0 + 20),))
    ticket = caught_up(rebuilt(seen, RULES), seen, None, RULES)
    marked = told([on(RESOLVED, T0 + 55)], ticket=ticket)
    assert told([read("open", T0 + 65, stamp="S9")], ticket=marked).state is State.WORKING
    assert told([read("open", T0 + 20, stamp="S9")], ticket=marked).state is State.RESOLVED
    again = told([on(WORKING, T0 + 70, KIM)], ticket=ticket)
    assert told([read("pending", T0 + 65, stamp="S9")], ticket=again).state is State.WORKING


@pytest.mark.parametrize(("said", "follows"), [(20, False), (35, True)])
def test_whoever_ended_it_in_slack_before_zendesk_did_had_read_what_was_said_by_then(said: int, follows: bool) -> None:
    reopened, solved = read("open", T0 + 40, stamp="S4"), read("solved", T0 + 50, stamp="S5")
    base = sight(escalated(on(RESOLVED, T0 + 30), reopened, solved), there=(zendesk("closed"),))
    reply = SeenReply(e.Replied(by=KIM, ts=f"{T0 + said:.6f}", at=T0 + said))
    seen = replace(base, replies=(*base.replies, reply))
    ticket = caught_up(rebuilt(seen, RULES), seen, None, RULES)
    assert (ticket.state is State.NEW) is follows
    assert any(effect.key.startswith("zendesk.follow_up") for effect in plan(ticket, RULES, T0 + 99).due) is follows


def test_a_word_that_reopened_what_zendesk_ended_reopens_it_again_whatever_marks_stand_there() -> None:
    moved = Move(state=State.RESOLVED, at=T0 + 33, source="zendesk")
    word = e.Replied(by=ROBIN, ts=f"{T0 + 40:.6f}", at=T0 + 40)
    ticket = question(on(DISMISSED, T0 + 3), word).model_copy(update={"move": moved})
    assert (ticket.state, rebuilt(sight(ticket), RULES).state) == (State.NEW, State.NEW)


def test_a_reaction_of_who_asked_is_no_mark_although_their_word_reopened_it() -> None:
    other = "U0OTHER"
    moved = Move(state=State.RESOLVED, at=T0 + 20, source="zendesk")
    record = StatusRecord(state=State.WORKING, since=T0 + 40, by=other, requester=ROBIN, assignee=ALEX, move=moved)
    seen = sight(question(on(WORKING, T0 + 3)))
    assert seen.root is not None
    root = replace(seen.root, reactions={"wrench": [ALEX, other]})
    said = e.Replied(by=BOT, ts=f"{T0 + 41:.6f}", at=T0 + 41, bot=True)
    status = SeenReply(said, mark={"place": str(PLACE), "record": record.written()})
    asked = zendesk(opening=opening_record("IT-7", ROBIN, Escalation(by=ALEX, at=T0 + 2, requester=other)))
    ticket = rebuilt(replace(seen, root=root, replies=(status,), there=(asked,)), RULES)
    assert ({mark.person for mark in ticket.marks}, ticket.state) == ({ALEX}, State.WORKING)
