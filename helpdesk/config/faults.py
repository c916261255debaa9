"""What is wrong with a configuration, one sentence a fault. This room reads no file and decides no rule."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails, PydanticCustomError

from helpdesk.config.lines import Where, table_of

Known = Mapping[str, list[str]]
"""The keys of each table by its header, `""` being the file itself."""

SMALLEST = 'the smallest useful file has three lines: [[channels]] and name = "it-help" and id = "C0ITHELP1"'

_KINDS = {
    str: "a text in quotes",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}
_EXPECTED = {
    "string_type": "a text in quotes",
    "string_too_short": "a text that is not empty",
    "string_too_long": "a shorter text",
    "int_type": "a whole number without quotes",
    "float_type": "a number without quotes",
    "finite_number": "a number with an end",
    "greater_than": "a number above 0",
    "greater_than_equal": "a number not below 0",
    "less_than_equal": "at most 86400 (a day)",
    "tuple_type": "a list in square brackets",
    "dict_type": "a table",
    "model_type": "a table",
}


class ConfigWrong(Exception):
    """A configuration that can't be used; `faults` holds one sentence for each, in the order of the file."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


def unlike(said: object, known: Iterable[str], what: str) -> PydanticCustomError:
    """Make the error for a word that is none of the known ones, with the nearest of them."""
    words = list(known)
    return PydanticCustomError("unlike", "{text}", {"text": f"{shown(said)} is not {what}; {_nearest(said, words)}"})


def wrong(text: str, *further: str | int) -> PydanticCustomError:
    """Make an error whose sentence is ours; `further` leads from the checked value to the one at fault."""
    # The text goes in by a placeholder: braces in what people wrote must stay as they are.
    return PydanticCustomError("wrong", "{text}", {"text": text, "further": further})


def shown(value: object) -> str:
    """Repeat what the file says, shortened."""
    text = str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "..."


def sentences(file: str, errors: Iterable[ErrorDetails], lines: Mapping[Where, int], known: Known) -> list[str]:
    """Turn pydantic's errors into sentences of the form `file, line 5, [[channels]]: fault.`, ordered by line."""
    told = sorted(((_line(where := _where(error), lines), where, error) for error in errors), key=lambda row: row[0])
    return [
        ", ".join(filter(None, (file, f"line {line}", table_of(where)))) + f": {_fault(where, error, known)}."
        for line, where, error in told
    ]


def _where(error: ErrorDetails) -> Where:
    further = error.get("ctx", {}).get("further", ())
    return tuple(part for part in (*error["loc"], *further) if part != "[key]")


def _line(where: Where, lines: Mapping[Where, int]) -> int:
    """Give the line of the value or, when it is missing, of the table it should be in."""
    while where not in lines:
        where = where[:-1]
    return lines[where]


def _fault(where: Where, error: ErrorDetails, known: Known) -> str:
    key = next((part for part in reversed(where) if isinstance(part, str)), "")
    if error["type"] == "extra_forbidden":
        return f"{key} is not a known key; {_nearest(key, known.get(table_of(where), []))}"
    if error["type"] == "missing" and key == "channels":
        return f"no channel is configured; {SMALLEST}"
    if error["type"] == "missing":
        return f"{key} is missing; add a line {key} = …"
    if error["type"] in {"unlike", "wrong"}:
        return f"{key}: {error['ctx']['text']}" if key else str(error["ctx"]["text"])
    given: Any = error["input"]
    if key == "channels" and isinstance(given, dict):
        return "channels is one table; write its header with two brackets, [[channels]]"
    expected = _EXPECTED.get(error["type"], error["msg"].lower())
    if isinstance(given, list | dict):
        return f"{key} is {_KINDS[type(given)]}; expected {expected}"
    return f"{key} is {shown(given)}, {_KINDS.get(type(given), 'a date or time')}; expected {expected}"


def _nearest(said: object, known: list[str]) -> str:
    near = get_close_matches(str(said), known, n=1, cutoff=0.5)
    return f'the nearest known is "{near[0]}"' if near else f"known are {', '.join(known)}"
