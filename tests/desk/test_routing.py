"""A question goes to whom its words are for: told once although answers are lost, corrected by people, never twice."""

from dataclasses import replace

import pytest

from helpdesk.domain.events import EscalationRequested, Rerouted, Reworded
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.routing import Route, Router
from helpdesk.domain.ticket.form import Details
from helpdesk.domain.ticket.routed import Correction
from helpdesk.domain.ticket.states import State
from tests.desk.stage import RULES, Stage
from tests.letters import asked, place

NET = Route(("vpn", "wifi"), "S0NET", "Network", group=77, priority="high", tags=("network",))
PAY = Route(("payroll", "busta paga"), "C0PAYROLL")
PRINT = Route(("printer",), "U0PIA")
URGENT = Route(("outage",), priority="urgent")
ROUTED = replace(RULES, router=Router([NET, PAY, PRINT, URGENT]))


@pytest.fixture
def routed(stage: Stage) -> Stage:
    stage.rules = lambda _: ROUTED
    return stage


def ask(stage: Stage, words: str) -> None:
    stage.slack.words = words
    stage.tell(asked())
    stage.attend()


def choose(stage: Stage, to: str, by: str = "U0IRIS") -> None:
    stage.clock.now += 1
    stage.tell(Rerouted(by=by, to=to, at=stage.clock()))
    stage.attend()


def edit(stage: Stage, words: str) -> None:
    stage.clock.now += 1
    stage.slack.words = words
    stage.tell(Reworded(subject="Edited", at=stage.clock()))
    stage.attend()


def test_a_group_is_mentioned_once_in_the_thread(routed: Stage) -> None:
    ask(routed, "My VPN is down")
    assert routed.slack.lines == [(0, "mentions", "S0NET")]
    routed.marks("eyes")
    routed.settle()
    assert routed.slack.lines == [(0, "mentions", "S0NET")]


def test_a_question_that_no_rule_fits_is_read_once_and_nobody_is_told(routed: Stage) -> None:
    ask(routed, "Where is the coffee?")
    routed.marks("eyes")
    assert routed.slack.lines == []
    assert routed.slack.calls.count("messages") == 1


def test_a_channel_without_rules_reads_nothing(stage: Stage) -> None:
    ask(stage, "My VPN is down")
    assert stage.slack.calls.count("messages") == 0
    assert stage.ticket.routing is None


@pytest.mark.parametrize("call", ["tell_route", "pass_on"])
def test_what_was_said_is_said_once_although_the_answer_is_lost(routed: Stage, call: str) -> None:
    routed.slack.lost.add(call)
    ask(routed, "Payroll and again payroll")
    routed.settle()
    assert routed.slack.lines == [(0, "channel", "C0PAYROLL"), (0, "names", "C0PAYROLL")]
    assert routed.slack.calls.count(call) == 2


def test_a_mention_is_posted_once_although_the_answer_is_lost(routed: Stage) -> None:
    routed.slack.lost.add("tell_route")
    ask(routed, "My VPN is down")
    routed.settle()
    assert routed.slack.lines == [(0, "mentions", "S0NET")]
    assert routed.slack.calls.count("tell_route") == 2


def test_a_line_that_slack_refuses_is_told_of(routed: Stage) -> None:
    routed.slack.trouble["pass_on"] = GiveUp("The helpdesk is not in that channel.")
    ask(routed, "payroll")
    routed.settle()
    assert [warned[2:] for warned in routed.slack.warned] == [("slack.pass_on:0",)]
    assert routed.slack.lines == []


def test_a_message_that_cannot_be_read_now_is_routed_later_and_holds_nothing_back(routed: Stage) -> None:
    routed.slack.trouble["messages"] = TryLater("Slack is away.")
    ask(routed, "My VPN is down")
    routed.marks("hourglass")
    assert routed.ticket.state is State.WAITING
    routed.slack.trouble.clear()
    routed.settle()
    assert routed.slack.lines == [(0, "mentions", "S0NET")]


def test_an_edit_before_anybody_marked_it_is_read_again(routed: Stage) -> None:
    ask(routed, "It is down")
    edit(routed, "My printer is down")
    assert routed.slack.lines == [(0, "mentions", "U0PIA")]


def test_an_edit_after_somebody_marked_it_routes_nothing(routed: Stage) -> None:
    ask(routed, "It is down")
    routed.marks("eyes")
    edit(routed, "My printer is down")
    assert routed.slack.lines == []


def test_an_edit_after_somebody_was_told_routes_nothing_anew(routed: Stage) -> None:
    ask(routed, "My VPN is down")
    edit(routed, "My printer is down")
    assert routed.slack.lines == [(0, "mentions", "S0NET")]


def test_an_edit_while_the_line_is_in_doubt_does_not_mention_another(routed: Stage) -> None:
    routed.slack.lost.add("tell_route")
    ask(routed, "My VPN is down")
    edit(routed, "My printer is down")
    routed.settle()
    assert routed.slack.lines == [(0, "mentions", "S0NET")]


def test_a_resolved_question_is_told_to_nobody(routed: Stage) -> None:
    routed.slack.trouble["tell_route"] = TryLater("Slack is away.")
    ask(routed, "My VPN is down")
    routed.marks("white_check_mark")
    routed.slack.trouble.clear()
    routed.settle()
    assert routed.slack.lines == []


def test_a_correction_tells_the_other_and_is_kept_with_who_made_it(routed: Stage) -> None:
    ask(routed, "My VPN is down")
    choose(routed, "U0PIA")
    assert routed.slack.lines == [(0, "mentions", "S0NET"), (1, "mentions", "U0PIA")]
    routing = routed.ticket.routing
    assert routing is not None
    assert routing.corrections == (Correction(was="S0NET", to="U0PIA", by="U0IRIS", at=routed.clock()),)
    line = next(entry for entry in routed.tickets.history(place()) if entry.what == "rerouted")
    assert (line.by, line.detail) == ("U0IRIS", "U0PIA")
    assert routed.metrics.reroutes.labels("C0ITHELP")._value.get() == 1


def test_whom_a_correction_comes_back_to_is_named_and_not_mentioned_again(routed: Stage) -> None:
    ask(routed, "My VPN is down")
    choose(routed, "U0PIA")
    choose(routed, "S0NET")
    assert routed.slack.lines == [(0, "mentions", "S0NET"), (1, "mentions", "U0PIA"), (2, "names", "S0NET")]


def test_a_correction_by_somebody_who_may_not_is_explained(routed: Stage) -> None:
    ask(routed, "My VPN is down")
    choose(routed, "U0PIA", by="U0RIO")
    assert routed.slack.lines == [(0, "mentions", "S0NET")]
    assert routed.slack.notices == [("U0RIO", "not_a_responder")]


def test_a_target_that_no_rule_knows_is_not_told(routed: Stage) -> None:
    ask(routed, "My VPN is down")
    choose(routed, "U0EVIL")
    assert routed.slack.lines == [(0, "mentions", "S0NET")]


def test_a_choice_of_what_it_is_already_and_one_told_late_change_nothing(routed: Stage) -> None:
    ask(routed, "My VPN is down")
    early = Rerouted(by="U0IRIS", to="C0PAYROLL", at=routed.clock())
    choose(routed, "S0NET")
    choose(routed, "U0PIA")
    routed.tell(early)
    routed.attend()
    assert routed.ticket.routing is not None
    assert [(made.was, made.to) for made in routed.ticket.routing.corrections] == [("S0NET", "U0PIA")]


def test_the_zendesk_ticket_gets_what_the_rule_wants(routed: Stage) -> None:
    ask(routed, "My VPN is down")
    routed.marks("ticket")
    (opened,) = routed.zendesk.opened
    assert opened.escalation.details == Details(priority="high", group=77)
    assert opened.tags == ("network",)


def test_what_a_person_chose_goes_before_what_the_rule_wants(routed: Stage) -> None:
    ask(routed, "My VPN is down")
    chosen = Details(priority="low")
    routed.tell(EscalationRequested(by="U0IRIS", at=routed.clock() + 1, details=chosen))
    routed.attend()
    (opened,) = routed.zendesk.opened
    assert opened.escalation.details == Details(priority="low", group=77)


def test_a_rule_for_the_zendesk_ticket_alone_says_nothing(routed: Stage) -> None:
    ask(routed, "An outage!")
    assert routed.slack.lines == []
    routed.marks("ticket")
    (opened,) = routed.zendesk.opened
    assert opened.escalation.details == Details(priority="urgent")


def test_in_shadow_mode_the_message_is_read_and_nobody_is_told_then_or_later(routed: Stage) -> None:
    routed.rules = lambda _: replace(ROUTED, shadow=True)
    ask(routed, "My VPN is down")
    routed.settle()
    assert routed.ticket.routing is not None
    assert routed.ticket.routing.to == "S0NET"
    routed.rules = lambda _: ROUTED
    routed.marks("eyes")
    assert routed.slack.lines == []


ON_DUTY = replace(ROUTED, on_duty=(("U0ANNA", "U0BEN"), ("U0SENIOR",)), agents_channel="C0AGENTS")
COFFEE = "Where is the coffee?"


def on_duty(stage: Stage, *levels: tuple[str, ...], agents: str | None = "C0AGENTS") -> None:
    stage.rules = lambda _: replace(ON_DUTY, on_duty=levels, agents_channel=agents)


def test_what_no_rule_fits_is_told_once_to_who_is_on_duty(routed: Stage) -> None:
    on_duty(routed, ("U0ANNA", "U0BEN"), ("U0SENIOR",))
    routed.slack.lost.add("tell_route")
    ask(routed, COFFEE)
    on_duty(routed, ("U0SENIOR",))  # who comes on duty after that is not told as well
    routed.settle()
    routed.marks("eyes")
    assert routed.slack.lines == [(0, "mentions", "U0ANNA")]
    assert routed.ticket.routing is not None
    assert routed.ticket.routing.also == ("U0BEN",)


def test_what_a_rule_fits_is_not_told_to_who_is_on_duty(routed: Stage) -> None:
    on_duty(routed, ("U0ANNA",))
    ask(routed, "My VPN is down")
    ask(routed, "An outage!")
    assert routed.slack.lines == [(0, "mentions", "S0NET")]


def test_while_the_first_level_has_nobody_the_second_is_told(routed: Stage) -> None:
    on_duty(routed, (), ("U0SENIOR",))
    ask(routed, COFFEE)
    assert routed.slack.lines == [(0, "mentions", "U0SENIOR")]


def test_while_nobody_is_on_duty_agents_are_told_and_the_thread_is_not(routed: Stage) -> None:
    on_duty(routed, (), ())
    routed.slack.lost.add("pass_on")
    ask(routed, COFFEE)
    routed.settle()
    assert routed.slack.lines == [(0, "channel", "C0AGENTS")]


def test_with_nobody_to_tell_a_question_is_left_as_it_is(routed: Stage) -> None:
    on_duty(routed, (), agents=None)
    ask(routed, COFFEE)
    on_duty(routed)  # a channel without duty
    edit(routed, "Where is the tea?")
    assert routed.slack.lines == []


def test_who_is_on_duty_is_not_told_of_their_own_question(routed: Stage) -> None:
    on_duty(routed, ("U0RIO",), ("U0SENIOR",))
    ask(routed, COFFEE)
    assert routed.slack.lines == []


def test_who_is_on_duty_passes_it_on(routed: Stage) -> None:
    on_duty(routed, ("U0ANNA",))
    ask(routed, COFFEE)
    choose(routed, "S0NET")
    assert routed.slack.lines == [(0, "mentions", "U0ANNA"), (1, "mentions", "S0NET")]
    routing = routed.ticket.routing
    assert routing is not None
    assert (routing.unmatched, routing.also, routing.rule) == (False, (), "Network")
    assert [(way.was, way.to) for way in routing.corrections] == [("U0ANNA", "S0NET")]


def test_in_a_channel_without_rules_who_is_on_duty_is_not_told_of_each_question(stage: Stage) -> None:
    stage.rules = lambda _: replace(RULES, on_duty=(("U0ANNA",),))
    ask(stage, COFFEE)
    assert stage.slack.lines == []


def test_in_shadow_mode_who_is_on_duty_is_not_told(routed: Stage) -> None:
    routed.rules = lambda _: replace(ON_DUTY, shadow=True)
    ask(routed, COFFEE)
    routed.rules = lambda _: ON_DUTY
    routed.marks("eyes")
    assert routed.slack.lines == []
