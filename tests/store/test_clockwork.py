"""What the store remembers of time, for all processes alike."""

from redis import Redis

from helpdesk.store import keys
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.lease import Leases
from helpdesk.store.mailbox import Mailbox
from tests.letters import delivery, place


def test_a_store_began_when_it_was_first_asked(any_store: Redis) -> None:
    assert [Clockwork(any_store).began(now) for now in (100.5, 200.0)] == [100.5, 100.5]


def test_what_was_done_last_is_known_by_its_name(any_store: Redis) -> None:
    clockwork = Clockwork(any_store)
    clockwork.done("reconcile:slack", 100.5)
    clockwork.done("reconcile:slack", 200.25)
    assert clockwork.last("reconcile:slack") == 200.25
    assert clockwork.last("reconcile:zendesk") is None


def test_what_was_wanted_first_is_settled_for_its_time(any_store: Redis) -> None:
    clockwork = Clockwork(any_store)
    assert [clockwork.settled("reader", who, 60) for who in ("bea", "carl")] == ["bea", "bea"]
    assert clockwork.settled("other", "carl", 60) == "carl"
    assert 0 < any_store.ttl(keys.settled("reader")) <= 60


def test_a_turn_is_one_processs_for_its_time(any_store: Redis) -> None:
    one, other = Clockwork(any_store), Clockwork(any_store)
    assert one.turn("reconcile:slack", 60)
    assert other.turn("reconcile:slack", 60) is None
    assert other.turn("reconcile:zendesk", 60)
    assert 0 < any_store.ttl(keys.turn("reconcile:slack")) <= 60


def test_a_turn_is_kept_by_who_has_it_and_by_nobody_else(any_store: Redis) -> None:
    turn = Clockwork(any_store).turn("reconcile:slack", 60)
    assert turn
    assert turn.keep(500)
    assert 60 < any_store.ttl(keys.turn("reconcile:slack")) <= 500
    any_store.delete(keys.turn("reconcile:slack"))
    assert Clockwork(any_store).turn("reconcile:slack", 60)
    assert not turn.keep(500)
    assert any_store.ttl(keys.turn("reconcile:slack")) <= 60


def test_a_place_tells_when_it_wakes(any_store: Redis) -> None:
    clockwork, leases = Clockwork(any_store), Leases(any_store)
    assert clockwork.wakes_at(place()) is None
    Mailbox(any_store).put(delivery("d1"), 100.0)
    assert clockwork.wakes_at(place()) == 100.0
    lease = leases.take(place())
    assert lease is not None
    leases.rest(lease, 160.0, although_mail_waits=True)
    assert clockwork.wakes_at(place()) == 160.0
