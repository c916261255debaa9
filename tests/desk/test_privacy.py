"""Words are dropped when their time is over and people when somebody asks, under the lease, beside working desks."""

import pytest

from helpdesk.domain.forgetting import Identity
from helpdesk.domain.times.rota import Span
from helpdesk.privacy import Emptied, Privacy
from helpdesk.store import keys
from helpdesk.store.answers import Answers
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.duty import Duties, Heard, Known, Swap
from helpdesk.store.lease import Leases
from helpdesk.store.parked import Parked
from helpdesk.store.remains import Remains
from tests.desk.stage import Stage
from tests.letters import asked, delivery, place

DAY = 86_400.0
IRIS = Identity("U0IRIS", frozenset({"iris@example.com"}), frozenset({"Iris Agent"}))


@pytest.fixture
def privacy(stage: Stage) -> Privacy:
    leases, clockwork = Leases(stage.valkey), Clockwork(stage.valkey)
    return Privacy(leases, stage.tickets, clockwork, Remains(stage.valkey), 30.0, stage.clock)


def resolved(stage: Stage) -> None:
    stage.tell(asked())
    stage.marks("white_check_mark")
    stage.settle()


def everything(stage: Stage) -> str:
    """All keys and values of the store."""
    told = []
    for key in sorted(stage.valkey.scan_iter("hd:*")):
        kind = stage.valkey.type(key)
        if kind == b"hash":
            value: object = stage.valkey.hgetall(key)
        elif kind == b"list":
            value = stage.valkey.lrange(key, 0, -1)
        elif kind == b"zset":
            value = stage.valkey.zrange(key, 0, -1)
        elif kind == b"set":
            value = stage.valkey.smembers(key)
        else:
            value = stage.valkey.get(key)
        told.append(f"{key!r} {value!r}")
    return "\n".join(told)


def test_words_stay_for_thirty_days_after_the_end_and_no_longer(stage: Stage, privacy: Privacy) -> None:
    resolved(stage)
    stage.clock.now += 30 * DAY - 10
    assert privacy.round() == Emptied(tickets=0, parked=0)
    assert stage.ticket.subject == "The printer is on fire"
    before, told = stage.ticket, stage.history()
    stage.clock.now += 20
    assert privacy.round() == Emptied(tickets=1, parked=0)
    assert "printer" not in everything(stage)
    assert (stage.ticket.state, stage.ticket.number, stage.history()) == (before.state, before.number, told)
    assert privacy.round() == Emptied(tickets=0, parked=0)


def test_what_is_not_over_keeps_its_words(stage: Stage, privacy: Privacy) -> None:
    stage.tell(asked())
    stage.marks("eyes")
    stage.clock.now += 100 * DAY
    assert privacy.round() == Emptied(tickets=0, parked=0)
    assert stage.ticket.subject == "The printer is on fire"


def test_the_thirty_days_begin_anew_when_something_happens(stage: Stage, privacy: Privacy) -> None:
    resolved(stage)
    stage.clock.now += 20 * DAY
    stage.marks("wrench")
    stage.clock.now += 15 * DAY
    assert privacy.round() == Emptied(tickets=0, parked=0)


def test_an_emptied_ticket_goes_on_when_somebody_asks_again(stage: Stage, privacy: Privacy) -> None:
    resolved(stage)
    stage.clock.now += 31 * DAY
    privacy.round()
    stage.unmarks("white_check_mark")
    stage.marks("wrench")
    assert stage.ticket.state == "working"
    assert stage.valkey.ttl(next(stage.valkey.scan_iter("hd:*:history:*"))) == -1


def test_a_ticket_that_a_worker_has_is_left_to_the_next_round(stage: Stage, privacy: Privacy) -> None:
    resolved(stage)
    stage.clock.now += 31 * DAY
    lease = Leases(stage.valkey).take(place())
    assert lease
    assert privacy.round().tickets == 0
    Leases(stage.valkey).rest(lease, None)
    assert privacy.round().tickets == 1


def test_parked_deliveries_are_dropped_when_their_time_is_over(stage: Stage, privacy: Privacy) -> None:
    stage.parked.park(Parked(id="old", door="slack_events", at=stage.clock(), why="broken", raw="{old}"))
    stage.clock.now += 29 * DAY
    stage.parked.park(Parked(id="new", door="slack_events", at=stage.clock(), why="broken", raw="{new}"))
    stage.clock.now += 2 * DAY
    assert privacy.round() == Emptied(tickets=0, parked=1)
    assert [p.id for p in stage.parked.all()] == ["new"]


def test_a_person_is_nowhere_in_the_store_any_more_and_a_second_time_finds_nothing(
    stage: Stage, privacy: Privacy
) -> None:
    stage.tell(asked())
    stage.marks("eyes")
    stage.marks("ticket")
    stage.marks("eyes", "U0IVAN")
    stage.settle()
    answers = Answers(stage.valkey)
    answers.put("person:U0IRIS", '["Iris Agent", "iris@example.com", false, "UTC"]', 3600)
    answers.put("zendesk:acme:agent:iris@example.com", "5", 3600)
    answers.put("zendesk:acme:name:5", "Iris Agent", 3600)
    answers.put("person:U0IVAN", '["Ivan", null, false, "UTC"]', 3600)
    stage.parked.park(Parked(id="p1", door="slack_events", at=1.0, why="broken", raw='{"user": "U0IRIS"}'))
    stage.parked.park(Parked(id="p2", door="slack_events", at=1.0, why="broken", raw='{"user": "U0IVAN"}'))
    state, wakes, posted = stage.ticket.state, stage.wakes(), list(stage.slack.posted)

    done = privacy.forget(IRIS)
    assert (done.tickets, done.answers, done.parked, done.waiting, done.busy) == (1, 3, 1, 0, 0)
    assert not any(word in everything(stage) for word in ("U0IRIS", "iris@example.com", "Iris Agent"))
    assert "U0IVAN" in everything(stage)
    assert (stage.ticket.state, stage.ticket.assignee, stage.wakes()) == (state, "somebody", wakes)
    stage.attend()
    assert stage.slack.posted == posted
    again = privacy.forget(IRIS)
    assert (again.tickets, again.answers, again.parked) == (0, 0, 0)


def test_swaps_and_what_sources_said_name_a_forgotten_person_no_more(stage: Stage, privacy: Privacy) -> None:
    duties = Duties(stage.valkey)
    swap = {"team": "it", "level": 1, "since": 1.0, "until": 2.0, "channel": "C", "at": 1.0}
    duties.note(Swap.model_validate({**swap, "id": "a", "who": "U0IRIS", "by": "U0IVAN", "before": ("U0IVAN",)}))
    iris = "Iris Agent <iris@example.com>"
    duties.note(Swap.model_validate({**swap, "id": "U0IRIS:1.0", "who": "U0IVAN", "by": "U0IRIS", "before": (iris,)}))
    spans = (Span(1.0, 2.0, "Iris Agent"), Span(2.0, 3.0, "Ivan"))
    duties.hear("calendar:UTC:a.ics", Heard(at=1.0, spans=spans))
    duties.know("iris@example.com", Known(at=1.0, id="U0IRIS"))
    assert privacy.forget(IRIS).duties == 3
    assert not any(word in everything(stage) for word in ("U0IRIS", "iris@example.com", "Iris Agent"))
    assert sorted((one.who, one.by, one.before) for one in duties.facts().swaps) == [
        ("U0IVAN", "somebody", ("somebody",)),
        ("somebody", "U0IVAN", ("U0IVAN",)),
    ]
    assert [span.who for span in duties.facts().heard["calendar:UTC:a.ics"].spans] == ["somebody", "Ivan"]
    assert privacy.forget(IRIS).duties == 0


def test_who_reads_a_list_or_wants_figures_is_forgotten_and_others_are_not(stage: Stage, privacy: Privacy) -> None:
    clockwork = Clockwork(stage.valkey)
    for name, readers in (("lists:C0ITHELP1:1", "U0IVAN U0IRIS"), ("lists:C0ITHELP1:2", "U0IVAN")):
        clockwork.settled(name, readers, DAY)
    for person in ("U0IRIS", "U0IVAN"):
        stage.valkey.hset(keys.STATS, f"{person}:1", f'{{"by": "{person}"}}')
    assert privacy.forget(IRIS).answers == 2
    assert "U0IRIS" not in everything(stage)
    assert clockwork.settled("lists:C0ITHELP1:2", "", DAY) == "U0IVAN"
    assert stage.valkey.hkeys(keys.STATS) == [b"U0IVAN:1"]


def test_a_wake_time_stays_and_mail_that_came_is_attended_to_at_once(stage: Stage, privacy: Privacy) -> None:
    stage.tell(asked())
    stage.marks("ticket")
    stage.settle()
    stage.marks("white_check_mark")
    wake = stage.wakes()
    assert wake is not None
    privacy.forget(IRIS)
    assert stage.wakes() == wake
    stage.marks_come("eyes", "U0IVAN")
    privacy.forget(Identity("U0RIO"))
    assert stage.ticket.requester == "somebody-2"
    stage.later(0)
    assert "U0IVAN" in {m.person for m in stage.ticket.marks}


def test_deliveries_about_a_person_that_still_wait_are_told_of(stage: Stage, privacy: Privacy) -> None:
    stage.tell(asked())
    stage.attend()
    stage.marks_come("eyes")
    assert privacy.forget(IRIS).waiting == 1
    stage.attend()
    assert privacy.forget(IRIS).waiting == 0


def test_people_at_places_without_a_number_are_forgotten_too(stage: Stage, privacy: Privacy) -> None:
    elsewhere = place(7)
    stage.tell(delivery("x", asked()).event, at=elsewhere)
    stage.marks("eyes", at=elsewhere)
    stage.valkey.delete("hd:{numbers}:at:IT", "hd:{numbers}:of:IT")
    assert privacy.forget(IRIS).tickets == 1
