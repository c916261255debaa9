"""Sends the figures that people asked for: counted, drawn and told outside the door and the workers."""

from collections.abc import Callable, Iterable, Iterator
from datetime import tzinfo
from typing import Protocol

import structlog

from helpdesk.config import Config
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.stats import Spent, Stats
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.timings import MEASURES
from helpdesk.languages.speech import Speech
from helpdesk.slack import stats_words as words
from helpdesk.slack.stats_telling import Picture
from helpdesk.stats.chart import Bar, Chart, Line, NotDrawn, drawn
from helpdesk.stats.counting import counted, hours_of
from helpdesk.store.stats import StatsWanted, StatsWishes

log = structlog.get_logger()

LATEST_SECONDS = 600.0
"""Figures that could not be sent by then are not sent any more: they are asked for again."""


class Telling(Protocol):
    """TryLater or GiveUp when nothing could be said."""

    def tell(self, person: str, text: str, picture: Picture | None) -> None: ...


class StatsRound:
    """Raises nothing but Redis errors. `tickets` gives those of messages that are not older than a time.

    `telling` is made when there is something to tell.
    """

    def __init__(
        self,
        config: Config,
        wishes: StatsWishes,
        telling: Callable[[], Telling],
        tickets: Callable[[float], Iterable[Ticket]],
        clock: Callable[[], float],
    ) -> None:
        self._config = config
        self._wishes = wishes
        self._telling = telling
        self._tickets = tickets
        self._clock = clock

    def run(self) -> None:
        for wanted in self._wishes.take():
            self._answer(wanted)

    def _answer(self, wanted: StatsWanted) -> None:
        shown = [channel for channel in self._config.channels if channel.id in wanted.channels and not channel.shadow]
        if not shown or self._clock() - wanted.at > LATEST_SECONDS:
            log.warning("stats_too_late")
            return
        speech, zone = Speech(wanted.language), hours_of(self._config)(shown[0].id).zone
        tickets = self._tickets(wanted.period.start)
        found = counted(self._config, tickets, wanted.period, {channel.id for channel in shown})
        names = [channel.name for channel in shown]
        text = words.stats_text(speech, found, names, zone)
        try:
            self._telling().tell(wanted.by, text, _picture(speech, found, names, zone))
        except TryLater as later:
            log.warning("stats_put_off", why=later.why, doubt=later.doubt)
            if not later.doubt:  # nobody is to read them twice
                self._wishes.put_back(wanted)
        except GiveUp as refused:
            log.warning("stats_refused", why=refused.why)
        else:
            log.info("stats_sent", questions=found.asked)


def _picture(speech: Speech, found: Stats, names: list[str], zone: tzinfo) -> Picture | None:
    if not found.asked:
        return None
    chart = charted(speech, found, names, zone)
    try:
        return Picture(drawn(chart), words.alt_text(speech, found, names, zone), chart.title)
    except NotDrawn as error:
        log.warning("stats_not_drawn", error=str(error))
        return None


def charted(speech: Speech, found: Stats, names: list[str], zone: tzinfo) -> Chart:
    """What is to be drawn, in the reader's words."""
    start, end = words.days(found, zone)
    bars = [(speech.say("stats-by-state"), tuple(_states(speech, found)))]
    if found.topics:
        topics = (Bar(name=words.topic_name(speech, topic.name), count=topic.asked) for topic in found.topics)
        bars.append((speech.say("stats-by-topic"), tuple(topics)))
    return Chart(
        title=f"{words.channels_named(speech, names)} · {start} \N{EN DASH} {end}",
        lines_title=speech.say("stats-picture"),
        lines=tuple(_line(speech, speech.say(f"stats-until-{measure}"), found.clock[measure]) for measure in MEASURES),
        median=speech.say("stats-half"),
        p90=speech.say("stats-nine"),
        ticks=tuple((at, words.lasting(speech, at)) for at in words.TICKS),
        bars=tuple(bars),
    )


def _states(speech: Speech, found: Stats) -> Iterator[Bar]:
    for state, count in found.states.items():
        yield Bar(name=speech.say(f"stats-state-{state}"), count=count)


def _line(speech: Speech, name: str, spent: Spent) -> Line:
    return Line(
        name=name,
        count=str(spent.count),
        median=spent.median,
        median_said=words.lasting(speech, spent.median),
        p90=spent.p90,
        p90_said=words.lasting(speech, spent.p90),
    )
