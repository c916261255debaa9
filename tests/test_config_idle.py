"""The table of idle questions, and each slip in it with the sentence it is told in."""

from pathlib import Path

import pytest

from helpdesk.config import ConfigWrong, load_config
from helpdesk.domain.ticket.idle import NEVER_IDLE, IdleDays

CHANNEL = '[[channels]]\nname = "it-help"\nid = "C0ITHELP1"\n[channels.idle]\n'


def days(folder: Path, text: str) -> IdleDays:
    path = folder / "helpdesk.toml"
    path.write_text(CHANNEL + text, encoding="utf-8")
    found = load_config(path).channels[0].idle
    assert found
    return found.days


def test_what_is_not_named_never_happens(tmp_path: Path) -> None:
    assert days(tmp_path, "") == NEVER_IDLE
    assert days(tmp_path, "unassign_days = 3") == IdleDays(release=3)
    both = "waiting_reminder_days = 5\nwaiting_resolve_days = 250"
    assert days(tmp_path, both) == IdleDays(remind=5, resolve=250)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("unassign_days = 0", "line 5, [channels.idle]: unassign_days: 0 is no number of working days; write one from"),
        ("unassign_days = 251", "line 5, [channels.idle]: unassign_days: 251 is no number of working days;"),
        ('unassign_days = "3"', 'line 5, [channels.idle]: unassign_days: "3" is no number of working days;'),
        ("unassign_days = true", "line 5, [channels.idle]: unassign_days: true is no number of working days;"),
        ("waiting_resolve_days = 2", "line 5, [channels.idle]: waiting_resolve_days: nobody is reminded before that;"),
        ("unasign_days = 2", "unasign_days is not a known key; the nearest known is"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ConfigWrong) as wrong:
        days(tmp_path, text)
    assert fault in str(wrong.value)
