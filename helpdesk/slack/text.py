"""Slack's mrkdwn as plain words: entities resolved, escapes undone. Rich formatting is not its business.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from collections.abc import Callable

SUBJECT = 150
"""Characters of a ticket's subject."""

_ENTITY = re.compile(r"<([^<>]*)>")


def plain(text: str, name_of: Callable[[str], str] = lambda id_: id_) -> str:
    """The text as people read it. `name_of` gives the name of a user or channel id."""
    return _unescaped(_ENTITY.sub(lambda found: _words(found.group(1), name_of), text))


def _words(entity: str, name_of: Callable[[str], str]) -> str:
    target, _, label = entity.partition("|")
    if target.startswith("@"):
        return f"@{label or name_of(target[1:])}"
    if target.startswith("#"):
        return f"#{label or name_of(target[1:])}"
    if target.startswith("!"):
        return label or f"@{target[1:].split('^')[0]}"
    return f"{label} ({target})" if label and label not in target else target


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def escaped(text: str) -> str:
    """Foreign text that can't ping anybody or make links."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(text: str, most: int) -> str:
    """At most `most` characters; where something is left out stands "…"."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
