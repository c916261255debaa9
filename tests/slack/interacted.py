"""Interaction payloads in the shapes Slack sends them, with data of our own."""

import json
from typing import Any

from . import recorded as r

USER = {"id": r.IRIS, "username": "iris", "team_id": r.TEAM, "name": "iris"}
CHANNEL = {"id": r.HELP, "name": "it-help"}
OURS = f"{r.TEAM}:{r.HELP}:{r.ROOT}"
_ROUND = {"token": "long-retired", "user": USER, "is_enterprise_install": False, "enterprise": None}


def shortcut(message: r.Payload | None = None, **more: Any) -> r.Payload:
    """A message shortcut (https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload)."""
    about = message or r.stored()
    return {
        **_ROUND,
        "type": "message_action",
        "action_ts": "1795000100.207593",
        "team": {"id": r.TEAM, "domain": "house"},
        "channel": CHANNEL,
        "callback_id": "create_ticket",
        "trigger_id": "111.222.xxx",
        "response_url": "https://hooks.slack.com/app/T0HOUSE/111/xxx",
        "message_ts": about["ts"],
        "message": about,
        **more,
    }


def button(action_id: str = "state:working", value: Any = OURS, **more: Any) -> r.Payload:
    """A pressed button (https://docs.slack.dev/reference/interaction-payloads/block_actions-payload)."""
    action = {
        "action_id": action_id,
        "block_id": "state",
        "text": {"type": "plain_text", "text": "Working on it", "emoji": True},
        "value": value,
        "type": "button",
        "action_ts": "1795000120.000100",
    }
    return {
        **_ROUND,
        "type": "block_actions",
        "api_app_id": "A0HELPDESK",
        "container": {"type": "message", "message_ts": r.REPLY, "channel_id": r.HELP, "is_ephemeral": False},
        "trigger_id": "111.222.xxx",
        "team": {"id": r.TEAM, "domain": "house"},
        "channel": CHANNEL,
        "message": r.stored("status", r.REPLY, thread_ts=r.ROOT, bot_id="B0HELPDESK"),
        "state": {"values": {}},
        "response_url": "https://hooks.slack.com/actions/T0HOUSE/111/xxx",
        "actions": [action],
        **more,
    }


def form(subject: Any = "Fire", requester: Any = None, metadata: Any = None, **more: Any) -> r.Payload:
    """A sent form (https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload)."""
    values = {
        "subject": {"value": {"type": "plain_text_input", "value": subject}},
        "requester": {"value": {"type": "users_select", "selected_user": requester}},
    }
    view: r.Payload = {
        "id": "V0FORM",
        "team_id": r.TEAM,
        "type": "modal",
        "blocks": [],
        "private_metadata": json.dumps({"place": OURS, "at": 1795000101.5}) if metadata is None else metadata,
        "callback_id": "create_ticket",
        "state": {"values": values},
        "hash": "1795000101.xyz",
        "root_view_id": "V0FORM",
    }
    return {**_ROUND, "type": "view_submission", "team": {"id": r.TEAM}, "view": view, "response_urls": [], **more}


CLOSED: r.Payload = {**form(), "type": "view_closed", "is_cleared": False}
SUGGESTION: r.Payload = {
    **_ROUND,
    "type": "block_suggestion",
    "action_id": "person",
    "block_id": "who",
    "value": "ri",
    "container": {"type": "view", "view_id": "V0FORM"},
    "team": {"id": r.TEAM},
}
GLOBAL: r.Payload = {
    **_ROUND,
    "type": "shortcut",
    "action_ts": "1795000100.207593",
    "team": {"id": r.TEAM},
    "callback_id": "create_ticket",
    "trigger_id": "111.222.xxx",
}
