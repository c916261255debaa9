"""Who is warned of a promise, when, and that nobody is warned twice, at night, or too often."""

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.effects.promises import TellSnooze, WarnOfPromise
from helpdesk.domain.forgetting import Identity, without_person, without_words
from helpdesk.domain.history import entry
from helpdesk.domain.plan import plan, without_stale_attempts
from helpdesk.domain.promises import Promises
from helpdesk.domain.shadow import is_let_go, would_have
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.reminders import UNKNOWN, Reminders
from helpdesk.domain.ticket.timings import Timings

from .promise_life import AGENTS, DUTY, HOUR, MINUTE, OFFICE, PROMISES, SENIOR, Life, asked, at, due, promising, snoozed
from .scenes import ALEX, KIM, RESOLVED, SEEN, WAITING, WORKING, off, on

RULES = promising()
TUESDAY = at("2026-11-24 09:00")


def test_unseen_it_climbs_from_who_is_on_duty_to_the_agents_channel() -> None:
    life = Life(RULES).tell(asked()).until(at("2026-11-24 10:00"))
    assert life.story == ["Tue 09:22 U0DUTY seen 0", "Tue 09:27 U0SENIOR seen 1", "Tue 09:30 C0AGENTS seen 2"]


def test_who_has_it_is_warned_before_who_is_on_duty() -> None:
    life = Life(RULES).tell(asked(), on(WORKING, TUESDAY + 60, ALEX)).until(at("2026-11-24 18:00"))
    assert life.story == [
        "Tue 13:00 U0ALEX answered 0",
        "Tue 13:36 U0SENIOR answered 1",
        "Tue 14:00 C0AGENTS answered 2",
    ]


def test_once_it_is_done_nobody_is_warned_any_more() -> None:
    life = Life(RULES).tell(asked()).until(at("2026-11-24 09:25"))
    life.tell(on(RESOLVED, life.now)).until(at("2026-12-24 09:00"))
    assert life.story == ["Tue 09:22 U0DUTY seen 0"]


def test_while_it_waits_nobody_is_warned() -> None:
    life = Life(RULES).tell(asked(), on(WAITING, TUESDAY + HOUR)).until(at("2026-11-26 09:00"))
    assert [line for line in life.story if "answered" in line] == []
    life.tell(off(WAITING, life.now)).until(at("2026-11-26 18:00"))
    answered = [line for line in life.story if "answered" in line]
    assert answered == [
        "Thu 11:00 U0DUTY answered 0",
        "Thu 11:36 U0SENIOR answered 1",
        "Thu 13:00 C0AGENTS answered 2",
    ]


def test_a_deadline_that_moves_on_repeats_no_warning() -> None:
    life = Life(RULES).tell(asked()).until(TUESDAY + 25 * MINUTE)
    life.rules = promising(promises=Promises({None: {"seen": 2 * HOUR}}, PROMISES.warn, most=9))
    life.until(at("2026-11-24 18:00"))
    assert life.story == ["Tue 09:22 U0DUTY seen 0", "Tue 10:48 U0SENIOR seen 1", "Tue 11:00 C0AGENTS seen 2"]


LADDERS = {
    "nobody on duty": ({"on_duty": ()}, [AGENTS]),
    "nobody on duty right now": ({"on_duty": ((), (SENIOR,))}, [SENIOR, AGENTS]),
    "no second level": ({"on_duty": ((DUTY,),)}, [DUTY, AGENTS]),
    "no channel for agents": ({"agents_channel": None}, [DUTY, SENIOR]),
    "the same on both levels": ({"on_duty": ((DUTY,), (DUTY,))}, [DUTY, AGENTS]),
    "nobody at all": ({"on_duty": (), "agents_channel": None}, []),
}


@pytest.mark.parametrize(("changes", "told"), LADDERS.values(), ids=LADDERS.keys())
def test_the_next_who_is_there_is_told(changes: dict[str, object], told: list[str]) -> None:
    life = Life(promising(**changes)).tell(asked()).until(TUESDAY + HOUR)
    assert [to for _, to, _, _ in life.said] == told


def test_of_several_on_duty_one_is_told_and_not_always_the_same() -> None:
    level = tuple(f"U0DUTY{number}" for number in range(4))
    by = promising(on_duty=(level,), agents_channel=None)
    places = [
        Ticket(place=Ticket(place=Life(by).ticket.place).place._replace(ts=f"17000000{n:02}.000100")) for n in range(20)
    ]
    told = {Life(by, ticket).tell(asked()).until(TUESDAY + 25 * MINUTE).said[0][1] for ticket in places}
    assert len(told) > 1
    assert told <= set(level)


def test_a_question_has_no_more_warnings_than_configured() -> None:
    few = promising(promises=Promises(PROMISES.times, PROMISES.warn, most=2))
    life = Life(few).tell(asked()).until(at("2026-12-24 09:00"))
    assert life.story == ["Tue 09:22 U0DUTY seen 0", "Tue 09:27 U0SENIOR seen 1"]


def test_nobody_is_warned_outside_working_hours() -> None:
    life = Life(RULES).tell(asked("2026-11-24 16:50")).until(at("2026-12-24 09:00"))
    assert life.story[:3] == ["Wed 08:12 U0DUTY seen 0", "Wed 08:17 U0SENIOR seen 1", "Wed 08:20 C0AGENTS seen 2"]
    assert all(OFFICE.is_open(when) for when, *_ in life.said)


def test_what_falls_on_the_close_is_said_when_people_are_there_again() -> None:
    life = Life(RULES).tell(asked("2026-11-24 16:30")).until(at("2026-11-25 08:30"))
    assert life.story[-1] == "Wed 08:00 C0AGENTS seen 2"


def test_after_a_night_without_a_worker_one_warning_is_said_and_not_the_whole_ladder() -> None:
    back = at("2026-11-25 03:00")
    life = Life(RULES, stops=lambda now: "down" if now < back else "").tell(asked("2026-11-24 11:00"))
    life.until(at("2026-11-25 08:30"))
    assert life.story == ["Wed 08:00 U0DUTY seen 2"]
    life.until(at("2026-11-27 18:00"))
    assert [line for line in life.story if "resolved" in line] == [
        "Thu 14:00 U0DUTY resolved 0",
        "Fri 08:36 U0SENIOR resolved 1",
        "Fri 11:00 C0AGENTS resolved 2",
    ]


def test_what_was_due_during_a_stop_is_told_once_it_is_known_what_happened_meanwhile() -> None:
    back = at("2026-11-24 11:30")
    life = Life(promising(compared=TUESDAY), stops=lambda now: "down" if now < back else "").tell(asked())
    life.until(back + MINUTE)
    assert (life.story, life.broken) == ([], [])
    life.tell(on(SEEN, TUESDAY + 60, ALEX))
    life.rules = promising(compared=back)
    life.until(at("2026-11-24 13:10"))
    assert life.story == ["Tue 13:00 U0ALEX answered 0"]
    assert life.broken == []


def test_of_what_was_due_more_than_a_working_day_ago_nobody_is_told() -> None:
    back = at("2026-12-08 10:00")
    life = Life(RULES, stops=lambda now: "down" if now < back else "").tell(asked())
    life.until(at("2027-02-01 09:00"))
    assert life.story == []
    assert life.broken == []


@pytest.mark.parametrize(("mark", "told"), [(SEEN, ["answered"] * 3), (WAITING, []), (RESOLVED, [])])
def test_of_a_record_from_before_times_were_kept_the_marks_tell_what_was_done(mark: str, told: list[str]) -> None:
    life = Life(RULES).tell(asked(), on(mark, TUESDAY + 60))
    life.ticket = life.ticket.model_copy(update={"timings": Timings()})
    life.until(at("2026-11-24 17:00"))
    assert [kind for _, _, kind, _ in life.said] == told


def test_a_ticket_that_was_made_again_fires_no_old_warning() -> None:
    lost = at("2026-11-24 13:50")
    life = Life(RULES).tell(asked())
    life.ticket = life.ticket.model_copy(update={"reminders": Reminders(since=lost)})
    life.now = lost
    life.until(at("2026-11-24 18:00"))
    assert life.story == ["Tue 14:00 U0DUTY answered 2"]
    assert [kind for _, kind in life.broken] == ["answered"]


@pytest.mark.parametrize(
    ("delay", "until"),
    [("hour", "2026-11-27 16:23"), ("day", "2026-11-30 08:00"), ("week", "2026-12-04 08:00")],
)
def test_a_pause_ends_at_a_time_of_work_with_one_word_to_who_wanted_it(delay: str, until: str) -> None:
    life = Life(RULES).tell(asked("2026-11-27 15:00")).until(at("2026-11-27 15:23"))
    life.tell(snoozed(delay, life.now)).until(at(until) - 1)
    assert len(life.story) == 1
    life.until(at(until))
    assert [said[1:] for said in life.said[1:]] == [(DUTY, "seen", -1)]
    assert life.now == at(until)


def test_an_hour_before_the_close_is_over_the_next_morning() -> None:
    life = Life(RULES).tell(asked("2026-11-24 16:00")).until(at("2026-11-24 16:23"))
    life.tell(snoozed("hour", life.now)).until(at("2026-11-25 08:00"))
    assert life.story[1:] == ["Wed 08:00 U0DUTY seen -1"]


def test_the_warning_shows_the_pause_once() -> None:
    life = Life(RULES).tell(asked()).until(TUESDAY + 23 * MINUTE)
    life.tell(snoozed("hour", life.now))
    shows = [effect for effect in plan(life.ticket, RULES, life.now).due if isinstance(effect, TellSnooze)]
    assert [(shown.by, shown.channel, shown.ts) for shown in shows] == [(DUTY, "D0DUTY", "9.0")]
    life.until(life.now)
    assert [effect for effect in plan(life.ticket, RULES, life.now).due if isinstance(effect, TellSnooze)] == []
    life.tell(snoozed("day", life.now + 1))
    assert [effect.key for effect in plan(life.ticket, RULES, life.now).due if isinstance(effect, TellSnooze)]
    stale = e.SnoozeTold(until=5.0)
    life._learn(stale)
    assert life.ticket.reminders.snooze
    assert not life.ticket.reminders.snooze.said


def test_a_pause_is_for_who_answers_or_was_warned_and_the_later_one_counts() -> None:
    life = Life(RULES).tell(asked()).until(TUESDAY + 23 * MINUTE)
    assert life.tell(snoozed("hour", life.now, "U0STRANGER")).ticket.reminders.snooze is None
    later = life.tell(snoozed("day", life.now + 5, KIM)).ticket.reminders.snooze
    assert life.tell(snoozed("hour", TUESDAY, DUTY)).ticket.reminders.snooze == later


def test_who_is_forgotten_stands_nowhere_and_is_told_nothing() -> None:
    life = Life(RULES).tell(asked(), on(WORKING, TUESDAY + 60, ALEX)).until(at("2026-11-24 13:10"))
    life.tell(snoozed("hour", life.now, ALEX))
    left, _ = without_person(life.ticket, [], Identity(ALEX))
    assert ALEX not in left.model_dump_json()
    assert "D0DUTY" not in left.model_dump_json()
    assert "D0DUTY" not in without_words(life.ticket).model_dump_json()
    life.ticket = left
    life.until(at("2026-11-24 15:00"))
    assert [to for _, to, _, _ in life.said] == [ALEX, SENIOR]


def test_shadow_mode_says_nothing_then_or_later() -> None:
    warning = WarnOfPromise("seen", 0, DUTY, 5.0, 4.0)
    assert would_have(warning, 5.0) == e.WouldHave(key=warning.key, at=5.0)
    quiet = promising(shadow=True)
    life = Life(quiet).tell(asked())
    shadowed = e.WouldHave(key="slack.promise:seen:0", at=TUESDAY)
    life._learn(shadowed)
    assert due(plan(life.ticket, quiet, TUESDAY + 24 * MINUTE).due) == []
    assert due(plan(life.ticket, RULES, TUESDAY + 24 * MINUTE).due) == []
    assert is_let_go(warning, life.ticket.attempts[warning.key])


def test_a_refused_warning_leaves_the_next_its_turn() -> None:
    life = Life(RULES).tell(asked())
    life._learn(e.Refused(key="slack.promise:seen:0", why="No."))
    life.until(TUESDAY + HOUR)
    assert life.story == ["Tue 09:27 U0DUTY seen 1", "Tue 09:30 U0SENIOR seen 2"]


def test_what_may_have_been_said_counts_as_said_when_it_is_forgotten() -> None:
    life = Life(RULES, stops=lambda _: "after").tell(asked()).until(TUESDAY + 23 * MINUTE)
    assert life.story == ["Tue 09:22 U0DUTY seen 0"]
    life.tell(on(SEEN, life.now))
    assert [sent.to for sent in life.ticket.reminders.sent] == [UNKNOWN]
    assert without_stale_attempts(life.ticket, RULES) == life.ticket


def test_the_history_tells_who_was_warned_of_what() -> None:
    before = Life(RULES).tell(asked()).ticket
    told: dict[str, tuple[e.Event | e.Learned, str]] = {
        "promise_warned": (e.PromiseWarned(key="slack.promise:seen:0", to=DUTY), "seen U0DUTY"),
        "promise_broken": (e.PromiseBroken(promise="seen"), "seen"),
        "snoozed": (snoozed("hour", TUESDAY), "hour"),
    }
    lines = [entry(before, event, decide(before, event, RULES), TUESDAY) for event, _ in told.values()]
    assert [(line.what, line.detail) for line in lines if line] == [
        (what, detail) for what, (_, detail) in told.items()
    ]
