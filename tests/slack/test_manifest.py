"""The app manifest: what Slack's schema asks of it, and exactly the scopes and events that are used."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field
from typer.testing import CliRunner

from helpdesk.cli import app
from helpdesk.slack.inbound import _READERS
from helpdesk.slack.manifest import EVENTS, SCOPES, manifest

HELPDESK = Path(__file__).parents[2] / "helpdesk"
FAMILIES = "api|apps|auth|bots|chat|conversations|emoji|files|im|mpim|pins|reactions|team|usergroups|users|views"
METHOD = re.compile(rf"(?:{FAMILIES})(?:\.[A-Za-z]+)+")
CALLS = {"read", "read_with_headers", "write", "pages", "api_call", "_told"}

CHANNELS, HISTORY = {"channels:read", "groups:read"}, {"channels:history", "groups:history"}
NEEDS: dict[str, set[str]] = {
    "apps.connections.open": set(),
    "auth.test": set(),
    "chat.delete": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": HISTORY,
    "conversations.info": CHANNELS,
    "conversations.members": CHANNELS,
    "conversations.replies": HISTORY,
    "conversations.open": {"im:write"},
    "emoji.list": {"emoji:read"},
    "files.completeUploadExternal": {"files:write"},
    "files.delete": {"files:write"},
    "files.getUploadURLExternal": {"files:write"},
    "files.info": {"files:read"},
    "reactions.add": {"reactions:write"},
    "reactions.get": {"reactions:read"},
    "reactions.remove": {"reactions:write"},
    "usergroups.list": {"usergroups:read"},
    "usergroups.users.list": {"usergroups:read"},
    "users.info": {"users:read"},
    "users.lookupByEmail": {"users:read.email"},
    "views.open": set(),
    "views.publish": set(),
}
"""https://docs.slack.dev/reference/methods says for each method which scope a bot needs."""

TELLS: dict[str, set[str]] = {
    "app_home_opened": set(),
    "app_uninstalled": set(),
    "channel_rename": {"channels:read"},
    "group_rename": {"groups:read"},
    "member_joined_channel": CHANNELS,
    "member_left_channel": CHANNELS,
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "reaction_added": {"reactions:read"},
    "reaction_removed": {"reactions:read"},
    "subteam_members_changed": {"usergroups:read"},
    "subteam_updated": {"usergroups:read"},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}
"""https://docs.slack.dev/reference/events says it for each event."""

BESIDES = {
    "chat:write.customize": ("slack/outbound.py", "username="),
    "users:read.email": ("slack/directory.py", 'profile.get("email")'),
    "commands": ("slack/manifest.py", '"slash_commands"'),
}
"""Scopes that no method or event needs, but what is asked with them: where that stands."""

ADDRESSES = [None, "https://desk.example.com", "https://desk.example.com/"]


def called(text: str) -> Iterator[str]:
    """Every name of a Web API method in this code: of a family that is known, or what a client is asked to call."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and METHOD.fullmatch(str(node.value)):
            yield str(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS:
            first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
            if re.fullmatch(r"[a-z]+(\.[A-Za-z]+)+", str(first)):
                yield str(first)


def test_a_method_of_a_family_that_nobody_used_is_found_too() -> None:
    assert [*called('self.calls.read("dnd.info", user=user)')] == ["dnd.info"]
    assert [*called('POSTING = "chat.postMessage"')] == ["chat.postMessage"]


def test_every_method_called_is_known_here_and_the_other_way_round() -> None:
    files = [file for file in HELPDESK.rglob("*.py") if not {"sandbox", "store", "zendesk"}.intersection(file.parts)]
    assert {method for file in files for method in called(file.read_text())} == set(NEEDS)


def test_every_event_subscribed_is_understood_and_the_other_way_round() -> None:
    assert set(EVENTS) == set(TELLS)
    kinds = {"message" if event.startswith("message.") else event for event in EVENTS}
    assert kinds - {"app_uninstalled", "tokens_revoked"} == set(_READERS)


def test_no_scope_is_missing_and_none_is_unused() -> None:
    used = set().union(*NEEDS.values(), *TELLS.values(), BESIDES)
    assert set(SCOPES) == used
    assert list(SCOPES) == sorted(SCOPES)


@pytest.mark.parametrize("scope", sorted(BESIDES))
def test_a_scope_beside_methods_and_events_is_used_as_well(scope: str) -> None:
    file, words = BESIDES[scope]
    assert words in (HELPDESK / file).read_text()


class Part(BaseModel):
    """Slack's schema takes no unknown key (https://github.com/slackapi/manifest-schema, version 2.0.0)."""

    model_config = ConfigDict(extra="forbid", strict=True)


Url = Annotated[str, Field(pattern="^https?://", max_length=3000)]
Named = Annotated[list[Annotated[str, Field(max_length=50)]], Field(max_length=100)]


class Display(Part):
    name: str = Field(min_length=1, max_length=35)
    description: str = Field(min_length=1, max_length=140)


class BotUser(Part):
    display_name: str = Field(min_length=1, max_length=80)
    always_online: bool


class Shortcut(Part):
    name: str = Field(min_length=1, max_length=24)
    type: Literal["message", "global"]
    callback_id: str = Field(min_length=1, max_length=255)
    description: str = Field(min_length=1, max_length=150)


class SlashCommand(Part):
    command: str = Field(pattern="^/", min_length=2, max_length=32)
    url: Url | None = None
    description: str = Field(min_length=1, max_length=2000)
    usage_hint: str = Field(min_length=1, max_length=1000)
    should_escape: bool


class AppHome(Part):
    home_tab_enabled: bool
    messages_tab_enabled: bool
    messages_tab_read_only_enabled: bool


class Features(Part):
    app_home: AppHome
    bot_user: BotUser
    shortcuts: list[Shortcut] = Field(min_length=1, max_length=10)
    slash_commands: list[SlashCommand] = Field(min_length=1, max_length=50)


class Scopes(Part):
    bot: Named


class OAuth(Part):
    scopes: Scopes


class Subscriptions(Part):
    request_url: Url | None = None
    bot_events: Named


class Interactivity(Part):
    is_enabled: bool
    request_url: Url | None = None
    message_menu_options_url: Url | None = None


class AppSettings(Part):
    event_subscriptions: Subscriptions
    interactivity: Interactivity
    org_deploy_enabled: bool
    socket_mode_enabled: bool
    token_rotation_enabled: bool


class Manifest(Part):
    display_information: Display
    features: Features
    oauth_config: OAuth
    settings: AppSettings


@pytest.mark.parametrize("address", ADDRESSES)
def test_slack_takes_the_manifest(address: str | None) -> None:
    taken = Manifest.model_validate_json(json.dumps(manifest(address)))
    assert len(set(taken.settings.event_subscriptions.bot_events)) == len(EVENTS)


@pytest.mark.parametrize("address", ADDRESSES)
def test_over_http_every_part_has_its_address_and_in_socket_mode_none(address: str | None) -> None:
    taken = Manifest.model_validate(manifest(address))
    (command,), settings = taken.features.slash_commands, taken.settings
    urls = [command.url, settings.event_subscriptions.request_url, settings.interactivity.request_url]
    urls.append(settings.interactivity.message_menu_options_url)
    routes = ["/slack/commands", "/slack/events", "/slack/interactivity", "/slack/interactivity"]
    assert urls == [f"https://desk.example.com{route}" if address else None for route in routes]
    assert settings.socket_mode_enabled is (address is None)


def test_the_command_prints_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(app, ["manifest", "--url", "https://desk.example.com"])
    assert (said.exit_code, json.loads(said.stdout)) == (0, manifest("https://desk.example.com"))
