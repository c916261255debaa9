"""The ground on which acts stand: who may see what, and where the act is carried out."""

import asyncio
import functools
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Concatenate, ParamSpec, TypeVar

from helpdesk.sandbox.slack.delivery import Deliveries
from helpdesk.sandbox.slack.interactions import Interactions, NoAnswerError
from helpdesk.sandbox.slack.records import Channel, Message, Person, View
from helpdesk.sandbox.slack.workspace import Workspace

P = ParamSpec("P")
T = TypeVar("T")
A = TypeVar("A", bound="Acting")


class ActError(Exception):
    """The act was not possible; the text is a sentence for the person."""


class Acting:
    """What acts need. `loop` is set once the workspace is served."""

    def __init__(self, workspace: Workspace, deliveries: Deliveries, interactions: Interactions) -> None:
        self.workspace, self.deliveries, self.interactions = workspace, deliveries, interactions
        self.loop: asyncio.AbstractEventLoop | None = None

    def person(self, user: str) -> Person:
        found = self.workspace.people.get(user)
        if found is None or found.deleted:
            raise ActError(f"There is nobody with the id {user}.")
        return found

    def seen_channel(self, user: str, channel_id: str) -> Channel:
        """A channel this person can see: a public one, or one they are in."""
        self.person(user)
        channel = self.workspace.channels.get(channel_id)
        if channel is None or (channel.is_private and user not in channel.members):
            raise ActError(f"There is no channel {channel_id} for {user}.")
        return channel

    def own_channel(self, user: str, channel_id: str) -> Channel:
        """A channel this person may write in."""
        channel = self.seen_channel(user, channel_id)
        if user not in channel.members:
            raise ActError(f"{self.person(user).real_name} is not in #{channel.name}: join it first.")
        if channel.is_archived:
            raise ActError(f"#{channel.name} is archived.")
        return channel

    def message(self, channel: Channel, ts: str) -> Message:
        found = channel.messages.get(ts)
        if found is None or found.is_tombstone:
            raise ActError(f"There is no message {ts} in #{channel.name}.")
        return found

    def view(self, user: str, view_id: str) -> View:
        found = self.workspace.views.get(view_id)
        if found is None or found.user != user:
            raise ActError(f"{user} has no view {view_id} open.")
        return found


def at_home(
    act: Callable[Concatenate[A, P], Coroutine[Any, Any, T]],
) -> Callable[Concatenate[A, P], Coroutine[Any, Any, T]]:
    """Carry an act out on the loop that serves the workspace, whichever loop awaits it."""

    async def carried(self: A, /, *args: P.args, **kwargs: P.kwargs) -> T:
        async def told() -> T:
            try:
                return await act(self, *args, **kwargs)
            except NoAnswerError as error:
                raise ActError(str(error)) from error

        if self.loop is None or self.loop is asyncio.get_running_loop():
            return await told()
        future: Awaitable[T] = asyncio.wrap_future(asyncio.run_coroutine_threadsafe(told(), self.loop))
        return await future

    functools.update_wrapper(carried, act)
    return carried
