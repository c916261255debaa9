"""A worker process: what it does with hints, with lost ones too, and how it ends."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from threading import Event
from typing import cast

import pytest
from redis import Redis
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer
from structlog.testing import capture_logs

from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket.states import State
from helpdesk.store import keys
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.tickets import Tickets
from tests.desk.stage import Stage
from tests.letters import asked, delivery, place, reaction
from tests.waiting import PATIENCE, until
from workers.attend import attend, employ
from workers.process import _worker

STAFF = [sys.executable, "-m", "tests.workers.staff"]


def burst(url: str) -> None:
    """One worker process that ends when no hint is left."""
    subprocess.run([*STAFF, url, "--burst"], check=True, capture_output=True, timeout=PATIENCE)


def put(store: Redis) -> None:
    mailbox = Mailbox(store)
    for number in range(5):
        mailbox.put(delivery("asked", asked(), place(number)), time.time())
        mailbox.put(delivery("marked", reaction(), place(number)), time.time())


def states(store: Redis) -> dict[str, State]:
    return {ticket.number or "": ticket.state for ticket in Tickets(store).all()}


ALL_SEEN = {f"IT-{number}": State.SEEN for number in range(1, 6)}


def test_rq_runs_our_hints_and_forgets_them_soon(valkey: Redis, valkey_url: str) -> None:
    put(valkey)
    burst(valkey_url)
    assert states(valkey) == ALL_SEEN
    jobs = cast("list[bytes]", valkey.keys("rq:job:*"))
    assert len(jobs) >= 5  # one for each place; on a busy machine a hint may expire and be given again
    for key in jobs:
        job = Job.fetch(key.decode().removeprefix("rq:job:"), connection=valkey, serializer=JSONSerializer)
        assert job.get_status() == JobStatus.FINISHED
        assert 0 < valkey.ttl(key) <= 120


def test_a_burst_attends_to_what_is_due_although_all_jobs_were_lost(valkey: Redis, valkey_url: str) -> None:
    put(valkey)
    valkey.delete(keys.QUEUE_KEY, *valkey.keys("rq:*"), *valkey.keys("*:hint:*"))
    burst(valkey_url)
    assert states(valkey) == ALL_SEEN


def test_a_job_twice_or_for_a_place_without_mail_does_no_harm(valkey: Redis, valkey_url: str) -> None:
    put(valkey)
    for job in valkey.lrange(keys.QUEUE_KEY, 0, -1):
        valkey.rpush(keys.QUEUE_KEY, job, job, "a job that is not there")
    burst(valkey_url)
    assert states(valkey) == ALL_SEEN
    assert [line.what for line in Tickets(valkey).history(place())].count("asked") == 1


@pytest.fixture
def worker(valkey: Redis, valkey_url: str) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen([*STAFF, valkey_url], stderr=subprocess.DEVNULL) as process:
        try:
            wait_until_some(valkey, "rq:workers")
            yield process
        finally:
            process.kill()


def wait_until_some(store: Redis, key: str) -> None:
    until(lambda: store.exists(key), key)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_a_worker_told_to_stop_leaves_in_good_order(
    valkey: Redis, worker: "subprocess.Popen[bytes]", told: signal.Signals
) -> None:
    put(valkey)
    wait_until_some(valkey, keys.of(place(4), "ticket"))
    worker.send_signal(told)
    assert worker.wait(timeout=PATIENCE) == 0
    assert valkey.scard("rq:workers") == 0
    assert valkey.keys("*:lease:*") == []


@pytest.fixture
def handlers() -> Iterator[None]:
    """What this process does on a signal is the same afterwards."""
    before = {name: signal.getsignal(name) for name in (signal.SIGTERM, signal.SIGINT)}
    yield
    for name, handler in before.items():
        signal.signal(name, handler)


@pytest.mark.usefixtures("handlers")
def test_a_worker_told_to_stop_before_it_listens_leaves_too(valkey: Redis, valkey_url: str) -> None:
    put(valkey)
    stop = Event()
    stop.set()
    assert _worker(valkey_url, stop).work() is False
    assert (valkey.llen(keys.QUEUE_KEY), valkey.scard("rq:workers")) == (5, 0)


def test_the_text_of_an_error_reaches_neither_the_log_nor_rq(valkey: Redis) -> None:
    def broken(channel: str) -> Rules | None:
        raise ValueError("my password is hunter2")

    stage = Stage(valkey, rules=broken)
    employ(stage.desk)
    with capture_logs() as logs:
        attend(str(place()))
    (told,) = logs
    assert (told["event"], told["place"]) == ("attend_crashed", str(place()))
    assert told["error"].startswith("ValueError at broken:")
    assert "hunter2" not in repr(logs)


def test_a_worker_outlives_a_full_store_and_goes_on_when_there_is_room(valkey: Redis, valkey_url: str) -> None:
    with subprocess.Popen([*STAFF, valkey_url], stdout=subprocess.PIPE, text=True) as worker:
        try:
            wait_until_some(valkey, "rq:workers")
            worker.send_signal(signal.SIGSTOP)
            put(valkey)
            valkey.config_set("maxmemory", 1)
            worker.send_signal(signal.SIGCONT)
            refusals = (line for line in worker.stdout or () if "store_takes_nothing" in line)
            assert [next(refusals, None) is not None for _ in range(2)] == [True, True]
            assert states(valkey) == {}
            valkey.config_set("maxmemory", 0)
            until(lambda: states(valkey) == ALL_SEEN, "everything seen")
            assert worker.poll() is None
            worker.terminate()
            assert worker.wait(timeout=PATIENCE) == 0
        finally:
            valkey.config_set("maxmemory", 0)
            worker.kill()
