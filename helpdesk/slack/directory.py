"""Who people are in Slack and whose marks count, asked once and remembered until an event says it changed."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar, cast

import structlog

from helpdesk.domain.people import Person
from helpdesk.domain.retry import TryLater
from helpdesk.domain.rules import Group, Responders
from helpdesk.slack.calls import ADMIN_SECONDS, AdminNeeded, Refused, SlackCalls

T = TypeVar("T")
log = structlog.get_logger()

GROUP_SECONDS = 300
PERSON_SECONDS = 3600
SELF_SECONDS = 3600
LAST_KNOWN_SECONDS = 24 * 3600
"""How long who we are, who people are and whose marks count stay usable while Slack can't be asked."""

ASK_AGAIN_SECONDS = 30
"""How long the last known answer is used before Slack is asked again."""

OUTSIDERS_SECONDS = 30 * 24 * 3600
_OUTSIDERS = "outsiders"

EVERYONE = "everyone"


class Answers(Protocol):
    """A cache shared by all processes; an answer asked for before it was made stale is not kept."""

    def get(self, name: str) -> str | None: ...
    def generation(self, name: str) -> str: ...
    def put(self, name: str, value: str, ttl_seconds: int, generation: str | None = None) -> None: ...


class Self(NamedTuple):
    """Who we are: our bot user, our bot id, our workspace and its address."""

    user: str
    bot: str
    team: str
    url: str


class Directory:
    """People and groups. Every method may raise TryLater, also when only an administrator can help.

    `groups` are user groups that will be asked for: of those not known all are learned with one call.
    """

    def __init__(self, calls: SlackCalls, answers: Answers, groups: Iterable[str] = ()) -> None:
        self._calls = calls
        self._answers = answers
        self._groups = frozenset(groups)

    def myself(self) -> Self:
        """Our own identity, from https://docs.slack.dev/reference/methods/auth.test ."""

        def ask() -> list[str]:
            said = self._calls.read("auth.test")
            return [str(said.get(field) or "") for field in ("user_id", "bot_id", "team_id", "url")]

        return Self(*self._lasting("self", ask, SELF_SECONDS))

    def person(self, user: str) -> Person:
        """Name, e-mail, clock and language; somebody Slack doesn't know is a person without e-mail."""
        told = self._lasting(f"person:{user}", lambda: self._asked_person(user), PERSON_SECONDS)
        return Person(user, *told)

    def known_as(self, email: str) -> str | None:
        """The id of the person with this address (https://docs.slack.dev/reference/methods/users.lookupByEmail)."""
        try:
            found = self._calls.read("users.lookupByEmail", email=email).get("user") or {}
        except Refused:
            return None
        return found.get("id") or None

    def outsiders(self) -> frozenset[str]:
        """The guests and people of other workspaces that were met."""
        return frozenset(json.loads(self._answers.get(_OUTSIDERS) or "[]"))

    def is_outside(self, user: str) -> bool:
        """Whether somebody is a guest or of another workspace."""
        outside = self.person(user).is_outside
        known = self.outsiders()
        if outside and user not in known:
            # Two processes at once may write over each other's: who is missing is met again.
            self._answers.put(_OUTSIDERS, json.dumps(sorted(known | {user})), OUTSIDERS_SECONDS)
        return outside

    def _asked_person(self, user: str) -> tuple[str, str | None, bool, str, str, bool]:
        """https://docs.slack.dev/reference/methods/users.info ."""
        try:
            found = self._calls.read("users.info", user=user, include_locale=True).get("user") or {}
        except Refused:
            return user, None, False, "UTC", "", False
        profile = found.get("profile") or {}
        names = (profile.get("real_name"), found.get("real_name"), profile.get("display_name"), found.get("name"), user)
        name = next(str(n) for n in names if n)
        zone, locale = str(found.get("tz") or "UTC"), str(found.get("locale") or "")
        outside = self._is_from_outside(found)
        email = None if outside else profile.get("email") or None
        return name, email, bool(found.get("is_bot")), zone, locale, outside

    def _is_from_outside(self, user: Mapping[str, Any]) -> bool:
        """Guests, strangers of a shared channel, people of other workspaces but those of the same organisation.

        https://docs.slack.dev/reference/objects/user-object and https://docs.slack.dev/apis/slack-connect
        """
        if any(user.get(name) for name in ("is_stranger", "is_restricted", "is_ultra_restricted")):
            return True
        home, others = user.get("team_id"), (user.get("enterprise_user") or {}).get("teams") or []
        return bool(home) and self.myself().team not in {home, *others}

    def channel_name(self, channel: str) -> str:
        """Without the `#`; the id when Slack doesn't tell."""

        def ask() -> str:
            found = self._told("conversations.info", channel=channel).get("channel") or {}
            return str(found.get("name") or channel)

        return str(self._known(f"channel:{channel}", ask, PERSON_SECONDS))

    def can_read(self, person: str, channel: str) -> bool:
        """Whether somebody of the workspace can see what stands in a channel: a private one is for its members."""

        def ask() -> bool:
            return bool((self._told("conversations.info", channel=channel).get("channel") or {}).get("is_private"))

        private = self._known(f"private:{channel}", ask, PERSON_SECONDS)
        return not private or person in self._behind(channel)

    def group_name(self, group: str) -> str:
        """A user group's handle without the `@`; the id when Slack doesn't tell."""

        def ask() -> dict[str, str]:
            found = self._told("usergroups.list", include_disabled="true").get("usergroups") or []
            return {str(each["id"]): str(each.get("handle") or each.get("name") or each["id"]) for each in found}

        return self._known("groups", ask, PERSON_SECONDS).get(group, group)

    def group(self, group: str) -> Group:
        """Its people, as responders are known; its handle is its id while Slack doesn't tell."""
        try:
            name = self.group_name(group)
        except TryLater:
            name = group
        return Group(name.removeprefix("@"), frozenset(self._behind(group)))

    def _told(self, method: str, **arguments: str) -> Mapping[str, Any]:
        """What Slack tells of names: nothing of private channels and of what it gave us no permission for.

        A thread is not held up because it mentions such a place.
        """
        try:
            return self._calls.read(method, **arguments)
        except Refused:
            return {}
        except AdminNeeded as needed:
            if needed.error not in {"channel_not_found", "not_in_channel", "missing_scope"}:
                raise
            return {}

    def responders(self, entries: Iterable[str]) -> Responders:
        """The people behind the configured user groups, persons and channels, or everyone."""
        people: set[str] = set()
        for entry in entries:
            if entry == EVERYONE:
                return Responders(everyone=True)
            people.update(self._behind(entry))
        return Responders(frozenset(people))

    def _behind(self, entry: str) -> list[str]:
        if entry.startswith("S"):
            return self._lasting(f"group:{entry}", lambda: self._group(entry), GROUP_SECONDS)
        if entry.startswith(("C", "G")):
            return self._lasting(f"members:{entry}", lambda: self._members(entry), GROUP_SECONDS)
        return [entry]

    def _group(self, group: str) -> list[str]:
        """Asked for together with all others that are not known: Slack answers 20 such calls a minute.

        https://docs.slack.dev/reference/methods/usergroups.list
        """
        others = [each for each in self._groups - {group} if self._answers.get(f"group:{each}") is None]
        generations = {each: self._answers.generation(f"group:{each}") for each in others}
        if others:
            listed = self._calls.read("usergroups.list", include_users="true").get("usergroups") or []
            people = {str(each["id"]): [str(user) for user in each["users"]] for each in listed if "users" in each}
            for other, generation in generations.items():
                if other in people:
                    self._keep(f"group:{other}", people[other], GROUP_SECONDS, generation, is_lasting=True)
            if group in people:
                return people[group]
        return [str(user) for user in self._calls.read("usergroups.users.list", usergroup=group).get("users") or []]

    def _members(self, channel: str) -> list[str]:
        return [str(user) for user in self._calls.pages("conversations.members", "members", channel=channel)]

    def _lasting(self, name: str, ask: Callable[[], T], seconds: int) -> T:
        """The same; while Slack can't be asked, the last known answer, unless an event made it stale.

        So that a ticket moves on in Zendesk although Slack is away.
        """
        return self._known(name, ask, seconds, is_lasting=True)

    def _known(self, name: str, ask: Callable[[], T], seconds: int, *, is_lasting: bool = False) -> T:
        found = self._answers.get(name)
        if found is not None:
            return cast("T", json.loads(found))
        generation = self._answers.generation(name)
        try:
            answer = ask()
        except Refused as refused:  # a group that was deleted, say: nothing is to be lost until somebody mends it
            raise TryLater(refused.why, after=ADMIN_SECONDS) from None
        except TryLater as later:
            last = json.loads(self._answers.get(_last(name)) or "[]") if is_lasting else []
            if not last or last[0] != generation:
                raise
            log.warning("last_known_answer", answer=name, why=later.why)
            answer, seconds, is_lasting = cast("T", last[1]), ASK_AGAIN_SECONDS, False
        self._keep(name, answer, seconds, generation, is_lasting=is_lasting)
        return answer

    def _keep(self, name: str, answer: object, seconds: int, generation: str, *, is_lasting: bool = False) -> None:
        if is_lasting:
            self._answers.put(_last(name), json.dumps([generation, answer]), LAST_KNOWN_SECONDS)
        self._answers.put(name, json.dumps(answer), seconds, generation)


def _last(name: str) -> str:
    """Where the last known answer is, with the generation it was asked for in."""
    return f"last:{name}"
