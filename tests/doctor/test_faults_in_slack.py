"""One thing broken in Slack at a time: exactly that is found, with what mends it."""

from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.slack.manifest import SCOPES

from .clinic import ALEX, BOT, CHANNEL, GENERAL, Clinic

Break = Callable[[Clinic], object]
SLACK_CHECKS = {"channel", "agents-channel", "responders", "emoji", "socket-mode", "slack-scopes", "slack-clock"}


def fault(clinic: Clinic, method: str, **more: str) -> None:
    clinic.slack.faults.add({"target": "web_api", "method": method, "times": None, **more})


def no_channel(clinic: Clinic) -> None:
    clinic.slack.workspace.channels.pop(CHANNEL)


def private_elsewhere(clinic: Clinic) -> None:
    clinic.channel.is_private = True
    clinic.channel.members.remove(BOT)


def archived(clinic: Clinic) -> None:
    clinic.channel.is_archived = True


def without_bot(clinic: Clinic) -> None:
    clinic.channel.members.remove(BOT)


def renamed(clinic: Clinic) -> None:
    clinic.channel.name = "it-support"


def shared(clinic: Clinic) -> None:
    def ours(answer: dict[str, Any]) -> None:
        if answer["channel"]["id"] == CHANNEL:
            answer["channel"]["is_ext_shared"] = True

    clinic.slack_side.changes["/api/conversations.info"] = ours


def in_shadow(clinic: Clinic) -> None:
    clinic.configure('agents_channel = "C0ITAGENTS"', 'agents_channel = "C0ITAGENTS"\nshadow = true')


def in_shadow_unread(clinic: Clinic) -> None:
    clinic.configure('agents_channel = "C0ITAGENTS"', "shadow = true")


def agents_gone(clinic: Clinic) -> None:
    clinic.configure('agents_channel = "C0ITAGENTS"', 'agents_channel = "C0NOWHERE"')


def agents_archived(clinic: Clinic) -> None:
    clinic.agents.is_archived = True


def agents_public(clinic: Clinic) -> None:
    clinic.agents.is_private = False


def empty_group(clinic: Clinic) -> None:
    clinic.slack.workspace.groups["S0ITTEAM"].members.clear()


def disabled_group(clinic: Clinic) -> None:
    clinic.slack_side.changes["/api/usergroups.list"] = lambda answer: answer["usergroups"][0].update(date_delete=1)


def no_group(clinic: Clinic) -> None:
    clinic.slack.workspace.groups.pop("S0ITTEAM")


def no_person(clinic: Clinic) -> None:
    clinic.configure(f'"{ALEX}"', '"U0NOBODY"')


def deactivated(clinic: Clinic) -> None:
    clinic.slack.workspace.people[ALEX].deleted = True


def unreadable_members(clinic: Clinic) -> None:
    clinic.configure('"C0ITAGENTS"]', '"C0NOWHERE"]')


def nobody_but_us(clinic: Clinic) -> None:
    clinic.agents.members[:] = [BOT]


def route_to(clinic: Clinic, target: str) -> None:
    clinic.configure("[zendesk]", f'[[channels.routes]]\nwords = "vpn"\nto = "{target}"\n\n[zendesk]')


def route_to_no_group(clinic: Clinic) -> None:
    route_to(clinic, "S0NOBODY")


def route_to_no_person(clinic: Clinic) -> None:
    route_to(clinic, "U0NOBODY")


def route_to_no_channel(clinic: Clinic) -> None:
    route_to(clinic, "C0NOWHERE")


def route_to_a_channel_without_bot(clinic: Clinic) -> None:
    route_to(clinic, GENERAL)
    clinic.slack.workspace.channels[GENERAL].members[:] = []


def unknown_emoji(clinic: Clinic) -> None:
    clinic.configure("[zendesk]", '[channels.reactions]\neyess = "seen"\n\n[zendesk]')


def custom_emoji_unseen(clinic: Clinic) -> None:
    unknown_emoji(clinic)
    fault(clinic, "emoji.list", kind="error", error="missing_scope")


def missing_scope(clinic: Clinic) -> None:
    granted = ",".join(scope for scope in SCOPES if scope != "usergroups:read")
    clinic.slack_side.headers[b"x-oauth-scopes"] = granted.encode()


def silent_about_scopes(clinic: Clinic) -> None:
    clinic.slack_side.headers[b"x-oauth-scopes"] = b""


def odd_app_token(clinic: Clinic) -> None:
    clinic.set("HELPDESK_SLACK_APP_TOKEN", "xoxb-not-an-app-token")


def slow_down(clinic: Clinic) -> None:
    fault(clinic, "usergroups.list", kind="rate_limited")


def surprising(clinic: Clinic) -> None:
    clinic.slack_side.changes["/api/users.info"] = lambda answer: answer.update(user=[1])


@pytest.mark.parametrize(
    ("broken", "check", "verdict", "words", "fix"),
    [
        (no_channel, "channel", "wrong", "unknown to Slack", "the id is right"),
        (private_elsewhere, "channel", "wrong", "private without the helpdesk in it", "/invite"),
        (archived, "channel", "wrong", "is archived", "Unarchive it"),
        (without_bot, "channel", "wrong", "The helpdesk is not in #it-help", "/invite"),
        (renamed, "channel", "warning", "is called #it-support in Slack", 'name = "it-support"'),
        (
            in_shadow,
            "channel",
            "warning",
            "in shadow mode: nothing is written, and C0ITAGENTS is told",
            "Take shadow out",
        ),
        (in_shadow_unread, "channel", "warning", "and nobody is told", "shadow_to"),
        (shared, "channel", "warning", "shared with another company", "user group of your own"),
        (agents_gone, "agents-channel", "wrong", "C0NOWHERE is unknown", "agents_channel in helpdesk.toml"),
        (agents_archived, "agents-channel", "wrong", "#it-agents (C0ITAGENTS) is archived", "Unarchive it"),
        (agents_public, "agents-channel", "warning", "Everybody in the company can read", "private channel"),
        (empty_group, "responders", "wrong", "Nobody is in the user group S0ITTEAM", "Add the people"),
        (disabled_group, "responders", "wrong", "S0ITTEAM is disabled", "Enable it in Slack"),
        (no_group, "responders", "wrong", "Slack knows no user group S0ITTEAM", "Correct `responders`"),
        (no_person, "responders", "wrong", "There is no person U0NOBODY", "Correct `responders`"),
        (deactivated, "responders", "wrong", "U0ITAGENT1 is deactivated", "Correct `responders`"),
        (unreadable_members, "responders", "wrong", "The members of C0NOWHERE can't be read", "/invite"),
        (nobody_but_us, "responders", "wrong", "Nobody but the helpdesk is in C0ITAGENTS", "Add the people"),
        (route_to_no_group, "routes", "wrong", "no user group S0NOBODY (rule 2 of #it-help)", "[[channels.routes]]"),
        (route_to_no_person, "routes", "wrong", "no person U0NOBODY (rule 2 of #it-help)", "[[channels.routes]]"),
        (route_to_no_channel, "routes", "wrong", "C0NOWHERE (rule 2 of #it-help) is unknown", "/invite"),
        (route_to_a_channel_without_bot, "routes", "wrong", "The helpdesk is not in #general", "/invite"),
        (unknown_emoji, "emoji", "wrong", "There is no emoji eyess", "[channels.reactions]"),
        (custom_emoji_unseen, "emoji", "warning", "without emoji:read", "custom emoji of this workspace"),
        (missing_scope, "slack-scopes", "wrong", "usergroups:read (responders by user group)", "helpdesk manifest"),
        (silent_about_scopes, "slack-scopes", "warning", "did not tell", "helpdesk manifest"),
        (odd_app_token, "socket-mode", "wrong", "is no app-level token", "xapp-"),
        (slow_down, "responders", "warning", "could not be checked: Slack asks us to slow down", "Check again"),
        (surprising, "responders", "wrong", "could not be checked: AttributeError", "report it"),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_exactly_what_is_broken_is_found(
    clinic: Clinic, *, broken: Break, check: str, verdict: str, words: str, fix: str
) -> None:
    broken(clinic)
    (finding,) = clinic.complaints()
    assert (finding["check"], finding["verdict"]) == (check, verdict)
    assert words in finding["words"]
    assert fix in finding["fix"]
    assert clinic.check().exit_code == (1 if verdict == "wrong" else 0)


def test_a_near_miss_of_an_emoji_is_named(clinic: Clinic) -> None:
    unknown_emoji(clinic)
    assert clinic.complaints()[0]["words"].endswith("is eyes meant?")


def test_custom_emoji_of_the_workspace_are_known(clinic: Clinic) -> None:
    clinic.configure("[zendesk]", '[channels.reactions]\non_it = "working"\n\n[zendesk]')
    clinic.slack.workspace.custom_emoji["on_it"] = "https://example.com/on_it.png"
    assert clinic.complaints() == []


def test_everyone_may_answer(clinic: Clinic) -> None:
    clinic.configure(f'["S0ITTEAM", "{ALEX}", "C0ITAGENTS"]', '"everyone"')
    assert "Everyone's reactions count." in [finding["words"] for finding in clinic.findings()]
    assert clinic.complaints() == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HELPDESK_SLACK_BOT_TOKEN", "xoxb-of-another-time", "invalid_auth"),
        ("HELPDESK_SLACK_BOT_TOKEN", "xapp-app-secret", "not_allowed_token_type"),
        ("HELPDESK_SLACK_API_URL", "http://127.0.0.1:9/api/", "Slack can't be reached"),
    ],
)
def test_without_a_login_nothing_else_is_asked_of_slack(clinic: Clinic, name: str, value: str, words: str) -> None:
    clinic.set(name, value)
    findings = clinic.findings()
    assert {finding["check"] for finding in findings} & SLACK_CHECKS == set()
    (finding,) = [finding for finding in findings if finding["verdict"] != "ok"]
    assert (finding["check"], finding["verdict"]) == ("slack-login", "wrong")
    assert words in finding["words"]
    assert "HELPDESK_SLACK_BOT_TOKEN" in finding["fix"]
    assert "HELPDESK_SLACK_API_URL" in finding["fix"]


def test_a_token_of_a_person_is_no_login(clinic: Clinic) -> None:
    clinic.slack_side.changes["/api/auth.test"] = lambda answer: answer.pop("bot_id")
    assert [finding["check"] for finding in clinic.complaints()] == ["slack-login"]


def test_each_channel_is_looked_at_for_itself(clinic: Clinic) -> None:
    clinic.slack.workspace.channels[GENERAL].members.remove(BOT)
    clinic.configure("[zendesk]", f'[[channels]]\nname = "general"\nid = "{GENERAL}"\n\n[zendesk]')
    without_bot(clinic)
    assert [finding["words"] for finding in clinic.complaints() if finding["check"] == "channel"] == [
        "The helpdesk is not in #it-help (C0ITHELP1).",
        "The helpdesk is not in #general (C0GENERAL1).",
    ]


def test_user_groups_are_asked_for_with_one_call(clinic: Clinic) -> None:
    clinic.configure("S0ITTEAM", 'S0ITTEAM", "S0OTHER1", "S0OTHER2')
    unknown = [finding for finding in clinic.findings() if finding["verdict"] == "wrong"]
    assert [finding["words"] for finding in unknown] == [f"Slack knows no user group S0OTHER{n}." for n in (1, 2)]
    assert [call.method for call in clinic.slack.journal.calls()].count("usergroups.list") == 1
