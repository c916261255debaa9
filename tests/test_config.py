"""What the configuration file may say, and what people are told when it says something else."""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from helpdesk.config import Channel, Config, ConfigWrong, load_config
from helpdesk.config.lines import lines_of
from helpdesk.config.lists import ListsConfig

SMALLEST = '[[channels]]\nname = "it-help"\nid = "C0ITHELP1"\n'
EXAMPLE = Path(__file__).parent.parent / "helpdesk.example.toml"

Load = Callable[[str], Config]
Faults = Callable[[str], list[str]]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    monkeypatch.chdir(tmp_path)

    def write_and_load(text: str) -> Config:
        Path("helpdesk.toml").write_text(text, encoding="utf-8")
        return load_config(Path("helpdesk.toml"))

    return write_and_load


@pytest.fixture
def faults(load: Load) -> Faults:
    def write_and_fail(text: str) -> list[str]:
        with pytest.raises(ConfigWrong) as caught:
            load(text)
        return caught.value.faults

    return write_and_fail


def test_the_smallest_file_gives_the_defaults_of_the_manual(load: Load) -> None:
    config = load(SMALLEST)
    [channel] = config.channels
    assert (channel.name, channel.id, channel.prefix) == ("it-help", "C0ITHELP1", "IT")
    assert (channel.responders, channel.track, channel.agents_channel) == (("everyone",), "every-message", None)
    assert channel.grace_seconds == 30
    assert channel.reactions == {
        "eyes": "seen",
        "wrench": "working",
        "hourglass_flowing_sand": "waiting",
        "white_check_mark": "resolved",
        "no_entry_sign": "dismissed",
        "ticket": "escalate",
    }
    assert (config.zendesk.tags, config.zendesk.replies) == (("slack-helpdesk",), "public")
    assert (config.zendesk.group_id, config.zendesk.form_id, config.zendesk.fallback_requester) == (None, None, None)
    assert config.zendesk.statuses == {
        "seen": "open",
        "working": "open",
        "waiting": "pending",
        "resolved": "solved",
        "dismissed": "solved",
    }


def test_the_example_file_is_the_smallest_file_with_its_defaults_shown(load: Load) -> None:
    example = EXAMPLE.read_text(encoding="utf-8")
    assert load(example) == load(SMALLEST)
    whole = load(re.sub(r"^# (?=[a-z_]+ = |\[|  \{|\])", "", example, flags=re.MULTILINE))
    named: dict[str, object] = {"responders": ("S0ITTEAM",), "agents_channel": "C0ITAGENTS", "shadow_to": "U0ADMIN"}
    (route,) = whole.channels[0].routes
    assert (route.to, route.priority) == ("S0NETWORK", "high")
    named |= {"routes": (route,), "groups": ("S0SENIORS",)}
    named["hours"], named["promises"] = whole.channels[0].hours, whole.channels[0].promises
    named["lists"] = ListsConfig()
    named["idle"] = whole.channels[0].idle
    assert named["hours"]
    assert named["promises"]
    assert whole.channels[0] == load(SMALLEST).channels[0].model_copy(update=named)
    assert whole.zendesk.group_id == 360000000001
    assert whole.zendesk.fallback_requester == "it-help@example.com"


def test_a_channel_is_found_by_its_id(load: Load) -> None:
    config = load(SMALLEST)
    assert config.channel("C0ITHELP1") == config.channels[0]
    assert config.channel("C0OTHER") is None


def test_two_channels_may_share_a_prefix(load: Load) -> None:
    assert len(load(SMALLEST + SMALLEST.replace("C0ITHELP1", "G0ITHELP2")).channels) == 2


def test_a_configuration_is_frozen(load: Load) -> None:
    with pytest.raises(ValidationError):
        load(SMALLEST).channels[0].prefix = "HR"  # type: ignore[misc]  # the point of the test


def test_responders_may_be_one_word(load: Load) -> None:
    assert load(SMALLEST + 'responders = "everyone"').channels[0].responders == ("everyone",)


def test_a_byte_order_mark_is_passed_over(load: Load) -> None:
    assert load("\ufeff" + SMALLEST) == load(SMALLEST)


def test_reaction_names_lose_colons_and_skin_tones(load: Load) -> None:
    text = SMALLEST + '[channels.reactions]\n":eyes:" = "seen"\n"raised_hands::skin-tone-3" = "resolved"\n'
    assert load(text).channels[0].reactions == {"eyes": "seen", "raised_hands": "resolved"}


def test_given_statuses_join_the_usual_ones(load: Load) -> None:
    statuses = load(
        SMALLEST + '[zendesk.statuses]\nwaiting = "hold"\nworking = 360000000009\nnew = "new"\n'
    ).zendesk.statuses
    assert statuses["waiting"] == "hold"
    assert statuses["working"] == 360000000009
    assert (statuses["new"], statuses["resolved"]) == ("new", "solved")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "channels = []", '[zendesk]\nreplies = "public"'])
def test_a_file_without_channels_is_told_the_smallest_file(faults: Faults, text: str) -> None:
    [fault] = faults(text)
    assert "no channel is configured; the smallest useful file has three lines: [[channels]] and name" in fault


def test_one_bracket_too_few_is_told(faults: Faults) -> None:
    assert faults(SMALLEST.replace("[[channels]]", "[channels]")) == [
        "helpdesk.toml, line 1: channels is one table; write its header with two brackets, [[channels]]."
    ]


def test_a_slip_in_the_toml_is_told_with_its_line(faults: Faults) -> None:
    [fault] = faults(SMALLEST + "prefix = IT\n")
    assert fault.startswith("helpdesk.toml is not TOML: ")
    assert "line 4" in fault


def test_a_missing_file_is_told_the_smallest_file(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigWrong, match=r"does not exist: `helpdesk init` writes it, HELPDESK_CONFIG .*: .*\[\[channels\]\]"
    ):
        load_config(tmp_path / "helpdesk.toml")


def test_a_folder_is_not_a_configuration_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigWrong, match="can't be read: Is a directory"):
        load_config(tmp_path)


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "helpdesk.toml").write_bytes(b"name = \xff")
    with pytest.raises(ConfigWrong, match="is not UTF-8"):
        load_config(tmp_path / "helpdesk.toml")


@pytest.mark.parametrize("text", ["a = " + "[" * 20000, "a = " + "9" * 5000, "a = 2026-99-99", "a = '\0'"])
def test_monstrous_toml_is_only_ever_wrong(faults: Faults, text: str) -> None:
    assert "is not TOML" in faults(text)[0]


TABLES = st.sampled_from(
    ["[[channels]]", "[zendesk]", "[channels.reactions]", "[zendesk.statuses]", "[a.b]", "# c", ""]
)
KEYS = st.sampled_from(["name", "id", "responders", "reactions", "statuses", "eyes", "seen", '"👀"', "channels", "a.b"])
VALUES = st.recursive(
    st.sampled_from(
        ['"C1"', '""', '"everyone"', "1", "-1", "1.5", "inf", "true", "2026-01-01", '"seen"', "[", '"""\na\n"""']
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[\n" + ",\n".join(items) + "]"),
        st.dictionaries(KEYS, inner, max_size=3).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        ),
    ),
    max_leaves=4,
)
LINES = st.one_of(TABLES, st.tuples(KEYS, VALUES).map(" = ".join))
TOML_LIKE = st.lists(LINES, max_size=12).map("\n".join)


@given(st.one_of(st.text(), TOML_LIKE, TOML_LIKE.map(SMALLEST.__add__)))
def test_no_text_does_anything_but_load_or_be_wrong(text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "helpdesk.toml")
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            faults = [] if load_config(path).channels else ["no channels"]
        except ConfigWrong as wrong:
            faults = wrong.faults or ["no fault"]
        assert all(fault.endswith(".") and "\n" not in fault for fault in faults)


def test_lines_are_found_in_every_spelling_of_toml() -> None:
    text = '''# first
a.b = 1
"c d" = """
[not.a.table]
e = 2
"""
f = [
  "one",  # [g]
  "two",
]

[[h]]
i = { j = 1, k = [ 2 ] }
[h.l]
m = 1
[[h]]
[h.l]
m = 2
[[h.n]]
[[h.n]]
o = 1
[p.q]
r.s = 1
'''
    lines = lines_of(text)
    assert lines["a", "b"] == 2
    assert lines[("c d",)] == 3
    assert (lines[("f",)], lines["f", 0], lines["f", 1]) == (7, 8, 9)
    assert (lines["h", 0], lines["h", 0, "i", "j"], lines["h", 0, "i", "k", 0]) == (12, 13, 13)
    assert (lines["h", 0, "l", "m"], lines["h", 1], lines["h", 1, "l", "m"]) == (15, 16, 18)
    assert lines["h", 1, "n", 1, "o"] == 21
    assert lines["p", "q", "r", "s"] == 23
    assert not [where for where in lines if "e" in where or "not" in where]


def test_a_channel_can_be_made_without_a_file() -> None:
    assert Config(channels=(Channel(name="it-help", id="C1"),)).zendesk.replies == "public"
