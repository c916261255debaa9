"""The names that people give tickets on the command line."""

from itertools import pairwise

import pytest
import typer
from redis import Redis

from helpdesk.commands.finding import found
from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.moved import Moving
from helpdesk.store.lease import Leases
from helpdesk.store.tickets import Tickets


@pytest.mark.parametrize(
    "name",
    ["IT-99", "it", "zendesk:5", "zendesk:x", "zendesk:", "nonsense", "https://sandbox.slack.com/archives/C0/p1795"],
)
def test_a_name_that_no_ticket_has_ends_with_1_and_is_repeated(
    valkey: Redis, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        found(Tickets(valkey), name)
    assert ended.value.exit_code == 1
    assert capsys.readouterr().err.startswith(f"{name}: no such ticket.")


def test_a_link_to_where_a_question_stood_finds_it_where_it_was_moved_to(valkey: Redis) -> None:
    places = [Place("T0", channel, "1795000000.000001") for channel in ("C0ONE", "C0TWO", "C0THREE")]
    for left, place in pairwise(places):
        keep(valkey, Ticket(place=left, kind="moved", moving=Moving(to=place.channel, by="U0", at=1.0, ts=place.ts)))
    number = Tickets(valkey).number("IT", places[-1])
    keep(valkey, Ticket(place=places[-1], kind="question", number=number))
    link = "https://sandbox.slack.com/archives/C0ONE/p1795000000000001"
    assert found(Tickets(valkey), link).place == places[-1]


def keep(valkey: Redis, ticket: Ticket) -> None:
    leases = Leases(valkey)
    lease = leases.take(ticket.place)
    assert lease
    leases.commit(lease, ticket, 0, [])
    leases.rest(lease, None)
