"""What goes wrong between the product of a stage and both stand-ins, and that it is over."""

import time
from typing import Any

from helpdesk.store import keys
from tests.story.stage import Stage
from tests.waiting import until


def slack_fails(stage: Stage, **fault: Any) -> None:
    answer = stage.client.post(f"{stage.slack_url}/sandbox/slack/faults", json=fault)
    assert answer.json()["ok"], answer.text


def zendesk_fails(stage: Stage, **fault: Any) -> None:
    answer = stage.client.post(f"{stage.zendesk_url}/sandbox/zendesk/faults", json=fault)
    assert answer.json()["ok"], answer.text


def slack_heals(stage: Stage) -> None:
    stage.client.delete(f"{stage.slack_url}/sandbox/slack/faults")


def zendesk_heals(stage: Stage) -> None:
    stage.client.delete(f"{stage.zendesk_url}/sandbox/zendesk/faults")


def trouble_ends(stage: Stage) -> None:
    """What one test began shall not meet what the next one breaks; what waits to be tried again goes on waiting."""
    slack_heals(stage)
    zendesk_heals(stage)
    assert stage.slack.settled()
    until(lambda: not _due(stage), "nothing under way")


def _due(stage: Stage) -> int:
    """How many questions are attended to now, or within a second."""
    with stage.store() as redis, redis.pipeline() as pipe:
        for shard in keys.EVERYWHERE:
            pipe.zcount(keys.due(shard), "-inf", time.time() + 1)
        return sum(pipe.execute())
