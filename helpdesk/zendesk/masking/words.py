"""What agents read in place of a secret. It finds none."""

import re

from helpdesk.domain.text.masked import Kind

NAMES = {
    Kind.API_KEY: "API key",
    Kind.TOKEN: "token",
    Kind.PRIVATE_KEY: "private key",
    Kind.PASSWORD: "password",
    Kind.CARD_NUMBER: "card number",
    Kind.IBAN: "IBAN",
}
_DOTS = "••••"

MASK = re.compile(rf"{_DOTS} \((?:{'|'.join(NAMES.values())})\)")


def mask(kind: Kind) -> str:
    """Such as `•••• (card number)`."""
    return f"{_DOTS} ({NAMES[kind]})"
