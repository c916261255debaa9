"""The "Create ticket" form: opened at the door while its trigger lives, whatever else is away, and kept when sent."""

import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.effects.satisfaction import AskSatisfaction
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Escalation, Ticket
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.rating import Rating
from helpdesk.sandbox.slack.acting import ActError
from helpdesk.store.embedded import EmbeddedStore
from helpdesk.store.lease import Leases
from tests.slack import interacted as i
from tests.slack.stage import ALEX, GENERAL, HELP, KIM, ROBIN, SAM, Wing
from tests.waiting import until

from .conftest import OpenDoor
from .stage import Door
from .town import Town, filled_in, sentence

WITHOUT_ZENDESK = ("zendesk_url", "zendesk_client_id", "zendesk_client_secret", "zendesk_webhook_secret")


def connected(town: Town, open_door: OpenDoor, store_url: str | None = None, **settings: str | float | None) -> Door:
    """A door that this Slack delivers to, on Slack's own time."""
    more = {"store_url": store_url} if store_url else {}
    door = open_door(**more, set_to={"slack_api_url": town.api, **settings}, clock=time.time)
    town.slack.deliver_to = door.url
    return door


@pytest.fixture
def door(town: Town, open_door: OpenDoor) -> Door:
    return connected(town, open_door)


@pytest.fixture
def silent_store() -> Iterator[str]:
    """The address of a store that takes connections and never answers."""
    with tempfile.TemporaryDirectory(prefix="hd") as folder, socket.socket(socket.AF_UNIX) as listening:
        path = str(Path(folder) / "silent.sock")
        listening.bind(path)
        listening.listen()
        yield f"unix://{path}"


def known(door: Door, place: Place, zendesk: Link | None = None, **more: Any) -> None:
    """What a worker knows of the question already."""
    told = {"number": "IT-1", "requester": SAM, "subject": "Known", "zendesk": zendesk, **more}
    ticket = Ticket(place=place, kind="question", **told)
    leases = Leases(door.store)
    lease = leases.take(place)
    assert lease is not None
    leases.commit(lease, ticket, len(lease.mail), [])
    assert leases.rest(lease, None)


def opened_with(door: Door) -> list[float]:
    counted = door.counted()
    return [counted.get(("slack_interactivity", "create", outcome), 0) for outcome in ("opened", "not_opened")]


def test_the_shortcut_opens_the_form_filled_in(town: Town, door: Door) -> None:
    view = town.use_shortcut(town.ask("My screen is black\nsince today"), ALEX)
    assert filled_in(view) == ("My screen is black", ROBIN)
    assert opened_with(door) == [1, 0]


def test_on_a_reply_it_opens_with_what_is_known_of_the_thread(town: Town, door: Door) -> None:
    place = town.ask()
    reply = town.ask("Me too", thread_ts=place.ts)
    known(door, place)
    view = town.use_shortcut(place, KIM, ts=reply.ts)
    assert filled_in(view) == ("Known", SAM)
    assert town.send(view, subject="Screens") == {}
    assert door.mail(place)[-1] == e.EscalationRequested(
        by=KIM, at=_opened_at(door, place), subject="Screens", requester=SAM, public=True
    )


def _opened_at(door: Door, place: Place) -> float:
    wish = door.mail(place)[-1]
    assert isinstance(wish, e.EscalationRequested)
    assert abs(wish.at - time.time()) < 60
    return wish.at


def test_a_sent_form_is_in_the_mailbox_when_it_closes(town: Town, door: Door) -> None:
    place = town.ask()
    view = town.use_shortcut(place, ALEX)
    assert town.send(view, subject="Black screen", requester=SAM) == {}
    assert view.id not in town.slack.workspace.views
    at = _opened_at(door, place)
    wish = e.EscalationRequested(by=ALEX, at=at, subject="Black screen", requester=SAM, public=True)
    assert door.mail(place)[1:] == [wish]


def test_a_form_with_an_empty_subject_stays_open_and_says_why(town: Town, door: Door) -> None:
    place = town.ask()
    view = town.use_shortcut(place, ALEX)
    assert list(town.send(view, subject="   ")) == ["subject"]
    assert view.id in town.slack.workspace.views
    assert town.send(view, subject="Black screen") == {}
    assert len(door.mail(place)) == 2


def test_a_subject_that_is_too_long_is_answered_at_its_field(door: Door) -> None:
    answer = door.interaction(i.form("x" * 151))
    assert answer.status_code == 200
    assert answer.json()["response_action"] == "errors"
    assert list(answer.json()["errors"]) == ["subject"]
    assert door.store.dbsize() == 0


def test_a_form_sent_twice_is_one_wish(door: Door) -> None:
    for _ in range(2):
        assert door.interaction(i.form()).status_code == 200
    assert len(door.all_mail()) == 1


def test_without_zendesk_the_window_says_that_it_is_not_set_up(town: Town, open_door: OpenDoor) -> None:
    connected(town, open_door, **dict.fromkeys(WITHOUT_ZENDESK))
    assert "not set up" in sentence(town.use_shortcut(town.ask(), ALEX))


def test_elsewhere_the_window_says_that_this_is_no_help_channel(town: Town, door: Door) -> None:
    view = town.use_shortcut(town.ask(channel=GENERAL), ALEX)
    assert "not one of the helpdesk's" in sentence(view)
    assert door.all_mail() == []


def test_a_comment_is_asked_for_without_zendesk_too_and_kept(town: Town, open_door: OpenDoor) -> None:
    door = connected(town, open_door, **dict.fromkeys(WITHOUT_ZENDESK))
    place = town.ask()
    known(door, place)
    ticket = Ticket(place=place, kind="question", number="IT-1", requester=SAM)
    Wing(town.url, door.store).slack.ask_satisfaction(ticket, AskSatisfaction(SAM))
    direct = town.slack.workspace.direct(SAM)
    ts, press = next(iter(direct.messages)), town.slack.acts.press
    town.act(press(user=SAM, channel=direct.id, ts=ts, action_id="rate:bad"))
    opened = town.act(press(user=SAM, channel=direct.id, ts=ts, action_id="ticket:rating_comment"))["view"]
    assert town.send(town.slack.workspace.views[opened["id"]], comment="Slow") == {}
    rated, commented = (each for each in door.mail(place) if isinstance(each, e.Rated | e.Commented))
    assert isinstance(rated, e.Rated)
    assert isinstance(commented, e.Commented)
    assert (rated.by, rated.score, rated.channel, rated.ts) == (SAM, "bad", direct.id, ts)
    assert (commented.by, commented.comment) == (SAM, "Slow")


def test_a_comment_is_shown_again_to_who_was_asked_alone(town: Town, door: Door) -> None:
    place = town.ask()
    wish, said = Escalation(by=ALEX, at=1.0, requester=KIM), Rating(asked=True, comment="Slow")
    known(door, place, escalation=wish, rating=said)
    ticket = Ticket(place=place, kind="question", number="IT-1", requester=SAM)
    begun = {}
    for person in (SAM, KIM):
        Wing(town.url, door.store).slack.ask_satisfaction(ticket, AskSatisfaction(person))
        direct, press = town.slack.workspace.direct(person), town.slack.acts.press
        pressed = press(
            user=person, channel=direct.id, ts=next(iter(direct.messages)), action_id="ticket:rating_comment"
        )
        (field,) = town.act(pressed)["view"]["blocks"]
        begun[person] = field["element"].get("initial_value")
    assert begun == {SAM: None, KIM: "Slow"}


def test_a_question_with_a_ticket_shows_its_link_instead(town: Town, door: Door) -> None:
    place = town.ask()
    known(door, place, Link(id=7, status="open"))
    assert "/agent/tickets/7|#7>" in sentence(town.use_shortcut(place, ALEX))


def test_the_form_opens_when_the_store_is_stopped(town: Town, open_door: OpenDoor, own_store: EmbeddedStore) -> None:
    place = town.ask()
    connected(town, open_door, own_store.url)
    own_store.close()
    view = town.use_shortcut(place, ALEX)
    assert filled_in(view) == ("My screen is black", ROBIN)
    with pytest.raises(ActError):
        town.send(view, subject="Black screen")
    own_store.start()
    assert town.send(view, subject="Black screen") == {}


def test_the_form_opens_in_time_when_the_store_is_silent(town: Town, open_door: OpenDoor, silent_store: str) -> None:
    place = town.ask()
    door = connected(town, open_door, silent_store, patience=2.0)
    assert filled_in(town.use_shortcut(place, ALEX)) == ("My screen is black", ROBIN)
    with door.reception.metrics.metrics.news() as news:
        assert [name for name in news if "not_opened" in name] == []
        assert len(news) == 1


@pytest.mark.parametrize(
    "fault", [{"kind": "http_error"}, {"kind": "drop", "after": True}, {"kind": "hang", "seconds": 30}]
)
def test_a_form_that_slack_does_not_open_fails_in_front_of_the_person(
    town: Town, open_door: OpenDoor, fault: dict[str, object]
) -> None:
    place, door = town.ask(), connected(town, open_door, patience=2.0)
    town.slack.faults.add({"target": "web_api", "method": "views.open", **fault})
    with pytest.raises(ActError):
        town.use_shortcut(place, ALEX)
    assert opened_with(door) == [0, 1]
    town.slack.faults.clear()
    until(lambda: town.slack.journal.calls("views.open"), "the one call")
    assert len(town.slack.journal.calls("views.open")) == 1


def test_a_used_up_trigger_opens_nothing_and_parks_nothing(town: Town, door: Door) -> None:
    payload = i.shortcut(channel={"id": HELP, "name": "it-help"})
    assert door.interaction(payload).status_code == 503
    assert door.kept() == []


def test_a_button_is_in_the_mailbox_when_it_is_acknowledged(door: Door) -> None:
    for _ in range(2):
        assert door.interaction(i.button()).status_code == 200
    assert door.all_mail() == [e.ButtonPressed(by="U0IRIS", button="working", at=1795000120.0001)]


@pytest.mark.parametrize("payload", [i.GLOBAL, i.CLOSED, i.SUGGESTION, i.button("another:button")])
def test_other_interactions_are_acknowledged_and_counted(door: Door, payload: dict[str, object]) -> None:
    assert door.interaction(payload).status_code == 200
    assert door.store.dbsize() == 0
    assert door.counted() == {("slack_interactivity", payload["type"], "passed"): 1}


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (i.button(value="somewhere else"), "button"),
        (i.form(metadata="{"), "thread"),
        (i.shortcut(channel=None), "channel"),
    ],
)
def test_an_interaction_that_does_not_fit_is_parked(door: Door, payload: dict[str, object], reason: str) -> None:
    assert door.interaction(payload).status_code == 200
    (parked,) = door.parked()
    assert parked.door == "slack_interactivity"
    assert reason in parked.why
