"""Duties for a door to know, and what is asked of it. It tests nothing itself."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from redis import Redis

from helpdesk.config import Channel, Config
from helpdesk.config.duty import DutyConfig
from helpdesk.sandbox.slack.records import Message
from helpdesk.store.duty import Duties, Swap
from helpdesk.wiring import Wiring
from tests.slack.stage import KIM, ROBIN

from .stage import COMMANDS, HELP, ROUTES, UNHURRIED, Door, settings
from .town import Town

OpenDesk = Callable[..., Door]
ALWAYS = {"days": "daily", "from": "00:00", "to": "00:00"}
IT: dict[str, Any] = {"team": "it", "zone": "Europe/Zurich", "channels": [HELP], "weekly": [{**ALWAYS, "person": KIM}]}
NIGHTS: dict[str, Any] = {
    "team": "network",
    "weekly": [{"days": "mon", "from": "08:00", "to": "17:00", "person": "Carla <Muster>"}],
}


def wired(
    store_url: str,
    *duties: dict[str, Any],
    responders: tuple[str, ...] = ("S0ITTEAM",),
    groups: tuple[str, ...] = (),
    **more: Any,
) -> Wiring:
    channel = Channel(name="it-help", id=HELP, responders=responders, groups=groups, routes=ROUTES)
    config = Config(channels=(channel,), duty=tuple(DutyConfig.model_validate(duty) for duty in duties))
    return Wiring(settings(**more), config, store_url, patience=UNHURRIED)


def typed(door: Door, text: str, by: str = ROBIN, **more: str) -> str:
    said = {"command": "/helpdesk", "user_id": by, "channel_id": HELP, "team_id": "T", "text": text, **more}
    return str(door.knock(COMMANDS, urlencode(said).encode()).json()["text"])


def direct(town: Town, person: str) -> list[Message]:
    """What the helpdesk wrote to somebody in private."""
    channels = [c for c in town.slack.workspace.channels.values() if c.is_im and person in c.members]
    return [message for channel in channels for message in channel.messages.values() if message.bot_id]


def swaps(valkey: Redis) -> list[Swap]:
    return list(Duties(valkey).facts().swaps)
