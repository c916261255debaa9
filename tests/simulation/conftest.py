from collections.abc import Iterator

import pytest
from redis import Redis


@pytest.fixture
def valkey(valkey_url: str) -> Iterator[Redis]:
    """One connection for all of a history's hundreds of calls: it has one thread, and the pool costs a tenth of it."""
    with Redis.from_url(valkey_url, single_connection_client=True) as client:
        yield client
