"""Looks at whom the routing rules name: user groups, people and channels in Slack, groups in Zendesk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from helpdesk.config import Channel
from helpdesk.doctor.channels import ChannelLook, reached
from helpdesk.doctor.findings import Finding, ok, wrong
from helpdesk.slack.calls import Refused
from helpdesk.zendesk.account import Account
from helpdesk.zendesk.refusals import NotThere

_FIX = "Correct it in helpdesk.toml, under [[channels.routes]]."


@dataclass(frozen=True, slots=True)
class RouteLook:
    """Asks Slack anew each time. The helpdesk needs to be in a channel to write there."""

    look: ChannelLook

    def at_target(self, target: str, rules: str) -> Iterator[Finding]:
        """`rules` say which name it, for people."""
        if target.startswith("S"):
            yield self._group(target, rules)
        elif target.startswith(("C", "G")):
            yield self._channel(target, rules)
        else:
            yield self._person(target, rules)

    def _group(self, group: str, rules: str) -> Finding:
        try:
            known = self.look.groups.get(group)
        except Refused as refused:
            return wrong("routes", f"The user group {group} ({rules}) can't be read: {refused.why}", _FIX)
        if known is None:
            return wrong("routes", f"Slack knows no user group {group} ({rules}).", _FIX)
        if known.get("date_delete"):
            return wrong("routes", f"The user group {group} ({rules}) is disabled.", f"Enable it in Slack. {_FIX}")
        return ok("routes", f"@{known.get('handle') or group} gets questions by {rules}.")

    def _channel(self, channel: str, rules: str) -> Finding:
        said = self.look.info(channel)
        if said is None:
            words = f"{channel} ({rules}) is unknown to Slack, or private without the helpdesk in it."
            return wrong("routes", words, f"Invite the helpdesk there with /invite. {_FIX}")
        return reached("routes", f"#{said.get('name')} ({channel}, {rules})", said)

    def _person(self, user: str, rules: str) -> Finding:
        try:
            said = self.look.calls.read("users.info", user=user).get("user") or {}
        except Refused as refused:
            return wrong("routes", f"There is no person {user} ({rules}) in Slack: {refused.why}", _FIX)
        if said.get("deleted"):
            return wrong("routes", f"The account of {user} ({rules}) is deactivated.", _FIX)
        return ok("routes", f"{user} gets questions by {rules}.")


def zendesk_groups(account: Account, channels: Sequence[Channel]) -> Iterator[Finding]:
    """Each group that a rule wants for the Zendesk ticket."""
    wanted = {rule.zendesk_group: channel for channel in channels for rule in channel.routes if rule.zendesk_group}
    for number, channel in wanted.items():
        try:
            group = account.group(number)
        except NotThere:
            yield wrong("routes", f"There is no group {number} in Zendesk (a rule of #{channel.name}).", _FIX)
            continue
        if group.deleted:
            yield wrong("routes", f"The Zendesk group {group.name} was deleted (a rule of #{channel.name}).", _FIX)
        else:
            yield ok("routes", f"Rules may set the Zendesk group {group.name}.")


def targets(channels: Sequence[Channel]) -> dict[str, str]:
    """Each target with the rules that name it."""
    found: dict[str, list[str]] = {}
    for channel in channels:
        for number, rule in enumerate(channel.routes, start=1):
            if rule.to:
                found.setdefault(rule.to, []).append(f"rule {number} of #{channel.name.removeprefix('#')}")
    return {target: ", ".join(rules) for target, rules in found.items()}
