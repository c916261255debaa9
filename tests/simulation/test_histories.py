"""Two thousand histories with every fault in them: each ends quiet, the same on both sides, nothing lost or doubled."""

from collections.abc import Iterable

import pytest
from redis import Redis

from tests.simulation.history import play

SEEDS, TOGETHER = 2000, 50
LOSING = (2279, 16431, 17991, 20578, 21402, 32325, 101471, 114367, 111867, 112386)
KEPT = (7689, 13466, 19028, 6550, 12060, 12742, 14348, 16706, 30287, 32080, 33361, 52818, 201457, *LOSING)
"""Seeds beyond those that once showed a fault of the product."""


@pytest.mark.parametrize("seeds", [*(range(n, n + TOGETHER) for n in range(0, SEEDS, TOGETHER)), *((n,) for n in KEPT)])
def test_whatever_goes_wrong_both_sides_end_up_the_same(valkey: Redis, seeds: Iterable[int]) -> None:
    for seed in seeds:
        outcome = play(seed, valkey)
        assert not outcome.violations, f"\n{outcome}"


def test_the_same_seed_is_the_same_history(valkey: Redis) -> None:
    stories = [[play(seed, valkey).story for seed in range(5)] for _ in range(2)]
    assert stories[0] == stories[1]
    assert len({"\n".join(story) for story in stories[0]}) == 5
