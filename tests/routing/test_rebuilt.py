"""Where a question went is known again from the lines in its thread, and nobody is told twice."""

from dataclasses import replace

from helpdesk.domain import events as e
from helpdesk.domain.effects.routing import RoutingEffect
from helpdesk.domain.plan import plan
from helpdesk.domain.rebuilding import rebuilt
from helpdesk.domain.rebuilding.sight import Sight
from helpdesk.domain.routing import Route, Router
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.routed import Correction, Routing
from tests.domain.scenes import ALEX, BOT, PLACE, ROBIN, RULES

T0 = float(PLACE.ts)
NET, PIA = Route(("vpn",), "S0NET", priority="high"), Route(("printer",), "U0PIA")
ROUTED = replace(RULES, router=Router([NET, PIA]))


def line(number: int, to: str, rule: str, by: str = BOT) -> SeenReply:
    at = T0 + 10 + number
    said = e.Replied(by=by, ts=f"{at:.6f}", at=at, bot=True)
    return SeenReply(said, mark={"of": str(PLACE), "routed": str(number), "to": to, "rule": rule})


def again(*replies: SeenReply) -> Ticket:
    return rebuilt(Sight(PLACE, SeenMessage(PLACE.ts, ROBIN, "My VPN is down"), BOT, replies), ROUTED)


def wanted(ticket: Ticket) -> list[object]:
    return [effect for effect in plan(ticket, ROUTED, T0 + 999).due if isinstance(effect, RoutingEffect)]


def test_a_question_that_was_routed_is_not_routed_again() -> None:
    ticket = again(line(0, "S0NET", "vpn"))
    assert ticket.routing == Routing(rule="vpn", to="S0NET", priority="high", told=("S0NET",), lines=1)
    assert wanted(ticket) == []


def test_corrections_are_known_again() -> None:
    ticket = again(line(0, "S0NET", "vpn"), corrected())
    assert ticket.routing is not None
    assert ticket.routing.corrections == (Correction(was="S0NET", to="U0PIA", by=ALEX, at=T0 + 11),)
    assert (ticket.routing.to, ticket.routing.told) == ("U0PIA", ("S0NET", "U0PIA"))
    assert wanted(ticket) == []


def corrected() -> SeenReply:
    found = line(1, "U0PIA", "printer")
    return replace(found, mark={**found.mark, "by": ALEX})


def test_a_question_without_a_line_is_left_alone() -> None:
    ticket = again()
    assert ticket.routing is None
    assert wanted(ticket) == []


def test_what_others_write_into_their_metadata_is_not_believed() -> None:
    assert again(line(0, "U0EVIL", "vpn", by=ROBIN)).routing is None


def test_a_line_that_makes_no_sense_is_passed_over() -> None:
    assert again(line(0, "", "vpn")).routing is None


def test_what_was_told_to_who_was_on_duty_is_not_told_to_who_is_now() -> None:
    ticket = again(line(0, ALEX, ""))
    assert wanted(ticket) == []
    rules = replace(ROUTED, on_duty=((ROBIN,),))
    assert not [each for each in plan(ticket, rules, T0 + 999).due if isinstance(each, RoutingEffect)]


def test_the_other_channels_of_a_question_are_those_it_was_told_in_or_goes_to() -> None:
    assert Routing(to="C0NET", told=("C0SAP", "U0PIA", "C0NET")).channels == ("C0SAP", "C0NET")
    assert Routing(to="S0NET").channels == ()
