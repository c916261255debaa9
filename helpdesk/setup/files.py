"""`.env` and `helpdesk.toml`, changed in place: all else in them stays, and a file is there whole or as before."""

import io
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from dotenv.parser import parse_stream
from tomlkit.exceptions import TOMLKitError

from helpdesk.config.faults import ConfigWrong

_MADE_BY = "Made by `helpdesk init`. All keys: docs/configuration.md"


def text_of(file: Path) -> str:
    """What is in the file; nothing when there is none. Raises OSError or UnicodeDecodeError."""
    return file.read_text(encoding="utf-8-sig") if file.exists() else ""


def with_variables(text: str, values: Mapping[str, str]) -> str:
    """The text of an `.env` with these variables, each in its old place or at the end.

    A value may hold no quote, blank, backslash or newline: it is written as it is.
    """
    left = dict(values)
    lines: list[str] = []
    for binding in parse_stream(io.StringIO(text)):
        name = binding.key
        if name not in values:
            lines.append(binding.original.string)
        elif name in left:
            before = "export " if binding.original.string.lstrip().startswith("export ") else ""
            lines.append(f"{before}{name}={left.pop(name)}\n")
    kept = "".join(lines)
    if kept and not kept.endswith("\n"):
        kept += "\n"
    return kept + "".join(f"{name}={value}\n" for name, value in left.items())


def first_channel(text: str, file: Path) -> dict[str, Any]:
    """The keys of the first channel of a `helpdesk.toml`, unchecked; none when there is no channel yet.

    Raises ConfigWrong for what is no TOML, or has something else where the channels stand.
    """
    table = _channels(_parsed(text, file), file)
    return dict(table[0].unwrap()) if table else {}


def with_channel(text: str, file: Path, keys: Mapping[str, Any]) -> str:
    """The text with these keys in its first channel, which is added when there is none."""
    document = _parsed(text, file)
    channels = _channels(document, file)
    if not channels:
        table = tomlkit.table()
        table.update(keys)
        channels = tomlkit.aot()
        channels.append(table)
        if not text.strip():
            document.add(tomlkit.comment(_MADE_BY))
            document.add(tomlkit.nl())
        document["channels"] = channels
    else:
        channels[0].update(keys)
    return tomlkit.dumps(document)


def require_writable(file: Path) -> None:
    """Raise OSError when `write` would: a file beside it is made and removed."""
    with tempfile.NamedTemporaryFile(dir=file.resolve().parent, prefix=".new"):
        pass


def write(file: Path, text: str, *, private: bool = False) -> None:
    """Replace the file in one step. Nobody but its owner may read a private one. Raises OSError."""
    file = file.resolve()
    with tempfile.NamedTemporaryFile("w", dir=file.parent, prefix=".new", delete=False, encoding="utf-8") as new:
        path = Path(new.name)
        try:
            new.write(text)
            new.flush()
            os.fsync(new.fileno())
            path.chmod(0o600 if private else _mode(file))
            path.replace(file)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def _mode(file: Path) -> int:
    return file.stat().st_mode & 0o777 if file.exists() else 0o644


def _parsed(text: str, file: Path) -> Any:
    try:
        return tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise ConfigWrong([f"{file} is not TOML: {' '.join(str(error).split())}; correct that line."]) from None


def _channels(document: Any, file: Path) -> Any:
    channels = document.get("channels", [])
    if not isinstance(channels, list) or not all(isinstance(each, dict) for each in channels):
        raise ConfigWrong([f"{file}: channels must be tables; write their headers with two brackets, [[channels]]."])
    return channels
