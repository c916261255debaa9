"""A person as Slack knows them, as far as Zendesk needs to know."""

from typing import NamedTuple


class Person(NamedTuple):
    """`name` is what people see; `email` is None for bots, guests without one, and where Slack doesn't say.

    `zone` is the IANA name of where their clock is.
    """

    id: str
    name: str
    email: str | None = None
    is_bot: bool = False
    zone: str = "UTC"
