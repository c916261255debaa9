"""A fresh desk on an empty store for each test, or one with two help channels."""

import pytest
from redis import Redis

from tests.desk.moving import prepared
from tests.desk.stage import Stage
from tests.letters import asked


@pytest.fixture
def stage(valkey: Redis) -> Stage:
    return Stage(valkey)


@pytest.fixture
def two(valkey: Redis) -> Stage:
    """Two help channels; a question was asked in one."""
    stage = prepared(valkey)
    stage.tell(asked())
    stage.attend()
    return stage
