"""Cursor paging as Slack does it: a page, and an opaque cursor to the next that is empty on the last."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from helpdesk.sandbox.slack.method import Arguments, SlackError

T = TypeVar("T")


def cursor_after(place: str) -> str:
    """A cursor that carries the last place a page has shown."""
    return base64.urlsafe_b64encode(f"next:{place}".encode()).decode()


def place_in(args: Arguments) -> str:
    """The place that the `cursor` argument carries, empty without one. Raises `invalid_cursor`."""
    cursor = args.text("cursor")
    if not cursor:
        return ""
    try:
        kind, _, place = base64.urlsafe_b64decode(cursor.encode()).decode().partition(":")
    except (binascii.Error, ValueError) as error:
        raise SlackError("invalid_cursor") from error
    if kind != "next":
        raise SlackError("invalid_cursor")
    return place


def page(items: Sequence[T], args: Arguments, *, default: int, at_most: int = 1000) -> tuple[list[T], str]:
    """One page of a list in stable order, and the cursor to the next page."""
    place = place_in(args)
    if place and not place.isdecimal():
        raise SlackError("invalid_cursor")
    start = int(place or 0)
    end = start + args.number("limit", default, at_most=at_most)
    return list(items[start:end]), cursor_after(str(end)) if end < len(items) else ""
