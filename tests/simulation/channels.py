"""The help channels of a simulated history, as the product is configured for them."""

from helpdesk.config import Channel, Config
from helpdesk.rulebook import meanings
from tests.simulation.town import AGENTS, CHANNEL, OTHER, RESPONDERS_OF

ZENDESK_URL = "https://house.example.com"


def _channel(id_: str, name: str, prefix: str) -> Channel:
    return Channel(
        name=name,
        id=id_,
        prefix=prefix,
        responders=tuple(person.slack for person in RESPONDERS_OF[id_]),
        agents_channel=AGENTS,
        mask_secrets=False,  # it takes most of the time, and has its own tests
    )


CONFIG = Config(channels=(_channel(CHANNEL, "it-help", "IT"), _channel(OTHER, "payroll", "PAY")))
WATCHED = {channel.id: frozenset(meanings(channel)) for channel in CONFIG.channels if channel.id}
