"""The Lua scripts, read from their files."""

from functools import cache
from importlib.resources import files

_WAKING = frozenset({"put", "sweep"})


@cache
def source(name: str) -> str:
    """A script's text; those that wake a worker begin with `hint.lua`."""
    folder = files("helpdesk.store") / "lua"
    text = (folder / f"{name}.lua").read_text()
    return (folder / "hint.lua").read_text() + text if name in _WAKING else text
