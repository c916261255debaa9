"""`python -m tests.documents` (`make docs`) writes the parts of the documents that are made from the code."""

import inspect
import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from helpdesk.config import Config
from helpdesk.doctor.slack import NEEDED_FOR
from helpdesk.settings import PREFIX, Settings
from helpdesk.slack.manifest import SCOPES
from tests.route_chart import route_chart
from tests.state_chart import chart, table_of_states

DOCS = Path(__file__).parent.parent / "docs"
_PART = re.compile(r"(<!-- made by `make docs`: ([\w-]+) -->\n).*?(<!-- end of \2 -->\n)", re.DOTALL)


def settings() -> str:
    """The environment's variables, in the order of the model."""
    rows = ((PREFIX + name.upper(), field.description, _plain(field)) for name, field in Settings.model_fields.items())
    return _table("name", ((f"`{name}`", words, f"`{usual}`" if usual else "") for name, words, usual in rows))


def keys() -> str:
    """Every table of the configuration file with its keys, whichever there are."""
    return "\n".join(part for name, field in Config.model_fields.items() for part in _tables(name, field))


def scopes() -> str:
    rows = (f"| `{scope}` | {NEEDED_FOR[scope]} |" for scope in SCOPES)
    return "\n".join(["| scope | what it is for |", "| --- | --- |", *rows]) + "\n"


PARTS: Mapping[str, Callable[[], str]] = {
    "settings": settings,
    "keys": keys,
    "scopes": scopes,
    "route": route_chart,
    "state-chart": chart,
    "state-table": table_of_states,
}


def written(text: str) -> str:
    """A document with its made parts made anew."""
    return _PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]()}\n{part[3]}", text)


def parts_in(text: str) -> list[str]:
    return [part[2] for part in _PART.finditer(text)]


def _tables(name: str, field: FieldInfo) -> Iterator[str]:
    listed = get_origin(field.annotation) is tuple
    model, header = _model(field), f"[[{name}]]" if listed else f"[{name}]"
    rows = ((f"`{key}`", *_row(each)) for key, each in model.model_fields.items())
    yield f"### `{header}`\n\n{' '.join((inspect.getdoc(model) or '').split())}\n\n{_table('key', rows)}"
    for key, each in model.model_fields.items():
        if _is_table(each):
            usual = "\n".join(f"| `{name}` | `{json.dumps(value)}` |" for name, value in _default(each).items())
            yield f"### `[{name}.{key}]`\n\n{each.description}\n\n| key | default |\n| --- | --- |\n{usual}\n"
        elif _is_optional_table(each) and not issubclass(model, _model(each)):
            yield from _tables(f"{name}.{key}", each)


def _row(field: FieldInfo) -> tuple[str, str]:
    """What a key means, and its default; a key that is a table of its own is told of below."""
    if _is_table(field):
        first = (field.description or "").partition(". ")[0]
        return first[0].lower() + first[1:], "as below"
    value = _default(field)
    shown = "" if value is None else f"`{json.dumps(list(value) if isinstance(value, tuple) else value)}`"
    return field.description or "", shown


def _model(field: FieldInfo) -> type[BaseModel]:
    found = next(iter(get_args(field.annotation)), field.annotation)
    assert isinstance(found, type)
    assert issubclass(found, BaseModel)
    return found


def _is_table(field: FieldInfo) -> bool:
    return isinstance(_default(field), dict) and bool(_default(field))


def _is_optional_table(field: FieldInfo) -> bool:
    first = next(iter(get_args(field.annotation)), None)
    optional = get_origin(field.annotation) is UnionType
    return optional and isinstance(first, type) and issubclass(first, BaseModel)


def _default(field: FieldInfo) -> Any:
    return None if field.is_required() else field.get_default(call_default_factory=True)


def _plain(field: FieldInfo) -> str:
    return "" if field.default is None else str(field.default)


def _table(first: str, rows: Any) -> str:
    lines = [f"| {name} | {words} | {usual} |".replace("|  |", "| |") for name, words, usual in rows]
    return "\n".join([f"| {first} | meaning | default |", "| --- | --- | --- |", *lines]) + "\n"


def documents() -> list[Path]:
    return sorted(DOCS.rglob("*.md"))


if __name__ == "__main__":
    for document in documents():
        text = document.read_text()
        if written(text) != text:
            document.write_text(written(text))
