"""How things look in Slack's JSON: messages, users, channels, files, groups, views. Nothing is changed here.

Sources: https://docs.slack.dev/reference/events/message, https://docs.slack.dev/reference/objects
"""

from helpdesk.sandbox.slack.records import SLACKBOT, Channel, File, Group, Message, Payload, Person, View
from helpdesk.sandbox.slack.workspace import Workspace

_LATEST_REPLY_USERS = 5


def message_shape(workspace: Workspace, message: Message, *, metadata: bool = True) -> Payload:
    """A message without its reactions and without what it knows of its thread, as events carry it.

    Without `metadata` only the event type of the metadata is given, as history does unless it is asked for all.
    """
    shape: Payload = {"type": "message", "text": message.text, "ts": message.ts}
    if message.subtype is not None:
        shape["subtype"] = message.subtype
    if message.user:
        shape["user"] = message.user
    if message.client_msg_id:
        shape["client_msg_id"] = message.client_msg_id
    if message.subtype is None or message.files:
        shape["team"] = workspace.team_id
    for name in ("blocks", "attachments", "edited", "username"):
        if getattr(message, name):
            shape[name] = getattr(message, name)
    _add_bot(workspace, message, shape)
    if message.files:
        shape["files"] = [file_shape(workspace, workspace.files[each]) for each in message.files]
        shape["upload"] = False
        shape["display_as_bot"] = False
    if message.metadata is not None:
        known = message.metadata
        shape["metadata"] = known if metadata else {"event_type": known["event_type"]}
    return {**shape, **message.extra}


def _add_bot(workspace: Workspace, message: Message, shape: Payload) -> None:
    if message.bot_id is None:
        return
    shape["bot_id"] = message.bot_id
    if message.bot_id == workspace.app.bot_id:
        shape["app_id"] = workspace.app.app_id
        shape["bot_profile"] = bot_profile(workspace)


def bot_profile(workspace: Workspace) -> Payload:
    return {
        "id": workspace.app.bot_id,
        "app_id": workspace.app.app_id,
        "name": workspace.app.name,
        "deleted": False,
        "updated": workspace.started,
        "icons": {"image_36": f"{workspace.url}avatars/bot.png"},
        "team_id": workspace.team_id,
    }


def reply_fields(channel: Channel, message: Message) -> Payload:
    """`thread_ts` and `parent_user_id`, for replies only."""
    if message.thread_ts is None:
        return {}
    parent = channel.messages.get(message.thread_ts)
    return {"thread_ts": message.thread_ts, "parent_user_id": parent.user if parent else SLACKBOT}


def thread_fields(message: Message) -> Payload:
    """What a root knows of its thread, for roots with replies only."""
    if not message.replies:
        return {}
    return {
        "thread_ts": message.ts,
        "reply_count": len(message.replies),
        "reply_users_count": len(message.reply_users),
        "latest_reply": message.replies[-1],
        "reply_users": message.reply_users[-_LATEST_REPLY_USERS:],
        "is_locked": False,
        "subscribed": False,
    }


def stored_message(workspace: Workspace, channel: Channel, message: Message, *, metadata: bool) -> Payload:
    """A message as conversations.history and conversations.replies give it."""
    shape = message_shape(workspace, message, metadata=metadata)
    if shape.get("subtype") == "file_share":  # events still say so, history does not
        del shape["subtype"]
    shape |= reply_fields(channel, message) | thread_fields(message)
    if message.broadcast and message.thread_ts is not None:
        shape["subtype"] = "thread_broadcast"
        root = channel.messages.get(message.thread_ts)
        if root is not None:
            shape["root"] = message_shape(workspace, root, metadata=False) | thread_fields(root)
    if message.reactions:
        shape["reactions"] = reactions_shape(message)
    return shape


def reactions_shape(message: Message) -> list[Payload]:
    return [{"name": name, "users": list(users), "count": len(users)} for name, users in message.reactions.items()]


def user_shape(workspace: Workspace, person: Person) -> Payload:
    first, _, last = person.real_name.partition(" ")
    profile: Payload = {
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.name,
        "display_name_normalized": person.name,
        "first_name": first,
        "last_name": last,
        "title": "",
        "phone": "",
        "status_text": "",
        "status_emoji": "",
        "team": workspace.team_id,
    }
    is_bot = person.role == "bot"
    if is_bot:
        profile |= {"bot_id": workspace.app.bot_id, "api_app_id": workspace.app.app_id, "always_active": True}
    elif person.email:
        profile["email"] = person.email
    return {
        "id": person.id,
        "team_id": workspace.team_id,
        "name": person.name,
        "deleted": person.deleted,
        "color": person.colour.lstrip("#"),
        "real_name": person.real_name,
        "tz": "Etc/UTC",
        "tz_label": "Coordinated Universal Time",
        "tz_offset": 0,
        "profile": profile,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": is_bot,
        "is_app_user": False,
        "updated": person.updated,
        "is_email_confirmed": not is_bot,
    }


def channel_shape(workspace: Workspace, channel: Channel) -> Payload:
    shape: Payload = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_org_shared": False,
        "context_team_id": workspace.team_id,
        "updated": channel.created * 1000,
    }
    if channel.is_im:
        other = next(each for each in channel.members if each != workspace.bot)
        return {**shape, "user": other, "is_user_deleted": workspace.people[other].deleted, "priority": 0}
    return {
        **shape,
        "name": channel.name,
        "name_normalized": channel.name,
        "creator": channel.creator,
        "is_channel": not channel.is_private,
        "is_group": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_general": channel.name == "general",
        "is_shared": False,
        "is_ext_shared": False,
        "is_pending_ext_shared": False,
        "is_member": workspace.bot in channel.members,
        "unlinked": 0,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


def file_shape(workspace: Workspace, file: File) -> Payload:
    filetype = file.name.rpartition(".")[2].lower() if "." in file.name else "text"
    address = f"{workspace.url}files-pri/{workspace.team_id}-{file.id}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": filetype,
        "pretty_type": filetype.upper(),
        "user": file.user,
        "user_team": workspace.team_id,
        "editable": False,
        "size": file.length,
        "mode": "hosted",
        "is_external": False,
        "external_type": "",
        "is_public": True,
        "public_url_shared": False,
        "display_as_bot": False,
        "username": "",
        "url_private": f"{address}/{file.name}",
        "url_private_download": f"{address}/download/{file.name}",
        "media_display_type": "unknown",
        "permalink": f"{workspace.url}files/{file.user}/{file.id}/{file.name}",
        "has_rich_preview": False,
        "file_access": "visible",
    }


def group_shape(workspace: Workspace, group: Group) -> Payload:
    return {
        "id": group.id,
        "team_id": workspace.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": group.created,
        "date_update": group.updated,
        "date_delete": 0,
        "auto_type": None,
        "auto_provision": False,
        "created_by": SLACKBOT,
        "updated_by": SLACKBOT,
        "deleted_by": None,
        "prefs": {"channels": [], "groups": []},
        "user_count": len(group.members),
    }


def view_shape(workspace: Workspace, view: View, values: Payload) -> Payload:
    """A view as payloads and the answers of views.* carry it; `values` is its `state.values`."""
    body = view.body
    return {
        "id": view.id,
        "team_id": workspace.team_id,
        "type": body["type"],
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "external_id": body.get("external_id", ""),
        "state": {"values": values},
        "hash": view.hash,
        "title": body.get("title"),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "clear_on_close": bool(body.get("clear_on_close")),
        "notify_on_close": bool(body.get("notify_on_close")),
        "submit_disabled": bool(body.get("submit_disabled")),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": workspace.app.app_id,
        "app_installed_team_id": workspace.team_id,
        "bot_id": workspace.app.bot_id,
    }
