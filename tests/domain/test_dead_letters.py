"""What was given up: it holds nothing back, is told once to the right person, and is renewed or ended by a person."""

from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.dead_letters import dead
from helpdesk.domain.plan import plan, without_stale_attempts
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Ticket

from .scenes import ALEX, KIM, PLACE, RESOLVED, ROBIN, RULES, WORKING, due, escalated, linked, on, question, read, told

FIRST, SECOND = "20.000001", "21.000001"
REPLIES: list[Any] = [e.Replied(by=ROBIN, ts=FIRST, at=20.0), e.Replied(by=KIM, ts=SECOND, at=21.0)]
HEARD = tuple(e.HeardComment(id=id_, at=float(id_), public=True, files=(10 * id_,)) for id_ in (70, 71))
COMMENTS: list[Any] = [e.ZendeskStirred(ticket=7), e.ZendeskRead(reading=read().reading, comments=HEARD)]
SHOWN: list[Any] = [e.CommentShown(comment=70, ts="30.1"), e.CommentShown(comment=71, ts="30.2")]
WITHDRAWN = e.ZendeskStirred(ticket=7, about="withdrawn", comment=70)
FILE_THERE = [e.FileUploaded(attachment=700, file="F1"), e.FileShared(attachment=700)]
CLOSED = [on(RESOLVED, 3), read("solved", 4), read("closed", 5), e.Replied(by=ROBIN, ts=SECOND, at=21.0)]

DEAD: list[Any] = [
    pytest.param("slack.look_up", [on(WORKING, 3)], Ticket(place=PLACE), id="a look-up"),
    pytest.param("zendesk.open", [escalated()], question(), id="making the ticket"),
    pytest.param("zendesk.follow_up:7", CLOSED, linked(), id="a follow-up"),
    pytest.param("zendesk.follow:8", [e.ZendeskStirred(ticket=7, about="merged", into=8)], linked(), id="a merger"),
    pytest.param("zendesk.read", [e.ZendeskStirred(ticket=7)], linked(), id="a read"),
    pytest.param("zendesk.update:7:solved:-", [on(RESOLVED, 3)], linked(), id="a status"),
    pytest.param(f"zendesk.tell:{FIRST}", REPLIES, linked(), id="a reply"),
    pytest.param("slack.comment:70", COMMENTS, linked(), id="a comment"),
    pytest.param("slack.upload:700", [*COMMENTS, *SHOWN], linked(), id="a file"),
    pytest.param("slack.share:700", [*COMMENTS, *SHOWN, FILE_THERE[0]], linked(), id="a share"),
    pytest.param("slack.hide:70", [*COMMENTS, *SHOWN, WITHDRAWN], linked(), id="a comment taken back"),
    pytest.param("slack.unshare:700", [*COMMENTS, *SHOWN, *FILE_THERE, WITHDRAWN], linked(), id="a file taken back"),
    pytest.param("slack.status:post", [], linked(), id="the status message"),
]


def given_up(key: str, happened: list[Any], ticket: Ticket, doubt: bool = False) -> Ticket:
    ticket = told(happened, ticket=ticket)
    assert key in due(ticket)
    return kept(told([e.Refused(key=key, why="No.", at=40.0, doubt=doubt)], ticket=ticket))


def kept(ticket: Ticket) -> Ticket:
    return without_stale_attempts(ticket, RULES)


@pytest.mark.parametrize(("key", "happened", "ticket"), DEAD)
def test_it_stays_known_and_is_not_tried_by_itself(key: str, happened: list[Any], ticket: Ticket) -> None:
    ticket = given_up(key, happened, ticket)
    assert dead(ticket)[key].refused == "No."
    assert dead(ticket)[key].at == 40.0
    assert key not in due(ticket)
    assert kept(kept(ticket)) == ticket


@pytest.mark.parametrize(("key", "happened", "ticket"), DEAD)
def test_it_is_told_once(key: str, happened: list[Any], ticket: Ticket) -> None:
    ticket = given_up(key, happened, ticket)
    (warn,) = (effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.WarnOfDead))
    assert (warn.keys, warn.reasons) == ((key,), ("No.",))
    warned = kept(told([e.Warned(keys=warn.keys)], ticket=ticket))
    assert "slack.warn" not in str(due(warned))
    assert key in dead(warned)


@pytest.mark.parametrize(("key", "happened", "ticket"), DEAD)
@pytest.mark.parametrize("named", [True, False], ids=["by its name", "with all"])
@pytest.mark.parametrize("doubt", [True, False])
def test_another_try_is_a_new_beginning(
    key: str, happened: list[Any], ticket: Ticket, named: bool, doubt: bool
) -> None:
    again = kept(told([e.TryAgain(at=50.0, key=key if named else "")], ticket=given_up(key, happened, ticket, doubt)))
    assert dead(again) == {}
    # A file that surely isn't shared is brought anew: Slack keeps none for ever that nobody sees.
    begins = "slack.upload:700" if key == "slack.share:700" and not doubt else key
    (effect,) = (effect for effect in plan(again, RULES, 1e6).due if effect.key == begins)
    assert getattr(effect, "doubt", doubt) is doubt


@pytest.mark.parametrize(("key", "happened", "ticket"), DEAD)
def test_dropped_it_is_over_and_nothing_speaks_of_it(key: str, happened: list[Any], ticket: Ticket) -> None:
    over = kept(told([e.Dropped(at=50.0, key=key)], ticket=given_up(key, happened, ticket)))
    assert dead(over) == {}
    assert key not in due(over)
    assert "slack.warn" not in str(due(over))
    card = status_card(over, RULES)
    assert card is None or (card.trouble, card.unshown, card.unhidden) == ((), (), ())
    later = kept(told([e.TryAgain(at=60.0)], ticket=over))
    assert key not in due(later)


@pytest.mark.parametrize(("key", "happened", "ticket"), DEAD)
def test_what_is_not_dead_cant_be_dropped(key: str, happened: list[Any], ticket: Ticket) -> None:
    alive = told(happened, ticket=ticket)
    assert told([e.Dropped(at=50.0, key=key)], ticket=alive) == alive


SAID: list[Any] = [
    pytest.param("zendesk.open", [escalated()], question(), (("No.",), (), ()), id="of Zendesk"),
    pytest.param("slack.comment:70", COMMENTS, linked(), ((), ("No.",), ()), id="of a comment"),
    pytest.param("slack.hide:70", [*COMMENTS, *SHOWN, WITHDRAWN], linked(), ((), (), ("No.",)), id="of what stays"),
]


@pytest.mark.parametrize(("key", "happened", "ticket", "says"), SAID)
def test_the_status_message_says_it(key: str, happened: list[Any], ticket: Ticket, says: object) -> None:
    card = status_card(given_up(key, happened, ticket), RULES)
    assert card is not None
    assert (card.trouble, card.unshown, card.unhidden) == says


WHOM: list[Any] = [
    pytest.param([on(WORKING, 3, KIM), escalated()], KIM, id="the assignee"),
    pytest.param([on(RESOLVED, 3, KIM), escalated()], KIM, id="who stands by it"),
    pytest.param([escalated()], ALEX, id="who wanted the ticket, not the requester"),
]


@pytest.mark.parametrize(("happened", "person"), WHOM)
def test_the_right_person_is_told(happened: list[Any], person: str) -> None:
    ticket = given_up("zendesk.open", happened, question())
    (warn,) = (effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.WarnOfDead))
    assert warn.person == person


def test_what_wants_fields_is_told_with_its_form_alone() -> None:
    wants = e.Refused(key="zendesk.update:7:solved:-", why="Zendesk needs Impact.", fields=(5,))
    assert "slack.warn" not in str(due(linked(on(RESOLVED, 3), wants)))


@pytest.mark.parametrize("key", ["slack.react:check", "slack.notice:U0ROBIN:not_a_responder"])
def test_small_things_are_told_to_nobody(key: str) -> None:
    ticket = question(on(RESOLVED, 3, ROBIN), e.ButtonPressed(by=ALEX, button="resolve", at=4.0))
    assert key in due(ticket)
    ticket = kept(told([e.Refused(key=key, why="No.")], ticket=ticket))
    assert list(dead(ticket)) == [key]
    assert "slack.warn" not in str(due(ticket))


def test_what_is_given_up_meanwhile_is_part_of_the_same_warning() -> None:
    ticket = linked(*COMMENTS, e.Refused(key="slack.comment:70", why="No."), e.Started(key="slack.warn:0"))
    ticket = told([e.Refused(key="slack.comment:71", why="No.")], ticket=ticket)
    (warn,) = (effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.WarnOfDead))
    assert (warn.number, warn.doubt, warn.keys) == (0, True, ("slack.comment:70", "slack.comment:71"))
    again = told(
        [e.Warned(keys=warn.keys), e.TryAgain(at=9.0), e.Refused(key="slack.comment:70", why="No.")], ticket=ticket
    )
    assert "slack.warn:1" in due(again)


def test_comments_and_replies_after_it_go_on() -> None:
    ticket = given_up("slack.comment:70", [*COMMENTS, *REPLIES], linked())
    assert "slack.comment:71" in due(ticket)
    ticket = kept(told([e.Refused(key=f"zendesk.tell:{FIRST}", why="No.")], ticket=ticket))
    assert f"zendesk.tell:{SECOND}" in due(ticket)


def test_who_wrote_a_comment_hears_once_that_it_is_not_shown() -> None:
    ticket = given_up("slack.comment:70", COMMENTS, linked())
    assert [(r.kind, r.ts) for r in ticket.talk.waiting] == [("unshown", "70")]
    names = dict.fromkeys((r.name for r in ticket.talk.waiting), 90)
    noted = told([e.ZendeskTold(reading=read().reading, names=names), e.TryAgain(at=9.0)], ticket=ticket)
    assert told([e.Refused(key="slack.comment:70", why="No.")], ticket=noted).talk.waiting == ()


def test_a_comment_shown_in_the_end_needs_no_note() -> None:
    ticket = told([e.TryAgain(at=9.0), SHOWN[0]], ticket=given_up("slack.comment:70", COMMENTS, linked()))
    assert ticket.talk.waiting == ()


def test_a_ticket_wanted_no_more_can_be_wanted_again() -> None:
    over = kept(
        told(
            [*REPLIES, e.Dropped(at=9.0, key="zendesk.open")],
            ticket=given_up("zendesk.open", [escalated()], question()),
        )
    )
    assert (over.escalation, over.talk.waiting) == (None, ())
    assert "zendesk.open" in due(told([escalated(10.0)], ticket=over))


def test_a_doubt_about_a_refused_ticket_stays_when_it_is_asked_for_again() -> None:
    ticket = given_up("zendesk.open", [escalated()], question(), doubt=True)
    (again,) = (x for x in plan(told([escalated(9.0)], ticket=ticket), RULES, 1e6).due if x.key == "zendesk.open")
    assert isinstance(again, fx.OpenZendeskTicket)
    assert again.doubt


def test_no_key_holds_what_people_filled_in() -> None:
    details = e.DetailsGiven.model_validate({"by": ALEX, "at": 3.0, "details": {"fields": {"5": "hunter2"}}})
    assert any(key.startswith("zendesk.update:7") for key in due(linked(details)))
    assert "hunter2" not in str(due(linked(details)))
