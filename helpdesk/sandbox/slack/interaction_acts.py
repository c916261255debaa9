"""People using the app: its shortcut, its buttons, its forms, its command, its home tab."""

import asyncio
from typing import Any, Literal

from helpdesk.sandbox.slack import views
from helpdesk.sandbox.slack.acting import ActError, Acting, at_home
from helpdesk.sandbox.slack.interactions import action_of
from helpdesk.sandbox.slack.records import Channel, Message, Payload, Trigger, View
from helpdesk.sandbox.slack.view_values import elements, missing_or_wrong, value_object

Result = dict[str, Any]


class InteractionActs(Acting):
    """Interactions. Each ends when the app has answered, or after its three seconds with ActError."""

    def _opened(self, trigger: Trigger) -> Result:
        view = self.workspace.views.get(trigger.view_id or "")
        return {"view": views.shape(self.workspace, view) if view is not None else None}

    @at_home
    async def shortcut(
        self, *, user: str, channel: str, ts: str, callback_id: str = "create_ticket", wait_seconds: float = 0.5
    ) -> Result:
        """Use a message shortcut. Returns the `view` that opened, at the latest `wait_seconds` after the answer."""
        place = self.seen_channel(user, channel)
        message = self.message(place, ts)
        if callback_id not in {each.callback_id for each in self.workspace.app.shortcuts}:
            raise ActError(f"There is no shortcut {callback_id}.")
        trigger = await self.interactions.shortcut(user, place, message, callback_id)
        for _ in range(int(wait_seconds / 0.01)):
            if trigger.view_id:
                break
            await asyncio.sleep(0.01)
        return self._opened(trigger)

    @at_home
    async def command(self, *, user: str, channel: str, command: str = "/helpdesk", text: str = "") -> Result:
        """Use a slash command in a channel. What the app answers is among the channel's messages for this person."""
        place = self.own_channel(user, channel)
        if command not in self.workspace.app.commands:
            raise ActError(f"{command} is not a valid command.")
        trigger = await self.interactions.command(user, place, command, text)
        return self._opened(trigger)

    @at_home
    async def press(  # noqa: PLR0913  where the element stands, which it is, and what was chosen
        self,
        *,
        user: str,
        action_id: str,
        channel: str | None = None,
        ts: str | None = None,
        view_id: str | None = None,
        block_id: str | None = None,
        value: Any = None,
        values: dict[str, dict[str, Any]] | None = None,
    ) -> Result:
        """Use a button, select or other element of a message (`channel`, `ts`) or of a view (`view_id`).

        `value` chooses, for elements that take one: an option's value, a user id, a date, or a value object. `values`
        is what stands in the view's fields at that time. Returns the `view` that opened, if one did.
        """
        if view_id is not None:
            view = self.view(user, view_id)
            self._fill_in(view, values or {})
            block, element = self._element(view.body["blocks"], action_id, block_id)
            if element["type"] != "button":
                view.values.setdefault(block["block_id"], {})[action_id] = value_object(element, value)
                self.workspace.changed()
            return self._opened(await self.interactions.press_in_view(view, action_of(block, element, value)))
        place, message = self._shown(user, channel or "", ts or "")
        block, element = self._element(message.blocks, action_id, block_id)
        return self._opened(await self.interactions.press(user, place, message, action_of(block, element, value)))

    def _shown(self, user: str, channel: str, ts: str) -> tuple[Channel, Message]:
        """A message this person sees there, also one that only they see."""
        place = self.seen_channel(user, channel)
        for each in place.ephemerals:
            if each.ts == ts and each.ephemeral_to == user:
                return place, each
        return place, self.message(place, ts)

    def _element(self, blocks: list[Payload], action_id: str, block_id: str | None) -> tuple[Payload, Payload]:
        for block, element in elements(blocks):
            if element["action_id"] == action_id and block_id in {None, block["block_id"]}:
                return block, element
        raise ActError(f"There is nothing to press with the action id {action_id}.")

    def _fill_in(self, view: View, values: dict[str, dict[str, Any]]) -> None:
        known = {(block["block_id"], each["action_id"]): each for block, each in elements(view.body["blocks"])}
        for block_id, given in values.items():
            for action_id, value in given.items():
                element = known.get((block_id, action_id))
                if element is None:
                    raise ActError(f"The form has no field {action_id} in {block_id}.")
                view.values.setdefault(block_id, {})[action_id] = value_object(element, value)

    @at_home
    async def submit(self, *, user: str, view_id: str, values: dict[str, dict[str, Any]] | None = None) -> Result:
        """Send a form; `values` maps block id and action id to value objects, or to plain values.

        Returns `errors` (block id to words; empty when taken) and the `view` that is open afterwards, if any.
        """
        view = self.view(user, view_id)
        self._fill_in(view, values or {})
        errors = missing_or_wrong(view) or await self.interactions.submit(view)
        stack = self.workspace.modals.get(user, [])
        shown = views.shape(self.workspace, self.workspace.views[stack[-1]]) if stack else None
        return {"errors": errors, "view": shown}

    @at_home
    async def close_view(self, *, user: str, view_id: str, all: bool = False) -> Result:  # noqa: A002  the wire's word
        """Close a modal with Cancel, or with `all` the whole stack."""
        await self.interactions.close(self.view(user, view_id), all_of_them=all)
        return {}

    @at_home
    async def suggest(  # noqa: PLR0913  where the field stands, which it is, and what was typed
        self,
        *,
        user: str,
        action_id: str,
        value: str = "",
        view_id: str | None = None,
        channel: str | None = None,
        ts: str | None = None,
        block_id: str | None = None,
    ) -> Result:
        """Type into an external select. Returns its `options`."""
        if view_id is not None:
            view = self.view(user, view_id)
            block, _ = self._element(view.body["blocks"], action_id, block_id)
            where: Payload = {"container": {"type": "view", "view_id": view_id}}
            where["view"] = views.shape(self.workspace, view)
        else:
            place, message = self._shown(user, channel or "", ts or "")
            block, _ = self._element(message.blocks, action_id, block_id)
            where = {"container": {"type": "message", "message_ts": message.ts, "channel_id": place.id}}
            where["channel"] = {"id": place.id, "name": place.name}
        return {"options": await self.interactions.suggest(user, where, block["block_id"], action_id, value)}

    @at_home
    async def open_home(self, *, user: str, tab: Literal["home", "messages"] = "home") -> Result:
        """Look at the app's home tab, or at its messages. Returns the `view` it shows, if the app has published one.

        `channel` is the direct conversation with the app.
        """
        self.person(user)
        direct = self.workspace.direct(user)
        # this event's time has no dot: https://docs.slack.dev/reference/events/app_home_opened
        stamp = self.workspace.ts().replace(".", "")
        event: Payload = {"type": "app_home_opened", "user": user, "channel": direct.id, "event_ts": stamp, "tab": tab}
        home = self.workspace.views.get(self.workspace.homes.get(user, ""))
        if home is not None:
            event["view"] = views.shape(self.workspace, home)
        self.workspace.tell(event)
        return {"view": event.get("view"), "channel": direct.id}
