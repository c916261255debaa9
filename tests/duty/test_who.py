"""Who has the duty when several sources speak: the upper before the lower, and what is not known is not said."""

import pytest

from helpdesk.domain.times.duty import Duty, Layer, on_duty
from helpdesk.domain.times.rota import Span

ANNA, BEN, CARLA = "U0ANNA", "U0BEN", "Carla"
EVER = float("inf")
WEEKLY = Layer("weekly", [Span(100, 200, ANNA), Span(200, 300, BEN), Span(400, 500, ANNA)])

CASES = {
    "in a shift": ([WEEKLY], 150, Duty((ANNA,), 200, (BEN,), "weekly")),
    "at the first second": ([WEEKLY], 100, Duty((ANNA,), 200, (BEN,), "weekly")),
    "at the second of a handover": ([WEEKLY], 200, Duty((BEN,), 300, (), "weekly")),
    "in a gap": ([WEEKLY], 300, Duty((), 400, (ANNA,))),
    "after all": ([WEEKLY], 500, Duty((), None)),
    "one shift after another": (
        [Layer("weekly", [Span(100, 200, ANNA), Span(200, 300, ANNA)])],
        150,
        Duty((ANNA,), 300, (), "weekly"),
    ),
    "an override": (
        [Layer("override", [Span(120, 140, CARLA)]), WEEKLY],
        130,
        Duty((CARLA,), 140, (ANNA,), "override"),
    ),
    "before an override": (
        [Layer("override", [Span(120, 140, CARLA)]), WEEKLY],
        110,
        Duty((ANNA,), 120, (CARLA,), "weekly"),
    ),
    "an override in a gap": (
        [Layer("override", [Span(290, 400, CARLA)]), WEEKLY],
        350,
        Duty((CARLA,), 400, (ANNA,), "override"),
    ),
    "two at once": (
        [Layer("calendar", [Span(100, 200, ANNA), Span(150, 300, BEN)])],
        150,
        Duty((ANNA, BEN), 200, (BEN,), "calendar"),
    ),
    "a group": ([Layer("user_group", [Span(-EVER, EVER, ANNA)])], 9, Duty((ANNA,), None, (), "user_group")),
    "a source that is away": (
        [Layer("pagerduty", [Span(0, 200, ANNA)], age=60.0)],
        150,
        Duty((ANNA,), 200, (), "pagerduty", 60.0),
    ),
    "a gap in a source that is away": (
        [Layer("override", []), Layer("pagerduty", [Span(200, 300, ANNA)], age=60.0)],
        150,
        Duty((), 200, (ANNA,), age=60.0),
    ),
    "a source that was never heard": ([Layer("pagerduty", None)], 150, Duty((), None, unknown=True)),
    "an override over a source that was never heard": (
        [Layer("override", [Span(100, 200, BEN)]), Layer("pagerduty", None)],
        150,
        Duty((BEN,), None, (), "override"),
    ),
}


@pytest.mark.parametrize(("layers", "at", "duty"), CASES.values(), ids=CASES)
def test_the_answer(layers: list[Layer], at: float, duty: Duty) -> None:
    assert on_duty(layers, at, 1000) == duty


def test_beyond_what_is_known_nothing_is_told() -> None:
    assert on_duty([WEEKLY], 150, 200) == Duty((ANNA,), None, (), "weekly")
