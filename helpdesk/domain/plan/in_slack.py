"""What a question's thread still wants: the bot's reaction, files, comments, and the status message."""

from collections.abc import Iterator

from helpdesk.domain import effects as fx
from helpdesk.domain.effects.second_looks import LookAgain, RemovePost
from helpdesk.domain.rules import Rules
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.unshown import comments, files


def wanted_in_slack(ticket: Ticket, rules: Rules) -> Iterator[tuple[fx.Effect, float]]:
    """The bot's reaction, files and comments in their order, then the status message; at last what is too often."""
    wanted = rules.emoji(ticket.state)
    if not ticket.set_otherwise or ticket.shown_by_people(ticket.state):
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
    yield from too_often(ticket)


def too_often(ticket: Ticket) -> Iterator[tuple[fx.Effect, float]]:
    """What is there too often goes, and what may be is looked for."""
    for post in ticket.shown.extra:
        yield RemovePost(post), 0.0
    if ticket.shown.unsure_until is not None:
        yield LookAgain(), ticket.shown.unsure_until
