"""The daily self-check: the doctor's round without being asked, told where agents read when there is news."""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog

from helpdesk.doctor.findings import Finding
from helpdesk.doctor.rounds import UNCHECKED
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.languages.speech import Speech
from helpdesk.slack.announcing import Announcement
from helpdesk.slack.warning_words import all_is_well, something_is_wrong
from helpdesk.store.health import Fault, Health, HealthRecord

log = structlog.get_logger()

DAY_SECONDS = 24 * 3600.0
HOUR_SECONDS = 3600.0
"""While something is wrong it is looked at each hour, so that its end is told soon."""

AGAIN_SECONDS = 7 * DAY_SECONDS
"""After so long the same is told again."""

_NUMBER = re.compile(r"\b\d+(?:\.\d+)?\b")


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """`examine` makes all checks; `say` posts an announcement, and looks for it first when told that it may be there.

    `channels` are those where agents alone read, each with its language.
    """

    examine: Callable[[], Sequence[Finding]]
    say: Callable[[Announcement, bool], object]
    channels: Mapping[str, Speech]
    record: HealthRecord
    clock: Callable[[], float] = time.time

    def run(self) -> None:
        """Check if the last time is long enough ago and nobody else is at it, and tell what is new."""
        before, now = self.record.last(), self.clock()
        if now - before.at < (HOUR_SECONDS if before.wrong else DAY_SECONDS) or not self.record.my_turn():
            return
        wrong = tuple(
            Fault(check=f.check, words=f.words, fix=f.fix or "") for f in self.examine() if f.verdict == "wrong"
        )
        (log.error if wrong else log.info)("self_check_done", wrong=[fault.check for fault in wrong])
        health = before.model_copy(update={"at": now, "wrong": wrong})
        self.record.keep(health)
        news = _news(before, wrong, now)
        if news is not None:
            self._tell(health, news, now)

    def _tell(self, health: Health, news: tuple[str, ...], now: float) -> None:
        """Once: what was begun and not finished is looked for before it is said again."""
        begun = health.saying if health.saying and health.saying[1] == news else None
        mark, _ = begun or (str(now), news)
        self.record.keep(health.model_copy(update={"saying": (mark, news)}))
        told = [
            self._told(Announcement(channel, _text(speech, health, news), {"self_check": mark}), begun is not None)
            for channel, speech in self.channels.items()
        ]
        if all(told):
            self.record.keep(health.model_copy(update={"said": news, "said_at": now, "saying": None}))

    def _told(self, announcement: Announcement, doubt: bool) -> bool:
        """False when it is to be tried again at the next look."""
        try:
            self.say(announcement, doubt)
        except TryLater as later:
            log.warning("self_check_not_told", channel=announcement.channel, why=later.why)
            return False
        except GiveUp as refused:
            log.error("self_check_refused", channel=announcement.channel, why=refused.why)
        return True


def _news(before: Health, wrong: Sequence[Fault], now: float) -> tuple[str, ...] | None:
    """What is to be told, empty when all is well again; None when people know. Trouble that may pass waits an hour."""
    known = {_gist(fault) for fault in before.wrong}
    gists = {_gist(fault) for fault in wrong if UNCHECKED not in fault.words or _gist(fault) in known}
    told = tuple(sorted(gists))
    if not told:
        return () if before.said and not wrong else None
    return told if told != before.said or now - before.said_at >= AGAIN_SECONDS else None


def _gist(fault: Fault) -> str:
    """The same thing tomorrow, whatever its figures are then."""
    return f"{fault.check}: {_NUMBER.sub('#', fault.words)}"


def _text(speech: Speech, health: Health, news: tuple[str, ...]) -> str:
    faults = [(fault.words, fault.fix) for fault in health.wrong if _gist(fault) in news]
    return something_is_wrong(speech, faults, again=news == health.said) if faults else all_is_well(speech)
