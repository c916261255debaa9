"""The documents say what the product does: every setting and key with its default, every command, every link."""

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from helpdesk.cli import app
from helpdesk.config import Channel, Config, PrivacyConfig, SlackConfig, ZendeskConfig, load_config
from helpdesk.config.duty import DutyConfig
from helpdesk.config.hours import HoursConfig
from helpdesk.config.idle import IdleConfig
from helpdesk.config.lists import ListsConfig
from helpdesk.config.promises import PromisesConfig
from helpdesk.config.words import USUAL_REACTIONS
from helpdesk.domain.ticket.states import State
from helpdesk.settings import PREFIX, Settings
from tests import documents

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text()
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_what_is_made_from_the_code_is_up_to_date() -> None:
    texts = {document.name: document.read_text() for document in documents.documents()}
    stale = [name for name, text in texts.items() if documents.written(text) != text]
    assert stale == [], "run `make docs`"


def test_every_part_that_is_made_stands_in_one_document() -> None:
    there = [part for document in documents.documents() for part in documents.parts_in(document.read_text())]
    assert sorted(there) == sorted(documents.PARTS)


TABLES = (
    Channel,
    HoursConfig,
    PromisesConfig,
    ListsConfig,
    IdleConfig,
    SlackConfig,
    ZendeskConfig,
    PrivacyConfig,
    DutyConfig,
)


def test_every_setting_and_key_says_what_it_means() -> None:
    models: tuple[Any, ...] = (Settings, *TABLES)
    bare = [name for model in models for name, field in model.model_fields.items() if not field.description]
    assert bare == []
    assert all(f"`{PREFIX}{name.upper()}`" in CONFIGURATION for name in Settings.model_fields)
    assert all(f"| `{name}` |" in CONFIGURATION for model in models[1:] for name in model.model_fields)


def test_the_example_configuration_is_one_and_shows_every_key(tmp_path: Path) -> None:
    example = ROOT / "helpdesk.example.toml"
    assert load_config(example).channel("C0ITHELP1")
    text = example.read_text()
    keys = {key for model in (Config, *TABLES) for key in model.model_fields}
    assert {key for key in keys if not re.search(rf"\b{key}\b", text)} == set()
    everything = tmp_path / "helpdesk.toml"
    everything.write_text(re.sub(r"^# (?=\[|\w+ = |  \{|\])", "", text, flags=re.MULTILINE))
    assert load_config(everything).zendesk.group_id
    assert [duty.source for duty in load_config(everything).duty] == ["weekly", "calendar"]


def test_the_readme_shows_each_default_reaction() -> None:
    rows = re.findall(r"^\| \S+ `(\w+)` \|", README, flags=re.MULTILINE)
    assert rows == list(USUAL_REACTIONS)


def test_every_state_and_its_status_is_explained() -> None:
    text = (ROOT / "docs" / "how-it-works.md").read_text()
    part = text.split("## Slack and Zendesk", 1)[1]
    assert re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE) == [str(state) for state in State]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_command_a_document_names_is_there(document: Path) -> None:
    group: Any = typer.main.get_command(app)
    named = set(re.findall(r"`helpdesk ([a-z][a-z-]*)", document.read_text()))
    assert named <= set(group.commands)


def test_the_readme_names_the_two_commands_that_need_nothing() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)\b(?=\W+#|`)", README))
    assert {"demo", "test"} <= named <= targets


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_to_a_file_leads_to_one(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_decisions_have_a_number_each_and_say_what_came_of_them() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert len({decision.name[:3] for decision in decisions}) == len(decisions)
    for decision in decisions:
        text = decision.read_text()
        assert text.startswith(f"# {decision.name[:3]}. ")
        assert all(f"**{part}." in text for part in ("What forced it", "Options", "Outcome")), decision.name


def test_every_key_of_the_store_is_told_of() -> None:
    source = (ROOT / "helpdesk" / "store" / "keys.py").read_text()
    names = {f"hd:{{{tag}" for tag in re.findall(r'"hd:\{+([a-z]{2,})', source)}
    names |= {f"hd:{{sNN}}:{name}" for name in re.findall(r"\{shard_prefix\}(\w+)", source)}
    text = (ROOT / "docs" / "privacy.md").read_text()
    assert len(names) > 10
    assert {name for name in names if name not in text} == set()
