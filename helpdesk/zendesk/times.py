"""When a message was written, as agents read it: the writer's local time with its zone."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from helpdesk.zendesk import words


def local_time(at: float, zone: str) -> str:
    """`2026-11-22 11:30 CET`; in UTC where the zone's name means nothing here, in words where the time is none."""
    try:
        return datetime.fromtimestamp(at, _clock(zone)).strftime("%Y-%m-%d %H:%M %Z")
    except (ValueError, OverflowError, OSError):
        return words.SOMETIME


def _clock(zone: str) -> tzinfo:
    try:
        return UTC if zone == "UTC" else ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # Slack's list of zones may be newer than ours
        return UTC
