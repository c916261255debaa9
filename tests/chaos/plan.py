"""What goes wrong when, from a seed alone: the same seed and minutes give the same plan."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["kill", "freeze", "outage"]
Target = Literal["worker", "web", "store", "up", "slack", "zendesk", "both"]

KILLS_A_MINUTE = 24.0
FREEZES_A_MINUTE = 1.6
OUTAGES_A_MINUTE = 0.8

_KILLED: dict[Target, float] = {"worker": 70, "web": 16, "store": 12, "up": 2}
_FROZEN: dict[Target, float] = {"worker": 60, "web": 25, "store": 15}
_CUT_OFF: dict[Target, float] = {"slack": 35, "zendesk": 35, "both": 30}
OUTAGES = ("refuse", "drop", "hang")

FREEZE_SECONDS = (6.0, 8.0)
"""Longer than a lease lives, so that somebody else goes on meanwhile and the frozen one comes back a zombie."""

OUTAGE_SECONDS = (3.0, 8.0)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong: when, in seconds from the start, and for how long. A kill takes no time."""

    at: float
    kind: Kind
    target: Target
    seconds: float = 0.0
    way: str = ""


def plan(seed: int, minutes: float) -> list[Fault]:
    """The faults in the order of time; every kind and every target is among them however short the time is."""
    chance = random.Random(seed)
    faults = [*_kills(chance, minutes), *_freezes(chance, minutes), *_outages(chance, minutes)]
    return sorted(faults, key=lambda fault: fault.at)


def _times(chance: random.Random, minutes: float, a_minute: float) -> Iterator[float]:
    """Spread out: one in each of so many equal parts of the time."""
    count = max(round(minutes * a_minute), 1)
    part = minutes * 60 / count
    return (part * (number + chance.uniform(0.05, 0.95)) for number in range(count))


def _kills(chance: random.Random, minutes: float) -> Iterator[Fault]:
    yield from (
        Fault(at, "kill", target) for at, target in _met(chance, _times(chance, minutes, KILLS_A_MINUTE), _KILLED)
    )


def _freezes(chance: random.Random, minutes: float) -> Iterator[Fault]:
    for at, target in _met(chance, _times(chance, minutes, FREEZES_A_MINUTE), _FROZEN):
        yield Fault(at, "freeze", target, chance.uniform(*FREEZE_SECONDS))


def _outages(chance: random.Random, minutes: float) -> Iterator[Fault]:
    for at, target in _met(chance, _times(chance, minutes, OUTAGES_A_MINUTE), _CUT_OFF):
        yield Fault(at, "outage", target, chance.uniform(*OUTAGE_SECONDS), chance.choice(OUTAGES))


def _met(chance: random.Random, times: Iterator[float], weights: dict[Target, float]) -> Iterator[tuple[float, Target]]:
    """A target for each time; the first ones are each target once, in any order, as far as the times reach."""
    first = chance.sample(list(weights), len(weights))
    for number, at in enumerate(times):
        yield at, first[number] if number < len(first) else chance.choices(list(weights), list(weights.values()))[0]
