"""What commands print for people. Words of others may hold signs that a terminal obeys; those never reach it."""

import re

import typer

_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control characters but for tab and newline, and those that turn the direction of reading."""


def say(text: str) -> None:
    """Print to stdout, with a sign in place of what a terminal would obey."""
    typer.echo(harmless(text))


def harmless(text: str) -> str:
    return _OBEYED.sub("\N{REPLACEMENT CHARACTER}", text)
