"""What the store tells of mailboxes and leases, in the order in which it happened."""

import contextlib
import queue
import threading
from collections.abc import Iterator

import pytest
from redis import ConnectionError as RedisConnectionError
from redis import Redis

from helpdesk.store import keys
from helpdesk.store.lease import Leases
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.watching import Seen, watch
from tests.letters import delivery, place

NOW = 1_700_000_500.0


@pytest.fixture
def seen(valkey: Redis, valkey_url: str) -> Iterator["queue.Queue[Seen]"]:
    """What is told while the test runs. The watcher ends when its connection does."""
    told: queue.Queue[Seen] = queue.Queue()
    ready = threading.Event()

    def overhear() -> None:
        with contextlib.suppress(RedisConnectionError):
            watch(valkey_url, told.put, ready.set)

    watcher = threading.Thread(target=overhear, daemon=True)
    watcher.start()
    assert ready.wait(10)
    yield told
    valkey.client_kill_filter(_type="pubsub")
    watcher.join(10)
    valkey.config_set("notify-keyspace-events", "")
    assert not watcher.is_alive()


def test_an_event_and_its_attending_are_told(valkey: Redis, seen: "queue.Queue[Seen]") -> None:
    Mailbox(valkey).put(delivery("d1"), NOW)
    leases = Leases(valkey)
    lease = leases.take(place())
    assert lease is not None
    assert leases.take(place()) is None
    assert leases.rest(lease, None, although_mail_waits=True)
    told = [seen.get(timeout=10) for _ in range(3)]
    assert [each.what for each in told] == ["put", "taken", "left"]
    assert {each.place for each in told} == {str(place())}
    assert told[2].seconds is not None
    assert seen.empty()


def test_a_lease_that_nobody_renews_is_told_of(valkey: Redis, seen: "queue.Queue[Seen]") -> None:
    Leases(valkey).take(place())
    valkey.pexpire(keys.of(place(), "lease"), 1)
    assert [seen.get(timeout=10).what for _ in range(2)] == ["taken", "expired"]
