"""The jobs our scripts write by hand, as RQ itself reads them, and scripts the server forgot."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from redis import Redis
from rq import Queue
from rq.job import Job, JobStatus
from rq.serializers import JSONSerializer

from helpdesk.store import keys
from helpdesk.store.answers import Answers
from helpdesk.store.lease import Lease, Leases
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.scripts import source
from helpdesk.store.sweep import Sweeper
from helpdesk.store.tickets import Tickets
from tests.letters import delivery, place, question

NOW = 1_700_000_500.25


def put(store: Redis) -> None:
    assert Mailbox(store).put(delivery("d1"), NOW)


def put_and_lost_and_swept(store: Redis) -> None:
    put(store)
    store.delete(keys.QUEUE_KEY, keys.of(place(), "hint"))
    assert Sweeper(store).sweep(NOW) == 1


@pytest.mark.parametrize("hinted", [put, put_and_lost_and_swept])
def test_rq_reads_a_hint_as_a_job_of_its_own(any_store: Redis, hinted: Callable[[Redis], None]) -> None:
    hinted(any_store)
    queue = Queue(keys.QUEUE, connection=any_store, serializer=JSONSerializer)
    (id_,) = queue.job_ids
    job = Job.fetch(id_, connection=any_store, serializer=JSONSerializer)
    assert (job.func_name, job.args, job.kwargs, job.instance) == ("workers.attend.attend", [str(place())], {}, None)
    assert (job.origin, job.get_status(), job.description) == (keys.QUEUE, JobStatus.QUEUED, f"attend {place()}")
    assert (job.timeout, job.result_ttl, job.failure_ttl) == (180, 120, 120)
    assert job.created_at == job.enqueued_at == datetime.fromtimestamp(NOW, UTC)


@pytest.mark.parametrize("hinted", [put, put_and_lost_and_swept])
def test_a_job_that_nobody_takes_is_forgotten(any_store: Redis, hinted: Callable[[Redis], None]) -> None:
    hinted(any_store)
    assert all(0 < any_store.ttl(job) <= 3600 for job in any_store.keys("rq:job:*"))


def _lease(store: Redis) -> Lease:
    lease = Leases(store).take(place())
    assert lease is not None
    return lease


def _put(store: Redis) -> None:
    assert Mailbox(store).put(delivery("d2"), NOW)


def _commit(store: Redis) -> None:
    lease = _lease(store)
    store.script_flush()
    Leases(store).commit(lease, question(), 1, [])


def _rest(store: Redis) -> None:
    lease = _lease(store)
    store.script_flush()
    assert Leases(store).rest(lease, None, although_mail_waits=True)


def _renew(store: Redis) -> None:
    lease = _lease(store)
    store.script_flush()
    assert store.register_script(source("renew"))(keys=[keys.of(place(), "lease")], args=[lease.token, 5000]) == 1


def _sweep(store: Redis) -> None:
    store.delete(keys.of(place(), "hint"))
    assert Sweeper(store).sweep(NOW) == 1


def _number(store: Redis) -> None:
    assert Tickets(store).number("IT", place()) == "IT-1"


def _remember(store: Redis) -> None:
    answers = Answers(store)
    answers.put("name", "answer", 60, answers.generation("name"))
    assert answers.get("name") == "answer"


@pytest.mark.parametrize("act", [_put, _lease, _commit, _rest, _renew, _sweep, _number, _remember])
def test_a_script_the_server_forgot_is_loaded_again(any_store: Redis, act: Callable[[Redis], object]) -> None:
    put(any_store)
    any_store.script_flush()
    act(any_store)
