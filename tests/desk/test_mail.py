"""What becomes of the mail: absorbed, parked, put off, dropped; never lost, and never told in logs."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from redis import Redis
from structlog.testing import capture_logs

from helpdesk.desk import CRASHED_SECONDS
from helpdesk.domain.events import Asked, Reworded
from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater
from helpdesk.domain.rules import Responders, Rules
from helpdesk.domain.ticket.states import State
from helpdesk.store import keys
from tests.desk.stage import RULES, Stage
from tests.letters import asked, place, reaction

UNREADABLE = b'{"kind": "asked", "by": "U0RIO", "at": "my password is hunter2"}'


class Directory:
    """Rules from a Slack that can't always be asked."""

    def __init__(self, rules: Rules | None = RULES) -> None:
        self.rules = rules
        self.away = False

    def __call__(self, channel: str) -> Rules | None:
        if self.away:
            raise TryLater("Slack can't say who the responders are.", after=7.0)
        return self.rules


class Hanging:
    """A call that hangs for as long as we look at what others do meanwhile."""

    def __init__(self) -> None:
        self._inside, self._go_on = threading.Event(), threading.Event()

    def __call__(self) -> None:
        self._inside.set()
        assert self._go_on.wait(10)

    @contextmanager
    def when(self, act: Callable[[], None]) -> Iterator[None]:
        acting = threading.Thread(target=act)
        acting.start()
        try:
            assert self._inside.wait(10)
            yield
        finally:
            self._go_on.set()
            acting.join(10)


def waiting(stage: Stage) -> int:
    return stage.valkey.llen(keys.of(place(), "mail"))


def leased(stage: Stage, at: Place | None = None) -> bool:
    return bool(stage.valkey.exists(keys.of(at or place(), "lease")))


def test_mail_that_can_not_be_read_is_parked_and_the_rest_goes_on(stage: Stage) -> None:
    stage.tell(asked())
    stage.valkey.rpush(keys.of(place(), "mail"), UNREADABLE)
    stage.marks("eyes")
    assert stage.ticket.state == State.SEEN
    (parked,) = stage.parked.all()
    assert (parked.door, parked.at, parked.raw) == ("mailbox", stage.clock(), UNREADABLE.decode())
    assert "hunter2" not in parked.why
    assert waiting(stage) == 0


def test_mail_alone_that_can_not_be_read_makes_no_ticket(stage: Stage) -> None:
    stage.valkey.rpush(keys.of(place(), "mail"), UNREADABLE, b"\xff\x00")
    stage.attend()
    assert len(stage.parked.all()) == 2
    assert stage.tickets.at(place()) is None
    assert waiting(stage) == 0


def test_mail_parked_by_a_worker_that_then_died_is_parked_once(stage: Stage) -> None:
    for _ in range(2):
        stage.valkey.rpush(keys.of(place(), "mail"), UNREADABLE)
        stage.attend()
    assert len(stage.parked.all()) == 1


def test_mail_waits_while_the_responders_are_unknown_and_keeps_its_order(stage: Stage) -> None:
    stage.rules = directory = Directory()
    directory.away = True
    stage.tell(asked(subject="one"), Reworded(subject="two", at=60.0))
    stage.attend()
    stage.tell(Reworded(subject="three", at=61.0))
    stage.attend()
    assert waiting(stage) == 3
    assert not leased(stage)
    assert stage.wakes() == stage.clock() + 7.0
    directory.away = False
    stage.settle()
    assert (stage.ticket.subject, stage.history()) == ("three", ["asked", "reworded", "reworded"])


def test_what_is_outstanding_waits_too_while_the_responders_are_unknown(stage: Stage) -> None:
    stage.rules = directory = Directory()
    stage.zendesk.trouble["open"] = TryLater("Zendesk can't be reached.")
    stage.tell(asked())
    stage.marks("ticket")
    stage.zendesk.trouble.clear()
    directory.away = True
    stage.later(10)
    assert stage.wakes() is not None
    directory.away = False
    stage.settle()
    assert len(stage.zendesk.tickets) == 1


def test_a_surprise_while_the_rules_are_asked_for_loses_nothing(stage: Stage) -> None:
    def broken(channel: str) -> Rules | None:
        raise ZeroDivisionError

    stage.rules = broken
    stage.tell(asked())
    stage.attend()
    assert stage.wakes() == stage.clock() + CRASHED_SECONDS
    stage.rules = Directory()
    stage.settle()
    assert stage.history() == ["asked"]


def test_a_channel_that_is_not_configured_is_dropped(stage: Stage) -> None:
    stage.rules = Directory(None)
    stage.tell(asked(), reaction())
    with capture_logs() as logs:
        stage.attend()
    assert [(line["event"], line["dropped"]) for line in logs] == [("channel_not_configured", 2)]
    assert waiting(stage) == 0
    assert stage.wakes() is None
    assert stage.tickets.at(place()) is None


def test_a_responder_who_no_longer_is_one_can_still_take_their_mark_off(stage: Stage) -> None:
    stage.rules = directory = Directory()
    stage.tell(asked())
    stage.marks("eyes")
    directory.rules = replace(RULES, responders=Responders(frozenset()))
    stage.unmarks("eyes")
    assert stage.ticket.state == State.NEW


def test_mail_that_comes_while_the_desk_is_busy_is_absorbed_before_it_rests(stage: Stage) -> None:
    late = [Reworded(subject="late", at=70.0)]
    stage.slack.during["look_up"] = lambda: stage.tell(late.pop())
    stage.marks("eyes")
    assert stage.ticket.subject == "late"
    assert waiting(stage) == 0
    assert not leased(stage)


def test_more_mail_than_one_batch_is_absorbed_in_one_go(stage: Stage) -> None:
    stage.tell(asked(), *(Reworded(subject=f"{number}", at=float(number)) for number in range(250)))
    stage.attend()
    assert stage.ticket.subject == "249"
    assert waiting(stage) == 0


def test_a_lease_lost_during_a_call_writes_nothing_more(stage: Stage) -> None:
    stage.tell(asked())
    stage.marks("wrench")
    stage.zendesk.during["open"] = lambda: stage.valkey.set(keys.of(place(), "lease"), "another worker's")
    with capture_logs() as logs:
        stage.marks("ticket")
    assert [line["event"] for line in logs if line["log_level"] == "warning"] == ["lease_lost"]
    assert stage.ticket.zendesk is None
    assert stage.slack.posted == []
    assert stage.valkey.get(keys.of(place(), "lease")) == b"another worker's"
    stage.zendesk.during.clear()
    stage.dies()
    stage.settle()
    assert [made.id for made in stage.zendesk.tickets] == [501]


def test_two_desks_never_act_at_one_place_at_once(stage: Stage) -> None:
    stage.tell(asked())
    stage.marks("wrench")
    stage.zendesk.during["open"] = hanging = Hanging()
    with hanging.when(lambda: stage.marks("ticket")):
        stage.tell(Reworded(subject="said meanwhile", at=stage.clock()))
        stage.desk.attend(place())
        assert stage.zendesk.calls == ["open"]
        assert waiting(stage) == 1
    assert stage.zendesk.calls == ["open"]
    assert stage.ticket.subject == "said meanwhile"


def test_other_places_go_on_while_one_call_hangs(stage: Stage) -> None:
    stage.slack.during["look_up"] = hanging = Hanging()
    with hanging.when(lambda: stage.marks("eyes")):
        stage.tell(asked(), at=place(1))
        stage.desk.attend(place(1))
        other = stage.tickets.at(place(1))
        assert other is not None
        assert other.number == "IT-1"
    assert stage.ticket.number == "IT-2"


@pytest.mark.parametrize("where", ["a wing", "the mail"])
def test_the_text_of_an_error_never_reaches_the_log(stage: Stage, where: str) -> None:
    with capture_logs() as logs:
        if where == "a wing":
            stage.slack.trouble["look_up"] = ValueError("my password is hunter2")
            stage.marks("eyes")
        else:
            stage.valkey.rpush(keys.of(place(), "mail"), UNREADABLE)
            stage.attend()
    (told,) = [line for line in logs if line["log_level"] == "error"]
    assert told["error"].startswith(("ValueError at", "ValidationError at"))
    assert "hunter2" not in repr(logs)


def test_a_ticket_left_half_done_by_a_desk_is_finished_by_the_next(valkey: Redis) -> None:
    first = Stage(valkey)
    first.zendesk.trouble["open"] = TryLater("Zendesk can't be reached.")
    first.tell(Asked(by="U0RIO", at=50.0, subject="The printer is on fire"))
    first.marks("ticket")
    second = Stage(valkey)
    second.settle()
    assert [made.subject for made in second.zendesk.tickets] == ["The printer is on fire"]
