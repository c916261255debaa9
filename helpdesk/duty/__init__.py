"""Who is on duty, from the configuration, what the sources said, and swaps; and asking the sources now and then."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, Protocol

import structlog

from helpdesk.config import Config
from helpdesk.config.duty import FIRST, DutyConfig, LevelSource
from helpdesk.domain.retry import TryLater, WentWrong
from helpdesk.domain.times.duty import Layer, Source, TeamDuty, on_duty
from helpdesk.domain.times.rota import Span, name_and_email, weekly
from helpdesk.store.duty import Duties, Facts, Heard, Known

log = structlog.get_logger()

DAY = 86400.0
LOOKED_BACK, LOOKED_AHEAD = DAY, 35 * DAY
"""How much of a source's time is asked for. Beyond it nothing is known."""

PERSON_SECONDS = 3600.0
LATE_SECONDS = 600.0
"""When what a source said counts as old although nothing was heard to be wrong: nobody asks any more."""

ASKED_EVERY: Mapping[Source, float] = {"calendar": 300.0}
OFTEN_SECONDS = 60.0


class Asked(Protocol):
    """Something that knows who is on call when. TryLater or GiveUp when it can't say."""

    def spans(self, since: float, until: float) -> list[Span]: ...


class Somebody(NamedTuple):
    """`id` is empty for somebody without Slack, who is shown by name."""

    id: str
    name: str


class Rotas:
    """Answers from what is known; it asks nobody."""

    def __init__(self, config: Config) -> None:
        self._config = config

    @property
    def teams(self) -> list[str]:
        return [duty.team for duty in self._config.duty]

    def team(self, name: str) -> DutyConfig | None:
        """By its name, in capitals or not."""
        return next((duty for duty in self._config.duty if duty.team.lower() == name.lower()), None)

    def of(self, channel: str) -> DutyConfig | None:
        """The duty of this channel."""
        return self._config.duty_of(channel)

    def meant(self, channel: str) -> list[DutyConfig]:
        """The duty of this channel; elsewhere the one for no channel in particular, else all."""
        found = self._config.duty_of(channel)
        return [found] if found else list(self._config.duty)

    def who(self, duty: DutyConfig, facts: Facts, at: float, now: float) -> TeamDuty:
        """Who is on duty `at` a time, in seconds, as far as it is known `now`."""
        levels = tuple(
            on_duty(
                list(_layers(_Level(duty, source, number), facts, at, now)), at, _known_until(duty, source, facts, at)
            )
            for number, source in enumerate(duty.levels, start=FIRST)
            if not _is_missing(duty, source, facts)
        )
        return TeamDuty(duty.team, at, duty.zone, levels)


def somebody(who: str, facts: Facts) -> Somebody:
    """Who it is in Slack, if they are there."""
    name, email = name_and_email(who)
    if email:
        known = facts.people.get(email.lower())
        return Somebody(known.id if known else "", name)
    return Somebody(who, who) if is_id(who) else Somebody("", name)


def duty_people(config: Config, facts: Facts) -> Iterator[str]:
    """The Slack ids of all who are named by the configuration or a source, as far as they are known."""
    yield from (found.id for who in _named(config, facts) if (found := somebody(who, facts)).id)


def _named(config: Config, facts: Facts) -> Iterator[str]:
    yield from (span.who for heard in facts.heard.values() for span in heard.spans)
    for duty in config.duty:
        yield from (who for each in duty.overrides for who in each.person)
        yield from (who for source in duty.levels for shift in source.weekly or () for who in shift.people)


def is_id(who: str) -> bool:
    """Slack's ids have a digit, or are long; `UTE` is a name."""
    return re.fullmatch(r"[UW](?=[A-Z]*[0-9]|[A-Z]{8})[A-Z0-9]+", who) is not None


def _is_missing(duty: DutyConfig, source: LevelSource, facts: Facts) -> bool:
    """Whether this is the second level of an escalation policy that has none, as far as it was ever heard."""
    if source is duty or duty.second:
        return False
    heard = facts.heard.get(source_name(duty, source))
    return heard is not None and not heard.spans


def _known_until(duty: DutyConfig, source: LevelSource, facts: Facts, at: float) -> float:
    heard = facts.heard.get(source_name(duty, source))
    return (heard.at if heard else at) + LOOKED_AHEAD


class _Level(NamedTuple):
    duty: DutyConfig
    source: LevelSource
    number: int


def _layers(level: _Level, facts: Facts, at: float, now: float) -> Iterator[Layer]:
    """From the uppermost: swaps, the latest first; overrides; the schedule."""
    duty, source, number = level
    for swap in facts.swaps:
        if swap.team == duty.team and swap.level == number:
            yield Layer("swap", [Span(swap.since, swap.until, swap.who)])
    overrides = [span for each in duty.overrides if each.level == number for span in each.spans(duty.zone)]
    yield Layer("override", overrides)
    if source.weekly:
        shifts = [each.shift for each in source.weekly]
        yield Layer("weekly", weekly(shifts, duty.tz, at, at + LOOKED_AHEAD))
        return
    heard = facts.heard.get(source_name(duty, source))
    if heard is None or not heard.at - LOOKED_BACK <= at < heard.at + LOOKED_AHEAD:
        yield Layer(source.source, None)
        return
    age = now - heard.at
    yield Layer(source.source, heard.spans, age if heard.away or age > LATE_SECONDS else None)


def source_name(duty: DutyConfig, source: LevelSource) -> str:
    """Where it is remembered what this source said: another address is another source."""
    level = f":{source.number}" if source.pagerduty_policy else ""
    return f"{source.source}:{duty.zone}:{getattr(source, source.source)}{level}"


class DutyRound:
    """Asks every source whose answer is old, and who people are in Slack. Raises nothing but Redis errors."""

    def __init__(
        self,
        config: Config,
        duties: Duties,
        asked: Callable[[DutyConfig, LevelSource], Asked],
        known_as: Callable[[str], str | None],
        clock: Callable[[], float],
    ) -> None:
        self._config = config
        self._duties = duties
        self._asked = asked
        self._known_as = known_as
        self._clock = clock

    def run(self) -> None:
        facts, now = self._duties.facts(), self._clock()
        used = dict(self._sources())
        for name, (duty, source) in used.items():
            heard = facts.heard.get(name)
            every = ASKED_EVERY.get(source.source, OFTEN_SECONDS)
            if heard is None or heard.away or not 0 <= now - heard.at < every * 0.9:
                self._ask(name, self._asked(duty, source), heard)
        facts = self._duties.facts()
        emails = set(self._emails(facts))
        for email in emails:
            self._meet(email, facts.people.get(email))
        self._duties.forget(
            [n for n in facts.heard if n not in used], [e for e in facts.people if e not in emails], now
        )

    def _sources(self) -> Iterator[tuple[str, tuple[DutyConfig, LevelSource]]]:
        for duty in self._config.duty:
            for source in duty.levels:
                if not source.weekly:
                    yield source_name(duty, source), (duty, source)

    def _ask(self, name: str, asked: Asked, before: Heard | None) -> None:
        now = self._clock()
        kind = name.partition(":")[0]
        try:
            spans = asked.spans(now - LOOKED_BACK, now + LOOKED_AHEAD)
        except WentWrong as wrong:
            log.warning("duty_source_away", source=kind, why=wrong.why)
            if before:
                self._duties.hear(name, before.model_copy(update={"away": wrong.why}))
            return
        self._duties.hear(name, Heard(at=now, spans=tuple(spans)))

    def _emails(self, facts: Facts) -> Iterator[str]:
        said = dict.fromkeys(_named(self._config, facts))
        yield from (email.lower() for who in said if (email := name_and_email(who)[1]))

    def _meet(self, email: str, known: Known | None) -> None:
        """While Slack can't be asked, who they were before is who they are."""
        now = self._clock()
        if known and 0 <= now - known.at < PERSON_SECONDS:
            return
        try:
            self._duties.know(email, Known(at=now, id=self._known_as(email) or ""))
        except TryLater as later:
            log.warning("duty_person_not_asked", why=later.why)
