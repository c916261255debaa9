"""Shortcuts, buttons, forms and commands: the payload Slack sends for each, and what it makes of the app's answer.

https://docs.slack.dev/interactivity/handling-user-interaction
"""

from typing import Any

from helpdesk.sandbox.slack import views
from helpdesk.sandbox.slack.delivery import Deliveries
from helpdesk.sandbox.slack.method import SlackError
from helpdesk.sandbox.slack.parcel import VERIFICATION_TOKEN, Family, Outcome, Parcel
from helpdesk.sandbox.slack.records import Channel, Message, Payload, ResponseUrl, Trigger, View
from helpdesk.sandbox.slack.response_urls import respond
from helpdesk.sandbox.slack.shapes import stored_message
from helpdesk.sandbox.slack.view_values import value_object, values
from helpdesk.sandbox.slack.workspace import Workspace, new_id


class NoAnswerError(Exception):
    """The app gave no good answer; the text is what the person reads."""


class Interactions:
    """What people do with the app. Each asks the app once and waits at most three seconds."""

    def __init__(self, workspace: Workspace, deliveries: Deliveries) -> None:
        self._workspace, self._deliveries = workspace, deliveries

    # -- payloads --------------------------------------------------------------------------------------------------

    def _who(self, user: str, kind: str) -> Payload:
        workspace, person = self._workspace, self._workspace.people[user]
        return {
            "type": kind,
            "team": {"id": workspace.team_id, "domain": workspace.seed.domain},
            "user": {"id": user, "username": person.name, "name": person.name, "team_id": workspace.team_id},
            "api_app_id": workspace.app.app_id,
            "token": VERIFICATION_TOKEN,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    async def _ask(self, family: Family, what: str, payload: Payload) -> Outcome:
        outcome = await self._deliveries.ask(Parcel(family, what, new_id("I"), payload))
        if not outcome.ok:
            name = self._workspace.app.name
            raise NoAnswerError(f"{name} did not answer as it should: {outcome.status.replace('_', ' ')}. Try again.")
        return outcome

    def _response_url(self, user: str, channel: Channel, message: Message | None) -> str:
        thread_ts = message.thread_ts if message is not None and message.ephemeral_to is not None else None
        return self._workspace.new_response_url(ResponseUrl(user, channel.id, message, thread_ts))

    # -- interactions ----------------------------------------------------------------------------------------------

    async def shortcut(self, user: str, channel: Channel, message: Message, callback_id: str) -> Trigger:
        """A message shortcut; the trigger returned knows the modal that was opened with it."""
        workspace, trigger = self._workspace, self._workspace.new_trigger(user)
        payload = {
            **self._who(user, "message_action"),
            "action_ts": workspace.ts(),
            "callback_id": callback_id,
            "trigger_id": trigger.id,
            "channel": {"id": channel.id, "name": _name(channel)},
            "message_ts": message.ts,
            "message": stored_message(workspace, channel, message, metadata=False),
            # a shortcut's response_url posts anew; it has no original to replace
            "response_url": self._workspace.new_response_url(ResponseUrl(user, channel.id)),
        }
        await self._ask("interactivity", "message_action", payload)
        return trigger

    async def press(self, user: str, channel: Channel, message: Message, action: Payload) -> Trigger:
        """An element of a message."""
        workspace, trigger = self._workspace, self._workspace.new_trigger(user)
        is_ephemeral = message.ephemeral_to is not None
        container: Payload = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": is_ephemeral,
        }
        if message.thread_ts or message.replies:
            container["thread_ts"] = message.thread_ts or message.ts
        payload = {
            **self._who(user, "block_actions"),
            "container": container,
            "trigger_id": trigger.id,
            "channel": {"id": channel.id, "name": _name(channel)},
            "state": {"values": values(message.blocks, {})},
            "response_url": self._response_url(user, channel, message),
            "actions": [{**action, "action_ts": workspace.ts()}],
        }
        if not is_ephemeral:
            payload["message"] = stored_message(workspace, channel, message, metadata=False)
        await self._ask("interactivity", "block_actions", payload)
        return trigger

    async def press_in_view(self, view: View, action: Payload) -> Trigger:
        """An element of a modal or of the home tab."""
        trigger = self._workspace.new_trigger(view.user)
        payload = {
            **self._who(view.user, "block_actions"),
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": trigger.id,
            "view": views.shape(self._workspace, view),
            "actions": [{**action, "action_ts": self._workspace.ts()}],
        }
        await self._ask("interactivity", "block_actions", payload)
        return trigger

    async def submit(self, view: View) -> dict[str, str]:
        """Send a form; returns the app's words under its fields, by block id, empty when it was taken."""
        trigger = self._workspace.new_trigger(view.user)
        payload = {
            **self._who(view.user, "view_submission"),
            "trigger_id": trigger.id,
            "view": views.shape(self._workspace, view),
            "response_urls": [],
        }
        outcome = await self._ask("interactivity", "view_submission", payload)
        if view.id not in self._workspace.views:
            return {}  # the app has opened another one in its place meanwhile
        return self._obey(view, outcome.answer)

    def _obey(self, view: View, answer: Payload) -> dict[str, str]:
        try:
            match answer.get("response_action"):
                case None:
                    views.close(self._workspace, view)
                case "clear":
                    views.close(self._workspace, view, all_of_them=True)
                case "errors":
                    return _field_errors(view, answer.get("errors"))
                case "update":
                    views.replace(self._workspace, view, views.checked(answer.get("view"), "modal"))
                case "push":
                    views.push_modal(self._workspace, view.user, views.checked(answer.get("view"), "modal"))
                case other:
                    raise NoAnswerError(f"the app answered with an unknown response_action {other!r}")
        except SlackError as refusal:
            raise NoAnswerError(f"the app's view was refused: {refusal.code} {' '.join(refusal.messages)}") from refusal
        return {}

    async def close(self, view: View, *, all_of_them: bool) -> None:
        """Close a modal without sending it; the app hears of it only where it asked to (`notify_on_close`)."""
        views.close(self._workspace, view, all_of_them=all_of_them)
        if not view.body.get("notify_on_close"):
            return
        payload = {
            **self._who(view.user, "view_closed"),
            "view": views.shape(self._workspace, view),
            "is_cleared": all_of_them,
        }
        await self._ask("interactivity", "view_closed", payload)

    async def suggest(self, user: str, place: Payload, block_id: str, action_id: str, typed: str) -> list[Payload]:
        """Options of an external select for what was typed; groups of options come flat."""
        payload = {
            **self._who(user, "block_suggestion"),
            **place,
            "action_id": action_id,
            "block_id": block_id,
            "value": typed,
        }
        answer = (await self._ask("interactivity", "block_suggestion", payload)).answer
        groups = answer.get("option_groups") or []
        return [*(answer.get("options") or []), *(option for group in groups for option in group["options"])][:100]

    async def command(self, user: str, channel: Channel, command: str, text: str) -> Trigger:
        """A slash command; what the app answers at once is shown like a response_url's message."""
        workspace, trigger = self._workspace, self._workspace.new_trigger(user)
        target = ResponseUrl(user, channel.id)
        fields = {
            "token": VERIFICATION_TOKEN,
            "team_id": workspace.team_id,
            "team_domain": workspace.seed.domain,
            "channel_id": channel.id,
            "channel_name": _name(channel),
            "user_id": user,
            "user_name": workspace.people[user].name,
            "command": command,
            "text": text,
            "api_app_id": workspace.app.app_id,
            "is_enterprise_install": "false",
            "response_url": workspace.new_response_url(target),
            "trigger_id": trigger.id,
        }
        outcome = await self._ask("commands", command, fields)
        if outcome.answer.get("text") or outcome.answer.get("blocks"):
            try:
                respond(workspace, target, outcome.answer)
            except SlackError as refusal:
                raise NoAnswerError(f"the app's answer was refused: {refusal.code}") from refusal
        return trigger


def _name(channel: Channel) -> str:
    """Slack does not give away the names of private places here."""
    return {"group": "privategroup", "im": "directmessage"}.get(channel.kind, channel.name)


def _field_errors(view: View, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise NoAnswerError(f"the app's errors name no input of this form: {errors!r}")
    return {str(block_id): str(words) for block_id, words in errors.items()}


def action_of(block: Payload, element: Payload, value: Any) -> Payload:
    """The `actions` entry for an element that a person used, with `value` where it takes one."""
    kind = element["type"]
    action: Payload = {"action_id": element["action_id"], "block_id": block["block_id"], "type": kind}
    if kind == "button":
        shown: Payload = {name: element[name] for name in ("text", "value", "style", "url") if name in element}
        return {**action, **shown}
    placed = {"placeholder": element["placeholder"]} if "placeholder" in element else {}
    return {**action, **value_object(element, value), **placed}
