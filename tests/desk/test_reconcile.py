"""What nobody told us of is found by comparing, and becomes an ordinary event."""

from dataclasses import replace
from math import inf
from typing import Any

import pytest
from redis import Redis

from helpdesk.domain.events import Reading, Replied, ReplyChanged, Reworded
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater, WentWrong
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket import Escalation
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.talk import Comment, Talk
from helpdesk.known import Known
from helpdesk.reconcile import SLACK, ZENDESK_NEWS, Sides
from helpdesk.store import keys
from tests.desk.comparison import NOW, Bench, linked, seen
from tests.letters import place, question
from tests.store.test_live_tickets import keep


@pytest.fixture
def bench(valkey: Redis) -> Bench:
    return Bench(valkey)


def test_a_mark_nobody_told_us_of_is_put_in_the_mailbox_once(bench: Bench) -> None:
    keep(bench.valkey, question())
    bench.slack.seen = [seen(eyes="U0IRIS")]
    assert [e.kind for e in bench.run(SLACK)] == ["reaction_added"]
    assert [e.kind for e in bench.mail()] == ["reaction_added"]


def test_a_question_written_before_the_helpdesk_came_is_left_alone(bench: Bench) -> None:
    bench.slack.seen = [seen(eyes="U0IRIS")]
    assert bench.run(SLACK) == []


@pytest.mark.parametrize("trouble", [TryLater("Slack: not_in_channel."), GiveUp("Slack: is_archived.")])
def test_a_channel_that_cant_be_read_hides_no_other(bench: Bench, trouble: WentWrong) -> None:
    bench.channels = ("C0CLOSED", place().channel)
    bench.slack.closed = {"C0CLOSED": trouble}
    keep(bench.valkey, question())
    bench.slack.seen = [seen(eyes="U0IRIS")]
    with pytest.raises(WentWrong, match=trouble.why):
        bench.run(SLACK)
    assert [e.kind for e in bench.mail()] == ["reaction_added"]
    assert bench.clockwork.last("compared:slack:C0CLOSED") is None
    assert bench.clockwork.last(f"compared:slack:{place().channel}") == NOW


def test_the_words_of_a_question_that_moved_are_compared_where_it_was_asked(bench: Bench) -> None:
    moved = question(place(3)).model_copy(update={"came_from": place(), "reworded": 60.0})
    keep(bench.valkey, moved)
    there = SeenMessage(place(3).ts, None)
    bench.slack.seen = [there, replace(seen(), edited=60.0)]
    assert bench.run(SLACK) == []
    bench.slack.seen = [there, replace(seen(), edited=61.0, subject="Better")]
    assert bench.run(SLACK) == [Reworded(subject="Better", at=61.0)]
    for left in (None, replace(seen(), gone=True)):
        bench.slack.seen = [there, *([left] if left else [])]
        assert [e.kind for e in bench.run(SLACK)] == ["deleted"]
    keep(bench.valkey, moved.model_copy(update={"deleted": True}))
    assert bench.run(SLACK) == []


def test_a_reply_below_a_question_that_was_deleted_is_found(bench: Bench) -> None:
    deleted = question().model_copy(update={"deleted": True, "escalation": Escalation(by="U0IRIS", at=51.0)})
    keep(bench.valkey, deleted.model_copy(update={"zendesk": Link(id=7, status="open")}))
    bench.slack.seen = []
    tombstone = replace(seen(), gone=True, latest_reply=NOW - 10)
    bench.slack.tombstones = [tombstone]
    bench.slack.below = (SeenReply(Replied(by="U0RIO", ts=f"{NOW - 10:.6f}", at=NOW - 10)),)
    assert [e.kind for e in bench.run(SLACK)] == ["replied"]


def test_a_dry_run_does_not_count_as_having_compared(bench: Bench) -> None:
    assert list(bench.reconciler().found(SLACK)) == []
    assert bench.clockwork.last(f"compared:slack:{place().channel}") is None


def test_nothing_differs_when_both_sides_are_as_we_know_them(bench: Bench) -> None:
    linked(bench)
    bench.slack.seen = [seen()]
    bench.zendesk.there = [Reading(id=7, status="open", stamp="S1")]
    assert bench.run() == []


@pytest.mark.parametrize("sides", [frozenset({"zendesk"}), ZENDESK_NEWS], ids=["every live ticket", "the news"])
@pytest.mark.parametrize(
    ("known", "reading"),
    [
        pytest.param({}, {"status": "pending", "stamp": "S2"}, id="another status"),
        pytest.param({}, {"status": "open", "stamp": "S2"}, id="only another stamp"),
        pytest.param({"talk_stamp": "S0"}, {"status": "open", "stamp": "S1"}, id="comments not read"),
    ],
)
def test_what_zendesk_never_told_is_to_be_read(
    bench: Bench, sides: Sides, known: dict[str, object], reading: dict[str, object]
) -> None:
    linked(bench, **known)
    bench.zendesk.there = [Reading.model_validate({"id": 7, **reading})]
    assert [e.kind for e in bench.run(sides)] == ["zendesk_stirred"]


def test_a_ticket_missing_in_zendesk_is_looked_into(bench: Bench) -> None:
    linked(bench)
    assert [e.kind for e in bench.run(frozenset({"zendesk"}))] == ["zendesk_stirred"]


def test_each_look_for_news_begins_before_the_last_one_did(bench: Bench) -> None:
    bench.run(ZENDESK_NEWS)
    bench.now += 120
    bench.run(ZENDESK_NEWS)
    assert bench.zendesk.asked_since == [NOW - 100 - 180, NOW - 180]


def test_the_news_of_a_ticket_that_is_not_ours_is_passed_over(bench: Bench) -> None:
    bench.zendesk.there = [Reading(id=99, status="open", stamp="S1")]
    assert bench.run(ZENDESK_NEWS) == []


@pytest.mark.parametrize("sides", [frozenset({"zendesk"}), ZENDESK_NEWS], ids=["every live ticket", "the news"])
def test_a_comment_of_the_second_of_our_own_write_is_found_although_no_stamp_shows_it(
    bench: Bench, sides: Sides
) -> None:
    linked(bench)
    bench.zendesk.there = [Reading(id=7, status="open", stamp="S1")]
    bench.run(ZENDESK_NEWS)
    bench.now += 120
    bench.zendesk.comments = frozenset({11})
    assert [e.kind for e in bench.run(sides)] == ["zendesk_stirred"]
    assert bench.zendesk.looked_since == [NOW - 100 - 90, NOW - 90]


def test_comments_that_were_heard_or_are_on_their_way_are_no_news(bench: Bench) -> None:
    link = Link(id=7, status="open", stamp="S1", talk_stamp="S1")
    talk = Talk(heard={"11": "1.5"}, coming=(Comment(id=12, at=2.0),))
    keep(bench.valkey, question().model_copy(update={"zendesk": link, "talk": talk}))
    bench.tickets.link(7, place())
    bench.zendesk.there = [Reading(id=7, status="open", stamp="S1")]
    bench.zendesk.comments = frozenset({11, 12})
    bench.slack.seen = [seen()]
    assert bench.run() == []


def newer(bench: Bench, at: Place) -> None:
    """A later version wrote this ticket."""
    bench.valkey.hset(keys.of(at, "ticket"), "body", '{"v":99}')


def test_a_question_that_a_newer_version_keeps_is_not_told_again(bench: Bench) -> None:
    bench.valkey.set(keys.BEGAN, 0)
    newer(bench, place())
    bench.slack.seen = [seen(eyes="U0IRIS")]
    assert bench.run(SLACK) == []


def test_a_ticket_that_a_newer_version_keeps_hides_no_other_in_zendesks_news(bench: Bench) -> None:
    linked(bench)
    newer(bench, place(1))
    bench.tickets.link(8, place(1))
    bench.zendesk.there = [Reading(id=8, status="open", stamp="S2"), Reading(id=7, status="pending", stamp="S2")]
    assert [e.kind for e in bench.run(ZENDESK_NEWS)] == ["zendesk_stirred"]


def test_the_same_difference_at_two_places_is_told_at_both(bench: Bench) -> None:
    one = place()
    other = next(p for p in map(place, range(1, 999)) if keys.shard_of(p) == keys.shard_of(one))
    for at in (one, other):
        keep(bench.valkey, question(at).model_copy(update={"zendesk": Link(id=7, status="open")}))
        bench.tickets.link(7, at)
    bench.zendesk.there = [Reading(id=7, status="pending", stamp="S2")]
    bench.run(ZENDESK_NEWS)
    assert [bench.valkey.llen(keys.of(at, "mail")) for at in (one, other)] == [1, 1]


def threaded(bench: Bench, *replies: Replied, edited: float = 0.0, latest: float = NOW - 50) -> None:
    """The question as it is seen with these replies below it."""
    bench.slack.seen = [replace(seen(), latest_reply=latest)]
    bench.slack.below = tuple(SeenReply(reply, edited) for reply in replies)


def reply(ts: str = f"{NOW - 50:.6f}") -> Replied:
    return Replied(by="U0RIO", ts=ts, at=float(ts))


def escalated(bench: Bench, **talk: Any) -> None:
    link = Link(id=7, status="open", stamp="S1", talk_stamp="S1")
    known = {"zendesk": link, "escalation": Escalation(by="U0IRIS", at=NOW - 90), "talk": Talk(**talk)}
    keep(bench.valkey, question().model_copy(update=known))


def test_a_reply_nobody_told_us_of_is_told_once(bench: Bench) -> None:
    escalated(bench)
    threaded(bench, reply())
    assert [e.kind for e in bench.run(SLACK)] == ["replied"]
    escalated(bench, sent={reply().ts: 5})
    assert bench.run(SLACK) == []


def test_an_edit_nobody_told_us_of_is_told_once(bench: Bench) -> None:
    escalated(bench, sent={reply().ts: 5})
    threaded(bench, reply(), edited=NOW - 30)
    assert [e.kind for e in bench.run(SLACK)] == ["reply_changed"]
    escalated(bench, sent={reply().ts: 5}, edits={reply().ts: NOW - 30 + 0.0005})
    assert bench.run(SLACK) == []


def test_a_reply_that_is_gone_is_told_once(bench: Bench) -> None:
    escalated(bench, sent={reply().ts: 5})
    threaded(bench)
    (found,) = bench.run(SLACK)
    assert isinstance(found, ReplyChanged)
    assert (found.ts, found.deleted) == (reply().ts, True)
    escalated(bench, sent={reply().ts: 5}, gone=(reply().ts,))
    assert bench.run(SLACK) == []


def test_a_thread_in_which_nobody_wrote_lately_is_read_only_when_somebody_asks(bench: Bench) -> None:
    escalated(bench, sent={reply().ts: 5})
    threaded(bench, latest=NOW - 3 * 24 * 3600)
    assert bench.run(SLACK) == []
    bench.zendesk.there = [Reading(id=7, status="open", stamp="S1")]
    assert [e.kind for e in bench.run()] == ["reply_changed"]


def test_a_question_that_is_gone_is_dismissed(bench: Bench) -> None:
    young = Place(place().team, place().channel, f"{NOW - 60:.6f}")
    keep(bench.valkey, question().model_copy(update={"place": young}))
    assert [e.kind for e in bench.run(SLACK)] == ["deleted"]


def test_what_the_workspace_keeps_no_longer_is_not_called_deleted(bench: Bench) -> None:
    keep(bench.valkey, question())
    bench.now = NOW + 30 * 24 * 3600
    assert bench.run(SLACK) == []


def test_the_last_minutes_are_left_to_their_deliveries(bench: Bench) -> None:
    escalated(bench)
    threaded(bench, reply())
    bench.slack.seen.append(SeenMessage(ts=f"{NOW - 5:.6f}", by="U0RIO"))
    assert bench.run(SLACK, spared=120) == []
    assert sorted(e.kind for e in bench.run(SLACK)) == ["asked", "replied"]


def test_for_ten_minutes_after_a_start_no_more_is_known_than_was_compared(bench: Bench) -> None:
    channel = place().channel
    early, late = (Known(bench.clockwork, NOW, lambda at=at: at) for at in (NOW + 600, NOW + 601))  # type: ignore[misc]
    assert (early(channel), late(channel)) == (0.0, inf)
    bench.run(SLACK)
    assert (early(channel), late(channel)) == (NOW, inf)


def test_a_question_that_cant_be_looked_at_hides_no_other(bench: Bench) -> None:
    for number in (1, 2):
        keep(bench.valkey, question(place(number), f"IT-{number}"))
    bench.slack.seen = [replace(seen(), ts=place(1).ts, latest_reply=NOW), replace(seen(eyes="U0IRIS"), ts=place(2).ts)]
    bench.slack.broken = {place(1)}
    assert [e.kind for e in bench.run(SLACK)] == ["reaction_added"]
    assert bench.clockwork.last(f"compared:slack:{place().channel}") == NOW
