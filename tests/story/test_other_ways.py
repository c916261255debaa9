"""The same story by Socket Mode, without Zendesk, and with wrong settings."""

from pathlib import Path

import pytest

from tests.story.stage import ALEX, SAM, Stage, staged
from tests.story.test_the_main_job import escalate, state, zendesk_status
from tests.waiting import until


@pytest.mark.xdist_group("socket")
def test_socket_mode_needs_no_address_of_ours(tmp_path: Path) -> None:
    with staged(tmp_path, socket_mode=True) as stage:
        stage.slack.deliver_to = None
        stage.start("up")
        until(lambda: '"listening"' in stage.log(), "a connection")
        ts = stage.ask()
        stage.react(ALEX, ts, "wrench")
        until(lambda: state(stage, ts) == "working", "working")
        escalate(stage, ts)
        assert zendesk_status(stage, ts) == "open"


@pytest.mark.xdist_group("socket")
def test_without_zendesk_reactions_work_and_the_person_is_told_it_is_not_set_up(tmp_path: Path) -> None:
    with staged(tmp_path, with_zendesk=False) as stage:
        stage.start("up")
        stage.ready()
        ts = stage.ask()
        assert stage.create_ticket(ALEX, ts, "not set up")
        stage.react(ALEX, ts, "ticket")
        until(lambda: "not set up" in str(stage.slack_state()["ephemerals"]), "a private sentence")
        stage.react(ALEX, ts, "white_check_mark")
        until(lambda: state(stage, ts) == "resolved", "resolved")
        assert stage.by_bot(ts) == []


@pytest.mark.xdist_group("socket")
def test_someone_new_in_the_group_counts_within_seconds(tmp_path: Path) -> None:
    with staged(tmp_path) as stage:
        stage.start("up")
        stage.ready()
        ts = stage.ask()
        stage.react(SAM, ts, "eyes")
        until(lambda: SAM in str(stage.slack_state()["ephemerals"]), "Sam is told")
        stage.act("set_group", group="S0ITTEAM", members=[ALEX, SAM])
        assert stage.slack.settled()
        stage.react(SAM, ts, "wrench")
        until(lambda: state(stage, ts) == "working", "Sam's mark counts")


def wrong(stage: Stage, *arguments: str) -> str:
    said = stage.helpdesk(*arguments)
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    return said.stderr


@pytest.mark.xdist_group("socket")
def test_wrong_configuration_is_exit_2_with_a_sentence_for_each_fault(tmp_path: Path) -> None:
    with staged(tmp_path) as stage:
        (tmp_path / "helpdesk.toml").write_text('[[channels]]\nname = "it"\nid = "C0ITHELP1"\nrespnders = []\n')
        assert "responders" in wrong(stage, "up")
        stage.environment["HELPDESK_SLAK_BOT_TOKEN"] = stage.environment.pop("HELPDESK_SLACK_BOT_TOKEN")
        (tmp_path / "helpdesk.toml").write_text('[[channels]]\nname = "it"\nid = "C0ITHELP1"\n')
        misspelt, missing = wrong(stage, "up").splitlines()
        assert misspelt.endswith("is HELPDESK_SLACK_BOT_TOKEN meant?")
        assert missing.startswith("HELPDESK_SLACK_BOT_TOKEN is not set")
        stage.environment["HELPDESK_PORT"] = "many"
        assert "HELPDESK_PORT" in wrong(stage, "web")


@pytest.mark.xdist_group("socket")
def test_unknown_tickets_are_exit_1_and_named(tmp_path: Path) -> None:
    with staged(tmp_path) as stage:
        for name in ("IT-99", stage.link("1795000000.000100")):
            said = stage.helpdesk("show", name)
            assert said.returncode == 1
            assert name in said.stderr
        assert stage.client.get(stage.slack_url).status_code < 500
