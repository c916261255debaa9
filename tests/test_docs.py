"""The documents say what the product does: every setting and key with its default, every command, every link."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import typer

from helpdesk.cli import app
from helpdesk.config import Channel, Config, PrivacyConfig, SlackConfig, ZendeskConfig, load_config
from helpdesk.config_words import USUAL_REACTIONS, USUAL_STATUSES
from helpdesk.domain.states import State
from helpdesk.settings import PREFIX, Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
CONFIGURATION = (ROOT / "docs" / "configuration.md").read_text()
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
AS_BELOW = {"reactions", "statuses"}


def _table(text: str, heading: str) -> dict[str, str]:
    """The rows of the first table under a heading: the name in the first column, the default in the last."""
    part = text.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in part.splitlines() if line.startswith("|")]
    return {row[0].strip("`"): row[-1].strip("`") for row in rows[2:]}


def _default(field: Any) -> str:
    value = field.get_default(call_default_factory=True)
    if value is None or field.is_required():
        return ""
    return json.dumps(list(value) if isinstance(value, tuple) else value)


def test_every_setting_is_documented_with_its_default() -> None:
    def shown(value: object) -> str:
        return "" if value is None else str(value)

    defaults = {PREFIX + name.upper(): shown(field.default) for name, field in Settings.model_fields.items()}
    assert _table(CONFIGURATION, "## Settings") == defaults


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("### `[[channels]]`", Channel),
        ("### `[slack]`", SlackConfig),
        ("### `[zendesk]`", ZendeskConfig),
        ("### `[privacy]`", PrivacyConfig),
    ],
)
def test_every_key_is_documented_with_its_default(heading: str, model: Any) -> None:
    defaults = {name: _default(field) for name, field in model.model_fields.items() if name not in AS_BELOW}
    told = _table(CONFIGURATION, heading)
    assert {name: told.pop(name, None) for name in AS_BELOW & model.model_fields.keys()} == dict.fromkeys(
        AS_BELOW & model.model_fields.keys(), "as below"
    )
    assert told == defaults


@pytest.mark.parametrize(
    ("heading", "usual"),
    [("### `[channels.reactions]`", USUAL_REACTIONS), ("### `[zendesk.statuses]`", USUAL_STATUSES)],
)
def test_every_default_meaning_is_documented(heading: str, usual: dict[str, str]) -> None:
    assert _table(CONFIGURATION, heading) == {name: f'"{meaning}"' for name, meaning in usual.items()}


def test_the_example_configuration_is_one_and_shows_every_key(tmp_path: Path) -> None:
    example = ROOT / "helpdesk.example.toml"
    assert load_config(example).channel("C0ITHELP1")
    text = example.read_text()
    models = (Config, Channel, SlackConfig, ZendeskConfig, PrivacyConfig)
    keys = {key for model in models for key in model.model_fields}
    assert {key for key in keys if not re.search(rf"\b{key}\b", text)} == set()
    everything = tmp_path / "helpdesk.toml"
    everything.write_text(re.sub(r"^# (?=\[|\w+ = )", "", text, flags=re.MULTILINE))
    assert load_config(everything).zendesk.group_id


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
