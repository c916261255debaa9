"""Whether an answer is true, asked of Slack and Zendesk live, with the doctor's eyes. It changes nothing there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from helpdesk.config import Channel, ZendeskConfig
from helpdesk.doctor.channels import ChannelLook
from helpdesk.doctor.findings import Finding, Kind, ok, wrong
from helpdesk.doctor.rounds import Check, examine
from helpdesk.doctor.slack import login_check
from helpdesk.doctor.zendesk import ZendeskLook
from helpdesk.domain.retry import WentWrong
from helpdesk.slack.calls import SlackCalls
from helpdesk.zendesk.account import Account
from helpdesk.zendesk.login import ZendeskLogin
from helpdesk.zendesk.transport import Transport

_AGAIN = "Try it again in a minute."
_MAKE_ONE = "Make one with connections:write under “Basic Information”, “App-Level Tokens” of this Slack app."


@dataclass(frozen=True, slots=True)
class InSlack:
    """What can be asked with the bot token, once there is one."""

    calls: SlackCalls

    def login(self) -> list[Finding]:
        return _looked(login_check(self.calls))

    def channel(self, id_: str, name: str) -> list[Finding]:
        look = ChannelLook(self.calls)
        return _one("channel", partial(look.at_channel, Channel(name=name, id=id_)))

    def agents_channel(self, id_: str) -> list[Finding]:
        return _one("agents-channel", partial(ChannelLook(self.calls).at_agents_channel, id_))

    def responders(self, entries: Iterable[str]) -> list[Finding]:
        look = ChannelLook(self.calls)
        return [found for entry in entries for found in _one("responders", partial(look.at_responders, entry))]

    def channel_name(self, id_: str) -> str | None:
        """What Slack calls the channel; None when it doesn't say."""
        try:
            said = ChannelLook(self.calls).info(id_)
        except WentWrong:
            return None
        return str(said.get("name") or "") or None if said else None

    def groups(self) -> Mapping[str, str]:
        """The ids of the workspace's user groups by their handles, without `@`; none when Slack doesn't say."""
        try:
            found = self.calls.read("usergroups.list").get("usergroups") or []
        except WentWrong:
            return {}
        return {str(each.get("handle") or "").lower(): str(each.get("id") or "") for each in found}


def app_token(token: str, api_url: str) -> list[Finding]:
    """Asks for a connection and doesn't take it, so that no delivery is taken from a helpdesk that runs.

    https://docs.slack.dev/reference/methods/apps.connections.open
    """

    def look() -> list[Finding]:
        try:
            SlackCalls(token, api_url).write("apps.connections.open")
        except WentWrong as refused:
            return [wrong("socket-mode", f"Slack opens no connection with this token: {refused.why}", _MAKE_ONE)]
        return [ok("socket-mode", "Slack opens connections with this token.")]

    return _one("socket-mode", look)


def zendesk(url: str, login: ZendeskLogin) -> list[Finding]:
    account = Account(Transport(url, login))
    return examine([ZendeskLook(account, login, ZendeskConfig(), None).round()[:1]], lambda _: None)


def _looked(check: Check) -> list[Finding]:
    return examine([[check]], lambda _: None)


def _one(kind: Kind, look: partial[Iterable[Finding]] | object) -> list[Finding]:
    return _looked(Check(kind, look, _AGAIN))  # type: ignore[arg-type]
