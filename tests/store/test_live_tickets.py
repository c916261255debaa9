"""Which questions are not over is kept beside them, so that nobody has to read all to find those."""

import pytest
from redis import Redis

from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Move, Ticket
from helpdesk.domain.ticket.link import Link
from helpdesk.store.lease import Leases
from helpdesk.store.tickets import Tickets
from tests.letters import place, question

RESOLVED = Move.model_validate({"state": "resolved", "at": 9e9, "source": "button"})


def keep(valkey: Redis, ticket: Ticket) -> None:
    leases = Leases(valkey)
    lease = leases.take(ticket.place)
    assert lease is not None
    leases.commit(lease, ticket, 0, [])
    leases.rest(lease, None)


@pytest.mark.parametrize(
    ("changes", "live"),
    [
        pytest.param({}, True, id="new"),
        pytest.param({"move": RESOLVED}, False, id="resolved without Zendesk"),
        pytest.param(
            {"move": RESOLVED, "zendesk": Link(id=7, status="solved")}, True, id="solved may be reopened there"
        ),
        pytest.param({"move": RESOLVED, "zendesk": Link(id=7, status="closed")}, False, id="closed"),
        pytest.param({"zendesk": Link(id=7, status="closed")}, True, id="closed there, opened again here"),
        pytest.param({"kind": "reply"}, False, id="a reply"),
    ],
)
def test_a_question_is_live_until_nothing_can_come_of_it(valkey: Redis, changes: dict[str, object], live: bool) -> None:
    keep(valkey, question().model_copy(update=changes))
    assert bool(list(Tickets(valkey).live())) is live


def test_a_question_that_ends_is_not_live_any_more_and_one_reopened_is_again(valkey: Redis) -> None:
    for ticket in (question(), question().model_copy(update={"move": RESOLVED}), question()):
        keep(valkey, ticket)
        assert len(list(Tickets(valkey).live())) == (0 if ticket.move else 1)


def test_the_live_questions_of_one_channel_are_found(valkey: Redis) -> None:
    elsewhere = Place(place().team, "C0ELSEWHERE", place().ts)
    for ticket in (question(), question().model_copy(update={"place": elsewhere})):
        keep(valkey, ticket)
    assert [ticket.place for ticket in Tickets(valkey).live("C0ELSEWHERE")] == [elsewhere]


def test_tickets_are_found_by_their_places(valkey: Redis) -> None:
    keep(valkey, question())
    assert list(Tickets(valkey).many([place(), place(2)])) == [question().place]
    assert Tickets(valkey).many([]) == {}
