from collections.abc import Iterator

import pytest
from redis import Redis

from tests.simulation.direct import Direct


@pytest.fixture
def valkey(valkey_url: str) -> Iterator[Redis]:
    with Direct.to(valkey_url) as client:
        yield client
