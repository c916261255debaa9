"""While the store is at its `maxmemory` nothing is acknowledged and nothing half kept. With room again, it is taken."""

from typing import cast

import pytest
from redis import Redis

from helpdesk.store import keys
from helpdesk.store.embedded import EmbeddedStore
from tests.slack import recorded as r

from .conftest import OpenDoor
from .stage import Door
from .test_store_away import NEED_THE_STORE


@pytest.fixture
def full(open_door: OpenDoor, own_store: EmbeddedStore) -> Door:
    """A door whose store takes nothing more, after it took one delivery."""
    door = open_door(own_store.url)
    door.store = Redis.from_url(own_store.url)
    assert door.event(r.message(ts="1.000001"), event_id="Ev0BEFORE").status_code == 200
    door.store.sadd("rq:workers", "rq:worker:one")
    door.store.hset("rq:worker:one", "birth", "now")
    door.store.config_set("maxmemory", 1)
    return door


def contents(store: Redis) -> dict[bytes, object]:
    """All but answers, which are caches, and what passes away by itself."""
    names = cast("list[bytes]", store.keys("*"))
    return {name: store.dump(name) for name in names if not name.startswith(keys.PROBE.encode())}


@pytest.mark.parametrize(("route", "raw"), NEED_THE_STORE)
def test_what_cant_be_kept_is_to_be_sent_again_and_leaves_no_trace(full: Door, route: str, raw: bytes) -> None:
    before = contents(full.store)
    for _ in range(2):
        answer = full.knock(route, raw)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert contents(full.store) == before
    full.store.config_set("maxmemory", 0)
    for _ in range(2):
        assert full.knock(route, raw).status_code == 200
    assert contents(full.store) != before
    assert len(full.all_mail()) + len(full.parked()) <= 2


def test_it_is_not_ready_while_it_is_full(full: Door) -> None:
    answer = full.http.get(f"{full.url}/readyz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "store": "is full", "workers": "ok"})
    full.store.config_set("maxmemory", 0)
    assert full.http.get(f"{full.url}/readyz").status_code == 200
