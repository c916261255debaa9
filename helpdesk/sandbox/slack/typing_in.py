"""Turns what a person types into what Slack stores: escaped text and a rich_text block. It reads no state.

Source: https://docs.slack.dev/messaging/formatting-message-text and https://docs.slack.dev/reference/block-kit/blocks
"""

import re
import secrets
from collections.abc import Callable, Iterator

from helpdesk.sandbox.slack.records import Payload

_ENTITY = r"<(?:[@#!][^<>\n]+|(?:https?://|mailto:|tel:)[^<>\n]+)>"
_BARE_URL = r"https?://[^\s<>`|]*[^\s<>`|.,;:!?)\]'\"]"
_LEAF = re.compile(
    rf"(?P<entity>{_ENTITY})|(?P<url>{_BARE_URL})|`(?P<code>[^`\n]+)`"
    r"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*(?![\w*])"
    r"|(?<![\w_])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])"
    r"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~(?![\w~])"
    r"|:(?P<emoji>[a-z0-9_+'-]+(?:::skin-tone-[2-6])?):"
)
_WIRE = re.compile(rf"(?P<entity>{_ENTITY})|(?P<url>{_BARE_URL})")
_FENCE = re.compile(r"```\n?(.*?)\n?```\n?", re.DOTALL)
_BULLET = re.compile(r"^[-•*] +")
_NUMBER = re.compile(r"^\d+[.)] +")
_QUOTE = re.compile(r"^> ?")


def escape(text: str) -> str:
    """Escape the three characters that Slack escapes; a quoted line therefore arrives as `&gt; words`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def wire_text(typed: str) -> str:
    """The `text` field: everything escaped but mentions and links, bare addresses in angle brackets."""
    written, end = [], 0
    for found in _WIRE.finditer(typed):
        written.append(escape(typed[end : found.start()]))
        written.append(_wire_entity(found))
        end = found.end()
    written.append(escape(typed[end:]))
    return "".join(written)


def _wire_entity(found: "re.Match[str]") -> str:
    if found["url"]:
        return f"<{found['url'].replace('&', '&amp;')}>"
    return found["entity"].replace("&", "&amp;")


def rich_text(typed: str) -> Payload:
    """One rich_text block with sections, lists, quotes and preformatted parts."""
    return {"type": "rich_text", "block_id": secrets.token_urlsafe(4)[:5], "elements": list(_parts(typed))}


def _parts(typed: str) -> Iterator[Payload]:
    end = 0
    for fence in _FENCE.finditer(typed):
        yield from _paragraphs(typed[end : fence.start()].removesuffix("\n"))
        yield {"type": "rich_text_preformatted", "elements": leaves(fence[1], _WIRE), "border": 0}
        end = fence.end()
    yield from _paragraphs(typed[end:])


def _paragraphs(typed: str) -> Iterator[Payload]:
    """Lines of one kind that follow each other make one element."""
    if not typed:
        return
    run: list[str] = []
    kind = ""
    for line in typed.split("\n"):
        now = _kind(line)
        if run and now != kind:
            yield _element(kind, run)
            run = []
        kind = now
        run.append(line)
    yield _element(kind, run)


def _kind(line: str) -> str:
    if _BULLET.match(line):
        return "bullet"
    if _NUMBER.match(line):
        return "ordered"
    return "quote" if _QUOTE.match(line) else "section"


def _element(kind: str, lines: list[str]) -> Payload:
    if kind in {"bullet", "ordered"}:
        marker = _BULLET if kind == "bullet" else _NUMBER
        items = [{"type": "rich_text_section", "elements": leaves(marker.sub("", line))} for line in lines]
        return {"type": "rich_text_list", "style": kind, "indent": 0, "border": 0, "elements": items}
    if kind == "quote":
        return {"type": "rich_text_quote", "elements": leaves("\n".join(_QUOTE.sub("", line) for line in lines))}
    return {"type": "rich_text_section", "elements": leaves("\n".join(lines))}


def leaves(typed: str, pattern: "re.Pattern[str]" = _LEAF) -> list[Payload]:
    """The inline elements of one line or paragraph; inside code only links are found."""
    found_leaves, end = [], 0
    for found in pattern.finditer(typed):
        if found.start() > end:
            found_leaves.append({"type": "text", "text": typed[end : found.start()]})
        kind = found.lastgroup or "entity"
        found_leaves.append(_MAKE[kind](found[kind]))
        end = found.end()
    if end < len(typed):
        found_leaves.append({"type": "text", "text": typed[end:]})
    return found_leaves


def _styled(style: str) -> Callable[[str], Payload]:
    return lambda text: {"type": "text", "text": text, "style": {style: True}}


def _emoji(name: str) -> Payload:
    plain, _, tone = name.partition("::skin-tone-")
    leaf: Payload = {"type": "emoji", "name": plain}
    return {**leaf, "skin_tone": int(tone)} if tone else leaf


def _entity(entity: str) -> Payload:
    target, _, label = entity[1:-1].partition("|")
    if target.startswith("@"):
        return {"type": "user", "user_id": target[1:]}
    if target.startswith("#"):
        return {"type": "channel", "channel_id": target[1:]}
    if target.startswith("!subteam^"):
        return {"type": "usergroup", "usergroup_id": target.removeprefix("!subteam^")}
    if target.startswith("!"):
        return {"type": "broadcast", "range": target[1:]}
    return {"type": "link", "url": target, "text": label} if label else {"type": "link", "url": target}


_MAKE: dict[str, Callable[[str], Payload]] = {
    "entity": _entity,
    "url": lambda url: {"type": "link", "url": url},
    "code": _styled("code"),
    "bold": _styled("bold"),
    "italic": _styled("italic"),
    "strike": _styled("strike"),
    "emoji": _emoji,
}
