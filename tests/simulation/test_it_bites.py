"""A simulation that nothing could fail would prove nothing: without any one of its safeguards the product does."""

import pytest
from redis import Redis

from tests.simulation.history import play
from tests.simulation.parts import BROKEN

AT_MOST = 300
"""Seeds to play; each safeguard is missed after far fewer."""

BEGIN = {
    "safe_update": 120,
    "the look-up of moved questions in doubt": 900,
    "what our messages note for a rebuild": 50,
}
"""The first seed where it is not the first of all: what is missing shows late in those before."""


@pytest.mark.parametrize("missing", BROKEN)
def test_a_missing_safeguard_shows(valkey: Redis, missing: str) -> None:
    seeds = range(BEGIN.get(missing, 0), BEGIN.get(missing, 0) + AT_MOST)
    caught = next((seed for seed in seeds if play(seed, valkey, BROKEN[missing]).violations), None)
    assert caught is not None, f"without {missing} nothing went wrong in {AT_MOST} histories"
