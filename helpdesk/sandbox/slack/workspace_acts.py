"""Comings and goings, names, groups, and what happens to the installed app."""

import secrets
import time
from typing import Any

from helpdesk.sandbox.slack import membership
from helpdesk.sandbox.slack.acting import ActError, Acting, at_home
from helpdesk.sandbox.slack.parcel import VERIFICATION_TOKEN, Parcel
from helpdesk.sandbox.slack.records import Channel
from helpdesk.sandbox.slack.socket_mode import Reason
from helpdesk.sandbox.slack.workspace import new_id

Result = dict[str, Any]


class WorkspaceActs(Acting):
    """What people do to the workspace itself. The bot's id counts as a person for joining and leaving."""

    def _channel(self, channel: str) -> Channel:
        found = self.workspace.channels.get(channel)
        if found is None:
            raise ActError(f"There is no channel {channel}.")
        return found

    @at_home
    async def create_channel(self, *, user: str, name: str, private: bool = False) -> Result:
        """Make a channel with this person as its only member. Returns its id as `channel`."""
        self.person(user)
        if self.workspace.channel_named(name) is not None:
            raise ActError(f"There is a channel #{name} already.")
        channel = Channel(new_id("C"), name, [user], int(time.time()), user, is_private=private)
        self.workspace.channels[channel.id] = channel
        self.workspace.changed()
        return {"channel": channel.id}

    @at_home
    async def join(self, *, user: str, channel: str, inviter: str | None = None) -> Result:
        """Join a channel; a private one only by an `inviter` who is in it. The bot is invited the same way."""
        self.person(user)
        place = self._channel(channel)
        if user in place.members:
            raise ActError(f"{self.person(user).real_name} is in #{place.name} already.")
        if (place.is_private or user == self.workspace.bot) and inviter not in place.members:
            raise ActError(f"Somebody in #{place.name} has to invite {self.person(user).real_name}.")
        membership.join(self.workspace, place, user, inviter)
        return {}

    @at_home
    async def leave(self, *, user: str, channel: str, remover: str | None = None) -> Result:
        """Leave a channel, or be removed from it."""
        place = self._channel(channel)
        if user not in place.members:
            raise ActError(f"{self.person(user).real_name} is not in #{place.name}.")
        membership.leave(self.workspace, place, user, remover)
        return {}

    @at_home
    async def set_group(self, *, group: str, members: list[str]) -> Result:
        """Give a user group exactly these members."""
        found = self.workspace.groups.get(group)
        if found is None:
            raise ActError(f"There is no user group {group}.")
        for each in members:
            self.person(each)
        membership.set_group(self.workspace, found, members)
        return {}

    @at_home
    async def rename(self, *, user: str, channel: str, name: str) -> Result:
        """Give a channel another name."""
        place = self.own_channel(user, channel)
        if self.workspace.channel_named(name) is not None:
            raise ActError(f"There is a channel #{name} already.")
        membership.rename(self.workspace, place, user, name)
        return {}

    @at_home
    async def archive(self, *, user: str, channel: str) -> Result:
        """Archive a channel."""
        membership.archive(self.workspace, self.own_channel(user, channel), user)
        return {}

    @at_home
    async def unarchive(self, *, user: str, channel: str) -> Result:
        """Bring an archived channel back."""
        place = self._channel(channel)
        if not place.is_archived:
            raise ActError(f"#{place.name} is not archived.")
        membership.unarchive(self.workspace, place, user)
        return {}

    @at_home
    async def change_person(
        self, *, user: str, real_name: str | None = None, email: str | None = None, locale: str | None = None
    ) -> Result:
        """Change a profile."""
        changes = {"real_name": real_name, "email": email, "locale": locale}
        given = {name: value for name, value in changes.items() if value is not None}
        membership.change_person(self.workspace, self.person(user), given)
        return {}

    @at_home
    async def uninstall(self) -> Result:
        """Remove the app: the two events, in no promised order, then its tokens are dead."""
        self.workspace.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.workspace.bot]}})
        self.workspace.tell({"type": "app_uninstalled"})
        self.workspace.installed = False
        self.workspace.changed()
        return {}

    @at_home
    async def install(self) -> Result:
        """Install the app again, with the same tokens and memberships."""
        self.workspace.installed = True
        self.workspace.changed()
        return {}

    @at_home
    async def rate_limit(self) -> Result:
        """Tell the app, once, that this minute had too many events."""
        body = {
            "token": VERIFICATION_TOKEN,
            "type": "app_rate_limited",
            "team_id": self.workspace.team_id,
            "minute_rate_limited": int(time.time()) // 60 * 60,
            "api_app_id": self.workspace.app.app_id,
        }
        self.deliveries.send(Parcel("events", "app_rate_limited", new_id("I"), body))
        return {}

    @at_home
    async def verify_url(self) -> Result:
        """Check the app's events address with a challenge, as Slack does when the address is entered."""
        challenge = secrets.token_urlsafe(24)
        if not await self.deliveries.request_urls.verify(challenge, self.deliveries.ack_seconds):
            raise ActError("The events address did not answer with the challenge.")
        return {}

    @at_home
    async def disconnect_sockets(self, *, reason: Reason = "refresh_requested", after_seconds: float = 1.0) -> Result:
        """Ask the app's sockets to reconnect, as Slack does every few hours. Returns how many `sockets` were told."""
        return {"sockets": await self.deliveries.socket_mode.disconnect(reason, after_seconds)}

    @at_home
    async def cut_sockets(self) -> Result:
        """Close the app's sockets without a word. Returns how many `sockets` that were."""
        return {"sockets": await self.deliveries.socket_mode.cut()}
