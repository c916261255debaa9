"""The slash command `/helpdesk`: who typed which words where, without I/O.

https://docs.slack.dev/interactivity/implementing-slash-commands
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import parse_qs

from helpdesk.domain.delivery import Unreadable
from helpdesk.domain.events import Button

TICKET, MINE, OPEN, UNSEEN, STATUS, WHY, HELP = "ticket", "mine", "open", "unseen", "status", "why", "help"
DUTY, ROUTE, STATS, MOVE = "duty", "route", "stats", "move"
BUTTONS: Mapping[str, Button] = {
    "take": "take",
    "working": "working",
    "waiting": "waiting",
    "resolve": "resolve",
    "dismiss": "dismiss",
    "reopen": "reopen",
    "give-back": "give_back",
}
"""The words that do what a button of the status message does."""

WORDS = (TICKET, MINE, OPEN, UNSEEN, *BUTTONS, MOVE, STATUS, WHY, DUTY, ROUTE, STATS, HELP)


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: who typed which words where. `trigger` opens one window within 3 seconds, and is its own."""

    by: str
    channel: str
    text: str
    team: str = ""
    trigger: str = ""

    @property
    def word(self) -> str:
        """The first word; without any, somebody wants help."""
        return next(iter(self.text.lower().split()), HELP)

    @property
    def argument(self) -> str:
        """What is named after it: a number or a link, without the signs Slack puts around a link."""
        named = " ".join(self.text.split()[1:])
        return named.removeprefix("<").removesuffix(">").partition("|")[0]

    @property
    def channel_named(self) -> str:
        """The last word, where it is a channel: its id, or its name with `#`; empty otherwise."""
        last = self.text.split()[-1] if self.text else ""
        linked = re.fullmatch(r"<#([CG][A-Z0-9]+)(?:\|[^>]*)?>", last)
        return linked.group(1) if linked else last if last.startswith("#") else ""

    @property
    def without_channel(self) -> "Command":
        """The same command without that word."""
        return replace(self, text=" ".join(self.text.split()[:-1])) if self.channel_named else self

    @property
    def near(self) -> str | None:
        """The word that was probably meant; None when no word is like it."""
        return next(iter(get_close_matches(self.word, WORDS, n=1)), None)


def read_command(raw: bytes) -> Command | None:
    """The form body of a slash command; None for Slack's certificate check (`ssl_check=1`)."""
    form = {name: values[0] for name, values in parse_qs(raw.decode(errors="replace")).items()}
    if form.get("ssl_check") == "1":
        return None
    if "user_id" not in form or "command" not in form:
        raise Unreadable("The command has no user_id or command.")
    return Command(
        by=form["user_id"],
        channel=form.get("channel_id", ""),
        text=form.get("text", "").strip(),
        team=form.get("team_id", ""),
        trigger=form.get("trigger_id", ""),
    )
