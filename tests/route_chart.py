"""The way of a delivery through the product as a picture, made from the addresses, events and effects there are."""

import re
from collections.abc import Iterable
from types import UnionType
from typing import Union, get_args, get_origin
from urllib.parse import urlsplit

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects.moving import MovingSlackEffect
from helpdesk.slack.manifest import manifest
from helpdesk.zendesk.webhooks import PATH

_READS = ("look", "read", "find", "follow")


def route_chart() -> str:
    """Who sends what to which door, and what leaves again for which side."""
    to_slack = members(fx.SlackEffect | fx.FileEffect | MovingSlackEffect)
    told = ", ".join(_words(kind) for kind in members(e.Event))
    lines = [
        "flowchart LR",
        f'  slack([Slack]) -- "{_listed(_slack_paths())} or a socket" --> door',
        f'  zendesk([Zendesk]) -- "{PATH}" --> door',
        '  door["<b>door</b><br>signature, understood, kept, acknowledged"] --> mailbox',
        f'  mailbox[("<b>mailbox</b><br>{_broken(told)}")] --> attend',
        '  attend["<b>attend</b><br>decide, then plan"]',
        '  reconcile["<b>reconcile</b><br>reads both sides and compares"] -- "what was never told" --> mailbox',
        '  sweeper["<b>sweeper</b><br>each second"] -- "what is due" --> attend',
        f'  attend -- "{_broken(_writes(to_slack))}" --> there([Slack])',
        f'  attend -- "{_broken(_writes(members(fx.ZendeskEffect)))}" --> beyond([Zendesk])',
    ]
    return "\n".join(["```mermaid", *lines, "```"]) + "\n"


def members(union: object) -> list[type]:
    """The classes of a union, in their order."""
    if get_origin(union) in {Union, UnionType}:
        return [one for each in get_args(union) for one in members(each)]
    assert isinstance(union, type)
    return [union]


def _slack_paths() -> list[str]:
    settings = manifest("https://helpdesk.example.com")
    asked = settings["settings"]
    urls = [asked["event_subscriptions"]["request_url"], asked["interactivity"]["request_url"]]
    urls += [command["url"] for command in settings["features"]["slash_commands"]]
    return [urlsplit(url).path for url in urls]


def _writes(kinds: Iterable[type]) -> str:
    names = (_words(kind) for kind in kinds)
    return ", ".join(name for name in names if not name.startswith(_READS))


def _words(kind: type) -> str:
    return " ".join(re.findall("[A-Z][a-z]*", kind.__name__)).lower().replace("zendesk", "Zendesk")


def _listed(paths: Iterable[str]) -> str:
    return "<br>".join(paths)


def _broken(text: str, most: int = 44) -> str:
    """Over several lines, as Mermaid wants them."""
    lines = [""]
    for word in text.split(", "):
        if len(lines[-1]) + len(word) > most:
            lines.append("")
        lines[-1] += f"{word}, "
    return "<br>".join(line.strip() for line in lines).rstrip(", ")
