"""Dead letters with a desk and a store: told once, renewed or ended by a person, and nobody else held up."""

import pytest
from redis import Redis
from structlog.testing import capture_logs

from helpdesk.desk import CRASHED_SECONDS, MOST_SECONDS, UNREADABLE_SECONDS
from helpdesk.domain import events as e
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.rules import Rules
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.transcript import Spoken
from helpdesk.store import keys
from helpdesk.store.crash import Crash
from tests.desk.stage import RULES, Stage
from tests.desk.steps import Killed, Steps
from tests.letters import asked, place, reaction

AWAY = TryLater("Zendesk can't be reached.")
NO = GiveUp("Zendesk refused: no such group.")
REPLY = "1700000101.000100"


def escalated(stage: Stage) -> None:
    stage.tell(asked())
    stage.marks("wrench")
    stage.marks("ticket")


def troubles(stage: Stage) -> list[str]:
    """What the status message says of trouble."""
    card = stage.message.card
    return [*card.trouble, *card.unshown, *card.unhidden]


def with_a_comment(stage: Stage) -> None:
    escalated(stage)
    stage.zendesk.heard = [e.HeardComment(id=70, at=1.0, public=True)]
    stage.zendesk.spoken[70] = Spoken("Iris", None, of_text("Try now."), public=True)
    stage.tell(e.ZendeskStirred(ticket=501))
    stage.attend()


def test_what_is_given_up_after_a_day_is_told_once_and_listed(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = AWAY
    escalated(stage)
    stage.settle()
    assert stage.slack.warned == [(0, "U0IRIS", "zendesk.open")]
    assert [ticket.number for ticket in stage.tickets.dead()] == ["IT-1"]
    stage.marks("eyes", "U0IVAN")
    stage.settle()
    assert len(stage.slack.warned) == 1


@pytest.mark.parametrize("again", ["drop", "retry"])
def test_a_person_ends_it_either_way(stage: Stage, again: str) -> None:
    stage.zendesk.trouble["open"] = NO
    escalated(stage)
    assert troubles(stage) == [NO.why]
    stage.zendesk.trouble.clear()
    now = stage.clock()
    wish = e.TryAgain(at=now, key="zendesk.open") if again == "retry" else e.Dropped(at=now, key="zendesk.open")
    stage.tell(wish)
    stage.attend()
    stage.settle()
    assert troubles(stage) == []
    assert len(stage.zendesk.tickets) == (1 if again == "retry" else 0)
    assert not stage.valkey.exists(keys.dead(keys.shard_of(place())))
    assert stage.wakes() is None


def test_a_refused_reply_is_tried_once_and_the_others_go_on(stage: Stage) -> None:
    escalated(stage)
    later = "1700000102.000100"
    stage.slack.replies = [REPLY, later]
    stage.zendesk.trouble["tell"] = NO
    stage.tell(e.Replied(ts=REPLY, by="U0RIO", at=float(REPLY)))
    stage.settle_until(lambda: bool(stage.zendesk.calls.count("tell")))
    assert stage.wakes() is None
    stage.zendesk.trouble.clear()
    stage.tell(e.Replied(ts=later, by="U0RIO", at=float(later)))
    stage.attend()
    stage.settle()
    assert stage.zendesk.comments == [(later,)]
    stage.tell(e.TryAgain(at=stage.clock()))
    stage.attend()
    assert stage.zendesk.comments == [(later,), (REPLY,)]


def test_a_refused_comment_is_shown_after_all(stage: Stage) -> None:
    stage.slack.trouble["show_comment"] = GiveUp("Slack answered “msg_blocks_too_long”.")
    with_a_comment(stage)
    stage.settle()
    assert troubles(stage) == ["Slack answered “msg_blocks_too_long”."]
    assert [ticket.number for ticket in stage.tickets.dead()] == ["IT-1"]
    stage.slack.trouble.clear()
    stage.tell(e.TryAgain(at=stage.clock()))
    stage.attend()
    assert stage.slack.comments == [70]
    assert troubles(stage) == []


def test_an_open_in_doubt_that_was_given_up_is_looked_for_when_tried_again(stage: Stage) -> None:
    stage.zendesk.lost.add("open")
    escalated(stage)
    stage.zendesk.trouble["open"] = AWAY
    stage.settle()
    stage.zendesk.trouble.clear()
    stage.marks("ticket", "U0IVAN")
    assert [made.id for made in stage.zendesk.tickets] == [501]


def test_a_warning_whose_answer_was_lost_is_not_said_twice(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = NO
    stage.slack.lost.add("warn")
    escalated(stage)
    stage.settle()
    assert stage.slack.calls.count("warn") == 2
    assert len(stage.slack.warned) == 1


def test_a_worker_killed_at_any_step_warns_once(valkey: Redis) -> None:
    def played(steps: Steps) -> list[tuple[object, ...]]:
        valkey.flushall()
        stage = Stage(valkey, steps)
        stage.zendesk.trouble["open"] = NO
        stage.tell(asked(), reaction(100.0, "wrench"), reaction(101.0, "ticket"))
        for _ in range(9):
            try:
                stage.settle()
            except Killed:
                stage.dies()
        return stage.slack.warned

    counting = Steps()
    assert played(counting) == [(0, "U0IRIS", "zendesk.open")]
    for deadly in range(1, counting.passed + 1):
        assert (deadly, played(Steps(deadly.__eq__))) == (deadly, [(0, "U0IRIS", "zendesk.open")])


def test_a_place_whose_calls_all_hang_gives_way_to_others(stage: Stage) -> None:
    def hangs() -> None:
        stage.clock.now += 10
        raise TryLater("Slack can't be reached.", doubt=True)

    stage.tell(asked(), reaction(100.0, "ticket"), reaction(101.0, "eyes", "U0RIO"), reaction(102.0, "wrench"))
    stage.slack.during = dict.fromkeys(["thread", "person", "give_notice", "show_status", "add_reaction"], hangs)
    began = stage.clock()
    stage.attend()
    assert stage.clock() - began <= MOST_SECONDS + 10
    assert stage.wakes() == stage.clock() + 1
    stage.slack.during.clear()
    stage.tell(asked(), at=place(1))
    stage.attend(place(1))
    assert stage.tickets.at(place(1)) is not None
    stage.settle()
    assert stage.message.card.zendesk == (501,)


def break_record(stage: Stage, at: Place, body: str = '{"place": 7}') -> None:
    stage.valkey.hset(keys.of(at, "ticket"), mapping={"rev": "0", "body": body})


@pytest.mark.parametrize("body", ["{", '{"place": 7}', "\xff"])
def test_a_record_that_cant_be_read_stops_its_own_place_alone(stage: Stage, body: str) -> None:
    for at in (place(0), place(1)):
        stage.tell(asked(), reaction(100.0, "eyes"), reaction(101.0, "wrench", "U0RIO"), at=at)
    break_record(stage, place(0), body)
    for at in (place(0), place(1)):
        stage.attend(at)
    assert stage.slack.notices == [("U0RIO", "not_a_responder")]
    assert (stage.wakes(place(0)), stage.wakes(place(1))) == (stage.clock() + UNREADABLE_SECONDS, None)
    (parked,) = stage.parked.all()
    assert (parked.id, parked.door, parked.raw) == (f"ticket:{place()}", "ticket", body)
    assert stage.valkey.llen(keys.of(place(), "mail")) == 3


def test_what_waited_for_a_broken_record_is_absorbed_when_it_can_be_read(stage: Stage) -> None:
    stage.tell(asked())
    break_record(stage, place())
    stage.attend()
    good = Ticket(place=place()).model_dump_json(exclude_defaults=True)
    stage.valkey.hset(keys.of(place(), "ticket"), "body", good)
    stage.later(UNREADABLE_SECONDS)
    assert stage.ticket.requester == "U0RIO"
    assert stage.valkey.llen(keys.of(place(), "mail")) == 0


def test_lists_leave_out_a_record_that_cant_be_read_and_say_so(stage: Stage) -> None:
    for number in (0, 1):
        stage.tell(asked(), at=place(number))
        stage.attend(place(number))
    break_record(stage, place(0))
    with capture_logs() as logs:
        assert [ticket.place for ticket in stage.tickets.all()] == [place(1)]
        assert [ticket.place for ticket in stage.tickets.live()] == [place(1)]
        assert stage.tickets.at(place(0)) is None
    assert {line["event"] for line in logs} == {"ticket_unreadable"}


def test_a_surprise_of_ours_stops_its_own_place_for_a_minute(stage: Stage) -> None:
    def rules(channel: str) -> Rules:
        if channel == "C0OTHER":
            raise ZeroDivisionError
        return RULES

    stage.rules = rules
    stuck = Place("T0HOUSE", "C0OTHER", "1700000000.000100")
    stage.tell(asked(), at=stuck)
    with capture_logs() as logs:
        stage.attend(stuck)
    assert stage.wakes(stuck) == stage.clock() + CRASHED_SECONDS
    assert [line["event"] for line in logs] == ["attend_crashed"]
    stage.tell(asked())
    stage.attend()
    assert stage.ticket.number == "IT-1"
    ((where, crash),) = stage.tickets.crashes().items()
    assert (where, crash.at) == (stuck, stage.clock())
    assert crash.why.startswith("ZeroDivisionError at rules:")


def test_it_is_known_until_the_question_comes_to_rest_again(stage: Stage) -> None:
    def rules(_channel: str) -> Rules:
        raise ZeroDivisionError

    healthy = stage.rules
    stage.rules = rules
    stage.tell(asked())
    stage.attend()
    stage.later(CRASHED_SECONDS)
    assert stage.tickets.crash(place()) == Crash(at=stage.clock(), why=stage.tickets.crashes()[place()].why)
    stage.rules = healthy
    stage.later(CRASHED_SECONDS)
    assert stage.tickets.crashes() == {}
    assert stage.ticket.number == "IT-1"
