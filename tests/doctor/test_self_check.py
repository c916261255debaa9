"""The daily self-check: it tells agents once what is wrong, and once that all is well again; it never nags."""

from dataclasses import replace

import pytest
from redis import Redis
from structlog.testing import capture_logs

from helpdesk.commands.running import self_check_of
from helpdesk.config import load_config
from helpdesk.doctor.findings import Finding, ok, warning, wrong
from helpdesk.doctor.self_check import AGAIN_SECONDS, DAY_SECONDS, HOUR_SECONDS, SelfCheck
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.languages.speech import Speech
from helpdesk.settings import load_settings
from helpdesk.slack.announcing import Announcement
from helpdesk.store import keys
from helpdesk.store.health import HealthRecord
from helpdesk.wiring import Wiring

from .clinic import BOT, SECRETS, Clinic

AGENTS = "C0ITAGENTS"
LEFT = wrong("channel", "The helpdesk is not in #it-help (C0ITHELP1).", "Invite the helpdesk there with /invite.")
LATE = wrong("slack-clock", "This machine's clock is 75 s ahead of Slack's.", "Set it by NTP.")
AWAY = wrong("zendesk-login", "This could not be checked: Zendesk can't be reached.", "See that it is there.")
LAME = warning("store-durability", "The store may lose its last second.", "Set appendfsync always.")
FINE = ok("store", "Valkey 9 answers.")


class Ward:
    """A self-check with findings of the test's choice, and channels made of memory."""

    def __init__(self, store: Redis, *channels: str) -> None:
        self.store = store
        self.now = 1_700_000_000.0
        self.findings: list[Finding] = [FINE]
        self.looks = 0
        self.posted: dict[tuple[str, str], str] = {}
        self.trouble: dict[str, Exception] = {}
        self.lost = False
        self.check = SelfCheck(
            self.examine, self.say, dict.fromkeys(channels, Speech()), HealthRecord(store), lambda: self.now
        )

    def examine(self) -> list[Finding]:
        self.looks += 1
        return self.findings

    def say(self, announcement: Announcement, doubt: bool) -> None:
        if announcement.channel in self.trouble:
            raise self.trouble[announcement.channel]
        there = (announcement.channel, announcement.mark["self_check"])
        assert doubt or there not in self.posted
        self.posted[there] = announcement.text
        if self.lost:
            self.lost = False
            raise TryLater("The answer was lost.", doubt=True)

    def after(self, seconds: float, *findings: Finding) -> list[str]:
        """What is said when it is time for another look."""
        before = set(self.posted)
        self.now += seconds
        self.store.delete(keys.turn("self-check:run"))
        self.findings = [FINE, *findings]
        self.check.run()
        return [text for there, text in self.posted.items() if there not in before]


@pytest.fixture
def ward(valkey: Redis) -> Ward:
    return Ward(valkey, AGENTS)


def test_one_message_lists_all_that_is_wrong_with_what_mends_it(ward: Ward) -> None:
    (text,) = ward.after(0, LEFT, LAME, LATE)
    assert text.splitlines() == [
        ":warning: The self-check found something wrong:",
        f"• {LEFT.words} {LEFT.fix}",
        f"• {LATE.words} {LATE.fix}",
    ]


def test_while_all_is_well_it_looks_once_a_day_and_says_nothing(ward: Ward) -> None:
    assert ward.after(0, LAME) == []
    assert ward.after(DAY_SECONDS - 1, LEFT) == []
    assert ward.looks == 1
    assert len(ward.after(1, LEFT)) == 1


def test_the_same_is_told_again_after_a_week_only(ward: Ward) -> None:
    ward.after(0, LEFT, LATE)
    other_figures = replace(LATE, words=LATE.words.replace("75", "81.5"))
    for _ in range(24):
        assert ward.after(HOUR_SECONDS, LEFT, other_figures) == []
    (text,) = ward.after(AGAIN_SECONDS, LEFT, other_figures)
    assert text.startswith(":warning: The self-check still finds this wrong:")
    assert ward.after(HOUR_SECONDS, LEFT, other_figures) == []


def test_something_else_is_told_at_the_next_look(ward: Ward) -> None:
    ward.after(0, LEFT)
    (text,) = ward.after(HOUR_SECONDS, LEFT, LATE)
    assert LATE.words in text


def test_its_end_is_told_once_within_the_hour(ward: Ward) -> None:
    ward.after(0, LEFT)
    assert ward.after(HOUR_SECONDS) == [":white_check_mark: All is well again: the self-check finds nothing wrong."]
    assert ward.after(DAY_SECONDS) == []


def test_what_may_have_been_a_passing_trouble_is_told_when_it_lasts(ward: Ward) -> None:
    assert ward.after(0, AWAY) == []
    assert ward.after(HOUR_SECONDS) == []
    assert ward.after(DAY_SECONDS, AWAY) == []
    assert len(ward.after(HOUR_SECONDS, AWAY)) == 1


def test_two_processes_look_once(ward: Ward) -> None:
    ward.findings = [LEFT]
    ward.check.run()
    ward.check.run()
    assert ward.looks == 1


@pytest.mark.parametrize("trouble", ["lost", "away"])
def test_a_message_in_doubt_is_looked_for_and_said_once(ward: Ward, trouble: str) -> None:
    ward.lost = trouble == "lost"
    ward.trouble = {AGENTS: TryLater("Slack can't be reached.")} if trouble == "away" else {}
    ward.after(0, LEFT)
    ward.trouble.clear()
    ward.after(HOUR_SECONDS, LEFT)
    assert len(ward.posted) == 1
    assert ward.after(HOUR_SECONDS, LEFT) == []


def test_a_channel_in_trouble_does_not_hold_another_back(valkey: Redis) -> None:
    ward = Ward(valkey, "C0ARCHIVED", AGENTS)
    ward.trouble = {"C0ARCHIVED": GiveUp("This channel is archived.")}
    with capture_logs() as logs:
        assert len(ward.after(0, LEFT)) == 1
    assert [line["event"] for line in logs] == ["self_check_done", "self_check_refused"]
    assert ward.after(HOUR_SECONDS, LEFT) == []


def test_without_a_channel_of_agents_it_is_in_the_log(valkey: Redis) -> None:
    ward = Ward(valkey)
    with capture_logs() as logs:
        ward.after(0, LEFT)
    assert [(line["event"], line["log_level"], line["wrong"]) for line in logs] == [
        ("self_check_done", "error", ["channel"])
    ]


def test_a_broken_record_is_written_anew(ward: Ward) -> None:
    ward.store.set(keys.HEALTH, "{")
    assert len(ward.after(0, LEFT)) == 1
    assert ward.check.record.last().wrong[0].words == LEFT.words


def test_each_channel_is_told_in_its_language(ward: Ward) -> None:
    ward.check = replace(ward.check, channels={AGENTS: Speech("fr"), "C0AGENTI": Speech("it")})
    french, italian = ward.after(0, LEFT)
    assert Speech("fr").say("self-check-wrong") in french
    assert Speech("it").say("self-check-wrong") in italian


def test_the_whole_setup_is_looked_at_and_told_where_agents_read(clinic: Clinic) -> None:
    settings = load_settings()
    assert settings.redis_url is not None
    wiring = Wiring(settings, load_config(settings.config), settings.redis_url.get_secret_value())
    clinic.channel.members.remove(BOT)
    clinic.webhook.status = "inactive"
    self_check_of(wiring).run()
    text = list(clinic.agents.messages.values())[-1].text
    assert "The helpdesk is not in #it-help" in text
    assert "The webhook Helpdesk is inactive" in text
    assert not any(secret in text for secret in SECRETS.values())


def test_of_a_channel_in_shadow_mode_agents_are_told_nothing(clinic: Clinic) -> None:
    settings = load_settings()
    assert settings.redis_url is not None
    clinic.configure('agents_channel = "', 'shadow = true\nagents_channel = "')
    wiring = Wiring(settings, load_config(settings.config), settings.redis_url.get_secret_value())
    clinic.channel.members.remove(BOT)
    self_check_of(wiring).run()
    assert not clinic.agents.messages
    assert [fault.check for fault in HealthRecord(clinic.store).last().wrong] == ["channel"]
