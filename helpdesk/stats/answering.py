"""Sends the figures that people asked for, each wish once however often this is killed, outside the workers."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

import structlog

from helpdesk.config import Channel, Config
from helpdesk.domain.retry import TRIES, GiveUp, NoRoom, TryLater, wait_before
from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech
from helpdesk.stats.chart import Chart, drawn
from helpdesk.stats.counting import counted, hours_of
from helpdesk.stats.figures import Figures
from helpdesk.store.clockwork import Clockwork, Turn
from helpdesk.store.stats import StatsWanted, StatsWishes

log = structlog.get_logger()

TURN_SECONDS = 60.0
"""How long a wish belongs to the process that began it when that one is killed; one that lives keeps it."""

SETTLED_SECONDS = 60.0
"""Until then a picture is to be seen that was sent although the answer was lost."""


class Telling(Protocol):
    """Every method raises TryLater or GiveUp."""

    def channel_of(self, person: str) -> str: ...
    def say(self, channel: str, wish: str, text: str, *, doubt: bool) -> None: ...
    def upload(self, png: bytes, alt: str) -> str: ...
    def is_shown(self, channel: str, picture: str) -> bool: ...
    def show(self, channel: str, picture: str, title: str) -> None: ...


@dataclass(frozen=True, slots=True)
class StatsRound:
    """Raises nothing but Redis errors. `tickets` gives those of messages that are not older than a time.

    `telling` is made when there is something to tell.
    """

    config: Config
    wishes: StatsWishes
    clockwork: Clockwork
    telling: Callable[[], Telling]
    tickets: Callable[[float], Iterable[Ticket]]
    clock: Callable[[], float] = time.time
    draw: Callable[[Chart], bytes] = drawn

    def run(self) -> None:
        for wanted in self.wishes.all():
            turn = self.clockwork.turn(f"stats:{wanted.id}", TURN_SECONDS) if self._is_due(wanted) else None
            if turn:
                self._in_turn(turn, wanted.id)

    def _in_turn(self, turn: Turn, id_: str) -> None:
        try:
            with turn.kept(TURN_SECONDS):
                wanted = self.wishes.get(id_)  # somebody may have had the turn since
                if wanted and self._is_due(wanted):
                    self._answer(_Answer(wanted, self.wishes))
        finally:
            turn.end()

    def _is_due(self, wanted: StatsWanted) -> bool:
        return wanted.due <= self.clock()

    def _answer(self, answer: "_Answer") -> None:
        tries = answer.wanted.tries
        if tries >= TRIES:
            self._fail(answer)
            return
        # Written down before it is begun: a try by which the process dies is one as well.
        answer.note(tries=tries + 1, due=self.clock() + wait_before(tries + 1))
        try:
            self._tell(answer)
        except NoRoom as full:
            answer.note(tries=tries, due=self.clock() + full.after)
        except TryLater as later:
            log.warning("stats_put_off", why=later.why, doubt=later.doubt)
            answer.note(due=self.clock() + wait_before(tries + 1, later.after))
        except GiveUp as refused:
            log.warning("stats_refused", why=refused.why)
            self._fail(answer)
        else:
            answer.over()

    def _fail(self, answer: "_Answer") -> None:
        """Have the person told, unless that failed too; the words have all the figures of a picture."""
        if answer.wanted.told or answer.wanted.failed:
            log.warning("stats_given_up", told=answer.wanted.told)
            answer.over()
        else:
            answer.note(failed=True, tries=0, due=self.clock())

    def _tell(self, answer: "_Answer") -> None:
        wanted = answer.wanted
        shown = [channel for channel in self.config.channels if channel.id in wanted.channels and not channel.shadow]
        if not shown:
            return
        telling = self.telling()
        channel = telling.channel_of(wanted.by)
        speech = Speech(wanted.language)
        if wanted.failed:
            _say(answer, telling, channel, speech.say("stats-failed"))
            return
        figures = self._figures(wanted, shown, speech)
        if not wanted.told:
            _say(answer, telling, channel, figures.text)
        if picture := wanted.picture or self._uploaded(answer, telling, figures):
            _show(wanted, telling, channel, picture, figures.title)
        log.info("stats_sent", questions=figures.found.asked)

    def _uploaded(self, answer: "_Answer", telling: Telling, figures: Figures) -> str | None:
        """Nobody sees it yet. It is written down which it is before it is shown: the next try looks for that one."""
        png = figures.png(self.draw)
        if png is None:
            return None
        picture = telling.upload(png, figures.alt)
        answer.note(picture=picture)
        return picture

    def _figures(self, wanted: StatsWanted, shown: list[Channel], speech: Speech) -> Figures:
        zone = hours_of(self.config)(shown[0].id).zone
        tickets = self.tickets(wanted.period.start)
        found = counted(self.config, tickets, wanted.period, {channel.id for channel in shown})
        return Figures(speech, found, [channel.name for channel in shown], zone)


class _Answer:
    """A wish in the hands of who answers it."""

    def __init__(self, wanted: StatsWanted, wishes: StatsWishes) -> None:
        self.wanted = wanted
        self._wishes = wishes

    def note(self, **changed: Any) -> None:
        self.wanted = self.wanted.model_copy(update=changed)
        self._wishes.note(self.wanted)

    def over(self) -> None:
        self._wishes.drop(self.wanted.id)


def _say(answer: _Answer, telling: Telling, channel: str, text: str) -> None:
    doubt = answer.wanted.tried
    answer.note(tried=True)
    telling.say(channel, answer.wanted.id, text, doubt=doubt)
    answer.note(told=True)


def _show(wanted: StatsWanted, telling: Telling, channel: str, picture: str, title: str) -> None:
    """`wanted` as it was before this try."""
    if wanted.picture and telling.is_shown(channel, picture):
        return
    try:
        telling.show(channel, picture, title)
    except TryLater as later:
        if not later.doubt:
            raise
        raise TryLater(later.why, after=max(later.after, SETTLED_SECONDS), doubt=True) from None
