"""What people do in the workspace, as coroutines. Everything here is what Slack's client would let this person do."""

from helpdesk.sandbox.slack.interaction_acts import InteractionActs
from helpdesk.sandbox.slack.message_acts import MessageActs
from helpdesk.sandbox.slack.workspace_acts import WorkspaceActs

NAMES = (
    *("post", "edit", "delete", "react", "unreact", "upload", "unfurl", "post_webhook"),
    *("shortcut", "press", "submit", "close_view", "suggest", "command", "open_home"),
    *("join", "leave", "set_group", "rename", "archive", "unarchive", "change_person", "create_channel"),
    *("uninstall", "install", "verify_url", "rate_limit", "disconnect_sockets", "cut_sockets"),
)
"""Every act by its name over HTTP."""


class Acts(MessageActs, InteractionActs, WorkspaceActs):
    """All acts. They may be awaited on any event loop: each is carried out on the loop that serves the workspace."""
