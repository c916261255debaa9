"""The chart is a PNG whatever is drawn, in every language; without it the figures are there all the same."""

import struct
import sys
from dataclasses import replace
from datetime import UTC

import pytest

from helpdesk.domain.place import Place
from helpdesk.domain.stats import Stats, stats
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.routed import Routing
from helpdesk.domain.ticket.timings import Timings
from helpdesk.domain.times.periods import Period
from helpdesk.domain.times.working_time import ALWAYS
from helpdesk.languages.speech import Speech, languages
from helpdesk.slack import stats_words as words
from helpdesk.stats.chart import NotDrawn, drawn
from helpdesk.stats.figures import Figures

PERIOD = Period(0.0, 30 * 86400.0)
ODD = ("Réseau & <b>Wi-Fi</b>", "$\\frac{1}", "\x00\x07日本", "x" * 300, "=1+1", "{topic}", "_%_", "")


def counted(count: int, *, timed: bool = True) -> Stats:
    def ticket(number: int) -> Ticket:
        asked = 1000.0 + number
        times = Timings(seen=asked + 60 * number, answered=asked + 90, resolved=asked + 7200) if timed else Timings()
        place = Place("T0", "C0", f"{asked:.6f}")
        routing = Routing(rule=ODD[number % len(ODD)])
        return Ticket(place=place, kind="question", asked=asked, timings=times, routing=routing)

    return stats(map(ticket, range(count)), PERIOD, lambda _: ALWAYS)


@pytest.mark.parametrize(
    ("language", "found"),
    [*((language, counted(24)) for language in languages()), ("en", counted(0)), ("en", counted(1, timed=False))],
    ids=[*languages(), "nothing", "nothing done yet"],
)
def test_it_is_a_picture_of_a_size_that_reads_well(language: str, found: Stats) -> None:
    png = drawn(Figures(Speech(language), found, ["it-help"], UTC).chart())
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width == 1125
    assert 600 < height < 1800


def test_what_cant_be_drawn_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(NotDrawn):
        drawn(Figures(Speech("en"), counted(1), ["it-help"], UTC).chart())


def test_the_text_for_who_cant_see_the_picture_has_its_numbers() -> None:
    found, speech = counted(24), Speech("en")
    chart = Figures(speech, found, ["it-help"], UTC).chart()
    said = words.alt_text(speech, found, ["it-help"], UTC)
    for line in chart.lines:
        if line.median is not None:
            assert line.median_said in said
            assert line.p90_said in said
    assert "New 24" in said
    assert len(words.alt_text(speech, counted(0), ["x" * 2000], UTC)) <= words.MOST_ALT


def test_names_of_rules_and_channels_do_nothing_in_a_message() -> None:
    text = words.stats_text(Speech("en"), counted(24), ["it-help"], UTC)
    assert "<b>" not in text
    assert "&lt;b&gt;Wi-Fi&lt;/b&gt;" in text


def test_a_topic_that_people_correct_says_so() -> None:
    found = counted(24)
    corrected = replace(found, topics=[replace(found.topics[0], corrected=2), *found.topics[1:]])
    for language in languages():
        before, after = (
            words.stats_text(Speech(language), each, ["it-help"], UTC).splitlines() for each in (found, corrected)
        )
        (changed,) = (line for line in after if line not in before)
        assert " 2 " in changed


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        *[(None, "-"), (0, "1 min"), (29, "1 min"), (90, "2 min"), (3600, "1 h"), (3720, "1 h 2 min")],
        *[(86400, "1 d"), (90060, "1 d 1 h"), (86460, "1 d"), (400 * 86400, "400 d")],
    ],
)
def test_how_long_it_lasted_is_said_in_two_units(seconds: float | None, said: str) -> None:
    assert words.lasting(Speech("en"), seconds) == said


def test_of_many_channels_there_is_only_how_many() -> None:
    assert words.channels_named(Speech("en"), ["a", "b"]) == "#a, #b"
    assert words.channels_named(Speech("fr"), list("abcd")) == "4 canaux"
