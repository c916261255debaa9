"""`helpdesk forget` beside the running product, and what the privacy page says of the store."""

import re
from pathlib import Path

import pytest
from redis import Redis

from helpdesk.store.embedded import EmbeddedStore
from tests.story.stage import ALEX, ROBIN, Stage
from tests.story.test_the_main_job import escalate, state
from tests.waiting import until

pytestmark = pytest.mark.xdist_group("forgetting")
PAGE = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text()


def store(stage: Stage) -> Redis:
    with EmbeddedStore(Path(stage.environment["HELPDESK_DATA_DIR"])) as found:
        return Redis.from_url(found.url)


@pytest.mark.parametrize(
    "named",
    [
        "alex@example.com",
        *(pytest.param(named, marks=pytest.mark.long) for named in (ALEX, f"<@{ALEX}>", f"<@{ALEX}|alex>")),
    ],
)
def test_a_person_is_forgotten_beside_a_running_helpdesk(stage: Stage, named: str) -> None:
    ts = stage.ask()
    stage.react(ALEX, ts, "wrench")
    until(lambda: state(stage, ts) == "working", "working")
    said = stage.helpdesk("forget", named)
    assert (said.returncode, "tickets: " in said.stdout) == (0, True), said.stderr
    assert "tickets: 0" not in said.stdout
    assert (state(stage, ts), stage.shown(stage.link(ts))["assignee"]) == ("working", "somebody")
    assert "tickets: 0" in stage.helpdesk("forget", named).stdout
    stage.unreact(ALEX, ts, "wrench")


def test_the_requester_of_a_ticket_is_forgotten_and_the_ticket_goes_on(stage: Stage) -> None:
    ts = stage.ask()
    escalate(stage, ts)
    until(lambda: stage.by_bot(ts), "a status message")
    assert stage.helpdesk("forget", ROBIN).returncode == 0
    assert stage.shown(stage.link(ts))["subject"] == ""
    stage.react(ALEX, ts, "white_check_mark")
    until(lambda: (stage.ticket_of(ts) or {}).get("status") == "solved", "solved")


@pytest.mark.parametrize(("named", "code"), [("nobody@example.com", 1), ("Alex", 2)])
def test_who_can_t_be_found_is_said(stage: Stage, named: str, code: int) -> None:
    said = stage.helpdesk("forget", named)
    assert (said.returncode, named in said.stderr) == (code, True)


def test_the_page_names_every_key_of_a_store_in_use(stage: Stage) -> None:
    escalate(stage, stage.ask())
    named = re.findall(r"`((?:hd|rq):[^`]+)`", PAGE)
    patterns = [re.compile(re.escape(key).replace("NN", r"\d\d").replace("…", ".*")) for key in named]
    patterns = [re.compile(p.pattern.replace("PLACE", ".*").replace(":ID", ":.*")) for p in patterns]
    keys = [key.decode() for key in store(stage).scan_iter()]
    assert [key for key in keys if not any(p.fullmatch(key) for p in patterns)] == []
