"""Numbers for questions whose own are not known again: in the order they were asked, in the gaps that are left."""

import re
from collections.abc import Iterable, Mapping

from helpdesk.domain.place import Place

_NUMBER = re.compile(r"([^\s-]{1,40})-([1-9][0-9]{0,11})")


def is_number(text: str | None) -> bool:
    """Whether it reads as `IT-42`."""
    return text is not None and _NUMBER.fullmatch(text) is not None


def filled_gaps(places: Iterable[Place], known: Mapping[Place, int]) -> dict[Place, int]:
    """A number for each place that has none, above those of older questions; no number twice.

    `places` come in the order they were asked, those that are `known` among them.
    """
    taken, given, last = set(known.values()), dict[Place, int](), 0
    for place in places:
        if place in known:
            last = max(last, known[place])
            continue
        last += 1
        while last in taken:
            last += 1
        given[place] = last
        taken.add(last)
    return given


def likely_beginning(untraced: Iterable[Place], known: Mapping[Place, int], traced: Iterable[Place]) -> float:
    """When the first question was asked (seconds), told by the numbers: as many were before one as it says, at most.

    `untraced` are messages that may have been questions, `traced` those that were, some of them with a `known` number.
    """
    if not known:
        return min((float(place.ts) for place in traced), default=0.0)
    first = min(known, key=lambda place: float(place.ts))
    earlier = sorted(float(place.ts) for place in untraced if float(place.ts) < float(first.ts))
    others = sum(float(place.ts) < float(first.ts) for place in traced)
    missing = max(known[first] - 1 - others, 0)
    return earlier[-missing] if 0 < missing <= len(earlier) else earlier[0] if missing and earlier else float(first.ts)
