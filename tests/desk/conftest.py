"""A fresh desk on an empty store for each test."""

import pytest
from redis import Redis

from tests.desk.stage import Stage


@pytest.fixture
def stage(valkey: Redis) -> Stage:
    return Stage(valkey)
