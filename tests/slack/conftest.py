"""The port for all tests of the Slack wing, and what each test puts behind it."""

from collections.abc import Callable, Iterator

import pytest
from redis import Redis

from helpdesk.sandbox.serving import Serving
from helpdesk.sandbox.slack.seed import Seed

from .stage import Scene, Script, Swap, Wing, put_on


@pytest.fixture(scope="session")
def port() -> Iterator[tuple[Swap, str]]:
    swap = Swap()
    with Serving(swap) as serving:
        yield swap, serving.url


@pytest.fixture
def scene(port: tuple[Swap, str], valkey: Redis) -> Scene:
    return put_on(*port, valkey)


@pytest.fixture
def staged(port: tuple[Swap, str], valkey: Redis) -> Callable[[Seed], Scene]:
    """A scene in a workspace of the test's own."""
    return lambda seed: put_on(*port, valkey, seed)


@pytest.fixture
def script(port: tuple[Swap, str]) -> Script:
    script = Script()
    port[0].app = script
    return script


@pytest.fixture
def wing(port: tuple[Swap, str], valkey: Redis, script: Script) -> Wing:
    """The wing, talking to the script."""
    return Wing(port[1], valkey)
