"""The figures in one reader's words: the message, and the picture with what is read out of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

import structlog

from helpdesk.domain.stats import Spent, Stats
from helpdesk.domain.ticket.timings import MEASURES
from helpdesk.languages.speech import Speech
from helpdesk.slack import stats_words as words
from helpdesk.stats.chart import Bar, Chart, Line, NotDrawn

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Figures:
    """What was `found` in the channels of these `names`, whose first one's days are those of `zone`."""

    speech: Speech
    found: Stats
    names: list[str]
    zone: tzinfo

    @property
    def text(self) -> str:
        return words.stats_text(self.speech, self.found, self.names, self.zone)

    @property
    def alt(self) -> str:
        return words.alt_text(self.speech, self.found, self.names, self.zone)

    @property
    def title(self) -> str:
        start, end = words.days(self.found, self.zone)
        return f"{words.channels_named(self.speech, self.names)} · {start} \N{EN DASH} {end}"

    def png(self, draw: Callable[[Chart], bytes]) -> bytes | None:
        """The picture; None when there is nothing to be drawn, or nothing to draw with."""
        if not self.found.asked:
            return None
        try:
            return draw(self.chart())
        except NotDrawn as error:
            log.warning("stats_not_drawn", error=str(error))
            return None

    def chart(self) -> Chart:
        """What is to be drawn."""
        speech, found = self.speech, self.found
        bars = [(speech.say("stats-by-state"), tuple(_states(speech, found)))]
        if found.topics:
            topics = (Bar(name=words.topic_name(speech, topic.name), count=topic.asked) for topic in found.topics)
            bars.append((speech.say("stats-by-topic"), tuple(topics)))
        lines = (_line(speech, speech.say(f"stats-until-{measure}"), found.clock[measure]) for measure in MEASURES)
        return Chart(
            title=self.title,
            lines_title=speech.say("stats-picture"),
            lines=tuple(lines),
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
