"""What a ticket is after it was routed, and what is still to be done about that."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from helpdesk.domain import events as e
from helpdesk.domain.effects.routing import PASSING, TELLING_ROUTE, FindRoute, PassOn, RoutingEffect, TellRoute
from helpdesk.domain.routing import Match, Route
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenReply
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.routed import Correction, Routing

MOST_ON_DUTY = 5
"""How many people on duty are mentioned at once."""

RULE, TARGET, NUMBER, BY = "rule", "to", "routed", "by"
"""What our metadata says with each line in the thread: the names it goes by."""


def routed_by(match: Match | None, otherwise: Routing) -> Routing:
    """Where the rule that fits sends a question; where none does, it goes `otherwise`."""
    return _to(Routing(phrase=match.phrase), match.route) if match else otherwise


def routed_by_nothing(ticket: Ticket, rules: Rules) -> Routing:
    """Where a question goes that no rule fits: to the first level somebody has, else to the agents' channel.

    Nowhere in a channel without duty, and when the one on duty asks it.
    """
    level = next((people for people in rules.on_duty if people), ())
    to, *also = [person for person in level if person != ticket.requester][:MOST_ON_DUTY] or [""]
    if rules.on_duty and not level and rules.agents_channel:
        to = rules.agents_channel
    return Routing(unmatched=True, to=to, also=tuple(also)) if to else Routing()


def _to(routing: Routing, route: Route) -> Routing:
    return routing.model_copy(
        update={
            "rule": route.title,
            "to": route.to,
            "unmatched": False,
            "also": (),
            "group": route.group,
            "priority": route.priority,
            "tags": route.tags,
        }
    )


def to_be_routed(rules: Rules) -> Routing | None:
    """For a new question; None in a channel without rules."""
    return Routing(due=True) if rules.router.routes else None


def read_again(ticket: Ticket) -> Routing | None:
    """For a question that was edited: it is read again unless somebody marked it, or was told or may have been."""
    routing = ticket.routing
    if routing is None or routing.lines or routing.told or ticket.marks or ticket.move:
        return routing
    if any(key.startswith((PASSING, TELLING_ROUTE)) for key, attempt in ticket.attempts.items() if attempt.doubt):
        return routing
    return routing.model_copy(update={"due": True})


def rerouted(ticket: Ticket, event: e.Rerouted, rules: Rules) -> Ticket:
    """The question sent elsewhere by somebody who may; what the other rule wants in Zendesk holds from now on."""
    routing = ticket.routing
    if routing is None or ticket.kind != "question" or routing.to == event.to:
        return ticket
    if any(event.at <= known.at for known in routing.corrections):
        return ticket
    correction = Correction(was=routing.to, to=event.to, by=event.by, at=event.at)
    route = next((route for route in rules.router.targets if route.to == event.to), None)
    if route is None:
        return ticket
    moved = _to(routing, route)
    corrections = (*routing.corrections, correction)
    return _with(ticket, moved.model_copy(update={"phrase": "", "due": False, "corrections": corrections}))


def route_learned(ticket: Ticket, event: e.RoutingLearned) -> Ticket:
    routing = ticket.routing or Routing()
    match event:
        case e.RouteFound():
            return _with(ticket, event.routing) if routing.due else ticket
        case e.RoutePassedOn():
            return _with(ticket, _told(routing, event.to))
        case e.RouteTold():
            lines = max(routing.lines, event.number + 1)
            return _with(ticket, _told(routing, event.to).model_copy(update={"lines": lines}))
        case _:
            assert_never(event)


def _told(routing: Routing, to: str) -> Routing:
    told = tuple(dict.fromkeys((*routing.told, to))) if to else routing.told
    return routing.model_copy(update={"told": told})


def _with(ticket: Ticket, routing: Routing) -> Ticket:
    return ticket.model_copy(update={"routing": routing})


def wanted_for_routing(ticket: Ticket, rules: Rules) -> Iterator[RoutingEffect]:
    """The message is read once; then each target hears of it once, and the thread of each way it took."""
    routing = ticket.routing
    if routing is None or ticket.deleted:
        return
    if routing.due:
        yield FindRoute(rules.router, routed_by_nothing(ticket, rules))
        return
    number = len(routing.corrections)
    if not routing.to or routing.lines > number or ticket.state.ends:
        return
    new = routing.to not in routing.told
    if routing.goes_to_a_channel and new:
        yield PassOn(number, routing)
        return
    if routing.unmatched and routing.goes_to_a_channel:
        return  # what only agents know of is not said in the thread
    choices = tuple(route for route in rules.router.targets if route.to != routing.to or route.to in rules.moves_to)
    yield TellRoute(number, routing, choices, mention=new)


def rebuilt_routing(replies: Iterable[SeenReply], rules: Rules) -> Routing | None:
    """As our lines in the thread tell; None when there are none, and then nothing is routed anew."""
    marks = [{**reply.mark, "at": str(reply.said.at)} for reply in replies if reply.mark.get(NUMBER, "").isdecimal()]
    lines = {int(mark[NUMBER]): mark for mark in marks if mark.get(TARGET)}
    if not lines:
        return None
    ways = [lines[number] for number in sorted(lines)]
    corrections = tuple(
        Correction(was=ways[before][TARGET], to=now[TARGET], by=now.get(BY, ""), at=float(now["at"]))
        for before, now in enumerate(ways[1:])
    )
    last = ways[-1]
    routing = Routing(rule=last.get(RULE, ""), to=last[TARGET])
    route = next((r for r in rules.router.routes if (r.title, r.to) == (routing.rule, routing.to)), None)
    return (_to(routing, route) if route else routing).model_copy(
        update={
            "told": tuple(dict.fromkeys(way[TARGET] for way in ways)),
            "lines": len(corrections) + 1,
            "corrections": corrections,
        }
    )
