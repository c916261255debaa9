"""Joining, leaving, renaming, archiving, user groups, profiles. Each changes the workspace and tells the app."""

import time

from helpdesk.sandbox.slack.messages import post
from helpdesk.sandbox.slack.records import Channel, Group, Message, Payload, Person
from helpdesk.sandbox.slack.shapes import user_shape
from helpdesk.sandbox.slack.workspace import Workspace


def join(workspace: Workspace, channel: Channel, user: str, inviter: str | None = None) -> None:
    """Become a member: the event, and the "has joined" message in the channel."""
    channel.members.append(user)
    event: Payload = {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": workspace.team_id,
        "event_ts": workspace.ts(),
    }
    extra = {"inviter": inviter} if inviter else {}
    workspace.tell(event | extra, channel)
    notice = Message(user=user, text=f"<@{user}> has joined the channel", subtype="channel_join", extra=extra)
    post(workspace, channel, notice)


def leave(workspace: Workspace, channel: Channel, user: str, remover: str | None = None) -> None:
    """Stop being a member. When it is the bot, `channel_left` or `group_left` is the last it hears of this channel."""
    notice = Message(user=user, text=f"<@{user}> has left the channel", subtype="channel_leave")
    post(workspace, channel, notice)
    event = {
        "type": "member_left_channel",
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": workspace.team_id,
        "event_ts": workspace.ts(),
    }
    workspace.tell(event, channel)
    if user == workspace.bot:
        kind = "group_left" if channel.is_private else "channel_left"
        left = {"type": kind, "channel": channel.id, "actor_id": remover or user, "event_ts": workspace.ts()}
        workspace.tell(left, channel)
    channel.members.remove(user)
    workspace.changed()


def rename(workspace: Workspace, channel: Channel, user: str, name: str) -> None:
    """Give the channel another name: the event, and the "has renamed" message."""
    old, channel.name = channel.name, name
    event = {
        "type": "group_rename" if channel.is_private else "channel_rename",
        "channel": {
            "id": channel.id,
            "is_channel": not channel.is_private,
            "is_mpim": False,
            "name": name,
            "name_normalized": name,
            "created": channel.created,
        },
        "event_ts": workspace.ts(),
    }
    workspace.tell(event, channel)
    text = f'has renamed the channel from "{old}" to "{name}"'
    post(
        workspace,
        channel,
        Message(user=user, text=text, subtype="channel_name", extra={"old_name": old, "name": name}),
    )


def archive(workspace: Workspace, channel: Channel, user: str) -> None:
    """Close the channel for good: the message, then the event."""
    post(workspace, channel, Message(user=user, text="archived the channel", subtype="channel_archive"))
    channel.is_archived = True
    kind = "group_archive" if channel.is_private else "channel_archive"
    event = {"type": kind, "channel": channel.id, "user": user, "is_moved": 0, "event_ts": workspace.ts()}
    workspace.tell(event, channel)


def unarchive(workspace: Workspace, channel: Channel, user: str) -> None:
    """Open the channel again."""
    channel.is_archived = False
    kind = "group_unarchive" if channel.is_private else "channel_unarchive"
    workspace.tell({"type": kind, "channel": channel.id, "user": user, "event_ts": workspace.ts()}, channel)


def set_group(workspace: Workspace, group: Group, members: list[str]) -> None:
    """Give a user group other members; told as a difference."""
    added = [each for each in members if each not in group.members]
    removed = [each for each in group.members if each not in members]
    previous, group.updated, group.members = group.updated, int(time.time()), list(members)
    event = {
        "type": "subteam_members_changed",
        "subteam_id": group.id,
        "team_id": workspace.team_id,
        "date_previous_update": previous,
        "date_update": group.updated,
        "added_users": added,
        "added_users_count": len(added),
        "removed_users": removed,
        "removed_users_count": len(removed),
        "event_ts": workspace.ts(),
    }
    workspace.tell(event)


def change_person(workspace: Workspace, person: Person, changes: dict[str, str]) -> None:
    """Change a name or an e-mail address."""
    for name, value in changes.items():
        setattr(person, name, value)
    person.updated = int(time.time())
    event = {
        "type": "user_change",
        "user": user_shape(workspace, person),
        "cache_ts": person.updated,
        "event_ts": workspace.ts(),
    }
    workspace.tell(event)
