"""Imports every module of the product in a fresh interpreter and prints what our own code did meanwhile.

Run as a script by the house's tests. Only what our modules do themselves counts: another package's start is its own.
"""

import importlib
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

OURS = ("helpdesk", "workers")
DEEDS = ("open", "os.", "shutil.", "socket.", "subprocess.", "tempfile.", "sqlite3.", "urllib.")
_heard: list[str] = []


def asker() -> str:
    """The module whose code asked for what is happening, the standard library's own frames left out."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        name = str(frame.f_globals.get("__name__", ""))
        if name.startswith("importlib._bootstrap"):
            return "import"
        if name != __name__ and name.partition(".")[0] not in sys.stdlib_module_names:
            return name
        frame = frame.f_back
    return ""


def is_ours(module: str) -> bool:
    return module.partition(".")[0] in OURS


class HeardEnvironment(dict[str, str]):
    """Takes the place of `os.environ` and hears who reads it."""

    def __getitem__(self, name: str) -> str:
        if is_ours(asker()):
            _heard.append(f"{asker()} reads {name} from the environment")
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        if name not in self:
            return default
        return self[name]

    def __contains__(self, name: object) -> bool:
        if is_ours(asker()):
            _heard.append(f"{asker()} looks for {name} in the environment")
        return super().__contains__(name)


def hear(deed: str, arguments: tuple[Any, ...]) -> None:
    if deed.startswith(DEEDS) and is_ours(asker()):
        _heard.append(f"{asker()} does {deed} {arguments[:1]}")


def modules(root: Path) -> Iterator[str]:
    """Every module of the product, by its dotted name."""
    for package in OURS:
        for file in sorted((root / package).rglob("*.py")):
            yield ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def main() -> None:
    sys.dont_write_bytecode = True
    sys.addaudithook(hear)
    os.environ = HeardEnvironment(os.environ)  # type: ignore[assignment]  # noqa: B003 - heard, not cleared
    for name in modules(Path(__file__).parent.parent):
        before = threading.active_count()
        importlib.import_module(name)
        if threading.active_count() != before:
            _heard.append(f"{name} starts a thread")
    sys.stdout.write("".join(f"{line}\n" for line in _heard))


if __name__ == "__main__":
    main()
