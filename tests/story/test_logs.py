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

    def told() -> list[str]:
        said = [line for line in stage.log().splitlines() if '"kind": "reaction_added"' in line and ts in line]
        return [json.loads(line)["delivery"] for line in said]

    (reacted,) = until(told, "the delivery's own line")

    def found() -> list[dict[str, Any]]:
        return lines(stage, reacted)

    def effects() -> set[str]:
        return {line["effect"] for line in found() if line["event"] == "effect"}

    until(lambda: effects() >= {"zendesk.open", "slack.status:post"}, "its effects")
    # The door's line may come after those of a worker that was faster.
    assert [line["event"] for line in found() if line["event"] in {"delivery", "absorbed"}].count("delivery") == 1
    assert next(line["event"] for line in found() if line["event"] != "delivery") == "absorbed"
    assert {line["place"].endswith(ts) for line in found()} == {True}


def test_what_workers_did_is_on_the_page_of_the_web_process(stage: Stage) -> None:
    ts = stage.ask("Who counts this?")
    stage.react(ALEX, ts, "ticket")
    until(lambda: stage.by_bot(ts), "the status message")
    done = 'helpdesk_effects_total{kind="zendesk.open",outcome="done"}'
    until(lambda: done in stage.metrics(), "the effect counted")
    until(lambda: "helpdesk_workers 2.0" in stage.metrics(), "both workers")
