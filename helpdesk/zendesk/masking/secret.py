"""Where in a text a secret stands. A value; how secrets are found is the business of the rules beside it."""

from typing import NamedTuple

from helpdesk.domain.text.masked import Kind


class Secret(NamedTuple):
    """The characters from `start` up to `end`."""

    start: int
    end: int
    kind: Kind
