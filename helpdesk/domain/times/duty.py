"""Who is on duty: layers of spans, the upper ones before the lower. It asks nobody and knows no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from helpdesk.domain.times.rota import Span

Source = Literal["swap", "override", "weekly", "calendar", "user_group", "pagerduty", "pagerduty_policy", "opsgenie"]
People = tuple[str, ...]


class Layer(NamedTuple):
    """What one source says. `spans` is None when it was never heard; `age`, in seconds, is set while it is away."""

    source: Source
    spans: Sequence[Span] | None
    age: float | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """Who has the duty, and `until` when; nobody is an empty `people`. `until` None: as far as anything is known.

    `then` are those who have it from `until` on. `unknown`: the one who should say was never heard.
    """

    people: People
    until: float | None
    then: People = ()
    source: Source | None = None
    age: float | None = None
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class TeamDuty:
    """The answer for one team at one moment: a Duty for each level. `zone` is the rota's."""

    team: str
    at: float
    zone: str
    levels: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Handover:
    """`by` gave the duty of a team to `who`. `id` tells it from every other; `channel` is where it was said.

    `record` is what a lost store knows it again by.
    """

    id: str
    team: str
    by: str
    who: str
    until: float
    zone: str
    channel: str
    record: str = ""


class _Found(NamedTuple):
    people: People
    source: Source | None
    age: float | None
    unknown: bool = False


def on_duty(layers: Sequence[Layer], at: float, known_until: float) -> Duty:
    """The answer for one moment. What the layers say beyond `known_until` is not looked at."""
    found = _at(layers, at)
    duty = Duty(found.people, None, source=found.source, age=found.age, unknown=found.unknown)
    if found.unknown:
        return duty
    edges = {edge for layer in layers for span in layer.spans or () for edge in (span.since, span.until)}
    for edge in sorted(edge for edge in edges if at < edge < known_until):
        then = _at(layers, edge)
        if then.unknown:
            return duty
        if then.people != found.people:
            return Duty(found.people, edge, then.people, found.source, found.age)
    return duty


def _at(layers: Sequence[Layer], at: float) -> _Found:
    """Those of the uppermost layer that has somebody; a gap tells how old what it is known from is."""
    ages = []
    for layer in layers:
        if layer.spans is None:
            return _Found((), None, None, unknown=True)
        here = (span.who for span in layer.spans if span.since <= at < span.until)
        people = tuple(dict.fromkeys(here))
        if people:
            return _Found(people, layer.source, layer.age)
        ages += [layer.age] if layer.age is not None else []
    return _Found((), None, max(ages, default=None))
