"""The views.* methods: modals and the home tab as the app asks for them."""

from helpdesk.sandbox.slack import views
from helpdesk.sandbox.slack.access import person
from helpdesk.sandbox.slack.method import Arguments, Method, SlackError, Tier
from helpdesk.sandbox.slack.records import Payload, View
from helpdesk.sandbox.slack.workspace import Workspace


def _body(args: Arguments, kind: str) -> Payload:
    body = args.structure("view", "invalid_arguments")
    if body is None:
        raise SlackError("invalid_arguments", ("[ERROR] missing required field: view",))
    return views.checked(body, kind)


def _trigger(args: Arguments) -> str:
    trigger_id = args.text("trigger_id")
    if not trigger_id:
        raise SlackError("invalid_arguments", ("invalid `trigger_id`",))
    return trigger_id


def open_(workspace: Workspace, args: Arguments) -> Payload:
    view = views.open_modal(workspace, _trigger(args), _body(args, "modal"))
    return {"ok": True, "view": views.shape(workspace, view)}


def push(workspace: Workspace, args: Arguments) -> Payload:
    body = _body(args, "modal")
    user = views.exchange_trigger(workspace, _trigger(args))
    return {"ok": True, "view": views.shape(workspace, views.push_modal(workspace, user, body))}


def update(workspace: Workspace, args: Arguments) -> Payload:
    view = _named(workspace, args)
    body = _body(args, str(view.body["type"]))
    return {"ok": True, "view": views.shape(workspace, views.replace(workspace, view, body, args.text("hash")))}


def _named(workspace: Workspace, args: Arguments) -> View:
    view_id, external_id = args.text("view_id"), args.text("external_id")
    if not view_id and not external_id:
        raise SlackError("invalid_arguments", ("[ERROR] missing required field: view_id or external_id",))
    for view in workspace.views.values():
        if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
            return view
    raise SlackError("not_found")


def publish(workspace: Workspace, args: Arguments) -> Payload:
    user = person(workspace, args.required("user_id")).id
    view = views.publish_home(workspace, user, _body(args, "home"), args.text("hash"))
    return {"ok": True, "view": views.shape(workspace, view)}


METHODS = {
    "views.open": Method(open_, Tier.FOUR, json=True),
    "views.push": Method(push, Tier.FOUR, json=True),
    "views.update": Method(update, Tier.FOUR, json=True),
    "views.publish": Method(publish, Tier.FOUR, json=True),
}
