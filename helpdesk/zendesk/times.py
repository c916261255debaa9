"""Times as Zendesk writes them, and as agents read them: the writer's local time with its zone."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from helpdesk.zendesk import words


def local_time(at: float, zone: str) -> str:
    """`2026-11-22 11:30 CET`; in UTC where the zone's name means nothing here, in words where the time is none."""
    try:
        return datetime.fromtimestamp(at, _clock(zone)).strftime("%Y-%m-%d %H:%M %Z")
    except (ValueError, OverflowError, OSError):
        return words.SOMETIME


def seconds(stamp: str) -> float:
    """A Zendesk time (`2026-11-22T10:30:00Z`) in seconds since 1970; 0.0 when it can't be read."""
    try:
        return datetime.fromisoformat(stamp).timestamp()
    except ValueError:
        return 0.0


def _clock(zone: str) -> tzinfo:
    try:
        return UTC if zone == "UTC" else ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # Slack's list of zones may be newer than ours
        return UTC
