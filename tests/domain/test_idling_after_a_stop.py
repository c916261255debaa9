"""Where nothing ran for a while, or days are new, nobody is told at night, too much, or of what was done meanwhile."""

from dataclasses import replace

from helpdesk.domain import events as e
from helpdesk.domain.effects.idle import TellRelease
from helpdesk.domain.plan import plan

from .scenes import SEEN, WAITING, on
from .test_idling import IDLE, THURSDAY, TUESDAY, asked, at, idle, settled


def test_after_a_stop_nobody_is_told_before_people_are_there_again() -> None:
    night, morning = at("24 22:00"), at("25 08:00")
    reminded = asked(on(WAITING, THURSDAY), e.RequesterReminded(since=THURSDAY, at=THURSDAY + 1))
    for ticket in (asked(on(SEEN, THURSDAY)), asked(on(WAITING, THURSDAY)), reminded):
        assert (idle(ticket, night), plan(ticket, IDLE, night).wake) == ([], morning)
        assert len(idle(ticket, morning)) == 1


def test_what_was_due_during_a_stop_waits_until_it_is_known_what_happened_meanwhile() -> None:
    for ticket, due in ((asked(on(SEEN, THURSDAY)), TUESDAY), (asked(on(WAITING, THURSDAY)), at("23 10:00"))):
        for compared, now, waits in ((due - 1, due + 300, False), (due - 1, due + 301, True), (due, due + 301, False)):
            outstanding = plan(ticket, replace(IDLE, compared=compared), now)
            assert (not outstanding.due) is waits
            assert (outstanding.wake == now + 10) is waits


def test_of_a_release_that_was_due_long_ago_the_thread_alone_is_told() -> None:
    for late, told_too in (("01 10:00", ["person", "thread"]), ("01 10:01", ["thread"])):
        _, did = settled(asked(on(SEEN, THURSDAY)), at(late) + 30 * 86400)
        assert [effect.to for effect in did if isinstance(effect, TellRelease)] == told_too
