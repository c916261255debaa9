"""Numbers, Zendesk links and the lists made from them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from helpdesk.domain.place import Place
from helpdesk.store import keys
from helpdesk.store.lease import Leases
from helpdesk.store.tickets import Tickets
from tests.letters import place, question


def committed(store: Redis, at: Place, number: str) -> None:
    leases = Leases(store)
    lease = leases.take(at)
    assert lease is not None
    leases.commit(lease, question(at, number), 0, [])
    leases.rest(lease, None)


def test_numbers_are_unique_and_without_gaps_whoever_asks_and_how_often(any_store: Redis) -> None:
    tickets = Tickets(any_store)
    with ThreadPoolExecutor(8) as workers:
        given = list(workers.map(lambda n: (n % 50, tickets.number("IT", place(n % 50))), range(200)))
    assert len(set(given)) == 50
    assert {number for _, number in given} == {f"IT-{n}" for n in range(1, 51)}


def test_each_prefix_counts_by_itself(any_store: Redis) -> None:
    tickets = Tickets(any_store)
    assert [tickets.number(prefix, place(n)) for n, prefix in enumerate(("IT", "HR", "IT"))] == ["IT-1", "HR-1", "IT-2"]


def test_a_place_keeps_its_number(any_store: Redis) -> None:
    tickets = Tickets(any_store)
    assert [tickets.number("IT", place(n)) for n in (7, 8, 7)] == ["IT-1", "IT-2", "IT-1"]


def test_a_place_that_a_question_left_is_not_given_another_number(any_store: Redis) -> None:
    tickets = Tickets(any_store)
    tickets.number("IT", place(1))
    for _ in range(2):
        tickets.take_over(question(place(7), "IT-1"))
    assert tickets.number("IT", place(1)) == "IT-1", "a worker there may have lost its lease and not know it yet"
    assert tickets.numbered("IT-1") == place(7)
    assert (tickets.number("IT", place(2)), tickets.count()) == ("IT-2", 2)


@pytest.mark.parametrize("said", ["IT-2", "it-2", "It-2"])
def test_a_number_leads_to_its_place(any_store: Redis, said: str) -> None:
    tickets = Tickets(any_store)
    tickets.number("IT", place(1))
    tickets.number("IT", place(2))
    assert tickets.numbered(said) == place(2)


@pytest.mark.parametrize("said", ["IT-3", "HR-1", "IT", "IT-", "-1", "IT-next", "", "42"])
def test_an_unknown_number_leads_nowhere(any_store: Redis, said: str) -> None:
    tickets = Tickets(any_store)
    tickets.number("IT", place(1))
    assert tickets.numbered(said) is None


def test_a_zendesk_ticket_leads_to_its_place(any_store: Redis) -> None:
    tickets = Tickets(any_store)
    for _ in range(2):
        tickets.link(501, place(1))
    assert tickets.of_zendesk(501) == place(1)
    assert tickets.of_zendesk(502) is None


def test_all_tickets_come_in_the_order_of_their_numbers(any_store: Redis) -> None:
    tickets = Tickets(any_store)
    for n in range(12):
        committed(any_store, place(20 - n), tickets.number("IT", place(20 - n)))
    committed(any_store, place(30), tickets.number("HR", place(30)))
    assert [ticket.number for ticket in tickets.all()] == ["HR-1", *(f"IT-{n}" for n in range(1, 13))]


def test_a_number_whose_ticket_was_never_written_is_left_out(any_store: Redis) -> None:
    tickets = Tickets(any_store)
    tickets.number("IT", place(1))
    assert list(tickets.all()) == []
    assert tickets.at(place(1)) is None
    assert tickets.history(place(1)) == []


def test_a_link_to_a_message_finds_its_question(any_store: Redis) -> None:
    tickets = Tickets(any_store)
    for n in range(3):
        committed(any_store, place(n), tickets.number("IT", place(n)))
    assert tickets.in_channel(place(1).channel, place(1).ts) == place(1)
    assert tickets.in_channel("C0OTHER", place(1).ts) is None
    assert tickets.in_channel(place(1).channel, "1.000000") is None


def test_a_zendesk_ticket_others_were_merged_into_belongs_to_all_their_places(valkey: Redis) -> None:
    tickets = Tickets(valkey)
    for number in (1, 2, 1):
        tickets.link(501, place(number))
    found = valkey.hget(keys.ZENDESK, "501")
    assert isinstance(found, bytes)
    assert keys.places(found) == [place(1), place(2)]
