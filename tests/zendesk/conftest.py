"""One server for all tests, with a fresh local Zendesk behind it for each."""

from collections.abc import Iterator

import pytest
from starlette.types import ASGIApp, Receive, Scope, Send

from helpdesk.sandbox.serving import Serving
from helpdesk.sandbox.zendesk.app import create_zendesk
from helpdesk.sandbox.zendesk.seed import FieldSeed, Seed, StatusSeed

from .scene import LOGIN, Scene


class Stage:
    """Hands every request to the account of the present test."""

    def __init__(self) -> None:
        self.app: ASGIApp | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await receive()
            await send({"type": "lifespan.startup.complete"})
            await receive()
            await send({"type": "lifespan.shutdown.complete"})
        elif self.app is not None:
            await self.app(scope, receive, send)


@pytest.fixture(scope="session")
def stage() -> Iterator[tuple[Stage, str]]:
    stage = Stage()
    with Serving(stage) as serving:
        yield stage, serving.url


@pytest.fixture
def scene(stage: tuple[Stage, str]) -> Scene:
    clock = [1_795_000_000.0]
    zendesk = create_zendesk(
        client_id=LOGIN.client_id,
        client_secret=LOGIN.client_secret.get_secret_value(),
        email="helpdesk-bot@example.com",
        api_token="api-token",
        webhook_secret="webhook-secret",
        deliver_to=None,
        public_url="",
        seed=Seed(statuses=[StatusSeed(label="In the works", category="open")], fields=[FieldSeed(title="Impact")]),
        clock=lambda: clock[0],
    )
    app, url = stage
    app.app = zendesk.asgi
    return Scene(zendesk, url, clock)
