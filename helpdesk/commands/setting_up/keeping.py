"""Writes what was answered into `.env` and `helpdesk.toml`, after asking where such a file was there before."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import typer

from helpdesk.commands.printing import say
from helpdesk.commands.setting_up.asking import Asker
from helpdesk.setup.files import first_channel, require_writable, text_of, with_channel, with_variables, write

ENV = Path(".env")


@dataclass(slots=True)
class Keeper:
    """`known` is what the environment and `.env` say already; the environment wins over what is written."""

    asker: Asker
    config: Path
    known: Mapping[str, str]
    environment: frozenset[str]
    agreed: set[Path] = field(default_factory=set)

    def variables(self, values: Mapping[str, str | None]) -> None:
        """Those that are answered and new, in one step, so that no login is there by half. Nothing empties one."""
        new = {name: value for name, value in values.items() if value is not None and value != self.known.get(name, "")}
        for name in self.environment & new.keys():
            say(f"{name} is set in the environment too, which wins over {ENV}: change it there.")
        if new:
            self._replace(ENV, with_variables(_read(ENV), new), list(new), private=True)

    def require_room(self) -> None:
        """End the command when one of the files could not be written, before anybody answers anything."""
        for file in (ENV, self.config):
            try:
                require_writable(file)
            except OSError as error:
                raise _ended(file, error.strerror or type(error).__name__, "written") from None

    def channel_there(self) -> dict[str, Any]:
        """The keys of the first channel, unchecked."""
        return first_channel(_read(self.config), self.config)

    def channel(self, keys: Mapping[str, Any]) -> None:
        text = _read(self.config)
        there = first_channel(text, self.config)
        new = {name: value for name, value in keys.items() if value and there.get(name) != value}
        if new:
            self._replace(self.config, with_channel(text, self.config, new), list(new), private=False)

    def _replace(self, file: Path, text: str, names: list[str], *, private: bool) -> None:
        if not (file not in self.agreed and file.exists()) or self._agrees(file, names):
            try:
                write(file, text, private=private)
            except OSError as error:
                raise _ended(file, error.strerror or type(error).__name__, "written") from None
            self.agreed.add(file)
            say(f"Written to {file}: {', '.join(names)}.")
        else:
            say(f"{file} stays as it is. To be changed in it: {', '.join(names)}.")

    def _agrees(self, file: Path, names: list[str]) -> bool:
        if self.asker.may_change:
            return True
        question = f"{file} is there already. Set {', '.join(names)} in it, and leave all else as it is?"
        agreed = self.asker.agrees(question, otherwise=self.asker.attended)
        if not agreed and not self.asker.attended:
            typer.echo(f"{file} is there already: --yes lets it be changed.", err=True)
            raise typer.Exit(1)
        return agreed


def _read(file: Path) -> str:
    try:
        return text_of(file)
    except (OSError, UnicodeDecodeError) as error:
        raise _ended(file, getattr(error, "strerror", None) or "it is no UTF-8 text", "read") from None


def _ended(file: Path, why: str, deed: str) -> typer.Exit:
    typer.echo(f"{file} can't be {deed} ({why}): see who may, and run `helpdesk init` again.", err=True)
    return typer.Exit(1)
