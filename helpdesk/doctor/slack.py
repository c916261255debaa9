"""Looks at the Slack app: who it is, what it may, whether it knows the emoji, and how its deliveries come."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any

from helpdesk.config import Config
from helpdesk.doctor.channels import ChannelLook
from helpdesk.doctor.clock import compare
from helpdesk.doctor.findings import Finding, ok, warning, wrong
from helpdesk.doctor.rounds import Check, Round
from helpdesk.doctor.routes import RouteLook, targets
from helpdesk.slack.calls import AdminNeeded, SlackCalls
from helpdesk.slack.emoji import usual_names
from helpdesk.slack.manifest import SCOPES

_COPY_IT = (
    "Copy the Bot User OAuth Token (xoxb-…) from “OAuth & Permissions” of the Slack app to HELPDESK_SLACK_BOT_TOKEN,"
    " and see that this machine reaches HELPDESK_SLACK_API_URL."
)
_AGAIN = "Check again in a minute; if it stays, see what `slack-login` and `slack-scopes` say."
NEEDED_FOR: Mapping[str, str] = {
    "channels:history": "questions in public channels",
    "channels:read": "channels and their members",
    "chat:write": "the status message and answers",
    "chat:write.customize": "comments of Zendesk's agents under their own names",
    "commands": "“Create ticket” and /helpdesk",
    "emoji:read": "custom emoji",
    "files:read": "copying files to Zendesk",
    "files:write": "copying files from Zendesk",
    "groups:history": "questions in private channels",
    "groups:read": "private channels",
    "im:history": "answering in direct messages who is on duty",
    "im:write": "telling people in private that a duty is theirs",
    "reactions:read": "the reactions themselves",
    "reactions:write": "showing a state that was set elsewhere",
    "usergroups:read": "responders by user group",
    "users:read": "people's names",
    "users:read.email": "knowing people again in Zendesk",
}
"""What suffers without each scope."""


@dataclass(frozen=True, slots=True)
class SlackLook:
    """What can be seen with the bot token."""

    calls: SlackCalls
    config: Config
    app_token: str | None
    clock: Callable[[], float] = time.time

    def round(self) -> Round:
        channels, look = self.config.channels, ChannelLook(self.calls)
        agents = dict.fromkeys(channel.agents_channel for channel in channels if channel.agents_channel)
        entries = dict.fromkeys(entry for channel in channels for entry in channel.answering)
        return (
            login_check(self.calls, self.clock),
            *(Check("channel", partial(look.at_channel, channel), _AGAIN) for channel in channels),
            *(Check("agents-channel", partial(look.at_agents_channel, id_), _AGAIN) for id_ in agents),
            *(Check("responders", partial(look.at_responders, entry), _AGAIN) for entry in entries),
            *(Check("routes", partial(RouteLook(look).at_target, *each), _AGAIN) for each in targets(channels).items()),
            Check("emoji", self._emoji, _AGAIN),
            Check("socket-mode", self._socket_mode, _AGAIN),
        )

    def _emoji(self) -> Iterator[Finding]:
        configured = dict.fromkeys(name for channel in self.config.channels for name in channel.reactions)
        unusual = [name for name in configured if name not in usual_names()]
        if not unusual:
            yield ok("emoji", f"{', '.join(configured)}: all are Slack's own.")
            return
        try:
            custom: Mapping[str, Any] = self.calls.read("emoji.list").get("emoji") or {}
        except AdminNeeded:
            yield warning(
                "emoji",
                f"{', '.join(unusual)}: not Slack's own, and custom emoji can't be looked up without emoji:read.",
                "See in Slack that they are custom emoji of this workspace; else correct them in helpdesk.toml.",
            )
            return
        unknown = [name for name in unusual if name not in custom]
        for name in unknown:
            yield _unknown(name, usual_names() | custom.keys())
        if not unknown:
            yield ok("emoji", f"{', '.join(configured)}: all are known in this workspace.")

    def _socket_mode(self) -> Iterator[Finding]:
        # Asking for a connection would be the only proof, and would take deliveries from a helpdesk that runs.
        if self.app_token is None:
            yield ok("socket-mode", "Not used: Slack delivers over HTTP.")
        elif self.app_token.startswith("xapp-"):
            yield ok("socket-mode", "An app-level token is set. It is not tried, so as not to take deliveries away.")
        else:
            yield wrong(
                "socket-mode",
                "HELPDESK_SLACK_APP_TOKEN is no app-level token.",
                "Make one with connections:write under “Basic Information” of the Slack app: it begins with xapp-.",
            )


def login_check(calls: SlackCalls, clock: Callable[[], float] = time.time) -> Check:
    """Who the bot token makes us, and what it may."""

    def look() -> Iterator[Finding]:
        before = clock()
        said, headers = calls.read_with_headers("auth.test")
        after = clock()
        if not said.get("bot_id"):
            yield wrong("slack-login", "HELPDESK_SLACK_BOT_TOKEN is somebody's token, not a bot's.", _COPY_IT)
            return
        yield ok("slack-login", f"The helpdesk is @{said.get('user')} in {said.get('team')} ({said.get('team_id')}).")
        yield _scopes(headers.get("x-oauth-scopes"))
        yield compare("slack-clock", "Slack", headers.get("date", ""), before, after)

    return Check("slack-login", look, _COPY_IT)


def _scopes(granted: str | None) -> Finding:
    if granted is None:
        return warning(
            "slack-scopes",
            "Slack did not tell the app's scopes.",
            "Compare “OAuth & Permissions” of the Slack app with `helpdesk manifest`.",
        )
    missing = [scope for scope in SCOPES if scope not in {name.strip() for name in granted.split(",")}]
    if not missing:
        return ok("slack-scopes", f"All {len(SCOPES)} scopes are granted.")
    told = ", ".join(f"{scope} ({NEEDED_FOR.get(scope, 'used by the helpdesk')})" for scope in missing)
    return wrong(
        "slack-scopes",
        f"The Slack app lacks {told}.",
        "Paste `helpdesk manifest` into the app's “App Manifest”, and install the app again.",
    )


def _unknown(name: str, known: frozenset[str]) -> Finding:
    near = get_close_matches(name, sorted(known), n=1)
    return wrong(
        "emoji",
        f"There is no emoji {name} in this workspace{f': is {near[0]} meant?' if near else '.'}",
        "Correct the name under [channels.reactions] in helpdesk.toml, or add the emoji to the workspace.",
    )
