"""auth.test, api.test, team.info and apps.connections.open: what an app asks about itself."""

import secrets

from helpdesk.sandbox.slack.method import Arguments, Method, SlackError, Tier
from helpdesk.sandbox.slack.records import Payload
from helpdesk.sandbox.slack.workspace import Workspace


def auth_test(workspace: Workspace, _args: Arguments) -> Payload:
    return {
        "ok": True,
        "url": workspace.url,
        "team": workspace.seed.team_name,
        "user": workspace.app.name.lower(),
        "team_id": workspace.team_id,
        "user_id": workspace.bot,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


def api_test(_workspace: Workspace, args: Arguments) -> Payload:
    if args.text("error"):
        raise SlackError(args.text("error"))
    return {"ok": True, "args": dict(args.given)}


def team_info(workspace: Workspace, _args: Arguments) -> Payload:
    team = {
        "id": workspace.team_id,
        "name": workspace.seed.team_name,
        "url": workspace.url,
        "domain": workspace.seed.domain,
        "email_domain": "example.com",
        "icon": {"image_default": True},
        "avatar_base_url": f"{workspace.url}avatars/",
        "is_verified": False,
    }
    return {"ok": True, "team": team}


def connections_open(workspace: Workspace, _args: Arguments) -> Payload:
    """A ticket opens one socket, once."""
    ticket = secrets.token_urlsafe(18)
    workspace.socket_tickets.add(ticket)
    base = workspace.url.replace("http", "ws", 1)
    return {"ok": True, "url": f"{base}link/?ticket={ticket}&app_id={workspace.app.app_id}"}


METHODS = {
    "auth.test": Method(auth_test, Tier.FREE, json=True),
    "api.test": Method(api_test, Tier.FOUR, json=True, caller="anybody"),
    "team.info": Method(team_info, Tier.THREE),
    "apps.connections.open": Method(connections_open, Tier.THREE, json=True, caller="app"),
}
