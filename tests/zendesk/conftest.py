"""One fresh local Zendesk for each test."""

from collections.abc import Iterator

import pytest

from helpdesk.sandbox.serving import Serving
from helpdesk.sandbox.zendesk.app import create_zendesk
from helpdesk.sandbox.zendesk.seed import FieldSeed, Seed, StatusSeed

from .scene import LOGIN, Scene


@pytest.fixture
def scene() -> Iterator[Scene]:
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
    with Serving(zendesk.asgi) as serving:
        yield Scene(zendesk, serving.url, clock)
