"""Whoever does nothing is released, whoever doesn't answer is reminded, and each of it is done once."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.effects import OpenZendeskTicket, UpdateZendeskTicket
from helpdesk.domain.effects.idle import ReleasePerson, RemindRequester, ResolveIdle, TellRelease, TellResolved
from helpdesk.domain.forgetting import Identity, without_person
from helpdesk.domain.plan import plan
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.idle import IdleDays, Release, Reminder
from helpdesk.domain.ticket.reminders import Reminders
from helpdesk.domain.ticket.states import State
from helpdesk.domain.times.working_time import Hours

from .outside import Outside
from .scenes import (
    AGENT,
    ALEX,
    ASKED,
    BOT,
    KIM,
    PLACE,
    RESOLVED,
    ROBIN,
    SEEN,
    WAITING,
    WORKING,
    button,
    off,
    on,
    reading,
    rules,
    told,
)

ZURICH = ZoneInfo("Europe/Zurich")
OFFICE = Hours(ZURICH, (((8 * 60, 12 * 60), (13 * 60, 17 * 60)),) * 5 + ((),) * 2)
IDLE = rules(idle=IdleDays(release=3, remind=2, resolve=1), hours=OFFICE)
HOUR = 3600.0


def at(text: str) -> float:
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=ZURICH).timestamp()


THURSDAY = at("19 10:00")
TUESDAY = at("24 10:00")
"""Three working days later."""


def asked(*happened: e.Event | e.Learned, before: float = HOUR) -> Ticket:
    question = ASKED.model_copy(update={"at": THURSDAY - before})
    return told((question, *happened), IDLE, Ticket(place=PLACE, number="IT-1"))


def idle(ticket: Ticket, now: float) -> list[object]:
    kinds = (ReleasePerson, RemindRequester, ResolveIdle, TellRelease, TellResolved)
    return [effect for effect in plan(ticket, IDLE, now).due if isinstance(effect, kinds)]


def settled(ticket: Ticket, now: float) -> tuple[Ticket, list[object]]:
    outside = Outside(now=now)
    after = outside.settle(ticket, IDLE, until=now)
    return after, [effect for effect in outside.did if "idle" in type(effect).__module__]


@pytest.mark.parametrize("taken", [on(SEEN, THURSDAY), on(WORKING, THURSDAY), button("take", THURSDAY)])
def test_who_does_nothing_for_so_many_working_days_is_released_to_the_minute(taken: e.Event) -> None:
    ticket = asked(taken)
    assert idle(ticket, TUESDAY - 1) == []
    wake = plan(ticket, IDLE, TUESDAY - 1).wake
    assert wake == TUESDAY
    assert idle(ticket, TUESDAY) == [ReleasePerson(ALEX, TUESDAY, 3)]
    after, did = settled(ticket, TUESDAY + 5)
    assert (after.assignee, after.state, after.current.since) == (None, State.NEW, TUESDAY)
    assert [type(effect) for effect in did] == [ReleasePerson, TellRelease, TellRelease]
    assert settled(after, TUESDAY + 90 * 86400)[1] == []


@pytest.mark.parametrize(
    "act",
    [
        on(WORKING, THURSDAY + HOUR),
        on("tada", THURSDAY + HOUR, ROBIN),
        button("working", THURSDAY + HOUR),
        e.Replied(by=ALEX, ts="9.9", at=THURSDAY + HOUR),
        e.Replied(by=KIM, ts="9.9", at=THURSDAY + HOUR),
        e.Replied(by=KIM, ts="9.9", at=THURSDAY + HOUR, internal=True),
    ],
)
def test_any_act_of_who_answers_begins_the_time_anew(act: e.Event) -> None:
    ticket = asked(on(SEEN, THURSDAY), act)
    late = not (isinstance(act, e.ReactionAdded) and act.person == ROBIN)
    assert plan(ticket, IDLE, TUESDAY - 1).wake == TUESDAY + HOUR * late


@pytest.mark.parametrize(
    "nothing",
    [
        e.Replied(by=ROBIN, ts="9.9", at=THURSDAY + HOUR),
        e.Replied(by="U0SAM", ts="9.9", at=THURSDAY + HOUR),
        e.Replied(by=BOT, ts="9.9", at=THURSDAY + HOUR),
    ],
)
def test_words_of_others_do_not(nothing: e.Event) -> None:
    assert idle(asked(on(SEEN, THURSDAY), nothing), TUESDAY) == [ReleasePerson(ALEX, TUESDAY, 3)]


@pytest.mark.parametrize(("author", "counts"), [(AGENT, True), (77, False)])
def test_a_note_in_zendesk_begins_the_time_anew_and_a_word_of_who_asked_does_not(author: int, counts: bool) -> None:
    opened = e.ZendeskOpened(reading=reading(requester_id=77))
    note = e.HeardComment(id=5, at=THURSDAY + HOUR, public=not counts, author=author)
    read = e.ZendeskRead(reading=reading(requester_id=77), comments=(note,))
    ticket = asked(on(SEEN, THURSDAY), e.EscalationRequested(by=ALEX, at=THURSDAY), opened, read)
    assert (ReleasePerson(ALEX, TUESDAY, 3) in idle(ticket, TUESDAY)) is not counts


@pytest.mark.parametrize(
    "happened",
    [(), (on(SEEN, THURSDAY), on(WAITING, THURSDAY)), (on(SEEN, THURSDAY), on(RESOLVED, THURSDAY))],
    ids=["nobody has it", "it waits", "it is resolved"],
)
def test_nobody_is_released_from_what_asks_nothing_of_them(happened: tuple[e.Event, ...]) -> None:
    assert not any(isinstance(effect, ReleasePerson) for effect in idle(asked(*happened), TUESDAY))


def test_nothing_happens_where_it_is_not_wanted_or_nobody_ever_works() -> None:
    closed = rules(idle=IdleDays(1, 1, 1), hours=Hours(ZURICH, ((),) * 7))
    for by in (rules(), closed):
        for happened in ((on(SEEN, THURSDAY),), (on(WAITING, THURSDAY),)):
            due = plan(asked(*happened), by, TUESDAY + 90 * 86400)
            assert not [effect for effect in due.due if "idle" in type(effect).__module__]
    reminded = asked(on(WAITING, THURSDAY), e.RequesterReminded(since=THURSDAY, at=TUESDAY))
    assert "idle.resolve" not in str(plan(reminded, closed, TUESDAY + 90 * 86400))


def test_a_mark_put_on_anew_takes_it_again() -> None:
    released, _ = settled(asked(on(SEEN, THURSDAY)), TUESDAY)
    again = told([off(SEEN, TUESDAY + 60), on(SEEN, TUESDAY + 61)], IDLE, released)
    assert (again.assignee, again.state) == (ALEX, State.SEEN)
    assert plan(again, IDLE, TUESDAY + 62).wake == at("27 10:01:01")


def test_a_mark_that_was_let_go_may_be_taken_off_and_nothing_changes() -> None:
    released, _ = settled(asked(on(SEEN, THURSDAY)), TUESDAY)
    after = told([off(SEEN, TUESDAY + 60)], IDLE, released)
    assert (after.assignee, after.current.state, after.current.since) == (None, State.NEW, TUESDAY)
    assert not after.is_let_go


def test_an_act_that_is_told_late_is_later_all_the_same() -> None:
    took: list[e.Event | e.Learned] = [
        on(SEEN, THURSDAY),
        e.Released(person=ALEX, at=TUESDAY, days=3),
        on(SEEN, TUESDAY + 5),
    ]
    assert asked(*took).assignee == ALEX
    assert asked(took[0], took[2], took[1]).assignee == ALEX
    assert asked(*took[:2], took[1], took[0]).assignee is None


def test_the_next_who_stands_by_it_has_it_then_with_all_the_time_of_the_first() -> None:
    both = asked(on(SEEN, THURSDAY), on(WORKING, THURSDAY + 1, KIM))
    released, did = settled(both, TUESDAY + 1)
    assert (released.assignee, released.state) == (KIM, State.WORKING)
    assert [effect.next for effect in did if isinstance(effect, TellRelease) and effect.to == "thread"] == [KIM]
    assert plan(released, IDLE, TUESDAY + 2).wake == at("27 10:00:01")


def test_who_takes_it_before_it_was_told_makes_telling_the_thread_needless() -> None:
    ticket = asked(on(SEEN, THURSDAY), e.Released(person=ALEX, at=TUESDAY, days=3))
    release = Release(person=ALEX, at=TUESDAY, days=3)
    assert idle(ticket, TUESDAY) == [TellRelease(release, "person"), TellRelease(release, "thread")]
    taken = told([on(SEEN, TUESDAY + 1, KIM)], IDLE, ticket)
    assert idle(taken, TUESDAY + 2) == [TellRelease(release, "person")]
    back = told([on("hammer", TUESDAY + 1)], IDLE, ticket)
    assert idle(back, TUESDAY + 2) == []
    gone = told([e.Deleted(at=TUESDAY + 1)], IDLE, ticket)
    assert idle(gone, TUESDAY + 2) == []


def test_what_may_have_been_said_is_looked_for_when_a_look_tells() -> None:
    ticket = asked(on(SEEN, THURSDAY), e.Released(person=ALEX, at=TUESDAY, days=3))
    key = next(effect.key for effect in idle(ticket, TUESDAY) if isinstance(effect, TellRelease))
    tried = told([e.Started(key=key, at=TUESDAY)], IDLE, ticket)
    assert [effect.doubt for effect in idle(tried, TUESDAY + 59) if isinstance(effect, TellRelease)] == [False]
    assert [effect.doubt for effect in idle(tried, TUESDAY + 60) if isinstance(effect, TellRelease)] == [True, False]


def test_the_assignee_is_taken_out_in_zendesk_too() -> None:
    ticket = asked(on(SEEN, THURSDAY), e.EscalationRequested(by=ALEX, at=THURSDAY))
    outside = Outside(now=THURSDAY + 60)
    ticket = outside.settle(ticket, IDLE, until=THURSDAY + 60)
    assert [each.assignee for each in outside.did if isinstance(each, OpenZendeskTicket)] == [ALEX]
    outside.now = TUESDAY + 60
    outside.settle(ticket, IDLE, until=TUESDAY + 60)
    updates = [each for each in outside.did if isinstance(each, UpdateZendeskTicket)]
    assert [(each.assign, each.assignee, each.status) for each in updates] == [(True, None, None)]


def test_the_requester_is_reminded_once_and_then_it_is_resolved() -> None:
    ticket = asked(on(WAITING, THURSDAY))
    monday, tuesday = at("23 10:00"), TUESDAY
    assert plan(ticket, IDLE, monday - 1).wake == monday
    assert idle(ticket, monday) == [RemindRequester(ROBIN, THURSDAY, 1)]
    reminded, _ = settled(ticket, monday)
    assert (reminded.state, reminded.idle.reminder) == (State.WAITING, Reminder(since=THURSDAY, at=monday))
    assert plan(reminded, IDLE, monday + 1).wake == tuesday
    resolved, did = settled(reminded, tuesday + 7)
    assert (resolved.state, resolved.move) == (State.RESOLVED, Move(state=State.RESOLVED, at=tuesday, source="idle"))
    assert [effect for effect in did if isinstance(effect, TellResolved)] == [TellResolved(ROBIN, tuesday)]
    assert settled(resolved, tuesday + 90 * 86400)[1] == []


def test_a_reply_opens_again_what_was_resolved_for_want_of_one() -> None:
    resolved = asked(on(SEEN, THURSDAY), on(WAITING, THURSDAY), e.IdleResolved(at=TUESDAY))
    assert resolved.state is State.RESOLVED
    opened = told([e.Replied(by=ROBIN, ts="9.9", at=TUESDAY + 5)], IDLE, resolved)
    assert opened.state is State.WORKING
    assert idle(opened, TUESDAY + 6) == [], "nobody is told any more that it was resolved"


@pytest.mark.parametrize(
    "again",
    [
        e.Replied(by=KIM, ts="9.9", at=THURSDAY + HOUR),
        on("eyes", THURSDAY + HOUR, KIM),
        off(SEEN, THURSDAY + HOUR),
        on(WAITING, THURSDAY + HOUR, KIM),
    ],
)
def test_any_word_or_mark_begins_the_waiting_anew(again: e.Event) -> None:
    ticket = asked(on(SEEN, THURSDAY), on(WAITING, THURSDAY), again)
    assert plan(ticket, IDLE, THURSDAY + HOUR).wake == at("23 10:00") + HOUR
    reminded = asked(on(SEEN, THURSDAY), on(WAITING, THURSDAY), e.RequesterReminded(since=THURSDAY, at=THURSDAY + 1))
    assert plan(told([again], IDLE, reminded), IDLE, THURSDAY + HOUR).wake == at("23 10:00") + HOUR


def test_without_more_it_is_only_reminded() -> None:
    by = rules(idle=IdleDays(remind=2), hours=OFFICE)
    ticket = asked(on(WAITING, THURSDAY))
    assert RemindRequester(ROBIN, THURSDAY, None) in plan(ticket, by, TUESDAY).due
    reminded = told([e.RequesterReminded(since=THURSDAY, at=TUESDAY)], by, ticket)
    assert plan(reminded, by, TUESDAY).wake is None


def test_nobody_is_reminded_of_what_an_app_asked() -> None:
    waits = asked(on(WAITING, THURSDAY)).model_copy(update={"requester": None})
    assert idle(waits, TUESDAY) == []


def test_a_ticket_that_was_made_again_counts_from_then() -> None:
    for mark in (SEEN, WAITING):
        ticket = asked(on(mark, THURSDAY)).model_copy(update={"reminders": Reminders(since=TUESDAY)})
        assert idle(ticket, TUESDAY + 3600) == []


def test_who_is_forgotten_is_told_nothing_and_stands_nowhere() -> None:
    ticket = asked(on(SEEN, THURSDAY), e.Released(person=ALEX, at=TUESDAY, days=3))
    forgotten, _ = without_person(ticket, [], Identity(ALEX))
    assert ALEX not in forgotten.model_dump_json()
    assert [effect.to for effect in idle(forgotten, TUESDAY) if isinstance(effect, TellRelease)] == ["thread"]


def test_in_shadow_mode_nothing_is_done_and_nothing_afterwards() -> None:
    for mark in (SEEN, WAITING):
        shadowed = rules(idle=IDLE.idle, hours=OFFICE, shadow=True)
        ticket = asked(on(mark, THURSDAY))
        (effect,) = idle(ticket, TUESDAY)
        key = effect.key  # type: ignore[attr-defined]
        after = told([e.WouldHave(key=key, at=TUESDAY)], shadowed, ticket)
        assert idle(after, TUESDAY + 60) == []


def test_learned_twice_it_is_the_same() -> None:
    learned: list[e.Learned] = [
        e.Released(person=ALEX, at=TUESDAY, days=3),
        e.ReleaseTold(to="person", of=TUESDAY),
        e.ReleaseTold(to="thread", of=TUESDAY),
        e.RequesterReminded(since=THURSDAY, at=TUESDAY),
        e.IdleResolved(at=TUESDAY),
        e.IdleResolvedTold(of=TUESDAY),
    ]
    ticket = asked(on(SEEN, THURSDAY))
    for event in learned:
        once = told([event], IDLE, ticket)
        assert told([event], IDLE, once) == once
        ticket = once
    later = told([e.Released(person=KIM, at=TUESDAY + 9, days=3)], IDLE, ticket)
    assert [release.person for release in later.idle.releases] == [KIM], "what everybody knows is not kept"
