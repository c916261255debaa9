"""Satisfaction: whoever asked is asked once in private how the help was, after the question stayed resolved."""

from collections.abc import Iterator, Mapping
from typing import Any

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.people import is_forgotten
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.rating import Rating
from helpdesk.domain.ticket.states import State

ASKS_WITHIN = 3 * 24 * 3600.0
"""Nobody is asked of what was resolved longer ago: when this is switched on, or after a long outage."""


def told(ticket: Ticket, event: e.Rated | e.Commented) -> Ticket:
    """The ticket after an answer; the later one counts, and only of whoever is asked."""
    rating = ticket.rating
    if event.by != asker(ticket):
        return ticket
    match event:
        case e.Rated() if event.at >= rating.at:
            update = {"asked": True, "score": event.score, "at": event.at, "message": (event.channel, event.ts)}
            return _with(ticket, update)
        case e.Commented() if event.at >= rating.commented:
            return _with(ticket, {"asked": True, "comment": event.comment, "commented": event.at})
        case _:
            return ticket


def learned(ticket: Ticket, event: e.SatisfactionAsked | e.ThankedForRating) -> Ticket:
    """The ticket after they were asked, or thanked."""
    if isinstance(event, e.SatisfactionAsked):
        return _with(ticket, {"asked": True})
    return _with(ticket, {"said": (event.score, event.commented)})


def perhaps_asked(ticket: Ticket, dropped: Mapping[str, Attempt]) -> Ticket:
    """The ticket after these attempts were forgotten: a question that may have come through counts as asked."""
    attempt = dropped.get(AskSatisfaction.key)
    return _with(ticket, {"asked": True}) if attempt and attempt.doubt else ticket


def _with(ticket: Ticket, update: Mapping[str, Any]) -> Ticket:
    return ticket.model_copy(update={"rating": ticket.rating.model_copy(update=update)})


def wanted(ticket: Ticket, rules: Rules) -> Iterator[tuple[AskSatisfaction | ThankForRating, float]]:
    """The question and the thanks, each with the time before which it must not be done."""
    rating = ticket.rating
    if rules.satisfaction and ticket.state is State.RESOLVED and not (rating.asked or ticket.deleted):
        person = asker(ticket)
        if person and not _helped_themselves(ticket, person):
            yield AskSatisfaction(person), ticket.current.since + rules.grace
    if rating.message and rating.score and rating.said != _answer(rating):
        channel, ts = rating.message
        person = asker(ticket)
        if person:
            yield ThankForRating(person, rating.score, bool(rating.comment), channel, ts), 0.0


def is_too_late(ticket: Ticket, effect: fx.Effect, now: float) -> bool:
    """Whether this is a question that nobody would understand any more."""
    return isinstance(effect, AskSatisfaction) and now - ticket.current.since > ASKS_WITHIN


def _answer(rating: Rating) -> tuple[str | None, bool]:
    return rating.score, bool(rating.comment)


def asker(ticket: Ticket) -> str | None:
    """Who is asked, and alone may answer: the requester that somebody chose in the form, else who wrote the message."""
    chosen = ticket.escalation.requester if ticket.escalation else None
    person = chosen or ticket.requester
    return None if person is None or is_forgotten(person) else person


def _helped_themselves(ticket: Ticket, person: str) -> bool:
    return ticket.current.by == person and ticket.assignee in {None, person}
