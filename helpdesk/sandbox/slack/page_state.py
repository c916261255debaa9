"""Everything a page needs to draw the workspace, as one JSON object. It changes nothing."""

from helpdesk.sandbox.slack import views
from helpdesk.sandbox.slack.records import Channel, Message, Payload
from helpdesk.sandbox.slack.shapes import reactions_shape
from helpdesk.sandbox.slack.workspace import Workspace


def page_state(workspace: Workspace) -> Payload:
    """`rev` counts changes; `messages` and `ephemerals` are by channel, `modals` and `homes` by user."""
    return {
        "rev": workspace.rev,
        "team": {"id": workspace.team_id, "name": workspace.seed.team_name, "domain": workspace.seed.domain},
        "app": {**workspace.app.model_dump(), "installed": workspace.installed},
        "bot": workspace.bot,
        "people": [
            {
                "id": each.id,
                "name": each.name,
                "real_name": each.real_name,
                "email": each.email,
                "role": each.role,
                "colour": each.colour,
            }
            for each in workspace.people.values()
        ],
        "groups": [
            {"id": each.id, "handle": each.handle, "name": each.name, "members": each.members}
            for each in workspace.groups.values()
        ],
        "channels": [_channel(each) for each in workspace.channels.values()],
        "messages": {each.id: _roots(workspace, each) for each in workspace.channels.values()},
        "ephemerals": {
            each.id: [_message(workspace, message) for message in each.ephemerals]
            for each in workspace.channels.values()
        },
        "modals": {
            user: [views.shape(workspace, workspace.views[view_id]) for view_id in stack]
            for user, stack in workspace.modals.items()
            if stack
        },
        "homes": {user: views.shape(workspace, workspace.views[view_id]) for user, view_id in workspace.homes.items()},
        "custom_emoji": workspace.custom_emoji,
    }


def _channel(channel: Channel) -> Payload:
    return {
        "id": channel.id,
        "name": channel.name,
        "kind": channel.kind,
        "members": channel.members,
        "is_private": channel.is_private,
        "is_archived": channel.is_archived,
    }


def _roots(workspace: Workspace, channel: Channel) -> list[Payload]:
    """Roots with their replies under `replies`; a broadcast reply stands in both places."""
    shown = []
    for message in channel.messages.values():
        if message.thread_ts is None or message.broadcast:
            drawn = _message(workspace, message)
            drawn["replies"] = [_message(workspace, channel.messages[ts]) for ts in message.replies]
            shown.append(drawn)
    return shown


def _message(workspace: Workspace, message: Message) -> Payload:
    return {
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "user": message.user,
        "is_bot": message.bot_id is not None,
        "username": message.username,
        "text": message.text,
        "blocks": message.blocks,
        "attachments": message.attachments,
        "subtype": message.subtype,
        "broadcast": message.broadcast,
        "edited": message.edited is not None,
        "ephemeral_to": message.ephemeral_to,
        "reactions": reactions_shape(message),
        "metadata": message.metadata,
        "files": [_file(workspace, each) for each in message.files],
    }


def _file(workspace: Workspace, file_id: str) -> Payload:
    file = workspace.files[file_id]
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "size": file.length,
        "url": f"/sandbox/slack/files/{file.id}",
    }
