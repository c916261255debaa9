"""Looks at the configured channels, and at the people who answer in them. It joins and invites nobody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from helpdesk.config import Channel
from helpdesk.doctor.findings import Finding, Kind, ok, warning, wrong
from helpdesk.slack.calls import AdminNeeded, Refused, SlackCalls
from helpdesk.slack.directory import EVERYONE

_INVITE = "Invite the helpdesk there with /invite."
_LOST = frozenset({"channel_not_found", "not_in_channel"})
_RESPONDERS = "Correct `responders` in helpdesk.toml."


@dataclass(frozen=True)
class ChannelLook:
    """Asks Slack anew: what the helpdesk remembers may be what is wrong. All user groups are one question."""

    calls: SlackCalls

    @cached_property
    def groups(self) -> Mapping[str, Mapping[str, Any]]:
        """The user groups by id, with their `users` (https://docs.slack.dev/reference/methods/usergroups.list)."""
        said = self.calls.read("usergroups.list", include_disabled="true", include_users="true")
        return {str(each.get("id")): each for each in said.get("usergroups") or []}

    @cached_property
    def myself(self) -> str:
        """Our own user, whose reactions never count."""
        return str(self.calls.read("auth.test").get("user_id") or "")

    def at_channel(self, channel: Channel) -> Iterator[Finding]:
        said = self.info(channel.id)
        shown = f"#{channel.name.lstrip('#')} ({channel.id})"
        if said is None:
            yield wrong(
                "channel",
                f"{shown} is unknown to Slack, or private without the helpdesk in it.",
                f"See that the id is right: it stands at the end of the channel's details. {_INVITE}",
            )
            return
        yield reached("channel", shown, said)
        if channel.shadow:
            yield _in_shadow(shown, channel.agents_channel or channel.shadow_to)
        name = str(said.get("name") or "")
        if name != channel.name.lstrip("#"):
            yield warning("channel", f"{shown} is called #{name} in Slack.", f'Write name = "{name}" in helpdesk.toml.')
        if said.get("is_ext_shared"):
            yield warning(
                "channel",
                f"{shown} is shared with another company, whose people ask and react there too.",
                "Let a user group of your own answer (responders), or use a channel that is not shared.",
            )

    def at_agents_channel(self, id_: str) -> Iterator[Finding]:
        said = self.info(id_)
        if said is None:
            yield wrong(
                "agents-channel",
                f"{id_} is unknown to Slack, or private without the helpdesk in it.",
                f"See that agents_channel in helpdesk.toml is right. {_INVITE}",
            )
            return
        shown = f"#{said.get('name')} ({id_})"
        yield reached("agents-channel", shown, said)
        if said.get("is_ext_shared"):
            yield warning("agents-channel", f"{shown} is shared with another company.", "Use one that is not.")
        elif not said.get("is_private"):
            yield warning(
                "agents-channel", f"Everybody in the company can read {shown}.", "Make it a private channel of agents."
            )

    def at_responders(self, entry: str) -> Iterator[Finding]:
        if entry == EVERYONE:
            yield ok("responders", "Everyone's reactions count.")
        elif entry.startswith("S"):
            yield self._group(entry)
        elif entry.startswith(("C", "G")):
            yield self._members(entry)
        else:
            yield self._person(entry)

    def info(self, channel: str) -> Mapping[str, Any] | None:
        """What Slack says of a channel; None when it knows none, or none that is shown to us."""
        try:
            said = self.calls.read("conversations.info", channel=channel).get("channel")
        except AdminNeeded as needed:
            if needed.error in _LOST:
                return None
            raise
        return said if isinstance(said, dict) else None

    def _group(self, group: str) -> Finding:
        try:
            known = self.groups.get(group)
        except Refused as refused:
            return wrong("responders", f"The user group {group} can't be read: {refused.why}", _RESPONDERS)
        if known is None:
            return wrong("responders", f"Slack knows no user group {group}.", _RESPONDERS)
        if known.get("date_delete"):
            return wrong("responders", f"The user group {group} is disabled.", f"Enable it in Slack. {_RESPONDERS}")
        people = known.get("users") or []
        if not people:
            return wrong("responders", f"Nobody is in the user group {group}.", "Add the people who answer to it.")
        return ok("responders", f"The user group {group} has {_people(len(people))}.")

    def _members(self, channel: str) -> Finding:
        try:
            people = {*self.calls.pages("conversations.members", "members", channel=channel)} - {self.myself}
        except Refused as refused:
            return wrong("responders", f"The members of {channel} can't be read: {refused.why}", _RESPONDERS)
        except AdminNeeded as needed:
            if needed.error not in _LOST:
                raise
            return wrong("responders", f"The members of {channel} can't be read.", f"{_RESPONDERS} {_INVITE}")
        if not people:
            return wrong("responders", f"Nobody but the helpdesk is in {channel}.", "Add the people who answer to it.")
        return ok("responders", f"{channel} has {_people(len(people))}.")

    def _person(self, user: str) -> Finding:
        try:
            said = self.calls.read("users.info", user=user).get("user") or {}
        except Refused as refused:
            return wrong("responders", f"There is no person {user} in Slack: {refused.why}", _RESPONDERS)
        if said.get("deleted"):
            return wrong("responders", f"The account of {user} is deactivated.", _RESPONDERS)
        return ok("responders", f"{user} is a person in Slack.")


def _in_shadow(shown: str, to: str | None) -> Finding:
    words = f"{shown} is in shadow mode: nothing is written, and {to or 'nobody'} is told what would have been."
    if to is None:
        fix = "Set agents_channel or shadow_to in helpdesk.toml, so that somebody reads the daily summary."
        return warning("channel", words, fix)
    return warning("channel", words, "Take shadow out of helpdesk.toml when it is to do its work.")


def reached(check: Kind, shown: str, said: Mapping[str, Any]) -> Finding:
    """Whether we can write in a channel of which Slack says this."""
    if said.get("is_archived"):
        return wrong(check, f"{shown} is archived.", "Unarchive it in Slack, or take it out of helpdesk.toml.")
    if not said.get("is_member"):
        return wrong(check, f"The helpdesk is not in {shown}.", _INVITE)
    return ok(check, f"The helpdesk is in {shown}.")


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
