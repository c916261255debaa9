"""The table of lists: the times it makes, and each slip in it with the sentence it is told in."""

from pathlib import Path

import pytest

from helpdesk.config import ConfigWrong, load_config

CHANNEL = '[[channels]]\nname = "it-help"\nid = "C0ITHELP1"\n'
AGENTS = 'agents_channel = "C0ITAGENTS"\n'
LISTS = "[channels.lists]\n"
DUTY = '[[duty]]\nteam = "IT"\nweekly = [{ days = "daily", from = "00:00", to = "24:00", person = "U0ANNA" }]\n'


def times(folder: Path, text: str) -> tuple[int, ...]:
    path = folder / "helpdesk.toml"
    path.write_text(text, encoding="utf-8")
    found = load_config(path).channels[0].lists
    assert found
    return found.at


def test_without_times_they_are_nine_and_three(tmp_path: Path) -> None:
    assert times(tmp_path, CHANNEL + AGENTS + LISTS) == (540, 900)


def test_times_are_told_in_their_order(tmp_path: Path) -> None:
    assert times(tmp_path, CHANNEL + AGENTS + LISTS + 'at = ["16:30", 08:15:00, "0:00"]') == (0, 495, 990)


def test_a_duty_reads_them_too(tmp_path: Path) -> None:
    assert times(tmp_path, CHANNEL + LISTS + DUTY)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (AGENTS + LISTS + "at = []", "line 6, [channels.lists]: at: this is empty, so no list would ever come;"),
        (AGENTS + LISTS + 'at = ["24:00"]', 'line 6, [channels.lists]: at: a day ends before 24:00; write "00:00"'),
        (AGENTS + LISTS + 'at = ["9:00", "09:00"]', "line 6, [channels.lists]: at: this time stands here twice;"),
        (AGENTS + LISTS + 'at = ["nine"]', 'line 6, [channels.lists]: at: "nine" is not a time of day;'),
        (AGENTS + LISTS + 'times = ["09:00"]', "line 6, [channels.lists]: times is not a known key;"),
        (LISTS, "line 4, [[channels]]: lists: nobody would read these lists; add an agents_channel"),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ConfigWrong) as wrong:
        times(tmp_path, CHANNEL + text)
    assert fault in str(wrong.value)
