"""Commands that show tickets: all of them, or one with its history and why it is in its state."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from helpdesk.commands.finding import found
from helpdesk.commands.printing import say
from helpdesk.commands.session import opened_with_store
from helpdesk.domain.history import Entry
from helpdesk.domain.ticket import Source, Ticket
from helpdesk.domain.ticket.card import Due
from helpdesk.domain.ticket.routed import Routing
from helpdesk.domain.ticket.states import State
from helpdesk.rulebook import due_of

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
_SOURCES: dict[Source, str] = {
    "zendesk": "changed in Zendesk",
    "button": "by a button",
    "deletion": "the message was deleted",
    "reply": "a reply after Zendesk closed the ticket",
}


def tickets(
    state: Annotated[State | None, typer.Option(help="Show only tickets in this state.")] = None,
    channel: Annotated[str | None, typer.Option(help="Show only this channel, by its Slack id.")] = None,
    assignee: Annotated[str | None, typer.Option(help="Show only what this Slack user id has.")] = None,
    *,
    open_only: Annotated[bool, typer.Option("--open", help="Leave out resolved and dismissed tickets.")] = False,
    as_json: Json = False,
) -> None:
    """List the tickets, one a line."""
    with opened_with_store() as wiring:
        chosen = (
            ticket
            for ticket in wiring.tickets.all()
            if ticket.kind == "question"
            and (state is None or ticket.state is state)
            and (channel is None or ticket.place.channel == channel)
            and (assignee is None or ticket.assignee == assignee)
            and not (open_only and ticket.state.ends)
        )
        if as_json:
            typer.echo(json.dumps([facts(ticket) for ticket in chosen], indent=2))
            return
        for ticket in chosen:
            linked = f"zendesk:{ticket.zendesk.id}" if ticket.zendesk else "-"
            say(f"{ticket.number}\t{ticket.state}\t{ticket.assignee or '-'}\t{linked}\t{ticket.subject}")


def show(
    ticket: Annotated[str, typer.Argument(metavar="TICKET", help="IT-42, a message link, or zendesk:123.")],
    *,
    as_json: Json = False,
) -> None:
    """Show one ticket with its whole history and why it is in this state."""
    with opened_with_store() as wiring:
        chosen = found(wiring.tickets, ticket)
        history = wiring.tickets.history(chosen.place)
        due = due_of(wiring.config)(chosen)
    if as_json:
        told = [entry.model_dump(mode="json", exclude_none=True) for entry in history]
        typer.echo(json.dumps({**facts(chosen, due), "history": told}, indent=2))
        return
    for name, value in facts(chosen, due).items():
        say(f"{name}: {'' if value is None else value}")
    for entry in history:
        say(f"history: {_line(entry)}")


def facts(ticket: Ticket, due: Due | None = None) -> dict[str, Any]:
    """One fact a line, in this order; a name is there even when its value isn't. `due` is what is promised next."""
    current = ticket.current
    troubles = [a.refused or a.trouble or "" for a in ticket.attempts.values() if a.tries and not a.dropped]
    return {
        "ticket": ticket.number,
        "state": str(current.state),
        "since": _time(current.since),
        "why": why(ticket),
        "assignee": ticket.assignee,
        "requester": ticket.requester,
        "subject": ticket.subject,
        "asked": _time(ticket.asked),
        "zendesk": ticket.zendesk.id if ticket.zendesk else None,
        "zendesk_status": ticket.zendesk.status if ticket.zendesk else None,
        "place": str(ticket.place),
        "moved_from": str(ticket.came_from) if ticket.came_from else None,
        "routed": routed(ticket.routing) if ticket.routing else None,
        "promised": f"{due.kind} by {_time(due.at)}" if due else None,
        "broken": ", ".join(ticket.reminders.broken) or None,
        "trouble": "; ".join(troubles) or None,
        "satisfaction": ticket.rating.score,
        "comment": ticket.rating.comment or None,
    }


def routed(routing: Routing) -> str | None:
    """By which rule it went where, and who sent it on."""
    rule = f"rule: {routing.rule}" if routing.rule else "no rule fits"
    if not routing.rule and not routing.unmatched:
        return "not yet" if routing.due else rule
    first = routing.corrections[0].was if routing.corrections else routing.to
    ways = [f"{way.to} by {way.by} at {_time(way.at)}" for way in routing.corrections]
    return f"{', then '.join([first or 'nobody', *ways])} ({rule})"


def why(ticket: Ticket) -> str:
    """Why it is in this state, in words."""
    current = ticket.current
    if ticket.set_otherwise and ticket.move:
        return f"{_SOURCES[ticket.move.source]}{f' by {ticket.move.by}' if ticket.move.by else ''}"
    marks = [f":{m.emoji}: by {m.person}" for m in ticket.marks if m.present and m.state is current.state]
    if marks:
        return ", ".join(marks)
    return "every mark was taken off" if ticket.marks else "nobody has marked it"


def _line(entry: Entry) -> str:
    parts = [_time(entry.at), entry.what, entry.detail, f"by {entry.by}" if entry.by else None]
    return " ".join(p for p in [*parts, f"-> {entry.state}" if entry.state else None] if p)


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
