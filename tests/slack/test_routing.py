"""The lines about a route, in a real workspace: one mention although the answer is lost, a list to choose from."""

import json
from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.effects.routing import PassOn, TellRoute
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.routing import Route
from helpdesk.domain.ticket import Extra, Ticket
from helpdesk.domain.ticket.routed import Correction, Routing
from helpdesk.slack.interactions import wanted
from helpdesk.slack.outbound import Slack

from .stage import AGENTS, ALEX, GENERAL, HELP, KIM, ZENDESK, Scene

GROUP = "S0ITTEAM"
NET = Routing(rule="Network <fast>", phrase="vpn", to=GROUP)
CHOICES = (Route(("printer",), KIM, "Printers"), Route(("payroll",), AGENTS))


def ticket(place: Place) -> Ticket:
    return Ticket(place=place, kind="question", number="IT-42")


def tell(scene: Scene, place: Place, routing: Routing = NET, **more: Any) -> e.RouteTold:
    effect = TellRoute(**{"number": 0, "routing": routing, "choices": CHOICES, "mention": True, **more})
    return scene.slack.tell_route(ticket(place), effect)


def last(scene: Scene, channel: str = HELP) -> dict[str, Any]:
    posted = scene.called("chat.postMessage")[-1].args
    assert posted["channel"] == channel
    return dict(posted)


def test_the_thread_mentions_the_group_and_offers_the_others(scene: Scene) -> None:
    place = scene.ask()
    assert tell(scene, place) == e.RouteTold(number=0, to=GROUP)
    (text,) = scene.thread(place)
    assert text.startswith(f"<!subteam^{GROUP}>, ")
    assert "Network &lt;fast&gt;" in text
    blocks = str(last(scene)["blocks"])
    assert f"{KIM} {place}" in blocks
    assert f"{AGENTS} {place}" in blocks
    assert "Printers (" in blocks


def test_a_line_whose_answer_is_lost_is_there_once(scene: Scene) -> None:
    place = scene.ask()
    scene.fault("chat.postMessage", "drop", after=True)
    with pytest.raises(TryLater):
        tell(scene, place)
    tell(scene, place, doubt=True)
    assert len(scene.thread(place)) == 1


def test_what_was_never_posted_is_posted_in_doubt(scene: Scene) -> None:
    place = scene.ask()
    tell(scene, place, doubt=True)
    assert len(scene.thread(place)) == 1


def test_lines_of_two_corrections_are_two(scene: Scene) -> None:
    place = scene.ask()
    tell(scene, place)
    way = Correction(was=GROUP, to=KIM, by=ALEX, at=5.0)
    there = NET.model_copy(update={"to": KIM, "corrections": (way,)})
    tell(scene, place, there, number=1, doubt=True)
    _, second = scene.thread(place)
    assert f"<@{ALEX}>" in second
    assert f"<@{KIM}>" in second


def test_who_was_mentioned_before_is_named(scene: Scene) -> None:
    place = scene.ask()
    way = Correction(was=KIM, to=GROUP, by=ALEX, at=5.0)
    tell(scene, place, NET.model_copy(update={"corrections": (way,)}), number=2, mention=False)
    (text,) = scene.thread(place)
    assert "subteam" not in text
    assert "@" in text


def test_without_another_target_there_is_nothing_to_choose(scene: Scene) -> None:
    place = scene.ask()
    tell(scene, place, choices=())
    assert [block["type"] for block in last(scene)["blocks"]] == ["section"]


def test_more_targets_than_a_list_holds_are_in_several_by_the_alphabet(scene: Scene) -> None:
    place = scene.ask()
    choices = tuple(Route((f"word{number}",), KIM, f"Team {number:03} \u00e9") for number in reversed(range(250)))
    tell(scene, place, choices=choices)
    select = last(scene)["blocks"][1]["elements"][0]
    assert [len(group["options"]) for group in select["option_groups"]] == [100, 100, 50]
    labels = [group["label"]["text"] for group in select["option_groups"]]
    assert [label.split()[1] for label in labels] == ["000", "100", "200"]
    assert "options" not in select
    tell(scene, scene.ask(), choices=choices[:100])
    assert len(last(scene)["blocks"][1]["elements"][0]["options"]) == 100


def test_another_channel_gets_a_line_with_the_link_once(scene: Scene) -> None:
    place = scene.ask()
    effect = PassOn(0, NET.model_copy(update={"to": AGENTS}))
    scene.fault("chat.postMessage", "drop", after=True)
    with pytest.raises(TryLater):
        scene.slack.pass_on(ticket(place), effect)
    scene.slack.pass_on(ticket(place), PassOn(0, effect.routing, doubt=True))
    lines = [m.text for m in scene.local.workspace.channels[AGENTS].messages.values() if "IT-42" in m.text]
    assert len(lines) == 1
    assert f"/archives/{HELP}/p{place.ts.replace('.', '')}|IT-42>" in lines[0]
    tell(scene, place, effect.routing, mention=False)
    assert f"<#{AGENTS}>" in scene.thread(place)[0]


def test_lines_that_came_late_and_twice_are_seen_and_can_go(scene: Scene) -> None:
    place, elsewhere = scene.ask(), scene.ask()
    passed = NET.model_copy(update={"to": AGENTS, "told": (GENERAL,)})
    for _ in range(2):
        scene.slack.pass_on(ticket(place), PassOn(0, passed))
        tell(scene, place, passed)
    tell(scene, elsewhere, passed)
    scene.slack.pass_on(ticket(elsewhere), PassOn(0, passed))
    asked = ticket(place).model_copy(update={"routing": passed})
    lines = [post for post in scene.slack.look_again(asked).posts if post.said]
    assert [line.channel for line in lines] == ["", "", AGENTS, AGENTS]
    assert len({line.said for line in lines}) == 2
    for line in lines[1::2]:
        scene.slack.remove_post(asked, Extra(ts=line.ts, channel=line.channel))
    assert [post.ts for post in scene.slack.look_again(asked).posts if post.said] == [line.ts for line in lines[::2]]


def test_a_channel_the_helpdesk_is_not_in_is_put_off(scene: Scene) -> None:
    place = scene.ask()
    with pytest.raises((TryLater, GiveUp)):
        scene.slack.pass_on(ticket(place), PassOn(0, NET.model_copy(update={"to": GENERAL})))


@pytest.mark.parametrize(("language", "word"), [("fr", "règle"), ("it", "regola")])
def test_the_line_is_in_the_channels_language(scene: Scene, language: str, word: str) -> None:
    place = scene.ask()
    wing = Slack(scene.calls, scene.directory, ZENDESK, language=lambda _: language)
    wing.tell_route(ticket(place), TellRoute(0, NET, CHOICES, mention=True))
    assert word in scene.thread(place)[0]


def test_a_choice_comes_back_as_a_correction() -> None:
    place = Place("T0SANDBOX", HELP, "1700000000.000100")
    chosen = {"action_id": "route", "selected_option": {"value": f"{KIM} {place}"}, "action_ts": "1700000005.5"}
    payload = {"type": "block_actions", "user": {"id": ALEX}, "actions": [chosen]}

    delivery = wanted(json.dumps(payload))
    assert delivery.place == place  # type: ignore[union-attr]
    assert delivery.event == e.Rerouted(by=ALEX, to=KIM, at=1700000005.5)  # type: ignore[union-attr]


def test_everybody_on_duty_is_mentioned(scene: Scene) -> None:
    place = scene.ask()
    tell(scene, place, Routing(unmatched=True, to=KIM, also=(ALEX,)))
    (text,) = scene.thread(place)
    assert text == f"No rule fits this question, so it is for who is on duty: <@{KIM}>, <@{ALEX}>."


def test_agents_read_that_nobody_is_on_duty(scene: Scene) -> None:
    place = scene.ask()
    scene.slack.pass_on(ticket(place), PassOn(0, Routing(unmatched=True, to=AGENTS)))
    assert "fits no rule, and nobody is on duty" in last(scene, AGENTS)["text"]
