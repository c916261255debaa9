"""One try of an effect, and what became of it: it came through, is put off, has failed or is refused."""

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.plan.urgency import urgency
from helpdesk.domain.retry import TRIES, GiveUp, NoRoom, TryLater, wait_before
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.hands import Wings, perform
from helpdesk.metrics import Metrics, kind_of
from helpdesk.store.budgets import spending
from helpdesk.surprises import where

log = structlog.get_logger()

SHORTEST_WAIT = 0.05
"""Seconds. What has to wait for room in a budget waits at least so long, so that a place never spins."""


@dataclass(frozen=True, slots=True)
class Try:
    """Raises nothing: every failure is an event."""

    wings: Wings
    clock: Callable[[], float]
    metrics: Metrics

    def __call__(self, ticket: Ticket, effect: fx.Effect, *, mask: bool) -> e.Learned:
        """`mask` takes secrets out of what leaves for Zendesk."""
        before = ticket.attempts.get(effect.key, Attempt())
        if before.tries:
            self.metrics.retries.labels(kind_of(effect)).inc()
        try:
            with spending(urgency(effect)):
                return perform(self.wings, ticket, effect, mask=mask)
        except NoRoom as full:
            log.info("no_room", place=str(ticket.place), effect=effect.key, budget=full.budget, seconds=full.after)
            again = self.clock() + max(full.after, SHORTEST_WAIT)
            return e.PutOff(key=effect.key, again=again, doubt=full.doubt or before.doubt)
        except TryLater as later:
            return self._failed(ticket, effect, before, later)
        except GiveUp as refused:
            at, doubt = self.clock(), before.doubt
            return e.Refused(key=effect.key, why=refused.why, doubt=doubt, fields=refused.fields, at=at)
        except Exception as error:  # noqa: BLE001 - one ticket's surprise must not crash the workers in turn
            log.error("effect_crashed", place=str(ticket.place), effect=effect.key, error=where(error))
            crash = TryLater("The helpdesk had an error of its own; it is in its log.", doubt=effect.doubles)
            return self._failed(ticket, effect, before, crash)

    def _failed(self, ticket: Ticket, effect: fx.Effect, before: Attempt, later: TryLater) -> e.Failed | e.Refused:
        """A doubt stays until a try comes through: looking may fail too."""
        tries, doubt = before.tries + 1, later.doubt or before.doubt
        log.warning("effect_put_off", place=str(ticket.place), effect=effect.key, tries=tries, why=later.why)
        if tries >= TRIES:
            return e.Refused(key=effect.key, why=later.why, doubt=doubt, at=self.clock())
        again = self.clock() + wait_before(tries, later.after)
        return e.Failed(key=effect.key, again=again, doubt=doubt, why=later.why)
