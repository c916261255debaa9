"""What goes wrong between the product of a stage and both stand-ins, and that it is over."""

from typing import Any

from tests.story.stage import Stage


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
