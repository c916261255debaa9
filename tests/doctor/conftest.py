"""Two ports for all tests of the doctor, and the setup each test examines."""

import logging
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from redis import Redis
from rq import SimpleWorker

from helpdesk.logs import _WITH_TEXT_OF_PEOPLE
from helpdesk.sandbox.serving import Serving
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.keys import QUEUE

from .clinic import CONFIGURATION, SECRETS, Clinic, Side, local_slack, local_zendesk

WELL = {"appendonly": "yes", "appendfsync": "always", "maxmemory-policy": "noeviction", "maxmemory": "0"}


@pytest.fixture(scope="session")
def sides() -> Iterator[tuple[Side, str, Side, str]]:
    slack, zendesk = Side(), Side()
    with Serving(slack) as slack_port, Serving(zendesk) as zendesk_port:
        yield slack, slack_port.url, zendesk, zendesk_port.url


@pytest.fixture
def store(valkey: Redis) -> Iterator[Redis]:
    """The embedded store as it is when nothing is spared, with a worker at work."""
    for name, value in WELL.items():
        valkey.config_set(name, value)
    worker: Any = SimpleWorker([QUEUE], connection=valkey)
    worker.register_birth()
    for side in ("slack", "zendesk"):
        Clockwork(valkey).done(f"reconcile:{side}", time.time())
    yield valkey
    for name, value in {**WELL, "appendfsync": "everysec"}.items():
        valkey.config_set(name, value)


@pytest.fixture
def quiet() -> Iterator[None]:
    """A command sets up the logs of its process, which here goes on without it."""
    shape, loggers = structlog.get_config(), [logging.getLogger(name) for name in _WITH_TEXT_OF_PEOPLE]
    levels = [logger.level for logger in loggers]
    yield
    structlog.configure(**shape)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@pytest.fixture
def clinic(
    *,
    sides: tuple[Side, str, Side, str],
    store: Redis,
    quiet: None,
    valkey_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Clinic:
    slack_side, slack_url, zendesk_side, zendesk_url = sides
    slack, zendesk = local_slack(slack_url), local_zendesk(zendesk_url)
    slack_side.put_on(slack.asgi)
    zendesk_side.put_on(zendesk.asgi)
    for name in [name for name in os.environ if name.upper().startswith("HELPDESK_")]:
        monkeypatch.delenv(name)
    named = {
        **SECRETS,
        "HELPDESK_REDIS_URL": valkey_url,
        "HELPDESK_SLACK_API_URL": f"{slack_url}/api/",
        "HELPDESK_ZENDESK_URL": zendesk_url,
        "HELPDESK_ZENDESK_CLIENT_ID": "helpdesk",
        "HELPDESK_LOG_FORMAT": "json",
    }
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "helpdesk.toml").write_text(CONFIGURATION)
    return Clinic(slack, zendesk, store, tmp_path, monkeypatch, slack_side, zendesk_side)
