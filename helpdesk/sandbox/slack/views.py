"""Modals and home tabs: checking what an app wants shown, opening, replacing, closing. It tells the app nothing."""

import json
import secrets
import time
from typing import Any

from helpdesk.sandbox.slack.block_rules import broken_rules, completed, plain_text_rules
from helpdesk.sandbox.slack.method import SlackError
from helpdesk.sandbox.slack.records import Payload, View
from helpdesk.sandbox.slack.shapes import view_shape
from helpdesk.sandbox.slack.view_values import values
from helpdesk.sandbox.slack.workspace import Workspace, new_id

STACK = 3
_VIEW_BYTES = 250_000


def checked(body: Any, kind: str) -> Payload:
    """The view as Slack keeps it. Raises `invalid_arguments` with what is wrong, or `view_too_large`."""
    if not isinstance(body, dict) or body.get("type") != kind:
        raise SlackError("invalid_arguments", (f"[ERROR] must be a valid {kind} view [json-pointer:/view/type]",))
    if len(json.dumps(body)) > _VIEW_BYTES:
        raise SlackError("view_too_large")
    blocks = body.get("blocks")
    if not isinstance(blocks, list):
        raise SlackError("invalid_arguments", ("[ERROR] missing required field: blocks [json-pointer:/view]",))
    broken = broken_rules(blocks, at_most=100, at="/view/blocks") + _broken_frame(body, kind)
    if broken:
        raise SlackError("invalid_arguments", tuple(broken))
    return {**body, "blocks": completed(blocks)}


def _broken_frame(body: Payload, kind: str) -> list[str]:
    broken = []
    for name, limit in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if len(body.get(name) or "") > limit:
            broken.append(f"[ERROR] must be less than {limit + 1} characters [json-pointer:/view/{name}]")
    if kind != "modal":
        return broken
    for name in ("title", "submit", "close"):
        if name == "title" or body.get(name) is not None:
            broken += plain_text_rules(body.get(name), f"/view/{name}", 24)
    has_input = any(isinstance(each, dict) and each.get("type") == "input" for each in body["blocks"])
    if has_input and body.get("submit") is None:
        broken.append("[ERROR] `submit` is required when an `input` block is within view [json-pointer:/view]")
    return broken


def shape(workspace: Workspace, view: View) -> Payload:
    return view_shape(workspace, view, values(view.body["blocks"], view.values))


def _refuse_taken_external_id(workspace: Workspace, body: Payload, besides: View | None = None) -> None:
    taken = {
        view.body.get("external_id")
        for view in workspace.views.values()
        if view is not besides and (view.id in workspace.modals.get(view.user, []) or not view.is_modal)
    }
    if body.get("external_id") and body["external_id"] in taken:
        raise SlackError("duplicate_external_id")


def _new_hash() -> str:
    return f"{int(time.time())}.{secrets.token_urlsafe(6)}"


def exchange_trigger(workspace: Workspace, trigger_id: str) -> str:
    """Use up a trigger and return whose it is. Raises `invalid_`, `exchanged_` or `expired_trigger_id`."""
    trigger = workspace.triggers.get(trigger_id)
    if trigger is None:
        raise SlackError("invalid_trigger_id")
    if trigger.view_id is not None:
        raise SlackError("exchanged_trigger_id")
    if time.monotonic() - trigger.born > workspace.trigger_seconds:
        raise SlackError("expired_trigger_id")
    trigger.view_id = ""
    return trigger.user


def open_modal(workspace: Workspace, trigger_id: str, body: Payload) -> View:
    """Show a modal; what the person had open before is gone, as in Slack's client."""
    _refuse_taken_external_id(workspace, body)
    user = exchange_trigger(workspace, trigger_id)
    for view_id in workspace.modals.pop(user, []):
        del workspace.views[view_id]
    view = _add(workspace, user, body)
    workspace.triggers[trigger_id].view_id = view.id
    return view


def push_modal(workspace: Workspace, user: str, body: Payload) -> View:
    """Lay a modal over the open one. Raises `push_limit_reached`, or `not_found` when none is open."""
    stack = workspace.modals.get(user)
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= STACK:
        raise SlackError("push_limit_reached")
    _refuse_taken_external_id(workspace, body)
    return _add(workspace, user, body)


def _add(workspace: Workspace, user: str, body: Payload) -> View:
    stack = workspace.modals.setdefault(user, [])
    view_id = new_id("V")
    view = View(view_id, user, body, _new_hash(), stack[0] if stack else view_id, stack[-1] if stack else None)
    workspace.views[view_id] = view
    stack.append(view_id)
    workspace.changed()
    return view


def replace(workspace: Workspace, view: View, body: Payload, given_hash: str = "") -> View:
    """Show something else in the same view; fields that keep their ids keep what was filled in.

    Raises `hash_conflict` when `given_hash` is not the view's current one.
    """
    if given_hash and given_hash != view.hash:
        raise SlackError("hash_conflict")
    _refuse_taken_external_id(workspace, body, besides=view)
    view.body, view.hash = body, _new_hash()
    workspace.changed()
    return view


def publish_home(workspace: Workspace, user: str, body: Payload, given_hash: str = "") -> View:
    known = workspace.homes.get(user)
    if known is not None:
        return replace(workspace, workspace.views[known], body, given_hash)
    view_id = new_id("V")
    view = workspace.views[view_id] = View(view_id, user, body, _new_hash(), view_id)
    workspace.homes[user] = view_id
    workspace.changed()
    return view


def close(workspace: Workspace, view: View, *, all_of_them: bool = False) -> list[View]:
    """Take the view, or the whole stack it stands in, off the screen; returns what was closed, top first."""
    stack = workspace.modals.get(view.user, [])
    keep = 0 if all_of_them else stack.index(view.id)
    closed = [workspace.views.pop(view_id) for view_id in reversed(stack[keep:])]
    del stack[keep:]
    workspace.changed()
    return closed
