"""What was written, edited and deleted in a thread that a question left is found by comparing."""

from dataclasses import replace

import pytest
from redis import Redis

from helpdesk.domain.decide import decide
from helpdesk.domain.differences import thread_differences
from helpdesk.domain.events import Deleted, Event, MovedHere, Replied, ReplyChanged, SpokeElsewhere
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater, WentWrong
from helpdesk.domain.seen import SeenMessage, SeenReply
from helpdesk.domain.ticket import Escalation, Ticket
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.relays import Relay
from helpdesk.domain.ticket.talk import Talk
from helpdesk.reconcile import SLACK
from tests.desk.comparison import NOW, RULES, Bench, seen
from tests.letters import place, question, reply
from tests.store.test_live_tickets import keep

LEFT = Place(place().team, "C0PAYROLL", "1699990000.000100")
BEFORE, AFTER = reply("1699990100.000100"), reply("1700000100.000100")


def moved(**talk: object) -> Ticket:
    return question().model_copy(update={"came_from": LEFT, "talk": Talk(**talk)})


def escalated(ticket: Ticket) -> Ticket:
    return ticket.model_copy(
        update={"escalation": Escalation(by="U0IRIS", at=1.0), "zendesk": Link(id=7, status="open")}
    )


def found(ticket: Ticket, *replies: Replied, edited: float = 0.0) -> list[Event]:
    return list(thread_differences(ticket, [SeenReply(said, edited) for said in replies], RULES, left=LEFT))


def at_rest(ticket: Ticket, *replies: Replied) -> Ticket:
    """The ticket after what was found was told; then there is nothing more to be found."""
    for event in found(ticket, *replies):
        ticket = decide(ticket, event, RULES)
    assert found(ticket, *replies) == []
    return ticket


def test_what_was_written_there_since_is_found_once() -> None:
    for ticket in (moved(), escalated(moved(until=BEFORE.ts, elsewhere={BEFORE.ts: LEFT}))):
        assert found(ticket, BEFORE, AFTER) == [SpokeElsewhere(place=LEFT, said=AFTER)]
        assert [relay.ts for relay in at_rest(ticket, BEFORE, AFTER).talk.relays] == [AFTER.ts]


def test_what_zendesk_never_heard_of_before_it_moved_is_found_as_well() -> None:
    assert found(escalated(moved()), BEFORE) == [SpokeElsewhere(place=LEFT, said=BEFORE)]


def test_what_went_into_the_tickets_opening_is_still_to_be_shown() -> None:
    ticket = escalated(moved(until=AFTER.ts, elsewhere={AFTER.ts: LEFT}, sent={AFTER.ts: 0}))
    assert found(ticket, AFTER) == [SpokeElsewhere(place=LEFT, said=AFTER)]
    assert at_rest(ticket, AFTER).talk.waiting == ()


def test_our_own_messages_are_nothing() -> None:
    ours = AFTER.model_copy(update={"by": "U0BOT"})
    rules = replace(RULES, bot_user="U0BOT")
    assert list(thread_differences(moved(), [SeenReply(ours)], rules, left=LEFT)) == []


SHOWN = Relay(ts=AFTER.ts, place=LEFT, where=place(), shown=("1.0",))


@pytest.mark.parametrize(
    "talk", [{"relays": (SHOWN,)}, {"sent": {AFTER.ts: 11}}], ids=["of what is shown", "of what was told"]
)
def test_edits_and_deletions_are_found_there_and_not_looked_for_here(talk: dict[str, object]) -> None:
    ticket = moved(elsewhere={AFTER.ts: LEFT}, **talk)
    edit = ReplyChanged(ts=AFTER.ts, by=AFTER.by, at=AFTER.at + 9)
    gone = ReplyChanged(ts=AFTER.ts, at=AFTER.at + 0.001, deleted=True)
    assert found(ticket, AFTER, edited=AFTER.at + 9)[-1] == SpokeElsewhere(place=LEFT, said=edit)
    assert found(ticket) == [SpokeElsewhere(place=LEFT, said=gone)]
    assert list(thread_differences(ticket, (), RULES)) == []


def test_a_thread_is_read_for_as_long_as_its_question_is_live(valkey: Redis) -> None:
    bench = Bench(valkey)
    keep(valkey, escalated(moved(until=BEFORE.ts)))
    there = SeenMessage(ts=LEFT.ts, by="U0RIO", latest_reply=AFTER.at)
    bench.slack.seen = [seen(), there]
    bench.slack.threads = {LEFT: (SeenReply(AFTER),)}
    assert SpokeElsewhere(place=LEFT, said=AFTER) in bench.run(SLACK)


@pytest.mark.parametrize("trouble", [GiveUp("Slack: not_in_channel."), TryLater("Slack is away.")])
def test_one_that_may_not_be_read_any_more_hides_no_other(valkey: Redis, trouble: WentWrong) -> None:
    bench = Bench(valkey)
    keep(valkey, moved())
    bench.slack.seen = [seen(eyes="U0IRIS")]
    bench.slack.closed = {LEFT.channel: trouble}
    if isinstance(trouble, TryLater):
        with pytest.raises(TryLater):
            bench.run(SLACK)
        return
    assert [event.kind for event in bench.run(SLACK)] == ["reaction_added"]
    assert bench.clockwork.last(f"compared:slack:{place().channel}") == NOW


def test_moved_words_are_as_they_were_told(valkey: Redis) -> None:
    """What was known where it stood is known where it stands, and of which thread it is."""
    told = Talk(until=BEFORE.ts, sent={BEFORE.ts: 0}, edits={BEFORE.ts: 9.0}, gone=("1.0",))
    left = escalated(question(LEFT)).model_copy(
        update={"kind": "moved", "talk": told, "moving": Moving(to=place().channel, by="U0IRIS", at=5.0, ts=place().ts)}
    )
    there = decide(Ticket(place=place()), MovedHere(ticket=left), RULES)
    assert there.talk == told.model_copy(update={"elsewhere": {BEFORE.ts: LEFT}})
    gone = decide(there, SpokeElsewhere(place=LEFT, said=Deleted(at=9.0)), RULES)
    assert [reply.ts for reply in gone.talk.waiting] == [LEFT.ts]
