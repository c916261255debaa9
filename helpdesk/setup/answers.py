"""What an answer may look like, and what it means. Nothing outside is asked whether it is true."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from helpdesk.config.words import ChannelId, ChannelName, Email, Responder
from helpdesk.settings import AccountUrl, ApiUrl

_IN_LINK = re.compile(r"/(?:archives|client/[A-Z0-9]+)/([CG][A-Z0-9]+)")
_SECRET = re.compile(r"[A-Za-z0-9._~+/=:-]+")
_TOKEN = re.compile(r"xox[abeoprs]-[0-9]|xapp-[0-9]")
_LOOKS_SECRET = re.compile(r"(?<![A-Za-z0-9_+=-])(?=\S*[0-9])[A-Za-z0-9_+=-]{24,}")
_MOST = 1000
_LONGEST_ADDRESS = 255


class AnswerWrong(Exception):
    """An answer that can't be meant. Its text is a sentence that never repeats a secret."""


def bot_token(said: str) -> str:
    return _beginning(said, "xoxb-", "a bot token", "it is the “Bot User OAuth Token” of “OAuth & Permissions”")


def app_token(said: str) -> str:
    return _beginning(said, "xapp-", "an app-level token", "“Basic Information”, “App-Level Tokens” makes one")


def signing_secret(said: str) -> str:
    if said.startswith(("xoxb-", "xapp-", "xoxp-")):
        raise AnswerWrong("This is a token. The signing secret stands under “Basic Information”, “App Credentials”.")
    return secret(said)


def secret(said: str) -> str:
    """Secrets of Slack and Zendesk are letters, digits and few signs; all else got in by mistake."""
    said = said.strip()
    if len(said) > _MOST or not _SECRET.fullmatch(said):
        raise AnswerWrong("This holds blanks, line breaks or signs that no such secret has: copy it again, alone.")
    return said


def channel_id(said: str) -> str:
    """From an id, or from a link to the channel or to a message in it."""
    found = _IN_LINK.search(said)
    return str(_valid(ChannelId, found[1] if found else said.strip()))


def channel_name(said: str) -> str:
    name = str(_valid(ChannelName, said.strip().removeprefix("#")))
    if not name.isprintable():
        raise AnswerWrong("This holds signs that can't be seen: type the name.")
    return name


def responders(said: str, handles: Mapping[str, str]) -> list[str]:
    """From ids, `@handles` of user groups and `everyone`, with blanks or commas between. `handles` gives ids."""
    entries = [entry for entry in re.split(r"[\s,]+", said) if entry]
    if not entries:
        raise AnswerWrong("Nobody is named here.")
    return list(dict.fromkeys(_responder(entry, handles) for entry in entries))


def public_address(said: str) -> str:
    """A door's base address. Slack delivers only over https."""
    said = said.strip().rstrip("/")
    parts = _parts(said)
    usable = parts and parts.scheme == "https" and parts.hostname and "@" not in parts.netloc
    if len(said) > _LONGEST_ADDRESS or not usable or not re.fullmatch(r"[!-~]+", said) or "?" in said or "#" in said:
        raise AnswerWrong("This is no public address: it must be like https://helpdesk.example.com.")
    return said


def account_url(said: str) -> str:
    """The account's address; its name alone, such as `example`, is enough."""
    said = said.strip()
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9-]*", said):
        said = f"{said}.zendesk.com"
    if "://" not in said:
        said = f"https://{said}"
    parts = _parts(said)
    if parts and (parts.hostname or "").endswith(".zendesk.com") and "@" not in parts.netloc:
        said = f"https://{parts.netloc}"  # people copy the address of the page they look at
    return str(_valid(AccountUrl, said))


def api_url(said: str) -> str:
    return str(_valid(ApiUrl, said))


def zendesk_user(said: str) -> str:
    """An OAuth client's identifier, or an agent's e-mail address."""
    said = said.strip()
    if "@" in said:
        secret(said.replace("@", "", 1))
        return str(_valid(Email, said))
    return secret(said)


def _parts(said: str) -> Any:
    try:
        return urlsplit(said)
    except ValueError:
        return None


def _responder(entry: str, handles: Mapping[str, str]) -> str:
    if entry in {"everyone", "@everyone"}:
        return "everyone"
    found = handles.get(entry.removeprefix("@").lower())
    if found is None and not entry.startswith("@"):
        return str(_valid(Responder, entry))
    if found is None:
        near = ", ".join(f"@{handle}" for handle in sorted(handles)[:10]) or "none that can be seen"
        raise AnswerWrong(f"{entry} is no user group of this workspace. There are: {near}.")
    return found


def _beginning(said: str, start: str, what: str, where: str) -> str:
    said = said.strip()
    if not said.startswith(start):
        raise AnswerWrong(f"This is not {what}, which begins with {start}: {where}.")
    return secret(said)


def _valid(kind: Any, said: str) -> Any:
    secret_here = AnswerWrong("This looks like a token or another secret, and is not what is asked for here.")
    if _TOKEN.search(said):
        raise secret_here
    try:
        return TypeAdapter(kind).validate_python(said)
    except ValidationError as error:
        if _LOOKS_SECRET.search(said):
            raise secret_here from None
        first = error.errors(include_url=False)[0]
        words = str(first.get("ctx", {}).get("error") or first["msg"])
        raise AnswerWrong(f"{words[0].upper()}{words[1:]}.") from None
