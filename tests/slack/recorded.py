"""Events API payloads in the shapes Slack sends them, with data of our own."""

import json
from typing import Any

from tests.canaries import told

Payload = dict[str, Any]

TEAM, HELP, OTHER = "T0HOUSE", "C0ITHELP", "C0LOUNGE"
ROOT, REPLY, EVENT = "1795000000.000100", "1795000060.000200", "1795000090.000300"
RIO, IRIS, BOT = "U0RIO", "U0IRIS", "U0BOT"
WATCHED = {HELP: frozenset({"eyes", "wrench", "white_check_mark", "+1", "party-printer"})}


def envelope(event: Payload, **more: Any) -> Payload:
    """The outer body: https://docs.slack.dev/apis/events-api ."""
    authorization = {
        "enterprise_id": None,
        "team_id": TEAM,
        "user_id": BOT,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": "long-retired",
        "team_id": TEAM,
        "context_team_id": TEAM,
        "context_enterprise_id": None,
        "api_app_id": "A0HELPDESK",
        "event": event,
        "type": "event_callback",
        "event_id": "Ev0ONE",
        "event_time": 1795000090,
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": "4-eyJldCI6",
        **more,
    }


def body(event: Payload, **more: Any) -> bytes:
    return json.dumps(envelope(event, **more)).encode()


def _rich(text: str) -> list[Payload]:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return [{"type": "rich_text", "block_id": "bN8", "elements": [section]}]


def _here(ts: str = EVENT) -> Payload:
    return {"channel": HELP, "event_ts": ts, "channel_type": "channel"}


def message(text: Any = "The printer is on fire", ts: Any = ROOT, **more: Any) -> Payload:
    """Plain, as a person writes it."""
    told(text)
    return {
        "client_msg_id": "968c94da-c271-4f2a-8ec9-12a9985e5df4",
        "type": "message",
        "text": text,
        "user": RIO,
        "ts": ts,
        "team": TEAM,
        "blocks": _rich(text),
        **_here(ts),
        **more,
    }


def reply(**more: Any) -> Payload:
    return message("Same here", REPLY, thread_ts=ROOT, parent_user_id=RIO, **more)


def broadcast() -> Payload:
    root = {**stored(), "thread_ts": ROOT, "reply_count": 17, "reply_users": [RIO], "is_locked": False}
    return reply(subtype="thread_broadcast", root=root)


def by_app(**more: Any) -> Payload:
    """A modern app: no subtype, a user, a bot_id."""
    profile = {"id": "B0OTHER", "deleted": False, "name": "other-app", "app_id": "A0OTHER", "icons": {}}
    return {
        "bot_id": "B0OTHER",
        "type": "message",
        "text": "Build 12 failed",
        "user": "U0OTHERBOT",
        "ts": ROOT,
        "team": TEAM,
        "bot_profile": profile,
        **_here(),
        **more,
    }


def by_webhook(**more: Any) -> Payload:
    """A classic webhook: no user."""
    return {
        "type": "message",
        "subtype": "bot_message",
        "text": "Disk is full",
        "ts": ROOT,
        "username": "monitor",
        "bot_id": "B0HOOK",
        **_here(),
        **more,
    }


def with_file(**more: Any) -> Payload:
    file = {
        "id": "F0SHOT",
        "created": 1795000000,
        "name": "screen.png",
        "title": "screen",
        "mimetype": "image/png",
        "user": RIO,
        "size": 1234,
        "mode": "hosted",
        "url_private": "https://files.slack.com/files-pri/T0HOUSE-F0SHOT/screen.png",
    }
    return message(subtype="file_share", upload=False, display_as_bot=False, files=[file], **more)


def stored(text: str = "The printer is on fire", ts: str = ROOT, **more: Any) -> Payload:
    """A message inside an event."""
    told(text)
    return {"type": "message", "text": text, "user": RIO, "ts": ts, "team": TEAM, "blocks": _rich(text), **more}


def changed(after: Payload, before: Payload) -> Payload:
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": {**after, "source_team": TEAM, "user_team": TEAM},
        "previous_message": before,
        "hidden": True,
        "ts": EVENT,
        **_here(),
    }


def edited() -> Payload:
    return changed(stored("The scanner is on fire", edited={"user": RIO, "ts": "1795000090.000000"}), stored())


def unfurled() -> Payload:
    return changed(stored(attachments=[{"id": 1, "title": "A page", "from_url": "https://www.example.com/"}]), stored())


def tombstone() -> Payload:
    """A deleted root that has replies."""
    text = "This message was deleted."
    grave = stored(text, subtype="tombstone", user="USLACKBOT", hidden=True, thread_ts=ROOT, reply_count=1)
    return changed(grave, stored(thread_ts=ROOT, reply_count=1))


def deleted(before: Payload | None = None) -> Payload:
    gone = before or stored()
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": gone,
        "hidden": True,
        "deleted_ts": gone["ts"],
        "ts": EVENT,
        **_here(),
    }


def reaction(kind: str = "reaction_added", emoji: str = "eyes", channel: str = HELP, **more: Any) -> Payload:
    return {
        "type": kind,
        "user": IRIS,
        "reaction": emoji,
        "item_user": RIO,
        "item": {"type": "message", "channel": channel, "ts": ROOT},
        "event_ts": EVENT,
        **more,
    }


def mention() -> Payload:
    return {**message(f"<@{BOT}> hello"), "type": "app_mention"}


GROUP_MEMBERS: Payload = {
    "type": "subteam_members_changed",
    "subteam_id": "S0ITTEAM",
    "team_id": TEAM,
    "date_previous_update": 1794000000,
    "date_update": 1795000000,
    "added_users": [IRIS],
    "added_users_count": 1,
    "removed_users": [],
    "removed_users_count": 0,
    "event_ts": EVENT,
}
GROUP_UPDATED: Payload = {
    "type": "subteam_updated",
    "subteam": {"id": "S0ITTEAM", "team_id": TEAM, "is_usergroup": True, "users": [IRIS], "user_count": 1},
    "event_ts": EVENT,
}
JOINED: Payload = {
    "type": "member_joined_channel",
    "user": IRIS,
    "channel": "C0ITAGENTS",
    "channel_type": "C",
    "team": TEAM,
    "inviter": RIO,
    "event_ts": EVENT,
}
USER_CHANGED: Payload = {
    "type": "user_change",
    "user": {"id": RIO, "team_id": TEAM, "name": "rio", "profile": {"email": "rio@example.com"}},
    "cache_ts": 1795000000,
    "event_ts": EVENT,
}
RENAMED: Payload = {
    "type": "channel_rename",
    "channel": {"id": HELP, "is_channel": True, "name": "it-help-2", "created": 1360782804},
    "event_ts": EVENT,
}
NOT_OURS: dict[str, Payload] = {
    "app_mention": mention(),
    "channel_archive": {"type": "channel_archive", "channel": OTHER, "user": RIO, "is_moved": 0, "event_ts": EVENT},
    "channel_id_changed": {"type": "channel_id_changed", "old_channel_id": "G0OLD", "new_channel_id": "C0NEW"},
    "file_shared": {"type": "file_shared", "channel_id": HELP, "file_id": "F0SHOT", "user_id": RIO},
    "tokens_revoked": {"type": "tokens_revoked", "tokens": {"oauth": [RIO], "bot": [BOT]}},
    "app_uninstalled": {"type": "app_uninstalled"},
    "a kind of tomorrow": {"type": "hologram_projected", "beams": [1, {"a": None}]},
}
"""Kinds that need nothing done."""
