"""Ids and tokens shaped like Zendesk's; nothing here remembers what they stand for."""

import itertools
import secrets

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Numbers:
    """The big integers Zendesk gives to everything but tickets, rising so that order of ids is order of making."""

    def __init__(self) -> None:
        # Recorded accounts step by 128 between neighbours made at one time.
        self._next = itertools.count(33_144_692_244_000, 128)

    def next(self) -> int:
        return next(self._next)


def ulid(milliseconds: int) -> str:
    """The 26 letters of a webhook's or invocation's id: 48 bits of time, 80 of chance (github.com/ulid/spec)."""
    value = (milliseconds << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(value >> shift) & 31] for shift in range(125, -1, -5))


def opaque_token() -> str:
    return secrets.token_urlsafe(19)
