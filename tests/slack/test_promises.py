"""Warnings of promises: in private or where agents read, at most once, with a pause that takes their place."""

import json
from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery, Unreadable
from helpdesk.domain.effects.promises import TellSnooze, WarnOfPromise
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Card, Due
from helpdesk.domain.ticket.marks import Mark
from helpdesk.domain.ticket.states import State
from helpdesk.languages.speech import Speech
from helpdesk.sandbox.slack.records import Message
from helpdesk.slack.interactions import wanted
from helpdesk.slack.list_words import line
from helpdesk.slack.outbound import Slack
from helpdesk.slack.words import status_text

from .stage import AGENTS, ALEX, HELP, ROBIN, ZENDESK, Scene

DUE = 1700003600.0


def ticket(place: Place, **more: Any) -> Ticket:
    subject = "<!channel> & my screen"
    return Ticket(place=place, kind="question", number="IT-42", requester=ROBIN, subject=subject, **more)


def warning(to: str = ALEX, **more: Any) -> WarnOfPromise:
    return WarnOfPromise(**{"kind": "answered", "step": 0, "to": to, "due": DUE, "at": DUE - 900, **more})


def direct(scene: Scene, person: str = ALEX) -> list[Message]:
    channels = [c for c in scene.local.workspace.channels.values() if c.is_im and person in c.members]
    return [message for channel in channels for message in channel.messages.values()]


def wing(scene: Scene, language: str = "en") -> Slack:
    return Slack(scene.calls, scene.directory, ZENDESK, lambda _: AGENTS, language=lambda _: language)


def test_a_person_is_warned_in_private_with_buttons_to_take_it_and_to_pause(scene: Scene) -> None:
    place = scene.ask()
    effect = warning()
    assert wing(scene).warn_of_promise(ticket(place), effect) == e.PromiseWarned(key=effect.key, to=ALEX)
    (said,) = direct(scene)
    assert f"/archives/{HELP}/p{place.ts.replace('.', '')}|IT-42> has no answer yet" in said.text
    assert f"<!date^{int(DUE)}^" in said.text
    assert "Nobody has it yet." in said.text
    assert "<!channel>" not in said.text
    buttons = said.blocks[1]["elements"]
    assert [b["action_id"] for b in buttons] == ["state:take", "snooze:hour", "snooze:day", "snooze:week"]
    assert {b["value"] for b in buttons} == {str(place)}
    assert scene.thread(place) == []


def test_agents_read_who_has_it_in_the_language_of_the_channel(scene: Scene) -> None:
    place = scene.ask()
    took = Mark(person=ALEX, emoji="eyes", state=State.SEEN, counts=True, added=5.0)
    known = ticket(place, marks=(took,))
    wing(scene, "it").warn_of_promise(known, warning(AGENTS, kind="resolved"))
    said = [m for m in scene.local.workspace.channels[AGENTS].messages.values() if "IT-42" in m.text]
    assert len(said) == 1
    assert "non è ancora risolta" in said[0].text
    assert f"se ne occupa <@{ALEX}>" in said[0].text
    assert "state:take" not in json.dumps(said[0].blocks)


def test_where_an_earlier_try_may_have_come_through_nothing_is_said(scene: Scene) -> None:
    known = ticket(scene.ask())
    scene.fault("chat.postMessage", "drop", times=1)
    with pytest.raises(TryLater) as lost:
        wing(scene).warn_of_promise(known, warning())
    assert lost.value.doubt
    wing(scene).warn_of_promise(known, warning(doubt=True))
    assert direct(scene) == []


@pytest.mark.parametrize("to", ["", "U0LEFT"])
def test_nobody_is_told_where_nobody_is(scene: Scene, to: str) -> None:
    effect = warning(to)
    assert wing(scene).warn_of_promise(ticket(scene.ask()), effect) == e.PromiseWarned(key=effect.key, to="")


def test_another_refusal_is_given_up(scene: Scene) -> None:
    scene.fault("chat.postMessage", "error", error="restricted_action")
    with pytest.raises(GiveUp):
        wing(scene).warn_of_promise(ticket(scene.ask()), warning())


def test_a_pause_takes_the_place_of_the_warning_and_its_buttons(scene: Scene) -> None:
    known = ticket(scene.ask())
    wing(scene).warn_of_promise(known, warning())
    (said,) = direct(scene)
    channel = scene.local.workspace.direct(ALEX).id
    told = wing(scene).tell_snooze(known, TellSnooze(ALEX, DUE, channel, said.ts))
    assert told == e.SnoozeTold(until=DUE)
    assert f"<@{ALEX}> wants no reminder" in said.text
    assert [block["type"] for block in said.blocks] == ["section"]
    gone = TellSnooze(ALEX, DUE, channel, "1.000001")
    assert wing(scene).tell_snooze(known, gone) == e.SnoozeTold(until=DUE)
    assert wing(scene).tell_snooze(known, TellSnooze(ALEX, DUE, AGENTS, "1.000001")) == e.SnoozeTold(until=DUE)


def pressed(action: str, **where: Any) -> str:
    place = Place("T0SANDBOX", HELP, "1700000000.000100")
    button = {"action_id": action, "value": str(place), "action_ts": "1700000005.5"}
    return json.dumps({"type": "block_actions", "user": {"id": ALEX}, "actions": [button], **where})


def test_a_pressed_pause_comes_back_with_the_message_it_stands_on() -> None:
    delivery = wanted(pressed("snooze:day", container={"channel_id": "D0ALEX", "message_ts": "9.0"}))
    assert isinstance(delivery, Delivery)
    assert delivery.event == e.Snoozed(by=ALEX, delay="day", at=1700000005.5, channel="D0ALEX", ts="9.0")


@pytest.mark.parametrize(
    "payload",
    [pressed("snooze:year", container={"channel_id": "D0ALEX", "message_ts": "9.0"}), pressed("snooze:day")],
)
def test_a_button_that_is_none_of_ours_is_unreadable(payload: str) -> None:
    with pytest.raises(Unreadable):
        wanted(payload)


def test_the_status_message_and_a_line_of_the_home_say_what_is_due_next() -> None:
    known = ticket(Place("T0SANDBOX", HELP, "1700000000.000100"))
    due = Due(kind="answered", at=DUE)
    for language, words in {"en": "to be answered by", "fr": "réponse promise", "it": "risposta promessa"}.items():
        status = status_text(Speech(language), known, Card(state=State.WORKING, due=due), "")
        assert words in status
        assert f"<!date^{int(DUE)}^" in status
        assert words in line(Speech(language), known, "", due)
    assert "to be answered" not in line(Speech("en"), known, "")
