"""One language to say things in. Which languages there are is found from the `.ftl` files beside this one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

ENGLISH = "en"
REASON = "reason-"
"""Before the names of the sentences that say why something did not work."""

_ENDING = ".ftl"

log = structlog.get_logger()


@cache
def languages() -> tuple[str, ...]:
    """The names of the languages there are, such as `en`, sorted."""
    names = (file.name for file in files(__package__).iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


@dataclass(frozen=True, slots=True)
class Speech:
    """One of `languages()`. What it is made of is read when something is first said in it."""

    language: str = ENGLISH

    def say(self, message: str, **values: str | int | date) -> str:
        """The message with these values in it. KeyError for one that no catalogue has.

        Values stand as they are: whoever gives foreign words escapes them. A number chooses the plural form and is
        grouped as numbers are; the number of a ticket is given as text.
        """
        bundle = _catalogue(self.language)
        pattern = bundle.get_message(message).value
        if pattern is None:
            raise KeyError(message)
        said, faults = bundle.format_pattern(pattern, values)
        if faults:
            log.error("message_incomplete", message=message, language=self.language, error=type(faults[0]).__name__)
        return str(said)

    def reason(self, why: str) -> str:
        """A sentence of ours that says in English why something did not work; any other as it is.

        Records, logs and commands have these in English, with words of Slack's and Zendesk's inside.
        """
        meant = None if self.language == ENGLISH else reason_meant(why)
        return self.say(meant[0], **meant[1]) if meant else why


def speech_of(locale: str) -> Speech:
    """The language for a locale such as `fr-CA`, English for one not spoken here.

    https://docs.slack.dev/reference/objects/user-object
    """
    known = {name.lower(): name for name in languages()}
    whole = locale.replace("_", "-").lower()
    return Speech(known.get(whole) or known.get(whole.partition("-")[0]) or ENGLISH)


def reason_meant(why: str) -> tuple[str, Mapping[str, str]] | None:
    """The message of the catalogues that this English sentence is, and its values."""
    found = ((name, pattern.fullmatch(why)) for name, pattern in _reasons())
    return next(((name, match.groupdict()) for name, match in found if match), None)


@cache
def _reasons() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(_patterns())


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each reason as it reads in English, in the order of the catalogue: an exacter one stands before others."""
    from fluent.runtime import FluentResource  # noqa: PLC0415 - see catalogue_of
    from fluent.syntax import ast  # noqa: PLC0415

    def pattern(part: ast.TextElement | ast.Placeable) -> str:
        if isinstance(part, ast.TextElement):
            return re.escape(part.value)
        return f"(?P<{part.expression.id.name}>.+)" if isinstance(part.expression, ast.VariableReference) else ".+"

    for message in FluentResource(_text(ENGLISH)).body:
        if isinstance(message, ast.Message) and message.id.name.startswith(REASON) and message.value:
            parts = (pattern(part) for part in message.value.elements)
            yield message.id.name, re.compile("".join(parts), re.DOTALL)


@cache
def _catalogue(language: str) -> "FluentBundle":
    return catalogue_of(language, _text(language))


def catalogue_of(language: str, text: str) -> "FluentBundle":
    """The messages of a text in Fluent's syntax, with the plurals, numbers and dates of the language."""
    from fluent.runtime import FluentBundle, FluentResource  # noqa: PLC0415 - takes as long as half a process start

    # No marks of direction around values: Slack would take them for a part of links and mentions.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(text))
    return bundle


def _text(language: str) -> str:
    return files(__package__).joinpath(f"{language}{_ENDING}").read_text(encoding="utf-8")
