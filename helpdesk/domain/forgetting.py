"""What a ticket is without its words, and without a person. States, times and numbers stay as they are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from helpdesk.domain.history import Entry
from helpdesk.domain.people import SOMEBODY
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.rating import Rating

NOT_KEPT = "The reason is not kept any more."
"""Stands where Slack's or Zendesk's own words stood, so that what was refused stays refused."""

M = TypeVar("M", bound=BaseModel)
N = TypeVar("N", Link, Card)


def without_words(ticket: Ticket) -> Ticket:
    """A ticket that is over, without what people wrote into it and without names.

    What the status message is known to say loses the same, so that nothing is said anew.
    """
    left = _without_pause_shown(_without_names(_without_question(ticket), None))
    attempts = {key: _without_reason(attempt) for key, attempt in left.attempts.items()}
    waiting = tuple(reply.model_copy(update={"why": ""}) for reply in left.talk.waiting)
    talk = left.talk.model_copy(update={"waiting": waiting})
    shown = left.shown
    if shown.card:
        reasons = {"trouble": shown.card.trouble, "unshown": shown.card.unshown, "unhidden": shown.card.unhidden}
        card = shown.card.model_copy(update={name: tuple(NOT_KEPT for _ in said) for name, said in reasons.items()})
        shown = shown.model_copy(update={"card": card})
    return left.model_copy(update={"attempts": attempts, "talk": talk, "shown": shown})


@dataclass(frozen=True, slots=True)
class Identity:
    """How the store knows a person: their Slack id, and the addresses and names it may have of them."""

    id: str
    emails: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()

    def is_in(self, text: str) -> bool:
        """Whether the id or an address stands in a text. Names are not looked for: others may have the same."""
        return self._pattern.search(text) is not None

    def replaced(self, text: str, stand_in: str) -> str:
        return self._pattern.sub(stand_in, text)

    @property
    def _pattern(self) -> re.Pattern[str]:
        known = "|".join(re.escape(word) for word in sorted({self.id, *self.emails}))
        return re.compile(rf"(?<![\w.+-])(?:{known})(?![\w-])", re.IGNORECASE)


def without_person(ticket: Ticket, history: Iterable[Entry], who: Identity) -> tuple[Ticket, list[Entry]]:
    """Ticket and history with a neutral word wherever the person stood, and without the words of their question."""
    entries = list(history)
    stand_in = _stand_in("".join(each.model_dump_json() for each in (ticket, *entries)))
    left = _without_names(ticket, who)
    asked = ticket.escalation
    if ticket.requester == who.id or (asked is not None and who.id in {asked.by, asked.requester}):
        left = _without_question(left)
    left = left.model_copy(update={"notices": tuple(n for n in left.notices if n.said or n.person != who.id)})
    if left.reminders.snooze and left.reminders.snooze.by == who.id:
        left = _without_pause_shown(left)
    left = _replaced(left, who, stand_in)
    marks = tuple(sorted(left.marks, key=lambda m: (m.person, m.emoji)))
    left = left.model_copy(update={"marks": marks})
    return left, [_replaced(entry, who, stand_in) for entry in entries]


def _stand_in(text: str) -> str:
    """A word nobody else has at this place: two who were forgotten must not become one person with one's marks."""
    taken = set(re.findall(rf"\b{SOMEBODY}(?:-\d+)?\b", text))
    words = (SOMEBODY, *(f"{SOMEBODY}-{count}" for count in range(2, len(taken) + 3)))
    return next(word for word in words if word not in taken)


def _replaced(value: M, who: Identity, stand_in: str) -> M:
    text = value.model_dump_json()
    return type(value).model_validate_json(who.replaced(text, stand_in)) if who.is_in(text) else value


def _without_pause_shown(ticket: Ticket) -> Ticket:
    """Without the direct conversation in which a pause was wanted, which would tell by whom."""
    snooze = ticket.reminders.snooze
    unshown = snooze.model_copy(update={"channel": None}) if snooze else None
    return ticket.model_copy(update={"reminders": ticket.reminders.model_copy(update={"snooze": unshown})})


def _without_question(ticket: Ticket) -> Ticket:
    """Without the words it was asked, escalated and rated with."""
    asked = ticket.escalation
    if asked:
        unworded = asked.details.model_copy(update={"fields": {}})
        asked = asked.model_copy(update={"subject": "", "details": unworded})
    left = {"subject": "", "escalation": asked, "details": None, "rating": _without_comment(ticket.rating)}
    return ticket.model_copy(update=left)


def _without_comment(rating: Rating) -> Rating:
    """The score stays, without the direct conversation that would tell whose it is."""
    return rating.model_copy(update={"comment": "", "message": None})


def _without_names(ticket: Ticket, who: Identity | None) -> Ticket:
    """Without the names Zendesk shows; with `who` only theirs."""
    link, card = ticket.zendesk, ticket.shown.card
    gone = who.names if who else None
    if who and link and link.agent and who.id in {link.assigned, ticket.assignee}:
        gone = who.names | {link.agent}
    shown = ticket.shown.model_copy(update={"card": _anonymous(card, gone) if card else None})
    return ticket.model_copy(update={"zendesk": _anonymous(link, gone) if link else None, "shown": shown})


def _anonymous(named: N, gone: frozenset[str] | None) -> N:
    """Without the names that are to go, None for all of them."""
    fields = [field for field in ("agent", "requester") if gone is None or getattr(named, field) in gone]
    return named.model_copy(update=dict.fromkeys(fields))


def _without_reason(attempt: Attempt) -> Attempt:
    refused = None if attempt.refused is None else NOT_KEPT
    trouble = None if attempt.trouble is None else NOT_KEPT
    return attempt.model_copy(update={"refused": refused, "trouble": trouble})
