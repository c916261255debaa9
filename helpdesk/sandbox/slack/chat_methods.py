"""The chat.* methods: what the bot says."""

from helpdesk.sandbox.slack import messages
from helpdesk.sandbox.slack.access import message_at, visible_channel, writable_channel
from helpdesk.sandbox.slack.block_rules import broken_rules, completed
from helpdesk.sandbox.slack.method import Arguments, Method, SlackError, Tier
from helpdesk.sandbox.slack.records import Message, Payload
from helpdesk.sandbox.slack.shapes import message_shape, reply_fields
from helpdesk.sandbox.slack.workspace import Workspace

_TEXT_KEPT = 40_000
_TEXT_ON_UPDATE = 4_000
_METADATA_BYTES = 8_000  # Slack has a limit and publishes none
_ATTACHMENTS = 100


def _blocks(args: Arguments) -> list[Payload]:
    blocks = args.structure("blocks", "invalid_blocks_format")
    if blocks is None:
        return []
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    if broken := broken_rules(blocks, at_most=50):
        raise SlackError("invalid_blocks", tuple(broken))
    return completed(blocks)


def _attachments(args: Arguments) -> list[Payload]:
    attachments = args.structure("attachments", "invalid_attachments") or []
    if not isinstance(attachments, list):
        raise SlackError("invalid_attachments")
    if len(attachments) > _ATTACHMENTS:
        raise SlackError("too_many_attachments")
    return [{"id": number, **each} for number, each in enumerate(attachments, start=1)]


def _metadata(args: Arguments) -> Payload | None:
    metadata = args.structure("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not metadata["event_type"]:
        raise SlackError("invalid_metadata_schema")
    if len(str(metadata)) > _METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def _written(workspace: Workspace, args: Arguments) -> Message:
    """The bot's message from the arguments that chat.postMessage and chat.postEphemeral share."""
    text, markdown = args.text("text"), args.text("markdown_text")
    blocks, attachments = _blocks(args), _attachments(args)
    if markdown and (text or blocks):
        raise SlackError("markdown_text_conflict")
    if not (text or markdown or blocks or attachments):
        raise SlackError("no_text")
    return Message(
        user=workspace.bot,
        bot_id=workspace.app.bot_id,
        text=(text or markdown)[:_TEXT_KEPT],
        blocks=blocks,
        attachments=attachments,
        metadata=_metadata(args),
    )


def post_message(workspace: Workspace, args: Arguments) -> Payload:
    channel = writable_channel(workspace, args)
    message = _written(workspace, args)
    # By another name with `chat:write.customize` (https://docs.slack.dev/reference/methods/chat.postMessage#authorship).
    message.username = args.text("username") or None
    if thread_ts := args.text("thread_ts"):
        message.thread_ts = message_at(channel, thread_ts, "thread_not_found").ts
        message.broadcast = args.flag("reply_broadcast")
    messages.post(workspace, channel, message)
    shape = message_shape(workspace, message) | reply_fields(channel, message)
    answer: Payload = {"ok": True, "channel": channel.id, "ts": message.ts, "message": shape}
    if len(args.text("text")) > _TEXT_KEPT:
        answer["warning"] = "message_truncated"
    return answer


def _own_message(workspace: Workspace, args: Arguments, refusal: str) -> tuple[str, Message]:
    channel = writable_channel(workspace, args)
    message = message_at(channel, args.required("ts"))
    if message.bot_id != workspace.app.bot_id or message.is_tombstone:
        raise SlackError(refusal)
    return channel.id, message


def update(workspace: Workspace, args: Arguments) -> Payload:
    """Text without blocks takes the blocks away; metadata that is not given stays.

    https://docs.slack.dev/reference/methods/chat.update
    """
    channel_id, message = _own_message(workspace, args, "cant_update_message")
    text = args.text("text") or args.text("markdown_text")
    if len(text) > _TEXT_ON_UPDATE:
        raise SlackError("msg_too_long")
    blocks, attachments = _blocks(args), args.has("attachments")
    if not (text or blocks or attachments):
        raise SlackError("no_text")
    changes: Payload = {}
    if text or blocks:
        changes = {"text": text, "blocks": blocks}
    if attachments:
        changes["attachments"] = _attachments(args)
    if args.has("metadata"):
        changes["metadata"] = _metadata(args)
    channel = workspace.channels[channel_id]
    messages.edit(workspace, channel, message, changes, None if blocks else workspace.bot)
    shape = message_shape(workspace, message) | reply_fields(channel, message)
    return {"ok": True, "channel": channel_id, "ts": message.ts, "text": message.text, "message": shape}


def delete(workspace: Workspace, args: Arguments) -> Payload:
    channel_id, message = _own_message(workspace, args, "cant_delete_message")
    messages.delete(workspace, workspace.channels[channel_id], message)
    return {"ok": True, "channel": channel_id, "ts": message.ts}


def post_ephemeral(workspace: Workspace, args: Arguments) -> Payload:
    channel, reader = writable_channel(workspace, args), args.required("user")
    if reader not in channel.members:
        raise SlackError("user_not_in_channel")
    message = _written(workspace, args)
    # By another name with `chat:write.customize` (https://docs.slack.dev/reference/methods/chat.postMessage#authorship).
    message.username = args.text("username") or None
    if thread_ts := args.text("thread_ts"):
        message.thread_ts = message_at(channel, thread_ts, "thread_not_found").ts
    messages.whisper(workspace, channel, message, reader)
    return {"ok": True, "message_ts": message.ts}


def get_permalink(workspace: Workspace, args: Arguments) -> Payload:
    channel = visible_channel(workspace, args)
    message = message_at(channel, args.required("message_ts"))
    return {"ok": True, "channel": channel.id, "permalink": workspace.permalink(channel, message)}


METHODS = {
    "chat.postMessage": Method(post_message, Tier.POSTING, json=True),
    "chat.update": Method(update, Tier.THREE, json=True),
    "chat.delete": Method(delete, Tier.THREE, json=True),
    "chat.postEphemeral": Method(post_ephemeral, Tier.FOUR, json=True),
    "chat.getPermalink": Method(get_permalink, Tier.FREE),
}
