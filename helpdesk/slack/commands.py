"""The slash command `/helpdesk`: who typed which words where, without I/O.

https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from dataclasses import dataclass
from urllib.parse import parse_qs

from helpdesk.domain.delivery import Unreadable

TICKET = "ticket"


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: who typed which words where. `trigger` opens one window within 3 seconds."""

    by: str
    channel: str
    text: str
    team: str = ""
    trigger: str = ""

    @property
    def wants_ticket(self) -> bool:
        return self.text.split()[:1] == [TICKET]

    @property
    def argument(self) -> str:
        """What is named after `ticket`: a number or a link, without the signs Slack puts around a link."""
        named = " ".join(self.text.split()[1:])
        return named.removeprefix("<").removesuffix(">").partition("|")[0]


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
