"""What the bot may see and touch, in the Web API's words of refusal."""

import re

from helpdesk.sandbox.slack.method import Arguments, SlackError
from helpdesk.sandbox.slack.records import Channel, Message, Person
from helpdesk.sandbox.slack.workspace import Workspace

_TS = re.compile(r"\d{1,12}\.\d{1,6}")


def visible_channel(workspace: Workspace, args: Arguments, name: str = "channel") -> Channel:
    """A channel the bot can know of: any public one, and private ones it is a member of. Else `channel_not_found`."""
    channel = workspace.channels.get(args.required(name))
    if channel is None or (channel.is_private and workspace.bot not in channel.members):
        raise SlackError("channel_not_found")
    return channel


def joined_channel(workspace: Workspace, args: Arguments, name: str = "channel") -> Channel:
    """A channel the bot is a member of. Else `channel_not_found` or, for a public one, `not_in_channel`."""
    channel = visible_channel(workspace, args, name)
    if workspace.bot not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def writable_channel(workspace: Workspace, args: Arguments, name: str = "channel") -> Channel:
    """Where the bot may post: a joined channel, by id or `#name`, or a person's id for the direct conversation."""
    given = args.required(name)
    if given in workspace.people and given != workspace.bot:
        return workspace.direct(given)
    named = workspace.channel_named(given) if given not in workspace.channels else None
    channel = joined_channel(workspace, Arguments({name: named.id}) if named else args, name)
    if channel.is_archived:
        raise SlackError("is_archived")
    return channel


def message_at(channel: Channel, ts: str, otherwise: str = "message_not_found") -> Message:
    """The message with this ts. Raises `bad_timestamp` for what is no ts, `otherwise` when there is none."""
    if not _TS.fullmatch(ts):
        raise SlackError("bad_timestamp" if otherwise == "message_not_found" else otherwise)
    message = channel.messages.get(ts)
    if message is None:
        raise SlackError(otherwise)
    return message


def person(workspace: Workspace, user: str) -> Person:
    found = workspace.people.get(user)
    if found is None:
        raise SlackError("user_not_found")
    return found
