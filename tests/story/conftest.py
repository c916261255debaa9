from collections.abc import Iterator

import pytest

from tests.story.stage import Stage, staged


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """The running product; its questions are told apart by their `ts`, so one serves a whole file."""
    with staged(tmp_path_factory.mktemp("stage"), grace=0.3) as stage:
        stage.start("up")
        stage.ready()
        yield stage
        assert "Traceback" not in stage.log()
