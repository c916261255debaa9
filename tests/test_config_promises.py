"""The tables of promises: what they make, and each slip in them with the sentence it is told in."""

from pathlib import Path

import pytest

from helpdesk.config import Channel, ConfigWrong, load_config
from helpdesk.domain.promises import Mark, Promises
from helpdesk.rulebook import terms_of

CHANNEL = '[[channels]]\nname = "it-help"\nid = "C0ITHELP1"\n[channels.promises]\n'
HOURS = '[channels.hours]\ndays = { mon-thu = "08:00-17:00", fri = "08:00-12:00" }\n'
HOUR = 3600.0


def channel(folder: Path, text: str) -> Channel:
    path = folder / "helpdesk.toml"
    path.write_text(CHANNEL + text, encoding="utf-8")
    return load_config(path).channels[0]


def promises(folder: Path, text: str) -> Promises:
    return terms_of(channel(folder, text))[1]


def test_a_day_is_a_working_day_of_usual_length(tmp_path: Path) -> None:
    made = promises(tmp_path, 'seen = "30m"\nanswered = "1h 30m"\nresolved = "3d"\n' + HOURS)
    assert made.of(None) == {"seen": 0.5 * HOUR, "answered": 1.5 * HOUR, "resolved": 3 * 8 * HOUR}
    assert made.of("high") == made.of(None)


def test_without_hours_a_day_is_a_whole_one(tmp_path: Path) -> None:
    assert promises(tmp_path, 'resolved = "1d 2h"').of(None) == {"resolved": 26 * HOUR}


def test_a_priority_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    made = promises(tmp_path, 'seen = "30m"\nanswered = "4h"\n[channels.promises.urgent]\nanswered = "1h"')
    assert made.of("urgent") == {"seen": 0.5 * HOUR, "answered": HOUR}


def test_warnings_are_shares_or_so_long_before(tmp_path: Path) -> None:
    made = promises(tmp_path, 'seen = "1h"\nwarn = ["50 %", "10m"]\nmost_warnings = 7')
    assert (made.warn, made.most) == ((Mark(0.5), Mark(1.0, 600.0)), 7)
    assert [mark.of(HOUR) for mark in made.warn] == [0.5 * HOUR, HOUR - 600]
    usual = promises(tmp_path, 'seen = "1h"')
    assert usual.warn == (Mark(0.75), Mark(0.9), Mark(1.0))


def test_without_the_table_nothing_is_promised() -> None:
    assert terms_of(Channel(name="it-help", id="C0ITHELP1"))[1] == Promises()


WRONG = {
    "no length": (
        'seen = "soon"',
        'line 5, [channels.promises]: seen: "soon" is not a length of time; write one as in',
    ),
    "nothing": ('seen = "0m"', '"0m" is not a length of time'),
    "a number": ("seen = 30", "seen: 30 is not a length of time"),
    "more than a year": ('resolved = "400d"', 'resolved: "400d" is more than a year'),
    "nothing promised": ("most_warnings = 3", "line 4, [[channels]]: promises: nothing is promised; add a line"),
    "an unknown key": (
        'sean = "1h"',
        'line 5, [channels.promises]: sean is not a known key; the nearest known is "seen".',
    ),
    "an unknown priority": (
        'seen = "1h"\n[channels.promises.urgnt]\nseen = "5m"',
        'line 6, [channels.promises]: urgnt is not a known key; the nearest known is "urgent".',
    ),
    "a slip in a priority": (
        'seen = "1h"\n[channels.promises.urgent]\nseen = "x"',
        'line 7, [channels.promises.urgent]: seen: "x" is not a length of time',
    ),
    "an unknown warning": (
        'seen = "1h"\nwarn = ["often"]',
        'line 6, [channels.promises]: warn: "often" is no time to warn',
    ),
    "too great a share": (
        'seen = "1h"\nwarn = "120%"',
        'warn: "120%" is no share of the promised time; write 1% to 100%',
    ),
    "seen after it is answered": (
        'seen = "4h"\nanswered = "1h"',
        "line 5, [channels.promises]: seen: seen is promised later than answered, which comes after it",
    ),
    "seen late for a priority": (
        'answered = "4h"\n[channels.promises.high]\nseen = "5h"',
        "line 7, [channels.promises.high]: seen: seen is promised later than answered",
    ),
}


@pytest.mark.parametrize(("text", "says"), WRONG.values(), ids=WRONG.keys())
def test_a_fault_names_the_line_and_the_fix(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(ConfigWrong) as caught:
        channel(tmp_path, text)
    assert len(caught.value.faults) == 1
    assert says in caught.value.faults[0]
