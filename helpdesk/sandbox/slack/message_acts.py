"""People writing, editing, deleting, reacting and uploading."""

import base64
import binascii
import mimetypes
import time
from typing import Any

from helpdesk.sandbox.slack import messages
from helpdesk.sandbox.slack.acting import ActError, Acting, at_home
from helpdesk.sandbox.slack.founding import typed_message
from helpdesk.sandbox.slack.records import Channel, File, Message, Payload
from helpdesk.sandbox.slack.typing_in import rich_text, wire_text
from helpdesk.sandbox.slack.workspace import new_id

Result = dict[str, Any]


class MessageActs(Acting):
    """Messages. Channels are given by id, messages by channel and ts."""

    @at_home
    async def post(  # noqa: PLR0913  all that a person decides in writing a message
        self,
        *,
        user: str,
        channel: str,
        text: str = "",
        thread_ts: str | None = None,
        broadcast: bool = False,
        files: list[Payload] | None = None,
    ) -> Result:
        """Write a message; `text` as typed, with `<@U…>` and `<#C…>` for mentions. Returns its `ts`.

        `files` are objects with `name` and `content` (text) or `content_base64`, and perhaps `mimetype`.
        """
        place = self.own_channel(user, channel)
        if not text and not files:
            raise ActError("There is nothing to send.")
        message = typed_message(user, text)
        if thread_ts is not None:
            message.thread_ts = self._root(place, thread_ts).ts
            message.broadcast = broadcast
        if files:
            message.files = [self._store(user, each).id for each in files]
            message.subtype = "file_share"
        messages.post(self.workspace, place, message)
        return {"ts": message.ts, "files": list(message.files)}

    @at_home
    async def upload(
        self,
        *,
        user: str,
        channel: str,
        files: list[Payload],
        text: str = "",
        thread_ts: str | None = None,
    ) -> Result:
        """Share files, perhaps with words; the same as `post` with files."""
        return await self.post(user=user, channel=channel, text=text, thread_ts=thread_ts, files=files)

    def _root(self, channel: Channel, ts: str) -> Message:
        root = self.workspace.root_of(channel, ts)
        if root is None:
            raise ActError(f"There is no message {ts} in #{channel.name}.")
        return root

    def _store(self, user: str, given: Payload) -> File:
        name = str(given.get("name") or "")
        if not name or "/" in name:
            raise ActError("A file needs a name without a slash.")
        try:
            encoded = given.get("content_base64")
            content = base64.b64decode(encoded, validate=True) if encoded else str(given.get("content", "")).encode()
        except binascii.Error as error:
            raise ActError(f"The content of {name} is not base64.") from error
        kind = given.get("mimetype") or mimetypes.guess_type(name)[0] or "application/octet-stream"
        title = str(given.get("title") or name)
        file = File(new_id("F"), name, title, str(kind), user, int(time.time()), content, len(content))
        self.workspace.files[file.id] = file
        return file

    @at_home
    async def edit(self, *, user: str, channel: str, ts: str, text: str) -> Result:
        """Change the words of one's own message."""
        place = self.own_channel(user, channel)
        message = self._own(place, ts, user)
        changes: Payload = {"text": wire_text(text), "blocks": [rich_text(text)]}
        messages.edit(self.workspace, place, message, changes, user)
        return {"ts": ts}

    @at_home
    async def delete(self, *, user: str, channel: str, ts: str) -> Result:
        """Delete one's own message."""
        place = self.own_channel(user, channel)
        messages.delete(self.workspace, place, self._own(place, ts, user))
        return {"ts": ts}

    def _own(self, channel: Channel, ts: str, user: str) -> Message:
        message = self.message(channel, ts)
        if message.user != user:
            raise ActError("Only its author can change a message.")
        return message

    @at_home
    async def react(self, *, user: str, channel: str, ts: str, name: str) -> Result:
        """Add a reaction, by any of the emoji's names."""
        place = self.own_channel(user, channel)
        if not messages.react(self.workspace, place, self.message(place, ts), user, self._emoji(name)):
            raise ActError(f"{self.person(user).real_name} has reacted with :{name}: already.")
        return {"ts": ts}

    @at_home
    async def unreact(self, *, user: str, channel: str, ts: str, name: str) -> Result:
        """Take one's reaction away."""
        place = self.own_channel(user, channel)
        if not messages.unreact(self.workspace, place, self.message(place, ts), user, self._emoji(name)):
            raise ActError(f"{self.person(user).real_name} has not reacted with :{name}:.")
        return {"ts": ts}

    def _emoji(self, name: str) -> str:
        known = self.workspace.emoji_name(name)
        if known is None:
            raise ActError(f"There is no emoji :{name}:.")
        return known

    @at_home
    async def post_webhook(self, *, channel: str, text: str, username: str = "monitor") -> Result:
        """Let another program post through a classic incoming webhook: a message without an author."""
        place = self._any_channel(channel)
        message = Message(user="", text=text, subtype="bot_message", bot_id="B0WEBHOOK1", username=username)
        messages.post(self.workspace, place, message)
        return {"ts": message.ts}

    def _any_channel(self, channel: str) -> Channel:
        place = self.workspace.channels.get(channel)
        if place is None:
            raise ActError(f"There is no channel {channel}.")
        return place

    @at_home
    async def unfurl(self, *, channel: str, ts: str, title: str = "A page") -> Result:
        """Let Slack add the preview of a link: a change that no person made."""
        place = self._any_channel(channel)
        message = self.message(place, ts)
        preview = {"id": 1, "title": title, "fallback": title, "from_url": "https://www.example.com/"}
        messages.edit(self.workspace, place, message, {"attachments": [preview]}, None)
        return {"ts": ts}
