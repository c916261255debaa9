"""A person as Slack knows them, as far as Zendesk needs to know, and who stands in for one that was forgotten."""

import re
from typing import NamedTuple

SOMEBODY = "somebody"
"""Stands for the id of a person who was forgotten; a second one at the same place is `somebody-2`."""

_STAND_IN = re.compile(rf"{SOMEBODY}(-\d+)?")


def is_forgotten(id_: str) -> bool:
    """Whether an id only stands for somebody who was forgotten: Slack knows no such person."""
    return _STAND_IN.fullmatch(id_) is not None


class Person(NamedTuple):
    """`name` is what people see; `email` is None for bots, guests without one, and where Slack doesn't say.

    `zone` is the IANA name of where their clock is, `locale` such as `fr-FR`, empty where Slack doesn't say.
    `is_outside`: a guest, or of another workspace. They have no `email` here, since nobody of ours vouches for it.
    """

    id: str
    name: str
    email: str | None = None
    is_bot: bool = False
    zone: str = "UTC"
    locale: str = ""
    is_outside: bool = False
