"""The benchmark measures what it says: genuine deliveries, real tickets, and a page that keeps its words."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from redis import Redis
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from helpdesk.domain.lists import lists_of
from helpdesk.domain.plan import plan
from helpdesk.sandbox.serving import Serving
from helpdesk.slack.inbound import read_event
from helpdesk.slack.signature import is_genuine
from helpdesk.store import keys
from helpdesk.store.lease import Leases
from helpdesk.store.tickets import Tickets
from tests.bench.file_memory import forget_peak, memory
from tests.bench.filling import ENTRIES, PREFIX, RULES, fill, life, numbered, place_of
from tests.bench.lifecycle import named
from tests.bench.load import Volley, fire
from tests.bench.rendering import masked, raw, read, written
from tests.bench.report import BEGIN, END, Goal, Section, write
from tests.bench.slack_post import CHANNEL, SECRET, Post


def nothing() -> None:
    """No progress is shown."""


def test_every_delivery_is_genuine_and_understood_and_has_an_id_of_its_own() -> None:
    seen = set()
    post = Post()
    for request in post.reactions(2) + post.reactions(1):
        head, _, raw = request.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
        stamp, signature = headers["X-Slack-Request-Timestamp"], headers["X-Slack-Signature"]
        assert is_genuine(SECRET, stamp, signature, raw, time.time())
        delivery = read_event(raw, {CHANNEL: frozenset({"eyes"})}).delivery
        assert delivery is not None
        seen.add((delivery.id, delivery.place))
    assert len(seen) == 3


def test_the_load_generator_counts_each_answer_once_and_knows_a_refusal() -> None:
    bodies = []

    async def event(request: Request) -> Response:
        bodies.append(await request.body())
        return Response(b"x" * 100, 503 if len(bodies) % 4 == 0 else 200)

    with Serving(Starlette(routes=[Route("/slack/events", event, methods=["POST"])])) as serving:
        volley = fire(serving.port, Post().reactions(20), 4, 60.0)
    assert len(bodies) == len(set(bodies)) == len(volley.latencies) == 20
    assert volley.refused == 5
    assert list(volley.latencies) == sorted(volley.latencies)


def test_a_latency_is_told_by_its_share() -> None:
    volley = Volley(2.0, tuple(float(number) for number in range(100)), refused=10)
    assert (volley.at(0.5), volley.at(0.99), volley.at(1)) == (50.0, 99.0, 99.0)
    assert volley.rate == 45.0


def test_the_ticket_of_the_filling_is_open_linked_and_at_rest() -> None:
    *_, (ticket, _) = life(place_of(1))
    assert ticket.zendesk is not None
    assert ticket.shown.message is not None
    assert sum(mark.present for mark in ticket.marks) == 2
    assert len(list(life(place_of(1)))) == ENTRIES
    assert plan(ticket, RULES, ticket.asked + 1000).due == ()


def test_a_filled_ticket_lies_in_the_store_as_a_real_one(valkey: Redis) -> None:
    fill(valkey, 1, 1, nothing)
    place = place_of(1)
    names = [keys.of(place, "ticket"), keys.of(place, "history"), *keys.numbers(PREFIX), keys.ZENDESK, keys.PREFIXES]
    *_, (last, _) = life(place)
    names += [f"{keys.lists(keys.shard_of(place))}{name}" for name in lists_of(numbered(last, 1))]
    filled = {name: _held(valkey, name) for name in names}
    sizes = {name: valkey.memory_usage(name) for name in names}
    valkey.flushall()
    _write_really(valkey)
    assert {name: _held(valkey, name) for name in names} == filled
    assert {name: valkey.memory_usage(name) for name in names} == pytest.approx(sizes, rel=0.1, abs=32)


def _write_really(redis: Redis) -> None:
    leases, tickets, place = Leases(redis), Tickets(redis), place_of(1)
    number = tickets.number(PREFIX, place)
    lease = leases.take(place)
    assert lease is not None
    *_, (last, _) = life(place)
    for ticket, line in life(place):
        leases.commit(lease, numbered(last, 1) if ticket == last else ticket, 0, [line])
    leases.rest(lease, None)
    assert lease.ticket is not None
    assert lease.ticket.number == number
    assert lease.ticket.zendesk is not None
    tickets.link(lease.ticket.zendesk.id, place)


def _held(redis: Redis, name: str) -> object:
    kind = redis.type(name)
    if kind == b"hash":
        return redis.hgetall(name)
    if kind == b"zset":
        return redis.zrange(name, 0, -1, withscores=True)
    return redis.lrange(name, 0, -1) if kind == b"list" else redis.smembers(name)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v2/tickets/17.json", "tickets"),
        ("/api/v2/tickets/17/comments.json", "comments"),
        ("/api/v2/tickets", "tickets"),
        ("/oauth/tokens", "tokens"),
    ],
)
def test_a_zendesk_call_is_counted_by_what_it_is_about(path: str, name: str) -> None:
    assert named(path) == name


def test_the_thread_that_is_rendered_is_all_there_without_its_secrets() -> None:
    html = "".join(written(masked(read([raw(number) for number in range(41)]))))
    assert [f"the printer {number} is on fire" in html for number in range(41)] == [True] * 41
    assert ("@Rio Sample" in html, "cp ~/a ~/b" in html, html.count("<pre>"), html.count("password:")) == (
        True,
        True,
        11,
        2,
    )
    assert "correct-Horse-7" not in html


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the peak is Linux's own count")
def test_the_peak_of_a_process_is_counted_anew_each_time() -> None:
    wait = "print(flush=True); sys.stdin.readline()"
    script = f"import sys; b'x' * (60 << 20); {wait}; b'x' * (30 << 20); {wait}"
    with subprocess.Popen([sys.executable, "-c", script], stdin=-1, stdout=-1, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdout.readline()
        idle, first = (memory(process.pid, count) for count in ("VmRSS", "VmHWM"))
        forget_peak(process.pid)
        process.stdin.write("\n")
        process.stdin.flush()
        process.stdout.readline()
        second = memory(process.pid, "VmHWM")
        process.stdin.write("\n")
    assert (round((first - idle) / 20), round((second - idle) / 10)) == (3, 3)


def test_writing_replaces_the_figures_alone_however_often(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(f"# Words before\n\n{BEGIN}\nold figures\n{END}\n\nWords after.\n")
    section = Section("The door", ["load", "per s"], [["16", "9,000"]], [Goal("ratio", "0.8", "0.85", reached=True)])
    write(page, [section])
    once = page.read_text()
    write(page, [section])
    assert page.read_text() == once
    assert once.startswith("# Words before\n")
    assert once.endswith("\n\nWords after.\n")
    assert "| 16 | 9,000 |" in once
    assert "old figures" not in once


def test_a_page_without_a_place_for_figures_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text("Only words.\n")
    with pytest.raises(ValueError, match="no place for the figures"):
        write(page, [])
    assert page.read_text() == "Only words.\n"
