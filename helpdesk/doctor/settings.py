"""What the environment and `.env` say beside what can be read without asking anybody."""

from collections.abc import Iterable, Iterator
from functools import partial
from urllib.parse import urlsplit

from pydantic_settings import DotEnvSettingsSource

from helpdesk.doctor.findings import Finding, ok, warning
from helpdesk.doctor.rounds import Check, Round
from helpdesk.settings import Settings, misspelt_variables
from helpdesk.zendesk.oauth import is_this_machine

_NAMES = "See docs/configuration.md for the names."


def settings_round(settings: Settings, variables: Iterable[str]) -> Round:
    """`variables` are the names of all variables of the environment."""
    return (
        Check("settings", partial(_names, variables), _NAMES),
        Check("settings", partial(_addresses, settings), "Set addresses that start with https://."),
    )


def unread_variables(variables: Iterable[str]) -> list[str]:
    """A sentence for each HELPDESK_ variable among these and in `.env` that nothing reads."""
    in_file = [name.upper() for name in DotEnvSettingsSource(Settings).env_vars]
    return misspelt_variables(dict.fromkeys([*variables, *in_file], ""))


def _names(variables: Iterable[str]) -> Iterator[Finding]:
    unread = unread_variables(variables)
    for sentence in unread:
        yield warning("settings", sentence, f"Correct the name or remove the variable. {_NAMES}")
    if not unread:
        yield ok("settings", "Every HELPDESK_ variable is a known one.")


def _addresses(settings: Settings) -> Iterator[Finding]:
    named = {"HELPDESK_SLACK_API_URL": settings.slack_api_url, "HELPDESK_ZENDESK_URL": settings.zendesk_url}
    for name, url in named.items():
        if url and urlsplit(url).scheme == "http" and not is_this_machine(url):
            yield warning(
                "settings",
                f"{name} starts with http:// and leads to another machine: tokens and messages go there unencrypted.",
                f"Write {name} with https://.",
            )
