"""One delivery's way through the processes, as their logs tell it."""

import json
from typing import Any

import pytest

from tests.story.stage import ALEX, Stage
from tests.waiting import until

pytestmark = pytest.mark.xdist_group("logs")


def lines(stage: Stage, delivery: str) -> list[dict[str, Any]]:
    """The lines that name a delivery, of all processes."""
    told = [json.loads(line) for line in stage.log().splitlines() if line.startswith("{")]
    return [line for line in told if delivery in str(line.get("delivery", "")).split()]


def test_a_delivery_is_found_from_the_door_to_the_last_call(stage: Stage) -> None:
    ts = stage.ask("Who carries the id?")
    stage.react(ALEX, ts, "ticket")
    until(lambda: stage.by_bot(ts), "the status message")
    (reacted,) = [
        json.loads(line)["delivery"]
        for line in stage.log().splitlines()
        if '"kind": "reaction_added"' in line and ts in line
    ]
    until(lambda: len(lines(stage, reacted)) >= 4, "every line of it")
    found = lines(stage, reacted)
    assert [line["event"] for line in found[:2]] == ["delivery", "absorbed"]
    assert {line["effect"] for line in found if line["event"] == "effect"} >= {"zendesk.open", "slack.status:post"}
    assert {line["place"].endswith(ts) for line in found} == {True}


def test_what_workers_did_is_on_the_page_of_the_web_process(stage: Stage) -> None:
    ts = stage.ask("Who counts this?")
    stage.react(ALEX, ts, "ticket")
    until(lambda: stage.by_bot(ts), "the status message")
    done = 'helpdesk_effects_total{kind="zendesk.open",outcome="done"}'
    until(lambda: done in stage.metrics(), "the effect counted")
    assert "helpdesk_workers 2.0" in stage.metrics()
