"""Whose questions somebody answers, as far as it is known while they wait at the door."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import structlog
from redis import RedisError

from helpdesk.domain.retry import WentWrong
from helpdesk.slack.directory import Directory

log = structlog.get_logger()

SECONDS = 1.0
"""How long to wait to hear of it; by the next time it is known."""


@dataclass(frozen=True, slots=True)
class Right:
    """The help channels whose questions somebody answers and can see, in their order, and those it isn't known of.

    `address` is the workspace's, for links; empty when that isn't known. Of the `shadowed` channels nobody is told
    anything.
    """

    channels: tuple[str, ...] = ()
    unsure: frozenset[str] = frozenset()
    address: str = ""
    shadowed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rights:
    """Asks what is remembered of people, and Slack. Raises nothing.

    `responders`: help channel -> who answers there, but for the channels in shadow mode.
    """

    directory: Directory
    responders: Mapping[str, Iterable[str]]
    shadowed: frozenset[str] = frozenset()
    patience: float = 1.0

    async def of(self, person: str) -> Right:
        try:
            async with asyncio.timeout(SECONDS * self.patience):
                return await asyncio.to_thread(self._of, person)
        except (RedisError, OSError) as error:  # a time-out is an OSError too
            log.warning("rights_not_known", error=type(error).__name__)
            return Right(unsure=frozenset(self.responders), shadowed=self.shadowed)

    def _of(self, person: str) -> Right:
        answers = {channel: self._answers(person, channel) for channel in self.responders}
        channels = tuple(channel for channel, yes in answers.items() if yes)
        unsure = frozenset(channel for channel, yes in answers.items() if yes is None)
        return Right(channels, unsure, self._address(), self.shadowed)

    def _answers(self, person: str, channel: str) -> bool | None:
        """None while Slack doesn't tell, of one channel that we were removed from, say."""
        try:
            answers = person in self.directory.responders(self.responders[channel])
            return answers and not self.directory.is_outside(person) and self.directory.can_read(person, channel)
        except WentWrong as wrong:
            log.warning("rights_not_known", channel=channel, why=wrong.why)
            return None

    def _address(self) -> str:
        try:
            return self.directory.myself().url
        except WentWrong:
            return ""
