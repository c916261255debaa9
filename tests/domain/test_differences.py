"""What reconcile finds in a channel becomes ordinary events, and after them there is no difference left."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain import events as e
from helpdesk.domain.differences import differences
from helpdesk.domain.rules import Group, Responders, Rules
from helpdesk.domain.seen import SeenMessage
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.states import State

from .scenes import (
    ALEX,
    ASKED,
    BOT,
    KIM,
    PLACE,
    REACTIONS,
    RESOLVED,
    ROBIN,
    RULES,
    SEEN,
    anything,
    escalated,
    linked,
    on,
    people,
    question,
    rules,
    thorough,
    told,
)

FIRST_REACTION = rules(track="first-reaction")
MEANT = sorted(emoji for emoji, meaning in REACTIONS.items() if isinstance(meaning, State))
sights = st.dictionaries(st.sampled_from([*REACTIONS, "thumbsup"]), st.frozensets(people), max_size=4)
configured = st.sampled_from([RULES, FIRST_REACTION, rules(responders=Responders(everyone=True)), rules(zendesk=False)])


def seen(**reactions: set[str]) -> SeenMessage:
    return SeenMessage(
        ts="1.0", by=ROBIN, subject=ASKED.subject, reactions={k: frozenset(v) for k, v in reactions.items()}
    )


def found(ticket: Ticket | None, sight: SeenMessage, by: Rules = RULES, since: float = 50.0) -> list[e.Event]:
    return list(differences(ticket, sight, by, since))


@thorough
@given(st.lists(anything, max_size=10), sights, configured, st.sampled_from([0.0, 3.0, 50.0]))
def test_after_its_differences_a_question_has_the_marks_that_slack_shows(
    before: list[e.Event], reactions: dict[str, frozenset[str]], by: Rules, since: float
) -> None:
    ticket, sight = question(*before, by=by), SeenMessage("1.0", ROBIN, reactions=reactions)
    repaired = told(found(ticket, sight, by, since), by, ticket)
    if repaired.kind != "question":
        return
    present = {(m.emoji, m.person) for m in repaired.marks if m.present and m.is_reaction}
    assert present == {(emoji, p) for emoji in MEANT for p in reactions.get(emoji, ()) if by.may(p)}
    assert [event for event in found(repaired, sight, by, since) if getattr(event, "emoji", "") != "ticket"] == []


MENTIONS = replace(seen(), groups=("S0NET",))
ASKS_GROUPS = replace(FIRST_REACTION, groups={"S0NET": Group("net", frozenset({KIM}))})
UNKNOWN: list[Any] = [
    pytest.param(seen(), RULES, [ASKED], id="a message"),
    pytest.param(seen(eyes={ALEX, ROBIN}), RULES, [ASKED, on(SEEN, 50)], id="with a mark"),
    pytest.param(seen(), FIRST_REACTION, [], id="with first-reaction"),
    pytest.param(seen(eyes={KIM}), FIRST_REACTION, [on(SEEN, 50, KIM)], id="with first-reaction and a mark"),
    pytest.param(seen(ticket={ALEX}), RULES, [ASKED, on("ticket", 50)], id="with the ticket reaction"),
    pytest.param(MENTIONS, FIRST_REACTION, [], id="with first-reaction and a group that is none of the channel's"),
    pytest.param(MENTIONS, ASKS_GROUPS, [ASKED.model_copy(update={"groups": ("S0NET",)})], id="with a group"),
    pytest.param(SeenMessage("1.0", None), RULES, [], id="by nobody"),
    pytest.param(seen(eyes={BOT}), RULES, [ASKED], id="with the bot's own mark"),
]


@pytest.mark.parametrize(("sight", "by", "expected"), UNKNOWN)
@pytest.mark.parametrize("ticket", [None, Ticket(place=PLACE)], ids=["never heard of", "unknown"])
def test_a_message_we_never_heard_of_is_told(
    sight: SeenMessage, by: Rules, expected: list[e.Event], ticket: Ticket | None
) -> None:
    assert found(ticket, sight, by) == expected


TICKETS: list[Any] = [
    pytest.param(question(), [on("ticket", 50)], id="never asked for"),
    pytest.param(question(escalated()), [], id="asked for"),
    pytest.param(linked(e.ZendeskGone(id=7)), [], id="deleted in Zendesk"),
    pytest.param(told([on(SEEN, 3), e.MessageIsReply(root="0.5")]), [], id="a reply"),
]


@pytest.mark.parametrize(("ticket", "expected"), TICKETS)
def test_the_ticket_reaction_asks_once(ticket: Ticket, expected: list[e.Event]) -> None:
    assert found(ticket, seen(ticket={ALEX, ROBIN})) == expected


def test_who_may_not_asks_for_nothing() -> None:
    assert found(question(), seen(ticket={ROBIN}, check={ROBIN})) == []


def test_a_mark_is_put_on_or_taken_off_when_everything_was_last_the_same() -> None:
    assert found(question(on(SEEN, 3)), seen(check={ALEX})) == [
        on(RESOLVED, 50),
        e.ReactionRemoved(person=ALEX, emoji=SEEN, at=50),
    ]


def test_a_change_found_is_later_than_the_one_it_undoes() -> None:
    put_on = question(on(SEEN, 60))
    assert told(found(put_on, seen()), ticket=put_on).state is State.NEW
    taken_off = question(on(SEEN, 55), e.ReactionRemoved(person=ALEX, emoji=SEEN, at=60))
    assert told(found(taken_off, seen(eyes={ALEX})), ticket=taken_off).state is State.SEEN
