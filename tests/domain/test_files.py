"""The files of Zendesk comments: shown once after their words, told of where that can't be, gone when redacted."""

from typing import Any

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.dead_letters import dead
from helpdesk.domain.decide import decide
from helpdesk.domain.history import entry
from helpdesk.domain.plan import plan
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Copied

from .outside import Outside
from .scenes import RULES, due, escalated, linked, question, read, reading, rules, told

HEARD = e.HeardComment(id=70, at=9.0, public=True, files=(701, 702))
STIRRED = e.ZendeskStirred(ticket=7, about="talk")


def heard(*comments: e.HeardComment, by: Rules = RULES) -> Ticket:
    return linked(STIRRED, e.ZendeskRead(reading=reading(), comments=comments), by=by)


def shown(*happened: e.Event | e.Learned, by: Rules = RULES) -> Ticket:
    """A ticket whose thread shows a comment with two files, and then this."""
    return told([e.CommentShown(comment=70, ts="9.5"), *happened], by, heard(HEARD, by=by))


def files_due(ticket: Ticket) -> list[str]:
    return [key for key in due(ticket) if key.startswith(("slack.upload", "slack.share", "slack.unshare"))]


UP = e.FileUploaded(attachment=701, file="F1")
OUT = e.FileLeftOut(attachment=701, why="too_big")
THERE = e.FileShared(attachment=701)

STEPS: list[Any] = [
    pytest.param([], ["slack.upload:701", "slack.upload:702"], id="shown"),
    pytest.param([UP], ["slack.share:701", "slack.upload:702"], id="uploaded"),
    pytest.param([UP, THERE], ["slack.upload:702"], id="shared"),
    pytest.param([OUT], ["slack.share:701:words", "slack.upload:702"], id="can't be copied"),
    pytest.param([OUT, e.FileShared(attachment=701, ts="9.6")], ["slack.upload:702"], id="told of"),
    pytest.param([e.FileGone(attachment=701)], ["slack.upload:702"], id="gone before it came"),
    pytest.param(
        [e.Refused(key="slack.upload:701", why="No.")], ["slack.share:701:words", "slack.upload:702"], id="refused"
    ),
    pytest.param(
        [UP, e.Refused(key="slack.share:701", why="No.")],
        ["slack.share:701:words", "slack.upload:702"],
        id="not shared for good",
    ),
]


@pytest.mark.parametrize(("happened", "expected"), STEPS)
def test_each_file_takes_its_steps_one_after_the_other(happened: list[e.Learned], expected: list[str]) -> None:
    ticket = shown(*happened)
    assert files_due(ticket) == expected
    assert files_due(told(happened[-1:], ticket=ticket)) == expected


def test_files_come_after_their_words_and_before_the_next_comment() -> None:
    later = e.HeardComment(id=71, at=10.0, public=True)
    ticket = heard(HEARD, later)
    assert [key for key in due(ticket) if key.startswith("slack.") and "status" not in key] == ["slack.comment:70"]
    ticket = told([e.CommentShown(comment=70, ts="9.5")], ticket=ticket)
    keys = [key for key in due(ticket) if "status" not in key]
    assert keys == ["slack.upload:701", "slack.upload:702", "slack.comment:71"]


def test_a_file_that_is_put_off_holds_nothing_back() -> None:
    ticket = shown(e.Failed(key="slack.upload:701", again=2e6, doubt=False, why="Away."))
    assert files_due(ticket) == ["slack.upload:702"]
    assert plan(ticket, RULES, 1e6).wake == 2e6


NEVER: list[Any] = [
    pytest.param(e.HeardComment(id=70, at=9.0, public=False, files=(701,)), id="an internal note"),
    pytest.param(e.HeardComment(id=70, at=9.0, public=True, ours=True, files=(701,)), id="our own comment"),
]


@pytest.mark.parametrize("comment", NEVER)
@pytest.mark.parametrize("agents", [None, "C0AGENTS"], ids=["no channel for agents", "a channel for agents"])
def test_files_of_notes_and_of_our_own_never_come(comment: e.HeardComment, agents: str | None) -> None:
    by = rules(agents_channel=agents)
    ticket = told([e.CommentShown(comment=70, ts="9.5")], by, heard(comment, by=by))
    assert ticket.talk.files == ()


def test_a_comment_that_was_not_shown_brings_no_files() -> None:
    assert told([e.CommentShown(comment=70, ts="")], ticket=heard(HEARD)).talk.files == ()


def withdrawn(**what: int) -> e.ZendeskStirred:
    return e.ZendeskStirred(ticket=7, about="withdrawn", **what)


WITHDRAWN: list[Any] = [
    pytest.param([withdrawn(file=701)], ["slack.upload:702"], id="one that was to come"),
    pytest.param([UP, withdrawn(file=701)], ["slack.unshare:701", "slack.upload:702"], id="one uploaded"),
    pytest.param([UP, THERE, withdrawn(file=701)], ["slack.unshare:701", "slack.upload:702"], id="one shown"),
    pytest.param([UP, THERE, withdrawn(comment=70)], ["slack.unshare:701"], id="their comment"),
    pytest.param(
        [OUT, e.FileShared(attachment=701, ts="9.6"), withdrawn(comment=70)], ["slack.unshare:701"], id="one told of"
    ),
    pytest.param([UP, THERE, withdrawn(file=999)], ["slack.upload:702"], id="another"),
    pytest.param([UP, withdrawn(file=701), THERE], ["slack.unshare:701", "slack.upload:702"], id="shown meanwhile"),
    pytest.param([UP, withdrawn(file=701), e.FileGone(attachment=701)], ["slack.upload:702"], id="and it is gone"),
]


@pytest.mark.parametrize(("happened", "expected"), WITHDRAWN)
def test_what_was_redacted_goes(happened: list[e.Event | e.Learned], expected: list[str]) -> None:
    assert files_due(told([read()], ticket=shown(*happened))) == expected


def test_a_file_redacted_before_its_comment_is_shown_never_comes() -> None:
    ticket = told([withdrawn(file=701), read(), e.CommentShown(comment=70, ts="9.5")], ticket=heard(HEARD))
    assert files_due(ticket) == ["slack.upload:702"]


def test_a_thread_that_takes_neither_file_nor_words_is_told_to_the_agent() -> None:
    refused = [e.Refused(key=f"slack.share:70{n}:words", why="No.") for n in (1, 2)]
    ticket = shown(OUT, e.FileLeftOut(attachment=702, why="empty"), *refused)
    assert files_due(ticket) == []
    assert list(dead(ticket)) == ["slack.share:701:words", "slack.share:702:words"]
    assert [(r.kind, r.ts, r.why) for r in ticket.talk.waiting] == [("unshown", "70", "No.")] * 2
    assert any(key.startswith("zendesk.tell:unshown:70:") for key in due(ticket, now=100.0))
    assert told(refused, ticket=ticket).talk == ticket.talk


def test_a_doubt_about_a_share_is_looked_into() -> None:
    ticket = shown(UP, e.Started(key="slack.share:701"))
    doubtful = [effect for effect in plan(ticket, RULES, 1e6).due if isinstance(effect, fx.ShareFile)]
    assert [effect.doubt for effect in doubtful] == [True]


def test_without_a_ticket_nothing_more_comes() -> None:
    assert files_due(shown(UP, THERE, e.ZendeskGone(id=7))) == []


@pytest.mark.parametrize("redacted", [False, True])
def test_all_files_come_to_rest_whatever_becomes_of_them(redacted: bool) -> None:
    outside = Outside()
    ticket = outside.settle(question(escalated()), RULES)
    comment = outside.say(1, 20.0, files=12)
    ticket = outside.settle(decide(ticket, e.ZendeskStirred(ticket=1), RULES), RULES)
    assert len(outside.shared) == len(set(outside.shared)) > 6
    assert outside.warned
    if redacted:
        ticket = decide(ticket, e.ZendeskStirred(ticket=1, about="withdrawn", comment=comment), RULES)
        assert outside.settle(ticket, RULES).talk.files == ()
    assert all(attempt.is_dead and attempt.told for attempt in ticket.attempts.values())


def test_what_was_left_out_and_masked_adds_up() -> None:
    first = Copied(messages=3, files=2, left_out=("empty",), masked=("token",))
    ticket = question(escalated(), e.ZendeskOpened(reading=reading(), copied=first))
    for ts in ("20.0", "21.0"):
        more = Copied(messages=1, left_out=("empty",), masked=("token", "iban"))
        tale = e.ZendeskTold(reading=reading(), names={ts: 5}, copied=more)
        ticket = told([e.Replied(by="U0ROBIN", ts=ts, at=float(ts)), tale, tale], ticket=ticket)
    assert ticket.copied == Copied(messages=5, files=2, left_out=("empty",) * 3, masked=("token", "iban"))


def test_the_history_says_why_a_file_is_not_shown() -> None:
    before, after = shown(), shown(OUT)
    line = entry(before, OUT, after, 1.0)
    assert line is not None
    assert (line.what, line.detail) == ("file_left_out", "too_big")
