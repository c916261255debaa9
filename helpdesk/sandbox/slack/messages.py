"""What can happen to a message: posted, edited, deleted, reacted to. Each changes the workspace and tells the app.

Who may do it is not asked here: the Web API and the people's acts ask, each with its own words of refusal.
"""

from helpdesk.sandbox.slack.records import SLACKBOT, Channel, Message, Payload
from helpdesk.sandbox.slack.shapes import message_shape, reply_fields, thread_fields
from helpdesk.sandbox.slack.workspace import Workspace


def post(workspace: Workspace, channel: Channel, message: Message, at: float | None = None) -> Message:
    """Give the message its ts, put it into the channel and its thread, and tell. `at` back-dates a seeded message."""
    message.ts = workspace.ts(at)
    if message.thread_ts is not None:
        root = workspace.root_of(channel, message.thread_ts)
        if root is not None:
            message.thread_ts = root.ts
            root.replies.append(message.ts)
            _count_author(root, _author(message))
    channel.messages[message.ts] = message
    for file_id in message.files:
        workspace.files[file_id].shares.setdefault(channel.id, []).append(message.ts)
    workspace.tell(_posted(workspace, channel, message), channel)
    _tell_of_files(workspace, channel, message)
    if f"<@{workspace.bot}" in message.text and message.bot_id is None and not channel.is_im:
        workspace.tell(_mention(workspace, channel, message), channel)
    return message


def _author(message: Message) -> str:
    return message.user or message.bot_id or ""


def _count_author(root: Message, author: str) -> None:
    if author in root.reply_users:
        root.reply_users.remove(author)
    root.reply_users.append(author)


def _in_channel(channel: Channel, ts: str) -> Payload:
    return {"channel": channel.id, "event_ts": ts, "channel_type": channel.kind}


def _posted(workspace: Workspace, channel: Channel, message: Message) -> Payload:
    event = message_shape(workspace, message) | reply_fields(channel, message) | _in_channel(channel, message.ts)
    if message.broadcast and message.thread_ts is not None:
        event["subtype"] = "thread_broadcast"
        root = channel.messages.get(message.thread_ts)
        if root is not None:
            event["root"] = message_shape(workspace, root) | thread_fields(root)
    return event


def _mention(workspace: Workspace, channel: Channel, message: Message) -> Payload:
    event = message_shape(workspace, message) | reply_fields(channel, message)
    event.pop("subtype", None)
    return {**event, "type": "app_mention", "channel": channel.id, "event_ts": message.ts}


def _tell_of_files(workspace: Workspace, channel: Channel, message: Message) -> None:
    for file_id in message.files:
        event = {
            "type": "file_shared",
            "channel_id": channel.id,
            "file_id": file_id,
            "user_id": message.user,
            "file": {"id": file_id},
            "event_ts": workspace.ts(),
        }
        workspace.tell(event, channel)


def _with_thread(workspace: Workspace, channel: Channel, message: Message) -> Payload:
    shape = message_shape(workspace, message) | reply_fields(channel, message) | thread_fields(message)
    return {**shape, "source_team": workspace.team_id, "user_team": workspace.team_id}


def edit(workspace: Workspace, channel: Channel, message: Message, changes: Payload, editor: str | None) -> None:
    """Change fields of a message. With an `editor` it counts as edited by them, without one (unfurls) it does not."""
    before = _with_thread(workspace, channel, message)
    ts = workspace.ts()
    for name, value in changes.items():
        setattr(message, name, value)
    if editor is not None:
        message.edited = {"user": editor, "ts": f"{ts.partition('.')[0]}.000000"}
    _tell_changed(workspace, channel, message, before, ts)


def _tell_changed(workspace: Workspace, channel: Channel, message: Message, before: Payload, ts: str) -> None:
    event = {
        "type": "message",
        "subtype": "message_changed",
        "message": _with_thread(workspace, channel, message),
        "previous_message": before,
        "hidden": True,
        "ts": ts,
        **_in_channel(channel, ts),
    }
    workspace.tell(event, channel)


def delete(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Take a message away. A root with replies leaves a tombstone, which Slack tells as a change."""
    before, ts = _with_thread(workspace, channel, message), workspace.ts()
    if message.replies:
        message.subtype, message.text, message.user = "tombstone", "This message was deleted.", SLACKBOT
        message.blocks, message.attachments, message.files, message.reactions = [], [], [], {}
        message.client_msg_id = message.bot_id = message.metadata = message.edited = None
        message.extra = {"hidden": True}
        _tell_changed(workspace, channel, message, before, ts)
        return
    del channel.messages[message.ts]
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": before,
        "hidden": True,
        "deleted_ts": message.ts,
        "ts": ts,
        **_in_channel(channel, ts),
    }
    workspace.tell(event, channel)
    _leave_thread(channel, message)


def _leave_thread(channel: Channel, message: Message) -> None:
    root = channel.messages.get(message.thread_ts) if message.thread_ts else None
    if root is None:
        return
    root.replies.remove(message.ts)
    root.reply_users = list(dict.fromkeys(_author(channel.messages[ts]) for ts in root.replies))
    if root.is_tombstone and not root.replies:
        del channel.messages[root.ts]


def react(workspace: Workspace, channel: Channel, message: Message, user: str, name: str) -> bool:
    """Add a reaction under its one name; False when this person has it there already."""
    users = message.reactions.setdefault(name, [])
    if user in users:
        return False
    users.append(user)
    event = _reaction(channel, message, user, name)
    workspace.tell({"type": "reaction_added", **event, "event_ts": workspace.ts()}, channel)
    return True


def unreact(workspace: Workspace, channel: Channel, message: Message, user: str, name: str) -> bool:
    """Take a reaction away; False when there was none."""
    users = message.reactions.get(name, [])
    if user not in users:
        return False
    users.remove(user)
    if not users:
        del message.reactions[name]
    event = _reaction(channel, message, user, name)
    workspace.tell({"type": "reaction_removed", **event, "event_ts": workspace.ts()}, channel)
    return True


def _reaction(channel: Channel, message: Message, user: str, name: str) -> Payload:
    event: Payload = {"user": user, "reaction": name, "item": {"type": "message", "channel": channel.id}}
    event["item"]["ts"] = message.ts
    if message.user:  # a message by a webhook has no author
        event["item_user"] = message.user
    return event


def whisper(workspace: Workspace, channel: Channel, message: Message, reader: str) -> Message:
    """Show a message to one person only. Nobody else learns of it, not even the app through an event."""
    message.ts, message.ephemeral_to = workspace.ts(), reader
    channel.ephemerals.append(message)
    workspace.changed()
    return message
