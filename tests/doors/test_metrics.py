"""`/metrics`: what all processes counted and how things stand, with and without the store."""

import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from helpdesk.metrics import Metrics
from helpdesk.slack.budgets import Purse as SlackPurse
from helpdesk.store import keys
from helpdesk.store.budgets import Budgets
from helpdesk.store.counts import Counts
from helpdesk.store.embedded import EmbeddedStore
from tests.slack import recorded as r

from .conftest import OpenDoor
from .stage import Door

DOCS = Path(__file__).parent.parent.parent / "docs"


def shown(door: Door) -> dict[str, float]:
    """The values of `/metrics` by name and labels."""
    text = door.http.get(f"{door.url}/metrics").text
    return {
        f"{sample.name}{sorted(sample.labels.items()) or ''}": sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_what_workers_counted_elsewhere_is_shown(door: Door) -> None:
    metrics = Metrics()
    metrics.effects.labels("zendesk.open", "done").inc(3)
    with metrics.news() as news:
        Counts(door.store).add(news)
    assert shown(door)["helpdesk_effects_total[('kind', 'zendesk.open'), ('outcome', 'done')]"] == 3


def test_every_door_shows_what_all_doors_took(door: Door, open_door: OpenDoor) -> None:
    door.event(r.message())
    assert shown(door)["helpdesk_mailbox_age_seconds"] == 0
    other = open_door()
    assert sum(other.counted().values()) == 1


def test_how_things_stand_is_shown(door: Door) -> None:
    door.event(r.message())
    door.store.hset(keys.census(keys.shard(3)), mapping={"working": 2, "refused": 1})
    found = shown(door)
    assert (found["helpdesk_tickets[('state', 'working')]"], found["helpdesk_refused_effects"]) == (2, 1)
    assert (found["helpdesk_places_due"], found["helpdesk_hints_queued"], found["helpdesk_workers"]) == (1, 1, 0)
    assert "helpdesk_tickets[('state', 'refused')]" not in found


def test_what_is_left_of_the_budgets_is_shown(door: Door) -> None:
    def left() -> float:
        return shown(door)["helpdesk_budget_left[('call', 'chat.update'), ('service', 'slack')]"]

    before = left()
    purse = SlackPurse(Budgets(door.store, "slack"))
    for _ in range(5):
        purse.pay("chat.update", {"channel": "C0ITHELP1"})
    assert left() == pytest.approx(before - 5, abs=4)
    assert left() < before


def test_answers_that_asked_to_slow_down_are_shown_whoever_asked(door: Door) -> None:
    purse = SlackPurse(Budgets(door.store, "slack"))
    for seconds in (1, 1):
        purse.close("chat.postMessage", {"channel": "C0ITHELP1"}, seconds)
    assert shown(door)["helpdesk_rate_limited_total[('call', 'chat.postMessage'), ('service', 'slack')]"] == 2


def test_without_the_store_the_page_says_so_and_what_was_counted_is_sent_later(
    own_store: EmbeddedStore, open_door: OpenDoor
) -> None:
    door = open_door(own_store.url)
    door.event(r.NOT_OURS["app_mention"])
    own_store.close()
    found = shown(door)
    assert found["helpdesk_store_up"] == 0
    assert "helpdesk_workers" not in found
    assert "process_start_time_seconds" in found
    own_store.start()
    assert shown(door)["helpdesk_store_up"] == 1
    assert door.counted() == {("slack_events", "app_mention", "passed"): 1}


def test_the_dashboard_and_the_documents_name_metrics_that_there_are_and_all_of_them(door: Door) -> None:
    told = re.findall(r"^# TYPE (helpdesk_\w+)", door.http.get(f"{door.url}/metrics").text, re.MULTILINE)
    for document in ("grafana-dashboard.json", "operations.md"):
        named = re.findall(r"\bhelpdesk_\w+", (DOCS / document).read_text())
        assert {re.sub("_bucket$", "", name) for name in named} == set(told), document


@pytest.mark.parametrize("tickets", [10, 1000])
def test_a_look_costs_the_same_however_many_tickets_there_are(door: Door, tickets: int) -> None:
    with door.store.pipeline() as calls:
        for number in range(tickets):
            calls.zadd(keys.due(keys.shard(number % 64)), {f"T0HOUSE:C0ITHELP:{number}.000100": 5.0})
        calls.execute()
    before = commands(door)
    shown(door)
    assert commands(door) - before < 5 * 64 + 64 * 5 + 20


def commands(door: Door) -> int:
    info = door.store.info("stats")
    assert isinstance(info, dict)
    return int(info["total_commands_processed"])
