"""Whether the door lives, whether the product is usable, and what is counted; never a secret."""

import pytest

from helpdesk.store.embedded import EmbeddedStore
from helpdesk.store.health import Fault, Health, HealthRecord

from .conftest import OpenDoor
from .stage import SLACK_SECRET, ZENDESK_SECRET, Door

SECRETS = (SLACK_SECRET, ZENDESK_SECRET, "xoxb-test", "zshh")


def test_the_process_lives(door: Door) -> None:
    answer = door.http.get(f"{door.url}/healthz")
    assert (answer.status_code, answer.text) == (200, "ok")


def test_it_is_ready_with_a_store_and_a_worker(door: Door) -> None:
    door.store.sadd("rq:workers", "rq:worker:one")
    door.store.hset("rq:worker:one", "birth", "now")
    answer = door.http.get(f"{door.url}/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ready": True, "store": "ok", "workers": "ok"})


def test_what_the_self_check_found_is_named_and_changes_no_status(door: Door) -> None:
    door.store.sadd("rq:workers", "rq:worker:one")
    door.store.hset("rq:worker:one", "birth", "now")
    fault = Fault(check="zendesk-requester", words="robin@example.com is suspended.", fix="Lift it.")
    HealthRecord(door.store).keep(Health(at=1.0, wrong=(fault, fault)))
    answer = door.http.get(f"{door.url}/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "store": "ok", "workers": "ok", "self_check": ["zendesk-requester"]}


def test_it_is_not_ready_without_a_worker(door: Door) -> None:
    door.store.sadd("rq:workers", "rq:worker:killed")
    answer = door.http.get(f"{door.url}/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"ready": False, "store": "ok", "workers": "no worker is alive"}


def test_it_is_not_ready_without_the_store_but_lives_and_counts(open_door: OpenDoor, own_store: EmbeddedStore) -> None:
    door = open_door(own_store.url)
    own_store.close()
    answer = door.http.get(f"{door.url}/readyz")
    assert answer.status_code == 503
    assert answer.json()["ready"] is False
    assert answer.json()["store"] == "does not answer"
    assert [door.http.get(f"{door.url}/{route}").status_code for route in ("healthz", "metrics")] == [200, 200]


def test_the_metrics_are_prometheus_text(door: Door) -> None:
    door.event({"type": "app_uninstalled"})
    answer = door.http.get(f"{door.url}/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "# TYPE helpdesk_deliveries_total counter" in answer.text


@pytest.mark.parametrize("route", ["/healthz", "/readyz", "/metrics", "/nowhere"])
def test_no_secret_is_shown(door: Door, route: str) -> None:
    answer = door.http.get(door.url + route)
    assert not [secret for secret in SECRETS if secret in answer.text]
