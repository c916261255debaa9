"""The users.* and usergroups.* methods: who is who."""

from helpdesk.sandbox.slack.access import person
from helpdesk.sandbox.slack.method import Arguments, Method, SlackError, Tier
from helpdesk.sandbox.slack.paging import page
from helpdesk.sandbox.slack.records import Payload, Person
from helpdesk.sandbox.slack.shapes import bot_profile, group_shape, user_shape
from helpdesk.sandbox.slack.workspace import Workspace


def info(workspace: Workspace, args: Arguments) -> Payload:
    return {"ok": True, "user": _shape(workspace, person(workspace, args.required("user")), args)}


def list_(workspace: Workspace, args: Arguments) -> Payload:
    shown, more = page(list(workspace.people.values()), args, default=1000)
    answer: Payload = {"ok": True, "members": [_shape(workspace, each, args) for each in shown]}
    return {**answer, "cache_ts": workspace.started, "response_metadata": {"next_cursor": more}}


def _shape(workspace: Workspace, each: Person, args: Arguments) -> Payload:
    """The locale is told only when it is asked for (https://docs.slack.dev/reference/methods/users.info)."""
    return user_shape(workspace, each) | ({"locale": each.locale} if args.flag("include_locale") else {})


def lookup_by_email(workspace: Workspace, args: Arguments) -> Payload:
    email = args.required("email").lower()
    for each in workspace.people.values():
        if each.email and each.email.lower() == email and not each.deleted:
            return {"ok": True, "user": user_shape(workspace, each)}
    raise SlackError("users_not_found")


def groups(workspace: Workspace, args: Arguments) -> Payload:
    shapes = []
    for group in workspace.groups.values():
        shape = group_shape(workspace, group)
        if not args.flag("include_count"):
            del shape["user_count"]
        if args.flag("include_users"):
            shape["users"] = list(group.members)
        shapes.append(shape)
    return {"ok": True, "usergroups": shapes}


def group_members(workspace: Workspace, args: Arguments) -> Payload:
    group = workspace.groups.get(args.required("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"ok": True, "users": list(group.members)}


def bot_info(workspace: Workspace, args: Arguments) -> Payload:
    if args.text("bot", workspace.app.bot_id) != workspace.app.bot_id:
        raise SlackError("bot_not_found")
    return {"ok": True, "bot": {**bot_profile(workspace), "user_id": workspace.bot}}


METHODS = {
    "users.info": Method(info, Tier.FOUR),
    "users.list": Method(list_, Tier.TWO),
    "users.lookupByEmail": Method(lookup_by_email, Tier.THREE),
    "usergroups.list": Method(groups, Tier.TWO),
    "usergroups.users.list": Method(group_members, Tier.TWO),
    "bots.info": Method(bot_info, Tier.THREE),
}
