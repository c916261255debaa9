"""Looks at the duties: hours that nobody has, sources that can't be read, people whom Slack doesn't know."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from helpdesk.config import Config, lines_in
from helpdesk.config.duty import DutyConfig, LevelSource, open_hours
from helpdesk.config.lines import Where
from helpdesk.doctor.findings import Finding, ok, warning, wrong
from helpdesk.doctor.rounds import Check, Round
from helpdesk.domain.retry import WentWrong
from helpdesk.domain.times.rota import name_and_email
from helpdesk.duty import LOOKED_AHEAD, LOOKED_BACK, Asked, is_id
from helpdesk.duty_wiring import answers_for, source_of
from helpdesk.settings import Settings, SettingsWrong
from helpdesk.slack.calls import Refused, SlackCalls
from helpdesk.wiring import Wiring

_MEND = "Correct the [[duty]] table in helpdesk.toml."
_GAPS = "Add shifts there, or write gaps = true if that is meant."
_READ = "Open it as the helpdesk does, correct its address or its content, or keep the duty in `weekly`."


@dataclass(frozen=True, slots=True)
class DutyLook:
    """`asked` gives a source; it may raise SettingsWrong. `calls` is Slack's Web API, asked anew each time.

    `answers`: whether somebody answers in a channel of a duty.
    """

    config: Config
    lines: Mapping[Where, int]
    asked: Callable[[DutyConfig, LevelSource], Asked]
    calls: SlackCalls
    answers: Callable[[str, DutyConfig], bool]
    clock: Callable[[], float]

    def round(self) -> Round:
        return [
            Check("duty", partial(look, number, duty), _MEND)
            for number, duty in enumerate(self.config.duty)
            for look in (self.at_hours, self.at_sources, self.at_people)
        ]

    def at_hours(self, number: int, duty: DutyConfig) -> Iterator[Finding]:
        for sentence in open_hours_told(number, duty, self.lines):
            yield warning("duty", sentence, _GAPS)

    def at_sources(self, number: int, duty: DutyConfig) -> Iterator[Finding]:
        for level, source in enumerate(duty.levels):
            where: Where = ("duty", number, *(("second",) if level and duty.second else ()))
            named = self._named(duty, (*where, source.source), where)
            if source.weekly:
                count = len(source.weekly)
                yield ok("duty", f"{named}: a weekly rota of {count} shift{'s' if count > 1 else ''}.")
                continue
            try:
                now = self.clock()
                spans = self.asked(duty, source).spans(now - LOOKED_BACK, now + LOOKED_AHEAD)
            except WentWrong as away:
                yield wrong("duty", f"{named}: {away.why}", _READ)
            except SettingsWrong as missing:
                yield wrong("duty", f"{named}: {missing.faults[0]}", "Set it in the environment or in .env.")
            else:
                if level and not duty.second and not spans:
                    continue  # the escalation policy has one level
                yield self._counted(named, len({span.who for span in spans}))

    def _counted(self, named: str, people: int) -> Finding:
        if not people:
            return warning("duty", f"{named}: nobody is on duty there in the next 35 days.", _READ)
        have = "1 person has" if people == 1 else f"{people} people have"
        return ok("duty", f"{named}: {have} it in the next 35 days.")

    def at_people(self, number: int, duty: DutyConfig) -> Iterator[Finding]:
        for who, where in dict(_people(number, duty)).items():
            yield from self._person(who, duty, self._named(duty, where, ("duty", number)))

    def _person(self, who: str, duty: DutyConfig, named: str) -> Iterator[Finding]:
        email = name_and_email(who)[1]
        try:
            user = self._user(who, email)
            if user.get("deleted"):
                yield wrong("duty", f"{named}: the account of {who} is deactivated.", "Name somebody else there.")
            elif user and not self.answers(str(user.get("id")), duty):
                words = f"{named}: {who} answers in no channel of it, so their reactions and buttons don't count there."
                yield warning("duty", words, "Add them to the `responders` of the channel, or to the group there.")
        except Refused as refused:
            if email:
                yield warning(
                    "duty",
                    f"{named}: nobody in Slack has {email}, so they are shown by name.",
                    "Correct the address if they have Slack.",
                )
            else:
                yield wrong("duty", f"{named}: there is no person {who} in Slack: {refused.why}", _MEND)

    def _user(self, who: str, email: str) -> Mapping[str, Any]:
        """Nothing of somebody who is known by a name alone."""
        if is_id(who):
            return self.calls.read("users.info", user=who).get("user") or {}
        return self.calls.read("users.lookupByEmail", email=email).get("user") or {} if email else {}

    def _named(self, duty: DutyConfig, where: Where, else_: Where) -> str:
        return f"Line {self.lines.get(where, self.lines.get(else_, 1))}, [[duty]] {duty.team}"


def open_hours_told(number: int, duty: DutyConfig, lines: Mapping[Where, int]) -> Iterator[str]:
    """A sentence for each level with hours that nobody has, unless that is meant."""
    for level, source in enumerate(duty.levels):
        found = "" if duty.gaps else open_hours(source)
        if found:
            where: Where = ("duty", number, *(("second",) if level else ()), "weekly")
            line = lines.get(where, lines.get(("duty", number), 1))
            yield f"Line {line}, [[duty]] {duty.team}: nobody is on duty {found}."


def _people(number: int, duty: DutyConfig) -> Iterator[tuple[str, Where]]:
    """Who is named, each with a place where they are."""
    for place, override in enumerate(duty.overrides):
        yield from ((who, ("duty", number, "overrides", place)) for who in override.person)
    for level, source in enumerate(duty.levels):
        inner: Where = ("second", "weekly") if level else ("weekly",)
        for place, shift in enumerate(source.weekly or ()):
            yield from ((who, ("duty", number, *inner, place)) for who in shift.people)


def duty_look(wiring: Wiring, clock: Callable[[], float]) -> DutyLook:
    lines = lines_in(wiring.settings.config) if wiring.config.duty else {}
    asked, answers = partial(source_of, wiring), partial(answers_for, wiring)
    return DutyLook(wiring.config, lines, asked, wiring.slack_calls(), answers, clock)


def told_at_start(settings: Settings, config: Config) -> list[str]:
    """What somebody who starts the helpdesk should know of its duties, found without asking anybody."""
    lines = lines_in(settings.config) if config.duty else {}
    gaps = (sentence for number, duty in enumerate(config.duty) for sentence in open_hours_told(number, duty, lines))
    return [f"{settings.config}: {sentence} {_GAPS}" for sentence in gaps]
