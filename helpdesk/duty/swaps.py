"""Tells those who took a duty over, or else who handed it over: each swap once, however often this is killed."""

from collections.abc import Callable, Iterable
from typing import Protocol

import structlog

from helpdesk.config import Config
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.times.duty import Handover
from helpdesk.store.duty import Duties, Swap

log = structlog.get_logger()

LATEST_SECONDS = 24 * 3600.0
"""Who could not be told within a day is not told any more; then who handed the duty over is, within another."""


class Telling(Protocol):
    """TryLater or GiveUp when it could not be said."""

    def tell(self, handover: Handover, questions: list[Ticket], *, doubt: bool) -> None: ...

    def tell_failed(self, handover: Handover, *, doubt: bool) -> None: ...


class SwapRound:
    """Raises nothing but Redis errors. `live` gives the open questions of a channel."""

    def __init__(
        self,
        config: Config,
        duties: Duties,
        telling: Telling,
        live: Callable[[str], Iterable[Ticket]],
        clock: Callable[[], float],
    ) -> None:
        self._config = config
        self._duties = duties
        self._telling = telling
        self._live = live
        self._clock = clock

    def run(self) -> None:
        for swap in reversed(self._duties.facts().swaps):
            if swap.told is None:
                self._go_on(swap, self._clock() - swap.at)

    def _go_on(self, swap: Swap, age: float) -> None:
        late = age >= LATEST_SECONDS
        if late and not swap.failed:
            swap = swap.model_copy(update={"failed": True, "tried": False})
        if age >= 2 * LATEST_SECONDS:
            self._give_up(swap)
            return
        # Before a call whose answer may be lost, the try is written down: the next one looks whether it came through.
        tried = swap.model_copy(update={"tried": True})
        self._duties.note(tried)
        try:
            self._tell(swap)
        except TryLater as later:
            log.warning("swap_not_told_yet", swap=swap.id, why=later.why)
        except GiveUp as refused:
            log.warning("swap_not_told", swap=swap.id, why=refused.why)
            if swap.failed:
                self._give_up(swap)
            else:
                self._duties.note(swap.model_copy(update={"failed": True, "tried": False}))
        else:
            self._duties.note(tried.model_copy(update={"told": self._clock()}))

    def _give_up(self, swap: Swap) -> None:
        log.error("swap_told_nobody", swap=swap.id)
        self._duties.note(swap.model_copy(update={"told": self._clock()}))

    def _tell(self, swap: Swap) -> None:
        duty = next((each for each in self._config.duty if each.team == swap.team), None)
        zone = duty.zone if duty else "UTC"
        record = swap.model_dump_json(exclude={"told", "tried", "failed"})
        handover = Handover(swap.id, swap.team, swap.by, swap.who, swap.until, zone, swap.channel, record)
        if swap.failed:
            self._telling.tell_failed(handover, doubt=swap.tried)
            return
        channels = self._config.channels_of(duty) if duty else ()
        told = [channel.id for channel in channels if not channel.shadow]
        found = [ticket for channel in told for ticket in self._live(channel) if _is_open(ticket)]
        self._telling.tell(handover, sorted(found, key=lambda ticket: ticket.place.ts), doubt=swap.tried)


def _is_open(ticket: Ticket) -> bool:
    return ticket.kind == "question" and not ticket.deleted and not ticket.state.ends and ticket.number is not None
