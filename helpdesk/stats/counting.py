"""Counting, by the hours of each channel's configuration."""

from collections.abc import Callable, Iterable

from helpdesk.config import Config
from helpdesk.domain.stats import Stats, stats
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.times.periods import Period
from helpdesk.domain.times.working_time import ALWAYS, Hours


def hours_of(config: Config) -> Callable[[str], Hours]:
    """The working hours by a channel's id; round the clock for one that is not configured any more."""
    known = {channel.id: channel.working_hours for channel in config.channels}
    return lambda channel: known.get(channel, ALWAYS)


def counted(config: Config, tickets: Iterable[Ticket], period: Period, channels: Iterable[str] | None = None) -> Stats:
    """The figures of the questions asked in the period, in these channels or in all."""
    return stats(tickets, period, hours_of(config), channels)
