"""Payloads with values that don't belong there, by mistake or by malice."""

import copy
import math
from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import strategies as st

HUGE = 10**400
HOSTILE: list[Any] = [
    *(None, True, 0, -1, HUGE, -HUGE, 1.5, math.nan, math.inf, "", "x", "nan", "9" * 500, "\x00", "१७.१"),
    *([], [[]], {}, {"type": []}, {"id": {}}, ["eyes"]),
]

Path = tuple[str | int, ...]


def paths(value: Any, here: Path = ()) -> Iterator[Path]:
    """The way to every value inside a payload."""
    yield here
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        yield from paths(each, (*here, key))


def replaced(payload: Any, path: Path, value: Any) -> Any:
    """A copy with another value at the end of the path."""
    if not path:
        return value
    changed: Any = copy.deepcopy(payload)
    at = changed
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    return changed


@st.composite
def mutated(draw: st.DrawFn, payloads: Sequence[Any]) -> Any:
    """One of the payloads with one to three values replaced."""
    payload = draw(st.sampled_from(payloads))
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(list(paths(payload))))
        payload = replaced(payload, path, draw(st.sampled_from(HOSTILE) | st.text(max_size=5)))
    return payload
