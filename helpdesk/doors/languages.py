"""In which language somebody reads who is waiting at the door: it doesn't hold them up."""

import asyncio
from dataclasses import dataclass

import structlog
from redis import RedisError

from helpdesk.domain.retry import TryLater
from helpdesk.languages.speech import Speech
from helpdesk.slack.readers import Readers

log = structlog.get_logger()

SECONDS = 0.5
"""How long to wait to hear of somebody's language; by the next time it is known."""


@dataclass(frozen=True, slots=True)
class Languages:
    """Asks what is remembered of a person, and Slack. Raises nothing."""

    readers: Readers
    patience: float = 1.0

    async def of(self, person: str, channel: str) -> Speech:
        """The person's language; the channel's when it takes too long to hear."""
        try:
            async with asyncio.timeout(SECONDS * self.patience):
                return await asyncio.to_thread(self.readers.of_person, person, channel)
        except (TryLater, RedisError, OSError) as error:  # a time-out is an OSError too
            log.warning("language_not_known", error=type(error).__name__)
            return self.readers.of_channel(channel)
