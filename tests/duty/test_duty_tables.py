"""What the configuration says of duties, and the sentence for each thing that is wrong with it."""

from pathlib import Path

import pytest

from helpdesk.config import ConfigWrong, load_config
from helpdesk.config.duty import open_hours

CHANNELS = """
[[channels]]
name = "it-help"
id = "C0ITHELP1"
[[channels]]
name = "payroll"
id = "C0PAYROLL"
"""
START = """[[duty]]
team = "it"
zone = "Europe/Zurich"
"""
DAY = '  { days = "mon-fri", from = "08:00", to = "17:00", person = "U0ANNA" },\n'
WEEKLY = f"weekly = [\n{DAY}]\n"


def turns(turns: str, days: str = "sat", rest: str = 'starting = "2026-12-05"') -> str:
    return f'  {{ days = "{days}", from = "08:00", to = "12:00", turns = [{turns}], {rest} }},\n'


CARLA = turns('[], "U0CARLA"')


def loaded(tmp_path: Path, text: str) -> tuple[Path, str]:
    file = tmp_path / "helpdesk.toml"
    file.write_text(text + CHANNELS)
    return file, text


WRONG = {
    "no source": (START, "line 1: duty: nothing says who is on duty; add a line weekly = […], or one of calendar,"),
    "two sources": (START + WEEKLY + 'calendar = "a.ics"\n', "line 7, [[duty]]: calendar: weekly and calendar both"),
    "an empty rota": (START + "weekly = []\n", "line 4, [[duty]]: weekly: this is empty"),
    "an overlap": (
        START + f'weekly = [\n{DAY}  {{ days = "fri", from = "16:30", to = "20:00", person = "U0BEN" }},\n]\n',
        "line 6, [[duty]]: weekly: U0ANNA (shift 1) and U0BEN (shift 2) overlap fri 16:30 to fri 17:00; end one",
    ),
    "no such day": (START + WEEKLY.replace("mon-fri", "lun-ven"), 'line 5, [[duty.weekly]]: days: "lun-ven" names no'),
    "no such time": (START + WEEKLY.replace("08:00", "25:00"), 'line 5, [[duty.weekly]]: from: "25:00" is not a time'),
    "an overlap in some weeks": (
        START + "weekly = [\n" + CARLA + turns('"U0DORA", "U0EVE"', "fri-sun") + "]\n",
        "line 6, [[duty]]: weekly: U0CARLA (shift 1) and U0DORA and U0EVE (shift 2) overlap sat 08:00 to sat 12:00 in",
    ),
    "turns without a beginning": (
        START + WEEKLY.replace("person", "turns").replace('"U0ANNA"', '["U0ANNA"]'),
        "line 5, [[duty.weekly]]: turns: add the day on which the first has their turn, such as starting",
    ),
    "turns of nobody": (START + f"weekly = [{turns('[], []')}]\n", "[[duty.weekly]]: turns: nobody is in these turns"),
    "turns and a person": (
        START + "weekly = [" + turns('"Anna"', rest='person = "Ben"') + "]\n",
        "[[duty.weekly]]: turns: person and turns both say who has these hours",
    ),
    "a beginning without turns": (
        START + WEEKLY.replace(" }", ', starting = "2026-11-30" }'),
        "[[duty.weekly]]: starting: starting is for turns alone",
    ),
    "a beginning on no day": (
        START + "weekly = [" + turns('"Anna"', rest='starting = "next week"') + "]\n",
        '[[duty.weekly]]: starting: "next week" is not a day; write one as in "2026-12-24"',
    ),
    "hours of nobody": (
        START + WEEKLY.replace(', person = "U0ANNA"', ""),
        "line 5, [[duty]]: weekly: nobody has these hours; add person",
    ),
    "nobody": (START + WEEKLY.replace('"U0ANNA"', "[]"), "line 5, [[duty.weekly]]: person is a list; expected"),
    "a slip in a key": (START + WEEKLY.replace("person", "persn"), 'persn is not a known key; the nearest known is "p'),
    "no such zone": (
        (START + WEEKLY).replace("Zurich", "Zürich"),
        'zone: "Europe/Zürich" is not a time zone; the near',
    ),
    "no user group": (START + 'user_group = "it-duty"\n', 'user_group: "it-duty" is not a user group; copy its id'),
    "a team of two words": ((START + WEEKLY).replace('"it"', '"it help"'), '[[duty]]: team: "it help" is not one word'),
    "a team twice": (START + WEEKLY + START.replace('"it"', '"IT"') + WEEKLY, "IT has two [[duty]] tables; keep one"),
    "no such channel": (
        START + 'channels = ["it-halp"]\n' + WEEKLY,
        '"it-halp" is no [[channels]] here; known are it-h',
    ),
    "a channel of two": (
        START + 'channels = "payroll"\n' + WEEKLY + START.replace("it", "pay") + 'channels = "C0PAYROLL"\n' + WEEKLY,
        "payroll is a channel of it too; write in channels which are whose",
    ),
    "two without channels": (START + WEEKLY + START.replace("it", "pay") + WEEKLY, "it has none either; write in ch"),
    "an override backwards": (
        START + WEEKLY + 'overrides = [{ from = "2026-12-26", until = "2026-12-24", person = "Carla" }]\n',
        "line 7, [[duty.overrides]]: until: this override ends before it begins",
    ),
    "overrides that overlap": (
        START
        + WEEKLY
        + 'overrides = [\n{ from = "2026-12-24", until = "2026-12-26", person = "Carla" },\n'
        + '{ from = 2026-12-25T12:00:00, until = 2026-12-27T08:00:00+01:00, person = "Dan" },\n]\n',
        "line 9, [[duty]]: overrides: overrides 1 and 2 overlap",
    ),
    "an override at no moment": (
        START + WEEKLY + 'overrides = [{ from = "Christmas", until = "2026-12-24", person = "Carla" }]\n',
        '"Christmas" is not a day or moment; write one as in "2026-12-24 08:00"',
    ),
    "an override of no level": (
        START + WEEKLY + 'overrides = [{ from = 2026-12-24, until = 2026-12-25, person = "Carla", level = 2 }]\n',
        "level: there is no second level here",
    ),
    "a second level without a source": (START + WEEKLY + "[duty.second]\n", "[[duty]]: second: nothing says who is on"),
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_named_with_its_line_and_the_fix(tmp_path: Path, text: str, sentence: str) -> None:
    file, _ = loaded(tmp_path, text)
    with pytest.raises(ConfigWrong) as wrong:
        load_config(file)
    assert sentence in str(wrong.value)


GAPS = {
    "nights and the weekend": (WEEKLY, "mon 17:00 to tue 08:00, tue 17:00 to wed 08:00, wed 17:00 to thu 08:00,"),
    "around the clock": (WEEKLY.replace("mon-fri", "daily").replace("17:00", "08:00"), ""),
    "people who take turns": (
        WEEKLY.replace("mon-fri", "daily")
        .replace("17:00", "08:00")
        .replace("person", "turns")
        .replace('"U0ANNA"', '["U0ANNA", ["U0BEN", "Carla"]], starting = 2026-12-02'),
        "",
    ),
    "every other Saturday": (
        "weekly = [\n" + DAY.replace("17:00", "08:00").replace("mon-fri", "sun-fri") + CARLA + "]\n",
        "sat 08:00 to sun 08:00 (1 of 2 weeks), sat 12:00 to sun 08:00 (1 of 2 weeks)",
    ),
    "nearly a whole week": (
        WEEKLY.replace("mon-fri", "mon"),
        "mon 17:00 to mon 08:00 of the next week",
    ),
    "a calendar": ('calendar = "duty.ics"\n', ""),
}


@pytest.mark.parametrize(("text", "told"), GAPS.values(), ids=GAPS)
def test_hours_that_nobody_has_are_named(tmp_path: Path, text: str, told: str) -> None:
    file, _ = loaded(tmp_path, START + text)
    found = open_hours(load_config(file).duty[0])
    assert found.startswith(told)
    assert bool(found) == bool(told)


def test_days_can_be_written_in_several_ways(tmp_path: Path) -> None:
    days = ["mon-fri", "sat,sun", "Friday - Monday", "daily", ["mon", "wed-thu"]]
    shifts = [f"{{ days = {said!r}, from = \"08:00\", to = 09:00:00, person = ['U0ANNA', 'Ben'] }}" for said in days]
    found = []
    for shift in shifts:
        file, _ = loaded(tmp_path, START + f"weekly = [{shift}]\n")
        found += [sorted(each.days) for each in load_config(file).duty[0].weekly or ()]
    assert found == [[0, 1, 2, 3, 4], [5, 6], [0, 4, 5, 6], [0, 1, 2, 3, 4, 5, 6], [0, 2, 3]]


def test_a_channel_has_its_own_duty_or_the_one_of_no_channel_in_particular(tmp_path: Path) -> None:
    own = START.replace('"it"', '"pay"') + 'channels = "#payroll"\n' + WEEKLY
    config = load_config(loaded(tmp_path, START + WEEKLY + own)[0])
    told = [(found := config.duty_of(id_)) and found.team for id_ in ("C0ITHELP1", "C0PAYROLL", "D0BOT")]
    assert told == ["it", "pay", "it"]
    assert [[c.name for c in config.channels_of(duty)] for duty in config.duty] == [["it-help"], ["payroll"]]
