"""The entrance for all tests of the doors, and the stores and the local Slack behind it."""

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from redis import Redis

from helpdesk.sandbox.serving import Serving
from helpdesk.store.embedded import EmbeddedStore

from .duties import OpenDesk, wired
from .stage import Door, Entrance, opened, wiring
from .town import ACK_SECONDS, RETRY_SCALE, Town, founded

OpenDoor = Callable[..., Door]


@pytest.fixture(scope="session")
def entrance() -> Iterator[tuple[Entrance, str]]:
    entrance = Entrance()
    with Serving(entrance) as serving:
        yield entrance, serving.url


@pytest.fixture
def open_door(entrance: tuple[Entrance, str], valkey: Redis, valkey_url: str) -> Iterator[OpenDoor]:
    """Opens a door with settings, a store address, a clock or a webhook secret of the test's own."""
    with ExitStack() as stack:

        def open_(store_url: str = valkey_url, set_to: dict[str, Any] | None = None, **more: Any) -> Door:
            return stack.enter_context(opened(*entrance, wiring(store_url, **(set_to or {})), valkey, **more))

        yield open_


@pytest.fixture
def door(open_door: OpenDoor) -> Door:
    return open_door()


@pytest.fixture
def own_store() -> Iterator[EmbeddedStore]:
    """A store of one test's own, running, that may be stopped and started."""
    with tempfile.TemporaryDirectory(prefix="hd") as folder:
        store = EmbeddedStore(Path(folder), "everysec")
        store.start()
        yield store
        store.close()


@pytest.fixture(scope="session")
def founded_town() -> Iterator[Town]:
    slack = founded()
    with Serving(slack.asgi) as serving:
        slack.public_url = serving.url
        yield Town(slack, serving.url)


@pytest.fixture
def town(founded_town: Town) -> Iterator[Town]:
    """One local Slack for all tests: each asks its own questions, and leaves no fault behind."""
    yield founded_town
    slack = founded_town.slack
    slack.deliveries.ack_seconds, slack.deliveries.retry_scale = ACK_SECONDS, RETRY_SCALE
    slack.deliver_to = None
    slack.faults.clear()
    slack.journal.clear()
    slack.workspace.channels["C0ITHELP1"].ephemerals.clear()
    assert slack.settled()


@pytest.fixture
def desk(entrance: tuple[Entrance, str], valkey: Redis, valkey_url: str) -> Iterator[OpenDesk]:
    """A door with duties, at a fixed time unless a town is behind it."""
    with ExitStack() as stack:

        def open_(*duties: dict[str, Any], town: Town | None = None) -> Door:
            parts = wired(valkey_url, *duties, slack_api_url=town.api) if town else wired(valkey_url, *duties)
            more: dict[str, Any] = {"clock": time.time} if town else {}
            return stack.enter_context(opened(*entrance, parts, valkey, **more))

        yield open_
