"""A group is asked by a mention: the first of it to mark the question has it, and everybody can see that."""

from dataclasses import replace
from itertools import permutations

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.events import Asked, Event, MessageIsReply, ReactionAdded, ReactionRemoved, Replied
from helpdesk.domain.forgetting import Identity, without_person
from helpdesk.domain.people import is_forgotten
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding import rebuilt
from helpdesk.domain.rebuilding.sight import Sight
from helpdesk.domain.rules import Group, Responders, Rules
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State
from tests.desk.stage import RULES, Stage
from tests.letters import asked, place, reply

SENIORS, NETWORK = "S0SENIORS", "S0NETWORK"
IRIS, SAM, SUE, NED = "U0IRIS", "U0SAM", "U0SUE", "U0NED"
EVERYBODY = Responders(frozenset({IRIS, "U0IVAN", SAM, SUE, NED}))
GROUPS = {SENIORS: Group("coreseniors", frozenset({SAM, SUE})), NETWORK: Group("network", frozenset({NED}))}
ASKED = replace(RULES, responders=EVERYBODY, groups=GROUPS)
LATER = Place(*place()[:2], "1700000200.000100")
"""A reply that comes later than the first marks."""


@pytest.fixture
def asking(stage: Stage) -> Stage:
    stage.rules = lambda _: ASKED
    return stage


def ask(stage: Stage, *groups: str, rules: Rules = ASKED) -> None:
    stage.rules = lambda _: rules
    stage.tell(asked().model_copy(update={"groups": groups}))
    stage.attend()


def mention(*groups: str, by: str = IRIS, ts: str = LATER.ts, bot: bool = False) -> Replied:
    return reply(ts, by).model_copy(update={"groups": groups, "bot": bot})


def ask_later(stage: Stage, *groups: str, **more: object) -> None:
    stage.clock.now = float(LATER.ts)
    stage.tell(mention(*groups, **more))  # type: ignore[arg-type]
    stage.attend()


def at_mention(stage: Stage, event: Event) -> None:
    """Something happens at the reply that mentions a group."""
    stage.slack.roots[LATER] = MessageIsReply(root=place().ts)
    stage.tell(event, at=LATER)
    stage.attend(LATER)
    stage.attend()


def shown(stage: Stage) -> tuple[str | None, tuple[str, ...]]:
    return stage.message.card.assignee, stage.message.card.asked_of


def test_the_first_of_the_group_has_it_although_somebody_else_marked_it_before(asking: Stage) -> None:
    ask(asking, SENIORS)
    asking.marks("eyes", IRIS)
    assert asking.ticket.assignee == IRIS
    assert asking.slack.posted == [], "until somebody of the group has it, marks say enough"
    asking.marks("eyes", SAM)
    asking.marks("wrench", SUE)
    assert asking.ticket.assignee == SAM
    assert shown(asking) == (SAM, ("coreseniors",))


def test_taken_back_it_goes_to_the_next_of_the_group_and_then_to_who_marked_it_first(asking: Stage) -> None:
    ask(asking, SENIORS)
    for person in (IRIS, SAM, SUE):
        asking.marks("eyes", person)
    asking.unmarks("eyes", SAM)
    assert shown(asking) == (SUE, ("coreseniors",))
    asking.unmarks("eyes", SUE)
    assert shown(asking) == (IRIS, ("coreseniors",))


def test_a_mention_in_the_thread_counts_from_then_on(asking: Stage) -> None:
    ask(asking)
    asking.marks("eyes", SUE)
    asking.marks("eyes", IRIS)
    ask_later(asking, SENIORS)
    assert asking.ticket.assignee == SUE
    asking.marks("eyes", SAM)
    assert shown(asking) == (SAM, ("coreseniors",))


def test_of_two_groups_the_one_asked_last_has_it_once_it_is_taken(asking: Stage) -> None:
    ask(asking, SENIORS)
    asking.marks("eyes", SAM)
    ask_later(asking, NETWORK)
    assert shown(asking) == (SAM, ("coreseniors", "network"))
    asking.marks("eyes", NED)
    assert shown(asking) == (NED, ("coreseniors", "network"))


def test_a_group_that_is_mentioned_again_is_not_asked_again(asking: Stage) -> None:
    ask(asking, SENIORS)
    asking.marks("eyes", SAM)
    ask_later(asking, SENIORS)
    asking.marks("eyes", SUE)
    assert asking.ticket.assignee == SAM
    assert len(asking.ticket.requests) == 1


def test_a_mark_on_the_very_mention_takes_it_and_taken_off_gives_it_back(asking: Stage) -> None:
    ask(asking)
    asking.marks("eyes", IRIS)
    ask_later(asking, SENIORS)
    at_mention(asking, ReactionAdded(person=SAM, emoji="wrench", at=float(LATER.ts) + 1))
    assert shown(asking) == (SAM, ("coreseniors",))
    assert asking.ticket.state is State.WORKING
    at_mention(asking, ReactionRemoved(person=SAM, emoji="wrench", at=float(LATER.ts) + 2))
    assert shown(asking) == (IRIS, ("coreseniors",))
    assert asking.slack.notices == []


@pytest.mark.parametrize(("person", "emoji"), [("U0IVAN", "eyes"), (SAM, "white_check_mark"), (SAM, "ticket")], ids=str)
def test_other_marks_on_the_mention_are_explained_as_on_any_reply(asking: Stage, person: str, emoji: str) -> None:
    ask(asking)
    ask_later(asking, SENIORS)
    at_mention(asking, ReactionAdded(person=person, emoji=emoji, at=float(LATER.ts) + 1))
    assert asking.ticket.assignee is None
    assert asking.slack.notices == [(person, "on_a_reply")]


FIRST = replace(ASKED, track="first-reaction")


def test_a_mention_makes_a_question_at_once_where_else_the_first_mark_does(asking: Stage) -> None:
    ask(asking, "S0OTHERS", rules=FIRST)
    assert asking.tickets.at(place()) is None
    asking.valkey.flushall()
    ask(asking, SENIORS, rules=FIRST)
    assert asking.ticket.kind == "question"
    assert asking.ticket.number == "IT-1"


def test_a_mention_in_a_thread_that_is_no_question_yet_makes_it_one(asking: Stage) -> None:
    asking.rules = lambda _: FIRST
    ask_later(asking, SENIORS)
    assert (asking.ticket.kind, asking.ticket.requester) == ("question", "U0RIO")
    asking.marks("eyes", SAM)
    assert shown(asking) == (SAM, ("coreseniors",))


def test_a_mention_in_a_message_that_is_looked_up_asks_too(asking: Stage) -> None:
    asking.rules = lambda _: FIRST
    asking.slack.roots[place()] = e.MessageFound(by="U0RIO", at=50.0, groups=(SENIORS,))
    asking.marks("eyes", IRIS)
    asking.marks("eyes", SAM)
    assert asking.ticket.assignee == SAM


def test_neither_an_announcement_nor_a_bot_asks_anybody(asking: Stage) -> None:
    asking.tell(Asked(by="U0RIO", at=50.0, announcement=True))
    ask_later(asking, SENIORS)
    assert asking.ticket.requests == ()
    asking.valkey.flushall()
    ask(asking)
    ask_later(asking, SENIORS, bot=True)
    ask_later(asking, SENIORS, by="U0BOT")
    assert asking.ticket.requests == ()


def test_in_any_order_the_same_comes_of_it() -> None:
    t = float(place().ts)
    events: list[Event] = [
        Asked(by="U0RIO", at=t, groups=(SENIORS,)),
        ReactionAdded(person=IRIS, emoji="eyes", at=t + 1),
        ReactionAdded(person=SAM, emoji="eyes", at=t + 2),
        mention(SENIORS, ts=f"{t + 3:.6f}"),
        mention(NETWORK, ts=f"{t + 4:.6f}"),
    ]
    results = set()
    for order in permutations(events):
        ticket = Ticket(place=place())
        for event in (*order, *order[:2]):
            ticket = decide(ticket, event, ASKED)
        results.add((ticket.assignee, ticket.requests))
    ((assignee, requests),) = results
    assert assignee == SAM
    assert [(request.group, request.ts) for request in requests] == [
        (SENIORS, place().ts),
        (NETWORK, f"{t + 4:.6f}"),
    ]


def test_in_shadow_mode_nothing_is_shown(asking: Stage) -> None:
    ask(asking, SENIORS, rules=replace(ASKED, shadow=True))
    asking.marks("eyes", SAM)
    assert asking.ticket.assignee == SAM
    assert asking.slack.posted == []


def test_who_was_asked_is_known_again_from_slack() -> None:
    root = SeenMessage(place().ts, "U0RIO", "Help", {"eyes": (SUE, SAM)}, groups=(SENIORS,))
    replies = (SeenReply(mention(NETWORK)), SeenReply(mention(NETWORK, bot=True, ts="1700000001.000000")))
    ticket = rebuilt(Sight(place(), root, "U0BOT", replies), ASKED)
    assert [(request.group, request.ts) for request in ticket.requests] == [
        (SENIORS, place().ts),
        (NETWORK, LATER.ts),
    ]
    assert ticket.assignee == SUE


def test_somebody_who_is_forgotten_stands_in_no_request() -> None:
    ticket = decide(Ticket(place=place()), Asked(by=SUE, at=50.0, groups=(SENIORS,)), ASKED)
    left, _ = without_person(ticket, [], Identity(SUE))
    assert SUE not in left.model_dump_json()
    (request,) = left.requests
    assert request.by is not None
    assert is_forgotten(request.by)
