"""The files.* methods: the three steps of an upload, and what is known of a file. The bytes travel in `file_routes`."""

import asyncio
import mimetypes
import secrets
import time

from helpdesk.sandbox.slack import messages
from helpdesk.sandbox.slack.access import message_at, writable_channel
from helpdesk.sandbox.slack.method import Arguments, Method, SlackError, Tier
from helpdesk.sandbox.slack.records import Channel, File, Message, Payload
from helpdesk.sandbox.slack.shapes import file_shape
from helpdesk.sandbox.slack.workspace import Workspace, new_id

SHARING_SECONDS = 0.02
"""How long after the answer of files.completeUploadExternal the message appears: at Slack, too, later."""


def get_upload_url(workspace: Workspace, args: Arguments) -> Payload:
    name, length = args.required("filename"), args.required("length")
    if not length.isdecimal() or int(length) == 0:
        raise SlackError("invalid_arguments", ("[ERROR] must be an integer [json-pointer:/length]",))
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(
        new_id("F"), name, name, kind, workspace.bot, int(time.time()), length=int(length), alt=args.text("alt_txt")
    )
    workspace.files[file.id] = file
    ticket = secrets.token_urlsafe(24)
    workspace.uploads[ticket] = file.id
    return {"ok": True, "upload_url": f"{workspace.url}upload/v1/{ticket}", "file_id": file.id}


def complete_upload(workspace: Workspace, args: Arguments) -> Payload:
    """Shares the files in one message per channel, a moment after the answer; the answer knows no message ts."""
    listed = args.structure("files", "invalid_arguments")
    if not isinstance(listed, list) or not listed:
        raise SlackError("invalid_arguments", ("[ERROR] missing required field: files",))
    files = [_uploaded(workspace, each) for each in listed]
    names = [args.text("channel_id"), *args.text("channels").split(",")]
    channels = [writable_channel(workspace, Arguments({"channel": name})) for name in names if name]
    thread_ts = args.text("thread_ts")
    if thread_ts:
        for channel in channels:
            message_at(channel, thread_ts, "thread_not_found")
    for channel in channels:
        message = Message(
            user=workspace.bot,
            bot_id=workspace.app.bot_id,
            text=args.text("initial_comment"),
            subtype="file_share",
            thread_ts=thread_ts or None,
            files=[file.id for file in files],
        )
        workspace.sharing += 1
        asyncio.get_running_loop().call_later(SHARING_SECONDS, _share, workspace, channel, message)
    # scanning goes on after the answer: no kind, no shares yet
    shapes = [{**file_shape(workspace, file), "mimetype": "", "filetype": "", "shares": {}} for file in files]
    return {"ok": True, "files": [{**each, "channels": []} for each in shapes]}


def _share(workspace: Workspace, channel: Channel, message: Message) -> None:
    try:
        messages.post(workspace, channel, message)
    finally:
        workspace.sharing -= 1  # only now, so that nobody sees nothing on its way in between


def _uploaded(workspace: Workspace, listed: object) -> File:
    file = workspace.files.get(str(listed.get("id"))) if isinstance(listed, dict) else None
    if file is None or file.content is None or file.user != workspace.bot:
        raise SlackError("file_not_found")
    if isinstance(listed, dict) and listed.get("title"):
        file.title = str(listed["title"])
    return file


def info(workspace: Workspace, args: Arguments) -> Payload:
    file = workspace.files.get(args.required("file"))
    if file is None:
        raise SlackError("file_not_found")
    shares: Payload = {"public": {}, "private": {}}
    for channel_id, stamps in file.shares.items():
        kind = "private" if workspace.channels[channel_id].is_private else "public"
        shares[kind][channel_id] = [{"ts": ts, "team_id": workspace.team_id} for ts in stamps]
    shape = {**file_shape(workspace, file), "shares": {kind: places for kind, places in shares.items() if places}}
    empty = {"comments": [], "response_metadata": {"next_cursor": ""}}
    return {"ok": True, "file": {**shape, "channels": list(file.shares)}, **empty}


def delete(workspace: Workspace, args: Arguments) -> Payload:
    """An app deletes its own files. Messages that showed nothing else go with them.

    https://docs.slack.dev/reference/methods/files.delete
    """
    file = workspace.files.get(args.required("file"))
    if file is None:
        raise SlackError("file_not_found")
    if file.user != workspace.bot:
        raise SlackError("cant_delete_file")
    del workspace.files[file.id]
    for channel_id, stamps in file.shares.items():
        channel = workspace.channels[channel_id]
        for ts in stamps:
            message = channel.messages.get(ts)
            if message is not None:
                message.files = [id_ for id_ in message.files if id_ != file.id]
                if not message.files and not message.text:
                    messages.delete(workspace, channel, message)
    return {"ok": True}


METHODS = {
    "files.getUploadURLExternal": Method(get_upload_url, Tier.FOUR),
    "files.completeUploadExternal": Method(complete_upload, Tier.FOUR, json=True),
    "files.delete": Method(delete, Tier.THREE, json=True),
    "files.info": Method(info, Tier.FOUR),
}
