"""On which line of a TOML text each key stands. This room knows TOML's shape and nothing of our own keys."""

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

Where = tuple[str | int, ...]
"""A value's place in the parsed file: keys, and positions in arrays, as in `("channels", 0, "id")`."""


def lines_of(text: str) -> dict[Where, int]:
    """Give the first line, counted from 1, of every table and value of a text that `tomllib` accepts.

    `tomllib` keeps no positions. But a TOML text is a row of statements that each parse alone, so cutting it
    into the shortest pieces that parse gives every header and every key with its line.
    """
    found: dict[Where, int] = {(): 1}
    table: Where = ()
    for line, piece, said in _statements(text):
        if piece.lstrip().startswith("["):
            table = _opened(found, said)
            for length in range(1, len(table) + 1):
                found.setdefault(table[:length], line)
        else:
            reached = 0
            for where, key in _walk(said, table):
                reached = max(piece.find(key, reached), reached)
                found.setdefault(where, line + piece.count("\n", 0, reached))
    return found


def table_of(where: Where) -> str:
    """Write the header under which a value stands: `[[channels]]`, `[channels.reactions]`, `[zendesk]`, or nothing."""
    while where and isinstance(where[-1], int):
        where = where[:-1]
    name = ".".join(part for part in where[:-1] if isinstance(part, str))
    if not name:
        return ""
    return f"[[{name}]]" if isinstance(where[-2], int) else f"[{name}]"


def _statements(text: str) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Cut into statements: each with its first line, its text and what it says alone; blanks and comments left out."""
    start, piece = 1, ""
    for number, line in enumerate(text.split("\n"), start=1):
        piece += line + "\n"
        try:
            said = tomllib.loads(piece)
        except tomllib.TOMLDecodeError:
            continue  # not whole yet: the next line belongs to it
        if said:
            yield start, piece, said
        start, piece = number + 1, ""


def _opened(found: Mapping[Where, int], header: Mapping[str, Any]) -> Where:
    """Say which table a header opens: `[[channels]]` the next one, `[channels.reactions]` one of the last channel."""
    where: Where = ()
    said: Any = header
    while said:
        key, said = next(iter(said.items()))
        where = (*where, key)
        last = _last(found, where)
        if isinstance(said, list):
            return (*where, last + 1)
        if last >= 0:
            where = (*where, last)
    return where


def _last(found: Mapping[Where, int], array: Where) -> int:
    number = 0
    while (*array, number) in found:
        number += 1
    return number - 1


def _walk(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """Every value inside, in the order of the text, with the words by which it is found there: its key, or itself."""
    inside: Iterator[tuple[str | int, Any]] = iter(())
    if isinstance(value, dict):
        inside = iter(value.items())
    elif isinstance(value, list):
        inside = iter(enumerate(value))
    for key, item in inside:
        yield (*where, key), _words(key, item)
        yield from _walk(item, (*where, key))


def _words(key: str | int, item: Any) -> str:
    if isinstance(key, str):
        return key
    if isinstance(item, dict):
        return next(iter(item), "")  # a table in an array stands where its first key stands
    return item if isinstance(item, str) else ""
