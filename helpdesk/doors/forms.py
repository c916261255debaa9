"""Opening the "Create ticket" form at the door, while its trigger lives."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from redis import RedisError
from starlette.concurrency import run_in_threadpool

from helpdesk.domain.retry import WentWrong
from helpdesk.domain.ticket import Ticket
from helpdesk.slack import words
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.inbound import Watched
from helpdesk.slack.interactions import REQUESTER_BLOCK, SUBJECT_BLOCK, VALUE, FormWanted
from helpdesk.store.front import FrontStore

log = structlog.get_logger()

TIMEOUT = 2
"""Seconds for `views.open`: the trigger lives 3 (https://docs.slack.dev/interactivity/handling-user-interaction)."""

STORE_SECONDS = 0.5
"""Seconds to wait for what the store knows of the question, while the trigger lives."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Opens forms. `calls` has a 2 s time-out; it never waits for Zendesk."""

    store: FrontStore
    calls: SlackCalls
    watched: Watched
    zendesk_url: str | None
    clock: Callable[[], float]

    async def open(self, wanted: FormWanted) -> bool:
        """Open the form, or a window that says why there is none. False when Slack didn't take it."""
        view = await self._view(wanted)
        try:
            await run_in_threadpool(self.calls.write, "views.open", trigger_id=wanted.trigger, view=view)
        except WentWrong as error:
            log.warning("form_not_opened", place=str(wanted.place), why=error.why)
            return False
        return True

    async def _view(self, wanted: FormWanted) -> dict[str, object]:
        if wanted.place.channel not in self.watched:
            return words.message_view(words.NOT_A_HELP_CHANNEL)
        if self.zendesk_url is None:
            return words.message_view(words.NOT_SET_UP)
        ticket = await self._ticket(wanted)
        if ticket and ticket.zendesk:
            return words.message_view(words.has_ticket(self.zendesk_url, ticket.zendesk.id))
        subject = wanted.subject or (ticket.subject if ticket else "")
        requester = wanted.requester or (ticket.requester if ticket else None)
        names = (SUBJECT_BLOCK, REQUESTER_BLOCK, VALUE)
        return words.form(wanted.place, self.clock(), subject, requester, names)

    async def _ticket(self, wanted: FormWanted) -> Ticket | None:
        """What we know already; the form opens without it when the store is away."""
        try:
            async with asyncio.timeout(STORE_SECONDS):
                return await self.store.ticket(wanted.place)
        except (RedisError, OSError) as error:
            log.warning("form_without_store", error=type(error).__name__)
            return None
