"""Looks at whether anybody can be warned of a promise that nobody has taken on."""

from collections.abc import Iterator

from helpdesk.config import Config
from helpdesk.doctor.findings import Finding, ok, warning

FIX = "Name an agents_channel for it, or add a [[duty]] table."


def at_promises(config: Config) -> Iterator[Finding]:
    """A line for each channel that promises something."""
    for channel in config.channels:
        if channel.promises is None:
            continue
        warns = channel.promises.most_warnings > 0
        if warns and not channel.agents_channel and config.duty_of(channel.id) is None:
            words = f"#{channel.name}: nobody is warned of a promise while nobody has the question."
            yield warning("promises", words, FIX)
        else:
            yield ok("promises", f"#{channel.name}: promises are kept in view.")
