"""While the store is away nothing is acknowledged: 503, try again in five seconds. When it is back, it is taken."""

import pytest
from redis import Redis

from helpdesk.store.embedded import EmbeddedStore
from tests.slack import recorded as r
from tests.waiting import until

from .conftest import OpenDoor
from .stage import COMMANDS, EVENTS_ROUTE, Door
from .test_signatures import BODIES
from .town import ACK_SECONDS, Town, listening

PARKED = r.body(r.message(ts="NaN"))
STALE = r.body(r.GROUP_MEMBERS)
NEED_THE_STORE = [
    *(pytest.param(route, raw, id=route) for route, raw in BODIES.items() if route != COMMANDS),
    pytest.param(EVENTS_ROUTE, PARKED, id="to be parked"),
    pytest.param(EVENTS_ROUTE, STALE, id="to make answers stale"),
]


@pytest.fixture
def away(open_door: OpenDoor, own_store: EmbeddedStore) -> Door:
    """A door that has spoken with its store, which was stopped then."""
    door = open_door(own_store.url)
    assert door.event(r.message(ts="1.000001"), event_id="Ev0BEFORE").status_code == 200
    own_store.close()
    return door


@pytest.mark.parametrize(("route", "raw"), NEED_THE_STORE)
def test_what_cant_be_kept_is_to_be_sent_again(away: Door, own_store: EmbeddedStore, route: str, raw: bytes) -> None:
    for _ in range(2):
        answer = away.knock(route, raw)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert "x-slack-no-retry" not in answer.headers
    own_store.start()
    assert away.knock(route, raw).status_code == 200
    with Redis.from_url(own_store.url) as store:
        away.store = store
        assert len(away.all_mail()) + len(away.parked()) == (1 if raw == STALE else 2)


def test_what_needs_no_store_is_answered(away: Door) -> None:
    assert away.knock(COMMANDS, BODIES[COMMANDS]).status_code == 200
    assert away.event({"type": "app_uninstalled"}).status_code == 200
    assert away.event(r.message(channel=r.OTHER)).status_code == 200
    assert away.knock(EVENTS_ROUTE, b'{"type":"url_verification","challenge":"x"}').text == "x"


def test_nothing_unsigned_is_told_whether_the_store_is_away(away: Door) -> None:
    assert away.http.post(away.url + EVENTS_ROUTE, content=PARKED).status_code == 401


def test_a_delivery_refused_while_the_store_was_away_is_kept_once(away: Door, own_store: EmbeddedStore) -> None:
    for _ in range(3):
        assert away.event(r.message()).status_code == 503
    own_store.start()
    for _ in range(2):
        assert away.event(r.message()).status_code == 200
    with Redis.from_url(own_store.url) as store:
        away.store = store
        assert len(away.mail()) == 1


def test_over_a_socket_it_is_not_acknowledged_comes_again_and_is_kept_once(
    town: Town, open_door: OpenDoor, own_store: EmbeddedStore
) -> None:
    deliveries, journal = town.slack.deliveries, town.slack.journal
    deliveries.ack_seconds, deliveries.retry_scale = 0.4, 0.02
    with listening(town, own_store.url):
        own_store.close()
        place = town.posted()
        until(lambda: len(journal.deliveries("message")) >= 2, "two attempts")
        deliveries.ack_seconds = ACK_SECONDS  # what comes now has its time
        own_store.start()
        assert town.slack.settled()
        heard = [each.ok for each in journal.deliveries("message")]
        assert (heard[:2], heard[-1]) == ([False, False], True)
        with Redis.from_url(own_store.url) as store:
            door = open_door()
            door.store = store
            assert len(door.mail(place)) == 1
