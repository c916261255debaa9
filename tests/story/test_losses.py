"""Deliveries and calls that are lost, doubled, late or refused: both sides end up the same, and nothing is doubled."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.story.faults import slack_fails, slack_heals, trouble_ends, zendesk_fails
from tests.story.stage import ALEX, CHANNEL, KIM, ROBIN, Stage
from tests.story.test_the_main_job import escalate, state, user_id, zendesk_status
from tests.waiting import until

pytestmark = pytest.mark.xdist_group("losses")


@pytest.fixture(autouse=True)
def whole_again(stage: Stage) -> Iterator[None]:
    yield
    trouble_ends(stage)


def tickets_of(stage: Stage, ts: str) -> list[dict[str, Any]]:
    return [t for t in stage.tickets() if (t["external_id"] or "").endswith(ts)]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_ticket_whose_making_lost_its_connection_is_there_once(stage: Stage, when: str) -> None:
    zendesk_fails(stage, method="POST", path="/api/v2/tickets", times=1, drop=True, when=when)
    ts = stage.ask(f"Lost {when}")
    stage.react(ALEX, ts, "ticket")
    until(lambda: stage.by_bot(ts), "the status message")
    assert len(tickets_of(stage, ts)) == 1


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_a_status_message_whose_answer_was_lost_is_posted_once(stage: Stage, after: bool) -> None:
    slack_fails(stage, target="web_api", method="chat.postMessage", kind="drop", after=after, times=1)
    ts = stage.ask("Who said what")
    stage.react(ALEX, ts, "ticket")
    until(lambda: "slack.status" not in (stage.shown(stage.link(ts)).get("trouble") or "") and stage.by_bot(ts), "it")
    stage.react(ALEX, ts, "wrench")
    until(lambda: any("worked on" in text for text in stage.by_bot(ts)), "an edited message")
    assert len(stage.by_bot(ts)) == 1


def test_doubled_and_reordered_deliveries_change_nothing(stage: Stage) -> None:
    slack_fails(stage, target="delivery", family="events", kind="duplicate", times=None, percent=100)
    slack_fails(stage, target="delivery", family="events", kind="reorder", times=None, percent=40)
    ts = stage.ask("In any order")
    for name in ("eyes", "wrench", "white_check_mark"):
        stage.react(ALEX, ts, name)
        stage.react(KIM, ts, name)
    stage.unreact(ALEX, ts, "white_check_mark")
    stage.unreact(KIM, ts, "white_check_mark")
    slack_heals(stage)
    stage.ask("One more to let the held ones go")
    until(lambda: state(stage, ts) == "working", "working")


def test_what_slack_never_delivered_is_found_by_reconcile(stage: Stage) -> None:
    ts = stage.ask("Nobody told you")
    until(lambda: state(stage, ts) == "new", "new")
    number = escalate(stage, ts)
    slack_fails(stage, target="delivery", family="events", kind="drop", times=None, percent=100)
    stage.react(ALEX, ts, "white_check_mark")
    lost = stage.ask("Lost from the start")
    assert stage.slack.settled()
    slack_heals(stage)
    assert state(stage, ts) == "new"
    dry = stage.helpdesk("reconcile", "--dry-run")
    assert "reaction_added" in dry.stdout
    assert state(stage, ts) == "new"
    done = stage.helpdesk("reconcile")
    assert done.returncode == 0, done.stderr
    assert "differences: 2 (1 asked, 1 reaction_added)" in done.stdout
    assert state(stage, ts) == "resolved"
    assert state(stage, lost) == "new"
    assert next(t["status"] for t in stage.tickets() if t["id"] == number) == "solved"


def test_what_zendesk_never_delivered_is_found_by_reconcile(stage: Stage) -> None:
    ts = stage.ask("No webhook came")
    number = escalate(stage, ts)
    zendesk_fails(stage, action="drop", times=None)
    stage.agent("set_status", **{"as": user_id(stage, "Kim"), "ticket": number, "status": "pending"})
    done = stage.helpdesk("reconcile")
    assert done.returncode == 0, done.stderr
    assert re.match(rf"IT-\d+\tzendesk_stirred\t{number}\n", done.stdout)
    assert state(stage, ts) == "waiting"
    assert stage.reactions_of_bot(ts) == {"hourglass_flowing_sand"}
    assert stage.helpdesk("reconcile").stdout.startswith("differences: 0")


def test_a_comment_in_the_second_of_our_own_write_is_found_by_reconcile(stage: Stage) -> None:
    """Zendesk's stamps have whole seconds, so that nothing but the comment itself shows that it is there."""
    ts = stage.ask("In the same second")
    number = escalate(stage, ts)
    zendesk_fails(stage, action="drop", times=None)
    stage.act("post", user=KIM, channel=CHANNEL, text="Which printer?", thread_ts=ts)

    def told() -> bool:
        return len(stage.zendesk.account.tickets[number].comments) == 2

    while not told():
        time.sleep(0.001)
    stage.agent("comment", **{"as": user_id(stage, "Kim"), "ticket": number, "text": "That one burns"})
    done = stage.helpdesk("reconcile")
    assert done.returncode == 0, done.stderr
    assert any("That one burns" in text for text in stage.by_bot(ts))
    assert stage.helpdesk("reconcile").stdout.startswith("differences: 0")


def test_when_zendesk_slows_us_down_the_status_comes_after_its_time(stage: Stage) -> None:
    ts = stage.ask("Slowly")
    escalate(stage, ts)
    zendesk_fails(stage, method="PUT", path="/api/v2/tickets/*", times=2, status=429, retry_after=1)
    stage.react(ALEX, ts, "wrench")
    until(lambda: zendesk_status(stage, ts) == "open", "open")


def test_while_slack_is_away_the_ticket_keeps_its_state(stage: Stage) -> None:
    ts = stage.ask("The projector hums")
    number = escalate(stage, ts)
    slack_fails(stage, target="web_api", method="*", kind="http_error", times=None)
    stage.forget_answers()
    stage.react(ALEX, ts, "wrench")
    until(lambda: zendesk_status(stage, ts) == "open", "open in Zendesk all the same")
    slack_heals(stage)
    until(lambda: "worked on" in stage.by_bot(ts)[0], "the status message afterwards")
    alex = user_id(stage, "Alex")
    until(lambda: stage.zendesk.account.tickets[number].assignee_id == alex, "Alex as the assignee")


def test_a_reaction_on_an_unknown_message_is_looked_up_and_a_reply_never_counts(stage: Stage) -> None:
    slack_fails(stage, target="delivery", family="events", kind="drop", times=None, percent=100)
    ts = stage.ask("Before you came")
    reply = stage.act("post", user=ROBIN, channel=CHANNEL, text="and a reply", thread_ts=ts)["ts"]
    assert stage.slack.settled()
    slack_heals(stage)
    stage.react(ALEX, reply, "white_check_mark")
    stage.react(ALEX, ts, "eyes")
    until(lambda: state(stage, ts) == "seen", "seen")
    assert stage.helpdesk("show", stage.link(reply)).returncode == 1
