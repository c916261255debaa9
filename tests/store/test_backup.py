"""A copy of the embedded store's files, made by the documented commands while it is written, starts elsewhere."""

import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis

from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket
from helpdesk.store.embedded import EmbeddedStore
from helpdesk.store.lease import Leases
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.tickets import Tickets
from tests.letters import delivery, place, question, reaction

OPERATIONS = Path(__file__).parent.parent.parent / "docs" / "operations.md"
TICKETS = 300


def documented(heading: str) -> str:
    """The shell commands of a part of the document."""
    part = OPERATIONS.read_text().split(f"\n### {heading}\n", 1)[1]
    found = re.search(r"```sh\n(.*?)```", part, re.DOTALL)
    assert found, heading
    return found.group(1)


def run(commands: str, folder: Path) -> None:
    subprocess.run(["sh", "-ec", commands], cwd=folder, check=True, timeout=60)


def change(redis: Redis, at: Place, subject: str) -> None:
    leases = Leases(redis)
    Mailbox(redis).put(delivery(f"{at.ts}:{subject}", reaction(), at), 100.0)
    lease = leases.take(at)
    assert lease is not None
    leases.commit(lease, question(at, Tickets(redis).number("IT", at), subject), len(lease.mail), [])
    leases.rest(lease, None)


@contextmanager
def written_all_the_time(url: str) -> Iterator[None]:
    """More and more tickets, and now and then the whole file written anew."""
    done = threading.Event()

    def write() -> None:
        with Redis.from_url(url) as redis:
            number = TICKETS
            while not done.is_set():
                number += 1
                change(redis, place(number), "x" * 2000)
                if number % 50 == 0 and not redis.info("persistence")["aof_rewrite_in_progress"]:
                    redis.bgrewriteaof()

    writing = threading.Thread(target=write)
    writing.start()
    try:
        yield
    finally:
        done.set()
        writing.join()


def known(redis: Redis, places: list[Place]) -> dict[Place, Ticket | None]:
    return Tickets(redis).many(places)


@pytest.mark.parametrize("fsync", ["always", "everysec"])
def test_a_copy_made_while_it_is_written_has_every_ticket_of_before(tmp_path: Path, fsync: str) -> None:
    places = [place(number) for number in range(TICKETS)]
    with EmbeddedStore(tmp_path / ".helpdesk", fsync) as store, Redis.from_url(store.url) as redis:  # type: ignore[arg-type]
        for at in places:
            change(redis, at, "Before")
        before = known(redis, places)
        with written_all_the_time(store.url):
            run(documented("Copying the embedded store while it runs"), tmp_path)
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir()
        (tmp_path / "helpdesk-copy").rename(elsewhere / "helpdesk-copy")
        run(documented("Starting from a copy"), elsewhere)
        with EmbeddedStore(elsewhere / ".helpdesk") as restored, Redis.from_url(restored.url) as copy:
            assert len(before) == TICKETS
            assert known(copy, places) == before
            assert restored.url != store.url
            change(copy, place(0), "Only in the copy")
        assert known(redis, [place(0)]) == {place(0): before[place(0)]}


def test_a_copy_that_is_not_whole_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with EmbeddedStore(tmp_path / ".helpdesk") as store, Redis.from_url(store.url) as redis:
        change(redis, place(0), "Before")
        programs = tmp_path / "programs"
        programs.mkdir()
        # As if a file had come while the others were copied.
        (programs / "cp").write_text('#!/bin/sh\n/bin/cp "$@"\n[ -e once ] || rm helpdesk-copy/*.manifest\n: > once\n')
        (programs / "cp").chmod(0o755)
        monkeypatch.setenv("PATH", str(programs), prepend=":")
        run(documented("Copying the embedded store while it runs"), tmp_path)
        names = [{file.name for file in folder.iterdir()} for folder in copies(tmp_path)]
        assert names[0] == names[1]


def copies(folder: Path) -> tuple[Path, Path]:
    return folder / ".helpdesk" / "appendonlydir", folder / "helpdesk-copy"
