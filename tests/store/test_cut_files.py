"""A crash may cut the append-only file anywhere; what is left of it is whole."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from redis import Redis

from helpdesk.domain.events import ReactionAdded
from helpdesk.domain.history import Entry
from helpdesk.domain.place import Place
from helpdesk.store import keys
from helpdesk.store.embedded import EmbeddedStore
from helpdesk.store.lease import Leases
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.records import Letter, read
from helpdesk.store.tickets import Tickets
from tests.letters import delivery, place, question, reaction

NOW = 1_700_000_500.0
PLACES = [place(number) for number in range(5)]
EVENTS_EACH = 12


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a store in which doors and workers were busy."""
    folder = tmp_path_factory.mktemp("written")
    with EmbeddedStore(folder, "everysec") as store, Redis.from_url(store.url) as client:
        _busy(client, random.Random(7))
    return folder


def _busy(client: Redis, dice: random.Random) -> None:
    mailbox, leases, tickets = Mailbox(client), Leases(client), Tickets(client)
    for number in range(EVENTS_EACH):
        for at in PLACES:
            mailbox.put(delivery(f"{at.ts}/{number}", reaction(at=float(number)), at), NOW)
        for at in dice.sample(PLACES, 3):
            _attend(leases, tickets, at, dice)


def _attend(leases: Leases, tickets: Tickets, at: Place, dice: random.Random) -> None:
    lease = leases.take(at)
    assert lease is not None
    absorbed = dice.randint(0, len(lease.mail))
    told = [_number_of(raw) for raw in lease.mail[:absorbed]]
    ticket = question(at, tickets.number("IT", at))
    leases.commit(lease, ticket, absorbed, [Entry(at=number, what="reaction_added") for number in told])
    leases.rest(lease, NOW + 60, although_mail_waits=True)


def _number_of(raw: bytes) -> float:
    event = read(Letter, raw).event
    assert isinstance(event, ReactionAdded)
    return event.at


@pytest.fixture(params=range(10))
def cut(request: pytest.FixtureRequest, written: Path, tmp_path: Path) -> Iterator[Redis]:
    """The same store, its file cut at a random byte."""
    folder = tmp_path / "cut"
    shutil.copytree(written / "appendonlydir", folder / "appendonlydir")
    (file,) = (folder / "appendonlydir").glob("*.incr.aof")
    with file.open("r+b") as opened:
        opened.truncate(random.Random(request.param).randrange(file.stat().st_size))
    with EmbeddedStore(folder, "everysec") as store, Redis.from_url(store.url) as client:
        yield client


def test_each_delivery_that_is_known_is_either_waiting_or_absorbed(cut: Redis) -> None:
    tickets = Tickets(cut)
    for at in PLACES:
        waiting = [_number_of(raw) for raw in cast("list[bytes]", cut.lrange(keys.of(at, "mail"), 0, -1))]
        absorbed = [line.at for line in tickets.history(at)]
        seen = [float(name.rpartition("/")[2]) for name in _names(cut, f"*seen:{at.ts}/*")]
        assert absorbed + waiting == sorted(seen)
        assert not waiting or cut.zscore(keys.due(keys.shard_of(at)), str(at)) is not None


def test_each_hint_has_its_job_and_each_ticket_its_number(cut: Redis) -> None:
    tickets = Tickets(cut)
    jobs = {id_.decode() for id_ in cast("list[bytes]", cut.lrange(keys.QUEUE_KEY, 0, -1))}
    assert {name.removeprefix("rq:job:") for name in _names(cut, "rq:job:*")} == jobs
    for at in PLACES:
        ticket = tickets.at(at)
        assert ticket is None or tickets.numbered(ticket.number or "") == at


def _names(client: Redis, pattern: str) -> list[str]:
    return [name.decode() for name in client.scan_iter(pattern)]
