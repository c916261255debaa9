"""The fixture of these tests; what it gives is made in `stand`."""

from collections.abc import Iterator

import pytest

from .stand import Stand, standing


@pytest.fixture
def stand() -> Iterator[Stand]:
    with standing() as one:
        yield one
