"""Every language says everything, nothing is left over, and values are where they belong: in code and catalogues."""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import helpdesk
from helpdesk.config.words import MEANINGS
from helpdesk.domain.events import Button
from helpdesk.domain.files import WhyNot
from helpdesk.domain.left_aside import GROUPS
from helpdesk.domain.text.masked import Kind
from helpdesk.domain.ticket import reminders
from helpdesk.domain.ticket.form import Priority, Type
from helpdesk.domain.ticket.rating import Score
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.timings import MEASURES
from helpdesk.languages.speech import ENGLISH, REASON, Speech, languages
from helpdesk.slack.form_names import FORM_BLOCK, GROUP_BLOCK, PRIORITY_BLOCK, TYPE_BLOCK, Form

PRODUCT = Path(helpdesk.__file__).parent
SAYING = re.compile(r"(?i)\bspeech(\(\))?\.say$")
KINDS: Mapping[str, Sequence[str]] = {
    "state-{}": list(State),
    "meaning-{}": MEANINGS,
    "button-{}": get_args(Button),
    "command-will-{}": get_args(Button),
    "masked-{}": list(Kind),
    "left-out-{}": get_args(WhyNot),
    "file-stayed-{}": get_args(WhyNot),
    "form-{}": (PRIORITY_BLOCK, TYPE_BLOCK, FORM_BLOCK, GROUP_BLOCK),
    "form-{}-title": get_args(Form),
    "priority-{}": get_args(Priority),
    "type-{}": get_args(Type),
    "replies-{}": ("public", "internal"),
    "satisfaction-{}": get_args(Score),
    "promise-{}": get_args(reminders.Kind),
    "promise-warning-{}": get_args(reminders.Kind),
    "snooze-{}": get_args(reminders.Delay),
    "include-{}": ("thread", "files"),
    "aside-{}": GROUPS,
    "stats-state-{}": list(State),
    "stats-until-{}": MEASURES,
    "stats-half-{}": ("answered", "resolved"),
    "stats-lasting-{}": ("days", "hours", "minutes"),
}
"""Messages that are named by f-strings -> all that may stand in their braces."""


@dataclass
class Said:
    """A message as the code says it: where, and with which values. Of `some`, not each must use every value."""

    where: str
    values: frozenset[str]
    some: bool = False


@dataclass
class Uses(Visitor):
    """The variables of a message."""

    variables: set[str] = field(default_factory=set)

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - the library's way
        self.variables.add(node.id.name)


def catalogue(language: str) -> dict[str, frozenset[str]]:
    """Message -> its variables."""
    text = (PRODUCT / "languages" / f"{language}.ftl").read_text()
    body = FluentParser().parse(text).body
    assert [entry.content for entry in body if isinstance(entry, ftl.Junk)] == []
    messages = [entry for entry in body if isinstance(entry, ftl.Message)]
    names = [entry.id.name for entry in messages]
    assert sorted(names) == sorted(set(names)), "a message stands twice"
    return {entry.id.name: variables(entry) for entry in messages}


def variables(entry: ftl.Message) -> frozenset[str]:
    uses = Uses()
    uses.visit(entry)
    return frozenset(uses.variables)


@cache
def sayings() -> tuple[tuple[str, Said], ...]:
    """Every message that the product says."""
    return tuple(_sayings())


def _sayings() -> Iterator[tuple[str, Said]]:
    for file in sorted(PRODUCT.rglob("*.py")):
        text = file.read_text()
        tree = ast.parse(text if ".say(" in text else "")
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and SAYING.search(ast.unparse(node.func)):
                where = f"{file.relative_to(PRODUCT.parent)}:{node.lineno}"
                names = list(named(node.args[0], tree, where))
                values = frozenset(keyword.arg or "**" for keyword in node.keywords)
                yield from ((name, Said(where, values, some=len(names) > 1)) for name in names)


def named(message: ast.expr, tree: ast.Module, where: str) -> Iterator[str]:
    """What a message may be: named as it is, by an f-string of `KINDS`, or by a table of the module."""
    if isinstance(message, ast.Constant):
        yield str(message.value)
    elif isinstance(message, ast.JoinedStr):
        template = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in message.values)
        yield from (template.format(kind) for kind in KINDS[template])
    else:
        tables = {node.id for node in ast.walk(message) if isinstance(node, ast.Name)}
        found = [value for target, value in assigned(tree) if target in tables]
        assert found, f"{where}: name the message as it is, by an f-string of KINDS, or by a table of the module"
        for table in found:
            assert isinstance(table, ast.Dict), where
            yield from (str(value.value) for value in table.values if isinstance(value, ast.Constant))


def assigned(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            yield node.target.id, node.value


def test_there_are_several_languages_and_english_is_one() -> None:
    assert {ENGLISH, "fr", "it"} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_what_the_product_says_is_what_the_catalogue_has(language: str) -> None:
    said = {name for name, _ in sayings()}
    there = {name for name in catalogue(language) if not name.startswith(REASON)}
    assert (sorted(said - there), sorted(there - said)) == ([], []), "missing, stale"


@pytest.mark.parametrize("language", languages())
def test_a_message_has_the_values_it_is_given(language: str) -> None:
    there = catalogue(language)
    wrong = [
        f"{said.where}: {name} has {sorted(there[name])} and is given {sorted(said.values)}"
        for name, said in sayings()
        if name in there and not (there[name] <= said.values if said.some else there[name] == said.values)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", languages())
def test_a_translation_has_the_values_of_the_english_message(language: str) -> None:
    english = catalogue(ENGLISH)
    assert {name: found for name, found in catalogue(language).items() if found != english.get(name)} == {}


def test_french_marks_do_not_stand_alone_on_a_line() -> None:
    text = (PRODUCT / "languages" / "fr.ftl").read_text()
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert [line for line in lines if re.search(r" [;!?»]|« | :(?:\s|$)", line)] == []


@pytest.mark.parametrize("language", languages())
def test_windows_and_buttons_have_room_for_their_words(language: str) -> None:
    """https://docs.slack.dev/reference/views/modal-views and block-kit/block-elements/button-element ."""
    speech = Speech(language)
    titles = [name for name in catalogue(language) if re.fullmatch(r"form-(\w+-title|create|save|cancel|close)", name)]
    buttons = [name for name in catalogue(language) if name.startswith("button-") and name != "button-aloud"]
    long = [name for name in titles if len(speech.say(name)) > 24]
    aloud = (speech.say("button-aloud", action=speech.say(name), number="A-LONG-PREFIX-1234567") for name in buttons)
    assert long + [said for said in aloud if len(said) > 75] == []
    assert len(titles) == 8
    assert len(buttons) >= len(get_args(Button))
