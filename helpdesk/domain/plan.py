"""`plan`: what is still outstanding, wanted minus confirmed, and when to look again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from helpdesk.domain import effects as fx
from helpdesk.domain import promise_warnings, satisfaction, shadow
from helpdesk.domain.asking import AskSatisfaction
from helpdesk.domain.attempt import Attempt
from helpdesk.domain.dead_letters import warning
from helpdesk.domain.decide import awaits_look_up
from helpdesk.domain.idle_effects import IdleTelling
from helpdesk.domain.idling import is_stale, wanted_for_idle
from helpdesk.domain.late_words import late_words
from helpdesk.domain.link import Link
from helpdesk.domain.moving import to_be_posted, wanted_when_moved, without_posting
from helpdesk.domain.moving_effects import PostMoved, TellMoved
from helpdesk.domain.opening import to_open
from helpdesk.domain.promise_effects import WarnOfPromise
from helpdesk.domain.rerouting import wanted_for_routing
from helpdesk.domain.routing_effects import PassOn, TellRoute
from helpdesk.domain.rules import Rules
from helpdesk.domain.second_looks import LookAgain, RemovePost
from helpdesk.domain.shown import may_show_late, unsure_of
from helpdesk.domain.states import State
from helpdesk.domain.status_card import status_card
from helpdesk.domain.statuses import Status
from helpdesk.domain.talk import Reply, together
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.unshown import comments, files
from helpdesk.domain.urgency import urgency

JOIN_SECONDS = 1.5
"""How long the first of several replies waits for the others: each update counts (30 in 10 minutes for a ticket)."""


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
    if isinstance(effect, AskSatisfaction | PassOn | TellRoute | IdleTelling | WarnOfPromise | PostMoved | TellMoved):
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
    yield from ((effect, 0.0) for effect in to_be_posted(ticket))
    yield from _zendesk(ticket, rules)
    if not ticket.deleted:
        yield from _slack(ticket, rules)
    yield from satisfaction.wanted(ticket, rules)
    yield from wanted_for_idle(ticket, rules)
    yield from promise_warnings.wanted(ticket, rules)
    for notice in ticket.notices:
        if not notice.said and (notice.why != "details" or ticket.zendesk):
            yield fx.GiveNotice(notice.person, notice.why), 0.0


def _zendesk(ticket: Ticket, rules: Rules) -> Iterator[tuple[fx.Effect, float]]:
    link = ticket.zendesk
    if not rules.zendesk or ticket.escalation is None:
        return
    if link is None:
        yield to_open(ticket, rules, None), 0.0
    elif link.merged_into:
        yield fx.FollowTicket(link.merged_into, link.id, _known_comments(ticket)), 0.0
    elif link.stirred:
        yield _reading(ticket, link, rules, talk=link.talked), 0.0
    elif link.status == "closed":
        yield from _erasures(ticket, link)
        yield from _follow_up(ticket, link, rules)
    else:
        yield from _writes(ticket, link, rules)


def _reading(ticket: Ticket, link: Link, rules: Rules, *, talk: bool) -> fx.ReadZendeskTicket:
    moved = link.acted or not rules.statuses.says(link.status, link.custom, ticket.state)
    known = _known_comments(ticket)
    return fx.ReadZendeskTicket(link.id, link.status, link.custom, talk, known, link.asker, moved)


def _known_comments(ticket: Ticket) -> frozenset[int]:
    return frozenset(int(id_) for id_ in ticket.talk.heard) | {comment.id for comment in ticket.talk.coming}


def _erasures(ticket: Ticket, link: Link) -> Iterator[tuple[fx.Effect, float]]:
    """What was deleted in the thread goes from a closed ticket too: that takes no words, yet a redaction."""
    for reply in ticket.talk.waiting:
        if reply.kind == "deleted":
            yield fx.TellZendesk(link.id, link.stamp, (reply,), past=ticket.past), 0.0


def _follow_up(ticket: Ticket, link: Link, rules: Rules) -> Iterator[tuple[fx.Effect, float]]:
    """A new ticket, if only because it may be there already; before that, what was said last in the closed one.

    That tells too whether the last replies came in time.
    """
    opening = to_open(ticket, rules, link.id)
    over = ticket.state.ends and not ticket.attempts.get(opening.key, Attempt()).doubt
    if over and not any(late_words(ticket)):
        return
    if link.talk_stamp != link.stamp:
        yield _reading(ticket, link, rules, talk=True), 0.0
    if over:
        return
    if link.talk_stamp == link.stamp or ticket.attempts.get(fx.READING, Attempt()).refused is not None:
        yield opening, 0.0


def _writes(ticket: Ticket, link: Link, rules: Rules) -> Iterator[tuple[fx.Effect, float]]:
    """Status and assignee go in one update, replies and the status in one; what ends a question waits for the grace.

    A status that goes along with replies is not wanted on its own any more when they have gone.
    """
    state, since, by = ticket.current
    wanted = rules.statuses.wanted(state)
    status = None if rules.statuses.says(link.status, link.custom, state) or wanted == link.untaken else wanted
    assign = _is_to_be_assigned(ticket.assignee, link, state)
    reopens = status is not None and not state.ends and _is_untried(ticket, link, status)
    runs = tuple(_runs(ticket))
    for run in runs:
        tell = fx.TellZendesk(
            id=link.id,
            stamp=link.stamp,
            replies=run,
            status=status if reopens else None,
            past=ticket.past,
            public=ticket.escalation.public if ticket.escalation else None,
        )
        yield tell, run[0].at + JOIN_SECONDS
    if status is None and not assign and ticket.details is None:
        return
    write = fx.UpdateZendeskTicket(
        id=link.id,
        stamp=link.stamp,
        status=status,
        assign=assign,
        assignee=ticket.assignee,
        solver=by if state.ends else None,
        details=ticket.details,
    )
    after_grace = since + rules.grace if state.ends and status is not None else 0.0
    if after_grace and runs:
        after_grace = max(after_grace, runs[0][0].at + JOIN_SECONDS)
    yield write, after_grace if ticket.details is None else 0.0
    if (status is not None or assign) and _is_refused_for_details(ticket, write):
        yield replace(write, details=None), after_grace


def _is_refused_for_details(ticket: Ticket, write: fx.UpdateZendeskTicket) -> bool:
    """What somebody filled in wrongly doesn't hold the rest back; what still wants filling in does."""
    attempt = ticket.attempts.get(write.key, Attempt())
    return write.details is not None and attempt.refused is not None and not attempt.fields


def _runs(ticket: Ticket) -> Iterator[tuple[Reply, ...]]:
    """The replies that go together now, then each that was given up: it is wanted still, and holds nothing back.

    One that may be there already goes first: it has to be looked for.
    """
    tries = [(reply, ticket.attempts.get(f"{fx.TELLING}{reply.name}", Attempt())) for reply in ticket.talk.waiting]
    waiting = tuple(reply for reply, attempt in tries if attempt.refused is None)
    first = next((reply for reply, attempt in tries if attempt.refused is None and attempt.doubt), None)
    run = together(waiting[waiting.index(first) :] if first else waiting)
    if run:
        yield run
    yield from ((reply,) for reply, attempt in tries if attempt.refused is not None)


def _is_untried(ticket: Ticket, link: Link, status: Status | int) -> bool:
    """A status that was refused or failed doesn't hold the replies back."""
    prefix = f"{fx.UPDATING}{link.id}:{status}:"
    return not any(key.startswith(prefix) and attempt.tries for key, attempt in ticket.attempts.items())


def _is_to_be_assigned(person: str | None, link: Link, state: State) -> bool:
    """A solved ticket keeps its assignee, and somebody Zendesk doesn't know is tried once."""
    if person is None:
        return link.assigned is not None and not state.ends
    return person not in {link.assigned, link.unknown}


def _slack(ticket: Ticket, rules: Rules) -> Iterator[tuple[fx.Effect, float]]:
    """The bot's reaction, files and comments in their order, then the status message; at last what is too often."""
    wanted = rules.emoji(ticket.state)
    if not ticket.moved_elsewhere or ticket.shown_by_people(ticket.state):
        wanted = None
    for emoji in (*ticket.shown.reactions, *ticket.shown.perhaps):
        if emoji != wanted:
            yield fx.RemoveReaction(emoji), 0.0
    if wanted and wanted not in ticket.shown.reactions:
        yield fx.AddReaction(wanted), 0.0
    yield from files(ticket)
    yield from comments(ticket)
    card = status_card(ticket, rules)
    if card and card != ticket.shown.card:
        perhaps_there = ticket.shown.message is None and ticket.shown.unsure_until is not None
        yield fx.ShowStatus(card, ticket.shown.message, doubt=perhaps_there), 0.0
    for post in ticket.shown.extra:
        yield RemovePost(post), 0.0
    if ticket.shown.unsure_until is not None:
        yield LookAgain(), ticket.shown.unsure_until
