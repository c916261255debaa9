"""The Lua scripts, read from their files and loaded once for each connection."""

from functools import cache
from importlib.resources import files

from redis import Redis
from redis.commands.core import Script

_WAKING = frozenset({"put", "sweep"})


@cache
def source(name: str) -> str:
    """A script's text; those that wake a worker begin with `hint.lua`."""
    folder = files("helpdesk.store") / "lua"
    text = (folder / f"{name}.lua").read_text()
    return (folder / "hint.lua").read_text() + text if name in _WAKING else text


class Scripts:
    """The scripts of the worker's side, sent by their hash and loaded again when the server lost them."""

    def __init__(self, redis: "Redis") -> None:
        def script(name: str) -> Script:
            return redis.register_script(source(name))

        self.put = script("put")
        self.take = script("take")
        self.commit = script("commit")
        self.rest = script("rest")
        self.renew = script("renew")
        self.sweep = script("sweep")
        self.number = script("number")
