"""A simulation that nothing could fail would prove nothing: without any one of its safeguards the product does."""

import pytest
from redis import Redis

from tests.simulation.history import play
from tests.simulation.parts import BROKEN

AT_MOST = 300
"""Seeds to play; each safeguard is missed after far fewer."""


@pytest.mark.parametrize("missing", BROKEN)
def test_a_missing_safeguard_shows(valkey: Redis, missing: str) -> None:
    caught = next((seed for seed in range(AT_MOST) if play(seed, valkey, BROKEN[missing]).violations), None)
    assert caught is not None, f"without {missing} nothing went wrong in {AT_MOST} histories"
