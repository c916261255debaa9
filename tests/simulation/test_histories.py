"""Two thousand histories with every fault in them: each ends quiet, the same on both sides, nothing lost or doubled."""

import pytest
from redis import Redis

from tests.simulation.history import play
from tests.simulation.kept import KEPT

SEEDS, TOGETHER = 2000, 50


@pytest.mark.parametrize("first", range(0, SEEDS, TOGETHER))
def test_whatever_goes_wrong_both_sides_end_up_the_same(valkey: Redis, first: int) -> None:
    for seed in range(first, first + TOGETHER):
        outcome = play(seed, valkey)
        assert not outcome.violations, f"\n{outcome}"


@pytest.mark.parametrize("seed", KEPT)
def test_what_once_went_wrong_stays_right(valkey: Redis, seed: int) -> None:
    outcome = play(seed, valkey)
    assert not outcome.violations, f"\n{outcome}"


def test_the_same_seed_is_the_same_history(valkey: Redis) -> None:
    stories = [[play(seed, valkey).story for seed in range(5)] for _ in range(2)]
    assert stories[0] == stories[1]
    assert len({"\n".join(story) for story in stories[0]}) == 5
