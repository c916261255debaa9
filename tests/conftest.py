"""Stores for the tests: our own embedded Valkey, a Redis 7 and fakeredis. Every test finds its store empty."""

import contextlib
import gc
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import fakeredis
import pytest
import structlog
from hypothesis import HealthCheck, settings
from redis import ConnectionError as RedisConnectionError
from redis import Redis

from helpdesk.logs import silence_libraries
from helpdesk.store.embedded import EmbeddedStore
from tests.canaries import leaks

# What is imported and collected stays: to look again and again what of it could go costs as much as all the rest.
gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def _logs_to_stderr() -> None:
    """Our own logs go to stderr, where they are read after each test, and libraries are as silent as in the product."""
    silence_libraries()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test whose logs hold a secret or a text of people fails, whatever it was about."""
    report = yield
    found = leaks(report.capstderr + report.caplog) if report.passed else []
    if found:
        report.outcome = "failed"
        report.longrepr = f"The logs of this test hold what no log may hold: {found}"
    return report


# How long things take is no property of the product: the machine may be busy with something else.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    """The address of one embedded Valkey for all tests of this process. A power cut is not what they are about."""
    with tempfile.TemporaryDirectory(prefix="hd") as folder, EmbeddedStore(Path(folder), "everysec") as store:
        yield store.url


@pytest.fixture
def valkey(valkey_url: str) -> Iterator[Redis]:
    yield from _emptied(valkey_url)


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis of the system's; its tests are skipped where there is none."""
    binary = shutil.which("redis-server")
    if binary is None:
        pytest.skip("there is no redis-server on this machine: install Redis 7 to run the store's tests on it too")
    with tempfile.TemporaryDirectory(prefix="hd") as folder:
        socket = Path(folder) / "redis.sock"
        said = f"--port 0 --unixsocket {socket} --dir {folder} --appendonly yes --save".split()
        with subprocess.Popen([binary, *said, ""], stdout=subprocess.DEVNULL) as server:
            try:
                _wait_for(socket)
                yield f"unix://{socket}"
            finally:
                server.terminate()


@pytest.fixture
def redis7(redis_url: str) -> Iterator[Redis]:
    yield from _emptied(redis_url)


@pytest.fixture(params=["valkey", "redis7", "fakeredis"])
def any_store(request: pytest.FixtureRequest) -> Redis:
    """Each store in turn. fakeredis runs every script as the servers do; it has no address for a worker or a door."""
    if request.param == "fakeredis":
        return fakeredis.FakeRedis()
    store: Any = request.getfixturevalue(request.param)
    assert isinstance(store, Redis)
    return store


def _emptied(url: str) -> Iterator[Redis]:
    with Redis.from_url(url) as client:
        client.flushall()
        yield client


def _wait_for(socket: Path) -> None:
    with Redis.from_url(f"unix://{socket}") as client:
        for _ in range(500):
            with contextlib.suppress(RedisConnectionError):
                client.ping()
                return
            time.sleep(0.01)
    pytest.fail("redis-server did not answer within 5 s")
