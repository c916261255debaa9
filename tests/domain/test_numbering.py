"""Numbers that are not known again: none is given twice, and older questions have lower ones where there is room."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.numbering import filled_gaps, is_number, likely_beginning

from .scenes import thorough


def at(second: int) -> Place:
    return Place("T0HELPDESK", "C0ITHELP1", f"{second}.000000")


GAPS: list[Any] = [
    pytest.param([1, 2, 3], {}, {1: 1, 2: 2, 3: 3}, id="nothing known"),
    pytest.param([1, 2, 3], {2: 2}, {1: 1, 3: 3}, id="a gap on either side"),
    pytest.param([1, 3], {3: 9}, {1: 1}, id="some are gone"),
    pytest.param([1, 2, 3], {1: 1, 3: 2}, {2: 3}, id="no room"),
]


@pytest.mark.parametrize(("asked", "known", "expected"), GAPS)
def test_gaps_are_filled_in_the_order_asked(asked: list[int], known: dict[int, int], expected: dict[int, int]) -> None:
    given = filled_gaps([at(s) for s in asked], {at(s): n for s, n in known.items()})
    assert given == {at(s): n for s, n in expected.items()}


@thorough
@given(st.sets(st.integers(1, 40)), st.dictionaries(st.integers(1, 40), st.integers(1, 60)))
def test_no_number_is_given_twice(asked: set[int], known: dict[int, int]) -> None:
    known = {second: number for number, second in {n: s for s, n in known.items()}.items()}
    places = [at(second) for second in sorted(asked | known.keys())]
    numbers = {at(s): n for s, n in known.items()}
    numbers |= filled_gaps(places, numbers)
    assert numbers.keys() == set(places)
    assert len(set(numbers.values())) == len(places)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("IT-42", True), ("HR-1", True), ("IT-0", False), ("IT", False), (None, False), ("IT-x", False)],
)
def test_a_number_is_a_prefix_and_a_count(text: str | None, is_one: bool) -> None:
    assert is_number(text) is is_one


BEGINNINGS: list[Any] = [
    pytest.param([1, 2, 3, 9], {5: 3}, [5], 2.0, id="two before the third"),
    pytest.param([1, 2, 3], {5: 3}, [4, 5], 3.0, id="one of them is traced"),
    pytest.param([1, 2], {5: 1}, [5], 5.0, id="none before the first"),
    pytest.param([3], {5: 4}, [5], 3.0, id="some are gone"),
    pytest.param([1, 9], {}, [5], 5.0, id="no number is known"),
    pytest.param([1, 9], {}, [], 0.0, id="nothing is known"),
]


@pytest.mark.parametrize(("untraced", "known", "traced", "since"), BEGINNINGS)
def test_the_numbers_tell_when_the_helpdesk_came(
    untraced: list[int], known: dict[int, int], traced: list[int], since: float
) -> None:
    told = {at(s): n for s, n in known.items()}
    assert likely_beginning([at(s) for s in untraced], told, [at(s) for s in traced]) == since
