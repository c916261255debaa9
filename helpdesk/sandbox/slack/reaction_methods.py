"""The reactions.* methods and emoji.list: the bot's own marks, and everybody's as they stand."""

from helpdesk.sandbox.slack import messages
from helpdesk.sandbox.slack.access import joined_channel, message_at
from helpdesk.sandbox.slack.method import Arguments, Method, SlackError, Tier
from helpdesk.sandbox.slack.records import Channel, Message, Payload
from helpdesk.sandbox.slack.shapes import message_shape, reactions_shape
from helpdesk.sandbox.slack.workspace import Workspace


def _target(workspace: Workspace, args: Arguments) -> tuple[Channel, Message]:
    if not args.text("channel"):
        raise SlackError("no_item_specified")
    channel = joined_channel(workspace, args)
    return channel, message_at(channel, args.required("timestamp"))


def _mark(workspace: Workspace, args: Arguments) -> tuple[Channel, Message, str]:
    name = workspace.emoji_name(args.required("name"))
    if name is None:
        raise SlackError("invalid_name")
    channel, message = _target(workspace, args)
    if channel.is_archived:
        raise SlackError("is_archived")
    if message.is_tombstone:
        raise SlackError("not_reactable")
    return channel, message, name


def add(workspace: Workspace, args: Arguments) -> Payload:
    channel, message, name = _mark(workspace, args)
    if not messages.react(workspace, channel, message, workspace.bot, name):
        raise SlackError("already_reacted")
    return {"ok": True}


def remove(workspace: Workspace, args: Arguments) -> Payload:
    channel, message, name = _mark(workspace, args)
    if not messages.unreact(workspace, channel, message, workspace.bot, name):
        raise SlackError("no_reaction")
    return {"ok": True}


def get(workspace: Workspace, args: Arguments) -> Payload:
    channel, message = _target(workspace, args)
    shape = message_shape(workspace, message, metadata=False)
    if message.reactions:
        shape["reactions"] = reactions_shape(message)
    shape["permalink"] = workspace.permalink(channel, message)
    return {"ok": True, "type": "message", "channel": channel.id, "message": shape}


def emoji_list(workspace: Workspace, _args: Arguments) -> Payload:
    return {"ok": True, "emoji": dict(workspace.custom_emoji), "cache_ts": str(workspace.started)}


METHODS = {
    "reactions.add": Method(add, Tier.THREE, json=True),
    "reactions.remove": Method(remove, Tier.TWO, json=True),
    "reactions.get": Method(get, Tier.THREE),
    "emoji.list": Method(emoji_list, Tier.TWO),
}
