"""Questions listed, told of and moved by the slash command, for those who may."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest

from helpdesk.config import Channel
from helpdesk.domain.events import ButtonPressed, MoveWanted
from helpdesk.domain.history import Entry
from helpdesk.domain.place import Place, permalink
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.marks import Mark
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.reminders import Reminders
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.timings import Timings
from helpdesk.languages.speech import Speech
from helpdesk.store import keys
from helpdesk.store.lease import Leases
from helpdesk.store.records import Letter, read
from helpdesk.store.tickets import Tickets
from tests.slack.stage import AGENTS, ALEX, GENERAL, HELP, KIM, ROBIN, SAM

from .conftest import OpenDoor
from .stage import Door
from .town import Town

OURS = (
    Channel(name="it-help", id=HELP, responders=(ALEX,)),
    Channel(name="secret-help", id=AGENTS, prefix="SEC", responders=(ALEX, KIM)),
)
RESOLVED = Move(state=State.RESOLVED, at=9e8, source="button", by=ALEX)
LATE = 4_000_000_000.0
TAKEN = (Mark(person=ALEX, emoji="wrench", state=State.WORKING, counts=True, added=8e8),)
BY_BUTTON = (Mark(person=ALEX, emoji="button:take", state=State.SEEN, counts=True, added=8e8),)
E = Speech()


@pytest.fixture
def door(town: Town, open_door: OpenDoor) -> Iterator[Door]:
    workspace = town.slack.workspace
    members, bots = list(workspace.channels[AGENTS].members), list(workspace.channels[GENERAL].members)
    workspace.channels[AGENTS].members[:] = [workspace.bot, ALEX]
    workspace.channels[GENERAL].members.append(workspace.bot)
    door = open_door(set_to={"slack_api_url": town.api, "channels": OURS}, clock=time.time)
    town.slack.deliver_to = door.url
    yield door
    workspace.channels[AGENTS].members[:], workspace.channels[GENERAL].members[:] = members, bots


def question(door: Door, at: float, channel: str = HELP, history: tuple[Entry, ...] = (), **more: Any) -> Ticket:
    """A question as a worker has absorbed it."""
    place = Place("T0SANDBOX", channel, f"{int(at)}.000100")
    number = Tickets(door.store).number("IT" if channel == HELP else "SEC", place)
    known = {"number": number, "requester": ROBIN, "subject": f"About {number}", "asked": at}
    leases = Leases(door.store)
    lease = leases.take(place)
    assert lease is not None
    ticket = Ticket.model_validate({"place": place, "kind": "question", **known, **more})
    leases.commit(lease, ticket, 0, history)
    assert leases.rest(lease, None)
    return ticket


def said(town: Town, text: str, user: str = ALEX, channel: str = HELP) -> str:
    town.act(town.slack.acts.command(user=user, channel=channel, text=text))
    return town.slack.workspace.channels[channel].ephemerals[-1].text


def named(text: str) -> list[str]:
    """The questions that an answer links to, in its order."""
    return re.findall(r"<https?://[^|>]+/archives/[^|>]+\|([A-Z]+-\d+)>", text)


def pressed(door: Door, ticket: Ticket) -> list[ButtonPressed]:
    raws: Any = door.store.lrange(keys.of(ticket.place, "mail"), 0, -1)
    return [event for raw in raws if isinstance(event := read(Letter, raw).event, ButtonPressed)]


def test_mine_lists_what_somebody_asked_and_has_the_oldest_first_and_then_what_ended(town: Town, door: Door) -> None:
    for at in (300.0, 100.0, 200.0):
        question(door, at)
    question(door, 400.0, requester=SAM, marks=TAKEN)
    question(door, 50.0, move=RESOLVED)
    assert named(said(town, "mine", ROBIN)) == ["IT-2", "IT-3", "IT-1", "IT-5"]
    assert named(said(town, "mine", ALEX)) == ["IT-4"]
    assert said(town, "mine", KIM) == E.say("list-nothing-of-yours")


@pytest.mark.parametrize("user", [ROBIN, ALEX])
def test_in_a_help_channel_everybody_sees_its_open_questions(town: Town, door: Door, user: str) -> None:
    question(door, 100.0, marks=TAKEN)
    question(door, 200.0)
    question(door, 300.0, move=RESOLVED)
    question(door, 50.0, channel=AGENTS)
    assert named(said(town, "open", user)) == ["IT-1", "IT-2"]
    assert named(said(town, "unseen", user)) == ["IT-2"]


def test_unseen_lists_those_whose_requester_waits_for_an_answer_too(town: Town, door: Door) -> None:
    assert said(town, "unseen") == E.say("list-no-unseen")
    question(door, 100.0, marks=TAKEN, timings=Timings(asker_spoke=LATE))
    question(door, 200.0, marks=TAKEN, timings=Timings(asker_spoke=LATE, others_spoke=LATE + 1))
    assert named(said(town, "unseen")) == ["IT-1"]
    question(door, 300.0)
    assert named(said(town, "unseen")) == ["IT-3", "IT-1"]
    question(door, 400.0, marks=TAKEN, reminders=Reminders(broken=("resolved",)))
    assert named(said(town, "unseen")) == ["IT-4", "IT-3", "IT-1"]


def test_elsewhere_responders_see_the_questions_of_their_channels_and_nobody_else_does(town: Town, door: Door) -> None:
    question(door, 100.0)
    question(door, 50.0, channel=AGENTS)
    assert named(said(town, "open", ALEX, GENERAL)) == ["SEC-1", "IT-1"]
    assert said(town, "open", ROBIN, GENERAL) == E.say("command-nowhere")


def test_a_private_channels_questions_are_told_to_its_members_alone(town: Town, door: Door) -> None:
    secret = question(door, 100.0, channel=AGENTS)
    assert said(town, "open", KIM, GENERAL) == E.say("command-nowhere")
    for text in ("why", "resolve"):
        assert said(town, f"{text} {secret.number}", KIM, GENERAL) == E.say("no-such-question", name="SEC-1")
    assert named(said(town, f"why {secret.number}", ALEX, GENERAL)) == ["SEC-1"]
    assert pressed(door, secret) == []


def test_a_long_list_says_how_many_more_there_are(town: Town, door: Door) -> None:
    for number in range(13):
        question(door, 100.0 + number)
    text = said(town, "unseen")
    assert len(named(text)) == 10
    assert text.splitlines()[-1] == E.say("list-more", more=3)


@pytest.mark.parametrize(
    ("word", "button", "before"),
    [
        ("take", "take", {}),
        ("dismiss", "dismiss", {}),
        ("give-back", "give_back", {"marks": BY_BUTTON}),
        ("working", "working", {}),
        ("waiting", "waiting", {}),
        ("resolve", "resolve", {}),
        ("reopen", "reopen", {"move": RESOLVED}),
    ],
)
def test_a_word_does_what_its_button_does(
    town: Town, door: Door, word: str, button: Any, before: dict[str, Any]
) -> None:
    ticket = question(door, 100.0, **before)
    answer = said(town, f"{word} it-1")
    (event,) = pressed(door, ticket)
    assert (event.by, event.button) == (ALEX, button)
    assert named(answer) == ["IT-1"]
    assert answer.endswith(E.say(f"command-will-{button}", question="IT-1").removeprefix("IT-1"))


@pytest.mark.parametrize("name", ["IT-1", "zendesk:77", "https://sandbox.example.com/archives/C0ITHELP1/p100000100"])
def test_a_question_is_named_by_number_link_or_zendesk_ticket(town: Town, door: Door, name: str) -> None:
    ticket = question(door, 100.0, zendesk=Link(id=77, status="open"))
    Tickets(door.store).link(77, ticket.place)
    said(town, f"resolve {name}")
    assert len(pressed(door, ticket)) == 1


def test_a_command_that_comes_twice_does_nothing_twice(door: Door) -> None:
    ticket = question(door, 100.0)
    body = f"command=/helpdesk&user_id={ALEX}&channel_id={HELP}&team_id=T0SANDBOX&text=resolve+IT-1&trigger_id=1.2.abc"
    answers = [door.knock("/slack/commands", body.encode()).json() for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(pressed(door, ticket)) == 1


@pytest.mark.parametrize(
    ("text", "user", "answer"),
    [
        pytest.param("take IT-1", ROBIN, E.say("command-not-a-responder"), id="not a responder"),
        pytest.param("reopen IT-1", ALEX, E.say("command-already"), id="open already"),
        pytest.param("give-back IT-1", ALEX, E.say("command-already"), id="not theirs"),
        pytest.param("resolve", ALEX, E.say("command-name-one", command="resolve"), id="no name"),
        pytest.param("resolve IT-9", ALEX, E.say("no-such-question", name="IT-9"), id="no such question"),
        pytest.param("resolve IT-2", ALEX, E.say("no-such-question", name="IT-2"), id="deleted"),
        pytest.param("why a<b", ALEX, E.say("no-such-question", name="a&lt;b"), id="markup"),
        pytest.param("resolv IT-1", ALEX, E.say("command-unknown", word="resolv", near="resolve"), id="misspelt"),
        pytest.param("xyzzy <!here>", ALEX, E.say("command-unknown-word", word="xyzzy"), id="unknown"),
        pytest.param("status", ROBIN, E.say("command-not-a-responder"), id="status for responders"),
    ],
)
def test_what_cant_be_done_is_said_and_nothing_is_kept(
    town: Town, door: Door, text: str, user: str, answer: str
) -> None:
    tickets = [question(door, 100.0), question(door, 200.0, deleted=True)]
    assert said(town, text, user).splitlines()[0] == answer
    assert [pressed(door, ticket) for ticket in tickets] == [[], []]


def test_why_tells_what_happened_in_the_readers_words(town: Town, door: Door) -> None:
    history = (
        Entry(at=100.0, what="asked", by=ROBIN),
        Entry(at=105.0, what="moved_here", by=ALEX),
        Entry(at=110.0, what="reaction_added", by=ALEX, detail="wrench", state=State.WORKING),
        Entry(at=120.0, what="started", detail="zendesk.open"),
        Entry(at=130.0, what="zendesk_opened", detail="#7 open"),
        Entry(at=140.0, what="zendesk_read", detail="#7 solved", state=State.RESOLVED),
        Entry(at=150.0, what="button_pressed", by=ALEX, detail="reopen", state=State.NEW),
    )
    question(door, 100.0, history=history)
    told = said(town, "why IT-1", ROBIN).splitlines()
    assert named(told[0]) == ["IT-1"]
    assert [line.partition("> ")[2] for line in told[1:]] == [
        f"<@{ROBIN}> asked",
        f"<@{ALEX}> moved it here",
        f"<@{ALEX}> reacted with :wrench: → Being worked on",
        "Zendesk #7 was made",
        "changed in Zendesk #7 → Resolved",
        f"<@{ALEX}> chose “Reopen” → Nobody has looked at this yet",
    ]


def test_status_counts_by_state_and_says_when_each_side_was_heard_of(town: Town, door: Door) -> None:
    question(door, 100.0, marks=TAKEN)
    question(door, 200.0)
    question(door, 300.0, channel=AGENTS)
    town.ask()
    told = said(town, "status")
    assert E.say("status-state", state=E.say("state-new"), questions=2) in told
    assert E.say("status-state", state=E.say("state-working"), questions=1) in told
    assert re.search(r"Last heard of Slack: <!date\^\d+\^", told)
    assert E.say("sync-heard", side="Zendesk", when=E.say("sync-never")) in told
    assert E.say("sync-nothing-given-up") in told


def test_while_slack_does_not_say_who_answers_nothing_is_kept(town: Town, door: Door) -> None:
    secret = question(door, 100.0, channel=AGENTS)
    town.slack.faults.add({"target": "web_api", "method": "conversations.info", "kind": "http_error", "times": None})
    assert said(town, f"resolve {secret.number}") == E.say("command-unsure")
    assert pressed(door, secret) == []


def moves(door: Door) -> list[MoveWanted]:
    return [event for event in door.all_mail() if isinstance(event, MoveWanted)]


@pytest.mark.parametrize("channel", [f"<#{AGENTS}|secret-help>", f"<#{AGENTS}>", "#secret-help"])
def test_a_question_is_moved_to_another_help_channel(town: Town, door: Door, channel: str) -> None:
    ticket = question(door, 9e8)
    told = said(town, f"move {ticket.number} {channel}")
    assert told.endswith(f"is being moved to <#{AGENTS}>.")
    assert [(event.by, event.to) for event in moves(door)] == [(ALEX, AGENTS)]


def test_what_cannot_be_moved_is_said(town: Town, door: Door) -> None:
    number = question(door, 9e8).number
    over = question(door, 9e8 + 1, move=RESOLVED).number
    assert said(town, f"move {number}") == said(town, f"move <#{AGENTS}>") == E.say("command-move-how")
    where = E.say("command-move-where", channels=f"<#{AGENTS}>")
    assert said(town, f"move {number} <#{GENERAL}>") == said(town, f"move {number} <#{HELP}>") == where
    assert said(town, f"move IT-99 <#{AGENTS}>").startswith(E.say("no-such-question", name="IT-99")[:10])
    assert said(town, f"move {over} <#{AGENTS}>").endswith("is over. Reopen it first.")
    assert said(town, f"move {number} <#{AGENTS}>", user=ROBIN) == E.say("command-not-a-responder")
    assert moves(door) == []


def test_without_another_help_channel_nothing_is_moved(town: Town, open_door: OpenDoor) -> None:
    door = open_door(set_to={"slack_api_url": town.api, "channels": OURS[:1]}, clock=time.time)
    town.slack.deliver_to = door.url
    ticket = question(door, 100.0)
    assert said(town, f"move {ticket.number} <#{GENERAL}>") == E.say("command-move-nowhere")


def test_who_has_a_question_by_a_reaction_is_told_to_take_it_off(town: Town, door: Door) -> None:
    ticket = question(door, 100.0, marks=TAKEN)
    assert said(town, f"give-back {ticket.number}").splitlines()[0] == E.say("command-yours-by-mark")
    assert pressed(door, ticket) == []


def test_a_question_that_was_moved_is_found_where_it_is_now(town: Town, door: Door) -> None:
    there = question(door, 9e8, AGENTS)
    on = Moving(to=AGENTS, by=ALEX, at=8e8, ts=there.place.ts, handed=True, told=True)
    between = question(door, 8e8 + 1, kind="moved", moving=on)
    moving = Moving(to=HELP, by=ALEX, at=8e8, ts=between.place.ts, handed=True, told=True)
    left = question(door, 8e8, kind="moved", moving=moving)
    link = permalink("https://sandbox.slack.com", HELP, left.place.ts)
    assert str(there.number) in said(town, f"why {link}")
