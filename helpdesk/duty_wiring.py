"""The parts that know who is on duty, built from the wiring by plain calls."""

import time
from functools import partial

from helpdesk.config import Config
from helpdesk.config.duty import DutyConfig, LevelSource
from helpdesk.duty import Asked, DutyRound, duty_people
from helpdesk.duty.rebuilding import swaps_again
from helpdesk.duty.swaps import SwapRound
from helpdesk.oncall.calendars import Calendar
from helpdesk.oncall.opsgenie import Opsgenie
from helpdesk.oncall.pagerduty import PagerDuty
from helpdesk.rebuild import Patience, Watcher
from helpdesk.settings import Settings, SettingsWrong
from helpdesk.slack.duty.group import DutyGroup
from helpdesk.slack.duty.history import DutyHistory
from helpdesk.slack.duty.telling import DutyTelling
from helpdesk.slack.readers import Readers
from helpdesk.store.duty import Duties
from helpdesk.wiring import Wiring


def duty_round(wiring: Wiring) -> DutyRound:
    """What asks every source now and then."""
    return DutyRound(
        wiring.config, Duties(wiring.redis), partial(source_of, wiring), wiring.directory.known_as, time.time
    )


def swap_round(wiring: Wiring) -> SwapRound:
    """What tells people of the duties they took over."""
    directory = wiring.directory
    telling = DutyTelling(wiring.slack_calls(), directory, Readers(directory, wiring.config.language))
    return SwapRound(wiring.config, Duties(wiring.redis), telling, wiring.tickets.live, time.time)


def swaps_rebuilt(wiring: Wiring, watcher: Watcher) -> int:
    """Swaps found again with who answers in the duties' channels or has a duty. Raises WentWrong, and Redis errors."""
    if not wiring.config.duty:
        return 0
    duties, patiently, now = Duties(wiring.redis), Patience(watcher), time.time()
    duty_round(wiring).run()
    people = set(duty_people(wiring.config, duties.facts()))
    for channel in {
        channel.id: channel for duty in wiring.config.duty for channel in wiring.config.channels_of(duty)
    }.values():
        people |= patiently(lambda: wiring.directory.responders(channel.answering)).people  # noqa: B023 - called at once
    watcher.part("Swaps of duties", len(people))
    told = DutyHistory(wiring.slack_calls(), patiently)
    return swaps_again(duties, told, sorted(people), now, watcher.step)


def source_of(wiring: Wiring, duty: DutyConfig, source: LevelSource) -> Asked:
    """Who can say who is on duty. SettingsWrong without the token for it."""
    settings = wiring.settings
    if source.pagerduty:
        return PagerDuty(settings.pagerduty_url, settings.require_token("pagerduty", duty.team), source.pagerduty)
    if source.pagerduty_policy:
        token = settings.require_token("pagerduty", duty.team)
        return PagerDuty(settings.pagerduty_url, token, policy=source.pagerduty_policy, level=source.number)
    if source.opsgenie:
        return Opsgenie(settings.opsgenie_url, settings.require_token("opsgenie", duty.team), source.opsgenie)
    if source.user_group:
        return DutyGroup(wiring.slack_calls(), source.user_group)
    return Calendar(source.calendar or "", duty.zone)


def answers_for(wiring: Wiring, person: str, duty: DutyConfig) -> bool:
    """Whether somebody answers in one of a duty's channels. Raises WentWrong."""
    channels = wiring.config.channels_of(duty)
    return any(person in wiring.directory.responders(channel.answering) for channel in channels)


def require_duty_tokens(settings: Settings, config: Config) -> None:
    """SettingsWrong naming every token without which a configured source can't be asked at all."""
    faults: dict[str, None] = {}
    for duty in config.duty:
        for service in ("pagerduty", "opsgenie"):
            if any(source.source.startswith(service) for source in duty.levels):
                try:
                    settings.require_token(service, duty.team)
                except SettingsWrong as wrong:
                    faults |= dict.fromkeys(wrong.faults)
    if faults:
        raise SettingsWrong(faults)
