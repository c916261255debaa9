"""What goes wrong when, from a seed alone: the same seed and minutes give the same plan."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeVar

Kind = Literal["kill", "freeze", "outage"]
Target = Literal["worker", "web", "store", "up", "slack", "zendesk", "both"]
Slot = Literal["burst", "up", "freeze", "outage"]
T = TypeVar("T")

_SLOTS: dict[Slot, float] = {"burst": 83, "up": 2, "freeze": 9, "outage": 6}
_FROZEN: dict[Target, float] = {"worker": 60, "web": 25, "store": 15}
_CUT_OFF: dict[Target, float] = {"slack": 35, "zendesk": 35, "both": 30}
_ALL: tuple[Target, ...] = ("worker", "worker", "worker", "web", "store")
WAYS = ("refuse", "drop", "hang")

BURST = (3, 5)
"""Processes killed within a second, of the five there are."""

BURST_SECONDS = 1.0

GAP_SECONDS = (5.5, 8.5)
"""From the end of one trouble to the next: long enough for some to be over, too short for others."""

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
    """The faults in the order of time. Each kind of trouble is among the first, in any order."""
    chance = random.Random(seed)
    first = chance.sample(list(_SLOTS), len(_SLOTS))
    faults: list[Fault] = []
    at = 1.0
    while at < minutes * 60:
        slot = first.pop() if first else _one_of(chance, _SLOTS)
        faults += _in_slot(chance, slot, at)
        at = max(fault.at + fault.seconds for fault in faults) + chance.uniform(*GAP_SECONDS)
    return faults


def _in_slot(chance: random.Random, slot: Slot, at: float) -> Iterator[Fault]:
    match slot:
        case "burst":
            killed = chance.sample(_ALL, chance.randint(*BURST))
            moments = sorted(chance.uniform(0, BURST_SECONDS) for _ in killed)
            yield from (Fault(at + later, "kill", target) for later, target in zip(moments, killed, strict=True))
        case "up":
            yield Fault(at, "kill", "up")
        case "freeze":
            yield Fault(at, "freeze", _one_of(chance, _FROZEN), chance.uniform(*FREEZE_SECONDS))
        case "outage":
            yield Fault(at, "outage", _one_of(chance, _CUT_OFF), chance.uniform(*OUTAGE_SECONDS), chance.choice(WAYS))


def _one_of(chance: random.Random, weights: dict[T, float]) -> T:
    return chance.choices(list(weights), list(weights.values()))[0]
