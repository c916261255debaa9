"""`plan`: what is still outstanding, wanted minus confirmed, and when to look again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from helpdesk.domain import effects as fx
from helpdesk.domain import promise_warnings, satisfaction, shadow
from helpdesk.domain.dead_letters import warning
from helpdesk.domain.decide import awaits_look_up
from helpdesk.domain.effects.idle import IdleTelling
from helpdesk.domain.effects.moving import PostMoved, RelayFile, RelayWords, TellMoved
from helpdesk.domain.effects.promises import WarnOfPromise
from helpdesk.domain.effects.routing import PassOn, TellRoute
from helpdesk.domain.effects.satisfaction import AskSatisfaction
from helpdesk.domain.idle import is_stale, wanted_for_idle
from helpdesk.domain.moving import on_its_way, wanted_when_moved, without_posting
from helpdesk.domain.plan.in_slack import too_often, wanted_in_slack
from helpdesk.domain.plan.in_zendesk import wanted_in_zendesk
from helpdesk.domain.plan.urgency import urgency
from helpdesk.domain.relaying import to_be_relayed
from helpdesk.domain.rerouting import wanted_for_routing
from helpdesk.domain.rules import Rules
from helpdesk.domain.second_looks import may_show_late, unsure_of
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attempt import Attempt


@dataclass(frozen=True, slots=True)
class Plan:
    """The effects that are due, the most urgent first, and the next time (seconds) something else will be."""

    due: tuple[fx.Effect, ...]
    wake: float | None


def plan(ticket: Ticket, rules: Rules, now: float) -> Plan:
    """What is to be done for this ticket at `now`. Empty when everything is confirmed."""
    due: list[fx.Effect] = []
    later: list[float] = []
    for effect, not_before in _wanted(ticket, rules):
        attempt = ticket.attempts.get(effect.key, Attempt())
        if attempt.shadowed and (rules.shadow or shadow.is_let_go(effect, attempt)):
            continue
        if attempt.refused is not None or _is_past(ticket, effect, rules, now):
            continue
        start = promise_warnings.start(rules, effect, max(attempt.again, not_before), now)
        if start > now:
            later.append(start)
        else:
            due.append(_in_doubt(effect) if attempt.doubt else effect)
    return Plan(tuple(sorted(_replies_first(due, ticket), key=urgency)), min(later, default=None))


def _is_past(ticket: Ticket, effect: fx.Effect, rules: Rules, now: float) -> bool:
    """Whether nobody would understand any more why this is done now."""
    if satisfaction.is_too_late(ticket, effect, now) or is_stale(effect, rules, now):
        return True
    return promise_warnings.is_passed_over(ticket, rules, effect, now)


def _replies_first(due: list[fx.Effect], ticket: Ticket) -> list[fx.Effect]:
    """What ends a question goes after the replies that are due, along with the last of them where it can.

    Zendesk may close a ticket as soon as it is solved. A reply that is put off isn't due, and holds nothing back.
    """
    tells = [effect for effect in due if isinstance(effect, fx.TellZendesk)]
    ends = [effect for effect in due if isinstance(effect, fx.UpdateZendeskTicket) and effect.status is not None]
    if not (tells and ends and ticket.state.ends):
        return due
    others = [effect for effect in due if effect not in (*tells, *ends)]
    if len(ends) == 1 and tells[0].replies == ticket.talk.waiting and _may_go_along(ends[0], ticket):
        return [*others, replace(tells[0], status=ends[0].status)]
    return [*others, *tells]


def _may_go_along(update: fx.UpdateZendeskTicket, ticket: Ticket) -> bool:
    """Whether a status is all there is to write, was not tried before, and surely needs no assignee."""
    if ticket.zendesk is None or ticket.zendesk.assigned is None or update.assign or update.details is not None:
        return False
    return not ticket.attempts.get(update.key, Attempt()).tries


def without_stale_attempts(ticket: Ticket, rules: Rules) -> Ticket:
    """The ticket without the attempts at things no longer wanted, so that a new wish starts afresh."""
    if ticket.kind == "moved" and ticket.moving and not ticket.moving.handed:
        return ticket  # what of Zendesk was given up goes along
    dropped = without_posting(ticket, ticket.attempts)
    for view in (ticket, _read(ticket)):
        for effect, _ in _wanted(view, rules) if dropped else ():
            dropped.pop(effect.key, None)
    if not dropped:
        return ticket
    kept = {key: attempt for key, attempt in ticket.attempts.items() if key not in dropped}
    ticket = satisfaction.perhaps_asked(ticket.model_copy(update={"attempts": kept}), dropped)
    ticket = promise_warnings.perhaps_told(ticket, dropped)
    return unsure_of(ticket, [attempt for key, attempt in dropped.items() if may_show_late(key)])


def settled(ticket: Ticket, effect: fx.Effect) -> Ticket:
    """The ticket after an effect in Slack came through: there is no doubt about that try any more."""
    if not may_show_late(effect.key):
        return ticket
    attempts = {key: attempt for key, attempt in ticket.attempts.items() if key != effect.key}
    return ticket.model_copy(update={"attempts": attempts})


def _read(ticket: Ticket) -> Ticket:
    """The ticket as if Zendesk were read already: what waits for that is wanted all the same."""
    if ticket.zendesk is None:
        return ticket
    return ticket.model_copy(update={"zendesk": ticket.zendesk.model_copy(update={"stirred": False})})


def _in_doubt(effect: fx.Effect) -> fx.Effect:
    if isinstance(effect, fx.OpenZendeskTicket | fx.TellZendesk):
        return replace(effect, doubt=True)
    if isinstance(effect, fx.ShowStatus | fx.ShowComment | fx.ShareFile | fx.WarnOfDead):
        return replace(effect, doubt=True)
    if isinstance(effect, AskSatisfaction | PassOn | TellRoute | IdleTelling | WarnOfPromise):
        return replace(effect, doubt=True)
    if isinstance(effect, PostMoved | TellMoved | RelayWords | RelayFile):
        return replace(effect, doubt=True)
    return effect


def _wanted(ticket: Ticket, rules: Rules) -> Iterator[tuple[fx.Effect, float]]:
    """Each effect with the time before which it must not be done."""
    if awaits_look_up(ticket):
        yield fx.LookUp(), 0.0
    if ticket.kind == "question":
        yield from _for_a_question(ticket, rules)
    if ticket.kind == "moved":
        yield from wanted_when_moved(ticket)
    warn = warning(ticket, rules)
    if warn:
        yield warn, 0.0


def _for_a_question(ticket: Ticket, rules: Rules) -> Iterator[tuple[fx.Effect, float]]:
    yield from ((effect, 0.0) for effect in wanted_for_routing(ticket, rules))
    yield from on_its_way(ticket)
    yield from wanted_in_zendesk(ticket, rules)
    yield from ((effect, 0.0) for effect in to_be_relayed(ticket))
    yield from too_often(ticket) if ticket.deleted else wanted_in_slack(ticket, rules)
    yield from satisfaction.wanted(ticket, rules)
    yield from wanted_for_idle(ticket, rules)
    yield from promise_warnings.wanted(ticket, rules)
    for notice in ticket.notices:
        if not notice.said and (notice.why != "details" or ticket.zendesk):
            yield fx.GiveNotice(notice.person, notice.why), 0.0
