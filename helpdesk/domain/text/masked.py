"""What is left of a text when its secrets are masked. Values alone: what is a secret is decided elsewhere."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a secret is; never the secret itself."""

    API_KEY = "api_key"
    TOKEN = "token"  # noqa: S105 - the name of a kind
    PRIVATE_KEY = "private_key"
    PASSWORD = "password"  # noqa: S105 - the name of a kind
    CARD_NUMBER = "card_number"
    IBAN = "iban"


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without its secrets, and each kind that was in it once, in the order of the text."""

    text: str
    kinds: tuple[Kind, ...] = ()
