"""Who is who: Slack's people as users of the Zendesk account, by e-mail, remembered. It never changes an agent."""

from typing import Protocol

from helpdesk.domain.people import Person
from helpdesk.zendesk.payloads import NewUser, UserSeen
from helpdesk.zendesk.refusals import NotThere, Refused
from helpdesk.zendesk.transport import Transport

_DAY = 86_400
_HOUR = 3_600
_NOBODY, _NOBODY_SECONDS = "0", 60
"""Somebody Zendesk doesn't know may be added there any minute."""


class Memory(Protocol):
    """Remembers text for a while; an empty value is as good as none."""

    def get(self, key: str, /) -> str | None: ...

    def put(self, key: str, value: str, ttl_seconds: int, /) -> None: ...


class People:
    """Zendesk user ids of people. Creating users is limited to one a second for the account, so ids are kept a day."""

    def __init__(self, transport: Transport, memory: Memory) -> None:
        self._transport = transport
        self._memory = memory
        self._me: int | None = None

    def me(self) -> int:
        """The id of the user the helpdesk itself is."""
        me = self.me_if_known()
        if me is None:
            me = self._me = self._transport.me().id
            self._remember("me", "", me, _DAY)
        return me

    def me_if_known(self) -> int | None:
        """The same without any call to Zendesk."""
        if self._me is None:
            self._me = self._recall("me", "")
        return self._me

    def end_user(self, email: str, name: str) -> int | None:
        """The user with this address, made as an end user where there is none; None when Zendesk won't have it."""
        known = self._recall("user", email)
        if known is None:
            user = self._find(email) or self._make(email, name)
            if user is None:
                return None
            known = user.id
            self._remember("user", email, known, _DAY)
        return known

    def agent(self, person: Person | None) -> int | None:
        """The agent a Slack person is, if tickets can be assigned to them."""
        if person is None or person.is_bot or not person.email:
            return None
        known = self._recall("agent", person.email)
        if known is None:
            user = self._find(person.email)
            known = user.id if user and user.can_be_assigned else int(_NOBODY)
            self._remember("agent", person.email, known, _DAY if known else _NOBODY_SECONDS)
        return known or None

    def name(self, user_id: int | None) -> str | None:
        """What Zendesk calls a user; None for nobody and for a deleted one."""
        if not user_id:
            return None
        key = self._key("name", str(user_id))
        known = self._memory.get(key)
        if not known:
            try:
                known = self._transport.user(user_id).name
            except NotThere:
                return None
            self._memory.put(key, known, _HOUR)
        return known or None

    def forget(self, email: str) -> None:
        """Look this address up anew next time: Zendesk refused the id we knew (merged or deleted users)."""
        for kind in ("user", "agent"):
            self._memory.put(self._key(kind, email), "", 1)

    def _find(self, email: str) -> UserSeen | None:
        """Only an exact match will do: another person must not get this person's ticket."""
        wanted = email.casefold()
        found = self._transport.users_by_email(email)
        return next((user for user in found if (user.email or "").casefold() == wanted), None)

    def _make(self, email: str, name: str) -> UserSeen | None:
        try:
            return self._transport.create_or_update_user(NewUser(name=name or email, email=email))
        except Refused as refused:
            if refused.status == 401:
                raise
            return self._find(email)  # another worker may have made them in between

    def _key(self, kind: str, of: str) -> str:
        return f"zendesk:{self._transport.account}:{kind}:{of.casefold()}"

    def _recall(self, kind: str, of: str) -> int | None:
        known = self._memory.get(self._key(kind, of))
        return int(known) if known and known.isdecimal() else None

    def _remember(self, kind: str, of: str, user_id: int, ttl_seconds: int) -> None:
        self._memory.put(self._key(kind, of), str(user_id), ttl_seconds)
