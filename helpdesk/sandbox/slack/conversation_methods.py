"""The conversations.* methods: what the bot can read of channels, and how it comes into them."""

import re

from helpdesk.sandbox.slack import membership
from helpdesk.sandbox.slack.access import joined_channel, message_at, visible_channel
from helpdesk.sandbox.slack.method import Arguments, Method, SlackError, Tier
from helpdesk.sandbox.slack.paging import cursor_after, page, place_in
from helpdesk.sandbox.slack.records import Channel, Message, Payload
from helpdesk.sandbox.slack.shapes import channel_shape, stored_message
from helpdesk.sandbox.slack.workspace import Workspace

_TIME = re.compile(r"\d{1,12}(\.\d{1,6})?")


def _moment(args: Arguments, name: str) -> str | None:
    """A bound as a ts that compares as text, None when absent. Raises `invalid_ts_oldest` or `invalid_ts_latest`."""
    given = args.text(name)
    if given in {"", "0", "now"}:
        return None
    if not _TIME.fullmatch(given):
        raise SlackError(f"invalid_ts_{name}")
    seconds, _, rest = given.partition(".")
    return f"{seconds:0>10}.{rest:0<6}"


def _between(messages: list[Message], args: Arguments) -> list[Message]:
    oldest, latest, inclusive = _moment(args, "oldest"), _moment(args, "latest"), args.flag("inclusive")

    def wanted(ts: str) -> bool:
        if oldest is not None and (ts < oldest or (ts == oldest and not inclusive)):
            return False
        return latest is None or ts < latest or (ts == latest and inclusive)

    if oldest is None and latest is None:
        return messages
    return [each for each in messages if wanted(each.ts)]


def _answer(workspace: Workspace, channel: Channel, shown: list[Message], more: str, args: Arguments) -> Payload:
    full = args.flag("include_all_metadata")
    answer: Payload = {
        "ok": True,
        "messages": [stored_message(workspace, channel, each, metadata=full) for each in shown],
        "has_more": bool(more),
    }
    if more:
        answer["response_metadata"] = {"next_cursor": more}
    return answer


def history(workspace: Workspace, args: Arguments) -> Payload:
    """Newest first; replies only where they were sent to the channel as well."""
    channel = joined_channel(workspace, args)
    limit, place = args.number("limit", 100, at_most=999), place_in(args)
    top_level = [each for each in channel.messages.values() if each.thread_ts is None or each.broadcast]
    found = [each for each in reversed(_between(top_level, args)) if not place or each.ts < place]
    more = cursor_after(found[limit - 1].ts) if len(found) > limit else ""
    answer = _answer(workspace, channel, found[:limit], more, args)
    return {**answer, "pin_count": 0, "channel_actions_ts": None, "channel_actions_count": 0}


def replies(workspace: Workspace, args: Arguments) -> Payload:
    """The thread, oldest first and led by its root; for a reply's ts only that one message."""
    channel = joined_channel(workspace, args)
    message = message_at(channel, args.required("ts"), "thread_not_found")
    limit, place = args.number("limit", 1000, at_most=1000), place_in(args)
    if message.thread_ts is not None:
        return _answer(workspace, channel, [message], "", args)
    thread = _between([channel.messages[ts] for ts in message.replies], args)
    found = [each for each in (message, *thread) if not place or each.ts > place]
    more = cursor_after(found[limit - 1].ts) if len(found) > limit else ""
    return _answer(workspace, channel, found[:limit], more, args)


def info(workspace: Workspace, args: Arguments) -> Payload:
    channel = visible_channel(workspace, args)
    shape = channel_shape(workspace, channel)
    if args.flag("include_num_members"):
        shape["num_members"] = len(channel.members)
    return {"ok": True, "channel": shape}


def members(workspace: Workspace, args: Arguments) -> Payload:
    channel = visible_channel(workspace, args)
    shown, more = page(channel.members, args, default=100)
    return {"ok": True, "members": shown, "response_metadata": {"next_cursor": more}}


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "private_channel" if channel.is_private else "public_channel"


def list_(workspace: Workspace, args: Arguments) -> Payload:
    kinds = set(args.text("types", "public_channel").replace(" ", "").split(","))
    if not kinds <= {"public_channel", "private_channel", "im", "mpim"}:
        raise SlackError("invalid_types")
    known = [
        each
        for each in workspace.channels.values()
        if _kind(each) in kinds and (not each.is_private or workspace.bot in each.members)
    ]
    if args.flag("exclude_archived"):
        known = [each for each in known if not each.is_archived]
    shown, more = page(known, args, default=100, at_most=999)
    shapes = [channel_shape(workspace, each) | {"num_members": len(each.members)} for each in shown]
    return {"ok": True, "channels": shapes, "response_metadata": {"next_cursor": more}}


def join(workspace: Workspace, args: Arguments) -> Payload:
    channel = visible_channel(workspace, args)
    if channel.is_im or channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if workspace.bot in channel.members:
        answer = {"ok": True, "channel": channel_shape(workspace, channel), "warning": "already_in_channel"}
        return {**answer, "response_metadata": {"warnings": ["already_in_channel"]}}
    membership.join(workspace, channel, workspace.bot)
    return {"ok": True, "channel": channel_shape(workspace, channel)}


def open_(workspace: Workspace, args: Arguments) -> Payload:
    """Opens the direct conversation with one person; conversations with several are not kept here."""
    if args.text("channel"):
        channel = visible_channel(workspace, args)
    else:
        users = [each for each in args.required("users").split(",") if each]
        if len(users) != 1:
            raise SlackError("method_not_supported_for_channel_type")
        if users[0] not in workspace.people or users[0] == workspace.bot:
            raise SlackError("user_not_found")
        if args.flag("prevent_creation") and not workspace.has_direct(users[0]):
            raise SlackError("channel_not_found")
        channel = workspace.direct(users[0])
    shape = channel_shape(workspace, channel) if args.flag("return_im") else {"id": channel.id}
    return {"ok": True, "channel": shape}


METHODS = {
    "conversations.history": Method(history, Tier.THREE, json=True),
    "conversations.replies": Method(replies, Tier.THREE),
    "conversations.info": Method(info, Tier.THREE),
    "conversations.members": Method(members, Tier.FOUR),
    "conversations.list": Method(list_, Tier.TWO),
    "conversations.join": Method(join, Tier.THREE, json=True),
    "conversations.open": Method(open_, Tier.THREE, json=True),
}
