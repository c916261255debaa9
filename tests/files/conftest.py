"""Three ports for all tests: one for each service, and a foreign one that must see no credentials."""

from collections.abc import Iterator

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from helpdesk.sandbox.serving import Serving

from .stage import Script


class Port:
    """Hands every request to the present test's application."""

    def __init__(self) -> None:
        self.app: ASGIApp = Script()
        self.url = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def ports() -> Iterator[tuple[Port, Port, Port]]:
    first, second, third = Port(), Port(), Port()
    with Serving(first) as one, Serving(second) as two, Serving(third) as three:
        first.url, second.url, third.url = one.url, two.url, three.url
        yield first, second, third


def _script(port: Port) -> Script:
    port.app = script = Script(port.url)
    return script


@pytest.fixture
def slack(ports: tuple[Port, Port, Port]) -> Script:
    return _script(ports[0])


@pytest.fixture
def zendesk(ports: tuple[Port, Port, Port]) -> Script:
    return _script(ports[1])


@pytest.fixture
def foreign(ports: tuple[Port, Port, Port]) -> Script:
    return _script(ports[2])
