"""Who is who: Slack's people as users of the Zendesk account, by e-mail, remembered. It never changes an agent."""

from typing import NamedTuple, Protocol

from helpdesk.domain.people import Person
from helpdesk.zendesk.payloads import UserSeen
from helpdesk.zendesk.refusals import NotThere, Refused
from helpdesk.zendesk.sent import NewUser
from helpdesk.zendesk.transport import Transport

_DAY = 86_400
_HOUR = 3_600
_NOBODY, _NOBODY_SECONDS = "0", 60
"""Somebody Zendesk doesn't know may be added there any minute."""

_PRIVATE = "private:"
_NO_PICTURE = "-"
_CANDIDATES = 5
"""Users found for an address whose other addresses are looked at."""


class Memory(Protocol):
    """Remembers text for a while; an empty value is as good as none."""

    def get(self, key: str, /) -> str | None: ...

    def put(self, key: str, value: str, ttl_seconds: int, /) -> None: ...


class Writer(NamedTuple):
    """A user in whose name a comment can be written; `private`: Zendesk makes every comment of theirs internal."""

    id: int
    private: bool = False


class People:
    """Zendesk user ids of people. Creating users is limited to one a second for the account, so ids are kept a day."""

    def __init__(self, transport: Transport, memory: Memory) -> None:
        self._transport = transport
        self._memory = self.memory = memory
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
            user = self._known_or_made(email, name)
            known = user.id if user else None
        return known

    def writer(self, person: Person | None) -> Writer | None:
        """The user a Slack person is, made where there is none; None for those who can't write in Zendesk."""
        if person is None or person.is_bot or not person.email:
            return None
        known = self._memory.get(self._key("writer", person.email))
        if not known:
            user = self._known_or_made(person.email, person.name)
            known = _as_writer(user) if user else _NOBODY
        number = known.removeprefix(_PRIVATE)
        return Writer(int(number), known != number) if number.isdecimal() and number != _NOBODY else None

    def writes_in_private(self, email: str, user_id: int) -> None:
        """Remember that Zendesk made a comment of this user internal, whatever was asked for."""
        self._memory.put(self._key("writer", email), f"{_PRIVATE}{user_id}", _DAY)

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
        return self._memory.get(self._key("name", str(user_id))) or self._shown(user_id)[0]

    def picture(self, user_id: int | None) -> str | None:
        """The address of a user's picture; None where there is none."""
        if not user_id:
            return None
        known = self._memory.get(self._key("picture", str(user_id))) or self._shown(user_id)[1]
        return None if known in {None, _NO_PICTURE} else known

    def _shown(self, user_id: int) -> tuple[str | None, str | None]:
        """Name and picture, remembered both."""
        try:
            user = self._transport.user(user_id)
        except NotThere:
            return None, None
        picture = user.photo.content_url if user.photo else ""
        self._memory.put(self._key("name", str(user_id)), user.name, _HOUR)
        self._memory.put(self._key("picture", str(user_id)), picture or _NO_PICTURE, _HOUR)
        return user.name or None, picture or None

    def forget(self, email: str) -> None:
        """Look this address up anew next time: Zendesk refused the id we knew (merged or deleted users)."""
        for kind in ("user", "agent", "writer"):
            self._memory.put(self._key(kind, email), "", 1)

    def _known_or_made(self, email: str, name: str) -> UserSeen | None:
        user = self._find(email) or self._make(email, name)
        if user:
            self._remember("user", email, user.id, _DAY)
            for_now = _NOBODY_SECONDS if user.suspended else _DAY
            self._memory.put(self._key("writer", email), _as_writer(user), for_now)
        return user

    def _find(self, email: str) -> UserSeen | None:
        """Only an exact match will do: another person must not get this person's ticket.

        An address may be a user's second one. Making a user with it would write over that user's name.
        """
        wanted = email.casefold()
        found = self._transport.users_by_email(email)
        exact = next((user for user in found if (user.email or "").casefold() == wanted), None)
        return exact or next((user for user in found[:_CANDIDATES] if self._has_address(user, wanted)), None)

    def _has_address(self, user: UserSeen, wanted: str) -> bool:
        try:
            return any(address.casefold() == wanted for address in self._transport.addresses(user.id))
        except Refused:
            return False

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


def _as_writer(user: UserSeen) -> str:
    """How a writer is remembered."""
    if user.suspended:
        return _NOBODY
    return f"{_PRIVATE}{user.id}" if user.writes_in_private else str(user.id)
