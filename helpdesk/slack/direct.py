"""The direct conversation between a person and the app."""

from helpdesk.domain.retry import TryLater
from helpdesk.slack.calls import SlackCalls

NOBODY = frozenset({"channel_not_found", "user_not_found", "user_disabled", "cannot_dm_bot"})
"""They left, are of another workspace, or are an app: nobody is there to be told anything."""

GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"})
"""A message of ours can't be edited any more."""


def direct(calls: SlackCalls, person: str) -> str:
    """Its id. Naturally repeatable: https://docs.slack.dev/reference/methods/conversations.open .

    Raises TryLater or Refused.
    """
    try:
        opened = calls.write("conversations.open", users=person).get("channel") or {}
    except TryLater as later:
        raise later.doubting(doubt=False) from None
    return str(opened.get("id") or person)
