"""The stage for all tests of the local Slack, and a new scene on it for each."""

from collections.abc import Iterator

import pytest

from .stage import Scene, Stage


@pytest.fixture(scope="session")
def stage() -> Iterator[Stage]:
    stage = Stage()
    with stage.slack_serving, stage.app_serving:
        yield stage


@pytest.fixture
def scene(stage: Stage) -> Iterator[Scene]:
    yield stage.open()
    stage.close()
