"""Real worker processes under `kill -9`: every event is absorbed once and in order, every effect done once."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest
from redis import Redis

from helpdesk.domain.events import Asked, ReactionAdded
from helpdesk.domain.place import Place
from helpdesk.store import keys
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.tickets import Tickets
from tests.letters import asked, delivery, place, reaction
from tests.waiting import until

PLACES = [place(number) for number in range(20)]
EVENTS_EACH = 10
WORKERS = 2
KILLS = 8


class Workers:
    """Worker processes that are there again as soon as they were killed."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._processes = [self._started() for _ in range(WORKERS)]

    def _started(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen([sys.executable, "-m", "tests.workers.staff", self._url], stderr=subprocess.DEVNULL)

    def kill(self, number: int) -> None:
        self._end(self._processes[number])
        self._processes[number] = self._started()

    def end(self) -> None:
        for process in self._processes:
            self._end(process)

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        process.kill()
        process.wait()


@pytest.fixture
def workers(valkey: Redis, valkey_url: str) -> Iterator[Workers]:
    workers = Workers(valkey_url)
    yield workers
    workers.end()


def event(number: int) -> Asked | ReactionAdded:
    """The `number`th thing that happens at a place: it is asked, many react, one of them asks for a ticket."""
    if number == 0:
        return asked(at=0.5)
    return reaction(float(number), "ticket" if number == 5 else "eyes", f"U{number:03d}")


def left(store: Redis) -> dict[str, int]:
    """The events not absorbed yet, and the places that want to be attended to."""
    mail = sum(store.llen(keys.of(at, "mail")) for at in PLACES)
    due = sum(store.zcard(keys.due(keys.shard(number))) for number in range(keys.SHARDS))
    return {"mail": mail, "due": due}


def absorbed(store: Redis, at: Place) -> list[float]:
    return [line.at for line in Tickets(store).history(at) if line.what == "absorbed"]


def test_killed_workers_lose_nothing_and_double_nothing(valkey: Redis, workers: Workers) -> None:
    dice = random.Random(11)
    mailbox = Mailbox(valkey)
    until(lambda: valkey.scard("rq:workers") == WORKERS, "the workers' start")
    mail = [(at, number) for number in range(EVENTS_EACH) for at in PLACES]
    pause = len(mail) // KILLS
    for count, (at, number) in enumerate(mail, 1):
        mailbox.put(delivery(f"{at}/{number}", event(number), at), time.time())
        if count % pause == 0:
            time.sleep(dice.uniform(0.1, 0.6))
            workers.kill(dice.randrange(WORKERS))
    until(lambda: not any(left(valkey).values()), "rest")
    told = [event(number).at for number in range(EVENTS_EACH)]
    for at in PLACES:
        assert absorbed(valkey, at) == told
        assert valkey.llen(f"test:zendesk:{at}") == 1
        assert valkey.llen(f"test:messages:{at}") == 1
    assert sorted(ticket.number or "" for ticket in Tickets(valkey).all()) == sorted(f"IT-{n}" for n in range(1, 21))
