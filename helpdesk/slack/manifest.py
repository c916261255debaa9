"""The Slack app manifest: exactly the scopes and events this product uses.

https://docs.slack.dev/reference/app-manifest
"""

from typing import Any

from helpdesk.slack.form_names import SHORTCUT

SCOPES = (
    "channels:history",  # questions, threads, reconcile
    "channels:read",  # channel names, members as responders
    "chat:write",  # the status message, private sentences, the question how the help was
    "chat:write.customize",  # an agent's comment by their name and picture
    "commands",  # the shortcut and /helpdesk
    "emoji:read",  # the doctor's look at custom emoji
    "files:read",  # files to Zendesk
    "files:write",  # Zendesk's attachments into the thread
    "groups:history",
    "groups:read",
    "im:history",  # who is on duty, asked in a direct message
    "im:write",  # telling somebody that the duty is theirs
    "reactions:read",  # the marks
    "reactions:write",  # showing a state reached elsewhere
    "usergroups:read",  # responders by group
    "users:read",  # names in the ticket
    "users:read.email",  # who it is in Zendesk
)
EVENTS = (
    "app_home_opened",
    "app_uninstalled",
    "channel_rename",
    "group_rename",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "reaction_removed",
    "subteam_members_changed",
    "subteam_updated",
    "tokens_revoked",
    "user_change",
)


def manifest(address: str | None) -> dict[str, Any]:
    """The manifest for a door at `address` (`https://…`), or for Socket Mode when it is None."""
    settings: dict[str, Any] = {
        "event_subscriptions": {"bot_events": list(EVENTS)},
        "interactivity": {"is_enabled": True},
        "org_deploy_enabled": False,
        "socket_mode_enabled": address is None,
        "token_rotation_enabled": False,
    }
    command: dict[str, Any] = {
        "command": "/helpdesk",
        "description": "Your questions and the open ones, what became of one, and all that a reaction does",
        "usage_hint": "help, mine, open, unseen, take IT-42, resolve IT-42, why IT-42, ticket IT-42,"
        " move IT-42 #channel, status, duty",
        "should_escape": True,
    }
    if address is not None:
        base = address.rstrip("/")
        settings["event_subscriptions"]["request_url"] = f"{base}/slack/events"
        settings["interactivity"]["request_url"] = f"{base}/slack/interactivity"
        settings["interactivity"]["message_menu_options_url"] = f"{base}/slack/interactivity"  # what people search for
        command["url"] = f"{base}/slack/commands"
    shortcut = {
        "name": "Create ticket",
        "type": "message",
        "callback_id": SHORTCUT,
        "description": "Make a Zendesk ticket of this thread",
    }
    return {
        "display_information": {"name": "Helpdesk", "description": "Reactions set the state of a question"},
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,  # who is on duty is asked there
            },
            "bot_user": {"display_name": "Helpdesk", "always_online": True},
            "shortcuts": [shortcut],
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": settings,
    }
