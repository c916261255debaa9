"""What the desk counts, and what the store adds up of it."""

import asyncio

import pytest
from redis import Redis
from redis.asyncio import Redis as AsyncRedis

from helpdesk.desk import CRASHED_SECONDS
from helpdesk.domain.events import ZendeskStirred
from helpdesk.domain.retry import GiveUp, NoRoom, TryLater
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.metrics import Metrics
from helpdesk.store import keys
from helpdesk.store.counts import AsyncCounts, Counts, Standing
from helpdesk.store.lease import Leases
from tests.desk.stage import Stage
from tests.letters import asked, place


def standing(stage: Stage, url: str) -> Standing:
    async def read() -> Standing:
        async with AsyncRedis.from_url(url) as redis:
            return await AsyncCounts(redis).standing(stage.clock())

    return asyncio.run(read())


def sums(metrics: Metrics) -> dict[str, float]:
    """The samples without their quotes: `helpdesk_effects_total,kind:zendesk.open,outcome:done`."""
    with metrics.news() as news:
        return {name.translate(str.maketrans("", "", '"[]{}')): value for name, value in news.items()}


def test_effects_are_counted_by_kind_and_outcome(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = TryLater("Zendesk is away.")
    stage.tell(asked())
    stage.marks("ticket")
    stage.zendesk.trouble["open"] = GiveUp("No.")
    stage.settle()
    found = sums(stage.metrics)
    assert found["helpdesk_effects_total,kind:zendesk.open,outcome:put_off"] == 1
    assert found["helpdesk_effects_total,kind:zendesk.open,outcome:refused"] == 1
    assert found["helpdesk_effect_retries_total,kind:zendesk.open"] == 1
    assert found["helpdesk_effect_seconds_count,kind:zendesk.open"] == 2
    assert found["helpdesk_events_total,outcome:absorbed"] == 2


def test_how_long_a_question_took_is_measured_once_for_each_step(stage: Stage) -> None:
    stage.tell(asked(at=stage.clock() - 300))
    stage.marks("eyes")
    stage.marks("wrench")
    stage.marks("eyes", "U0LENA")
    found = sums(stage.metrics)
    assert found["helpdesk_question_seconds_count,channel:C0ITHELP,until:seen"] == 1
    assert found["helpdesk_question_seconds_sum,channel:C0ITHELP,until:working"] == 302
    assert "helpdesk_question_seconds_count,channel:C0ITHELP,until:resolved" not in found


def test_what_was_first_done_in_zendesk_is_measured_too(stage: Stage) -> None:
    stage.tell(asked(at=stage.clock() - 300))
    stage.marks("ticket")
    stage.clock.now += 60
    stage.zendesk.move("solved", stage.clock())
    stage.tell(ZendeskStirred(ticket=501))
    stage.settle()
    found = sums(stage.metrics)
    assert found["helpdesk_question_seconds_count,channel:C0ITHELP,until:resolved"] == 1


def test_what_waits_for_room_in_a_budget_is_not_counted_as_done(stage: Stage) -> None:
    stage.zendesk.trouble["open"] = NoRoom(2.0)
    stage.tell(asked())
    stage.marks("ticket")
    found = sums(stage.metrics)
    assert found["helpdesk_effects_total,kind:zendesk.open,outcome:no_room"] == 1
    assert "helpdesk_effects_total,kind:zendesk.open,outcome:done" not in found


def test_the_way_from_the_door_to_absorbed_is_measured(stage: Stage) -> None:
    stage.tell(asked())
    stage.clock.now += 7
    stage.attend()
    found = sums(stage.metrics)
    assert found["helpdesk_absorbed_seconds_sum,"] == found["helpdesk_wake_lag_seconds_sum,"] == 7
    assert found["helpdesk_absorbed_seconds_bucket,le:10.0"] == 1
    assert "helpdesk_absorbed_seconds_bucket,le:5.0" not in found


def test_what_was_sent_is_no_news_and_what_could_not_be_sent_is(stage: Stage) -> None:
    metrics = Metrics()
    metrics.events.labels("absorbed").inc(2)
    with pytest.raises(OSError), metrics.news():
        raise OSError
    metrics.events.labels("absorbed").inc()
    assert sums(metrics) == {"helpdesk_events_total,outcome:absorbed": 3}
    assert sums(metrics) == {}


def test_the_store_adds_up_what_all_processes_send(stage: Stage, valkey: Redis, valkey_url: str) -> None:
    for _ in range(2):
        metrics = Metrics()
        metrics.effect_seconds.labels("slack.status").observe(0.2)
        with metrics.news() as news:
            Counts(valkey).add(news)
    families = {family.name: family for family in Metrics().summed(standing(stage, valkey_url).counts)}
    samples = families["helpdesk_effect_seconds"].samples
    buckets = [(sample.labels["le"], sample.value) for sample in samples if sample.name.endswith("_bucket")]
    assert buckets[:3] == [("0.25", 2.0), ("0.5", 2.0), ("1.0", 2.0)]
    assert buckets[-1] == ("+Inf", 2.0)


def test_a_sum_that_only_a_newer_version_knows_is_passed_over() -> None:
    assert not any(family.samples for family in Metrics().summed({'["helpdesk_moods_total",{}]': 1.0}))


def test_tickets_are_counted_by_the_state_they_are_in(stage: Stage, valkey_url: str) -> None:
    for number in range(3):
        stage.tell(asked(), at=place(number))
        stage.attend(place(number))
    stage.marks("wrench", at=place(1))
    stage.marks("white_check_mark", at=place(2))
    found = standing(stage, valkey_url)
    assert {state: count for state, count in found.states.items() if count} == {"new": 1, "working": 1, "resolved": 1}
    assert found.refused == 0


def test_a_given_up_effect_is_counted_until_it_is_tried_again(stage: Stage, valkey_url: str) -> None:
    stage.zendesk.trouble["open"] = GiveUp("No.")
    stage.tell(asked())
    stage.marks("ticket")
    assert standing(stage, valkey_url).refused == 1


def test_a_question_that_the_helpdesk_fails_at_is_counted_until_it_comes_to_rest(stage: Stage, valkey_url: str) -> None:
    def rules(_channel: str) -> Rules:
        raise ZeroDivisionError

    healthy, stage.rules = stage.rules, rules
    stage.tell(asked())
    stage.attend()
    assert (standing(stage, valkey_url).crashed, standing(stage, valkey_url).given_up) == (1, 1)
    stage.rules = healthy
    stage.later(CRASHED_SECONDS)
    assert standing(stage, valkey_url).given_up == 0


def test_the_age_of_the_oldest_event_and_of_the_first_due_place_is_told(stage: Stage, valkey_url: str) -> None:
    stage.tell(asked())
    stage.clock.now += 30
    stage.tell(asked(), at=place(1))
    stage.clock.now += 10
    found = standing(stage, valkey_url)
    assert (found.due, found.overdue, found.oldest_mail, found.queue) == (2, 40.0, 40.0, 2)
    stage.attend()
    assert standing(stage, valkey_url).oldest_mail == 10.0
    stage.attend(place(1))
    found = standing(stage, valkey_url)
    assert (found.due, found.overdue, found.oldest_mail) == (0, 0.0, 0.0)


def test_a_letter_of_later_has_no_age(stage: Stage, valkey_url: str) -> None:
    stage.tell(asked())
    stage.valkey.lset(keys.of(place(), "mail"), 0, '{"v":2}')
    assert standing(stage, valkey_url).oldest_mail == 0.0


def test_a_commit_sent_twice_counts_once(stage: Stage, valkey_url: str) -> None:
    stage.tell(asked())
    leases = Leases(stage.valkey)
    lease = leases.take(place())
    assert lease
    ticket = Ticket(place=place(), kind="question", number="IT-1")
    leases.commit(lease, ticket, 0, [])
    lease.rev -= 1
    leases.commit(lease, ticket, 0, [])
    assert standing(stage, valkey_url).states == {"new": 1}
