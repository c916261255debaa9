"""Building a door's reception from the wiring."""

import time
from collections.abc import Awaitable, Callable

from helpdesk.doors.forms import TIMEOUT, Forms
from helpdesk.doors.metrics import DoorMetrics
from helpdesk.doors.reception import Reception
from helpdesk.rulebook import meanings
from helpdesk.slack import words
from helpdesk.store.front import FrontStore
from helpdesk.wiring import Wiring


def open_reception(wiring: Wiring) -> tuple[Reception, Callable[[], Awaitable[None]]]:
    """The reception, and what is to be awaited when the door closes."""
    redis = wiring.door_redis()
    store = FrontStore(redis)
    forms = Forms(store, wiring.slack_calls(TIMEOUT), wiring.watched, wiring.settings.zendesk_url, time.time)

    def help_text(channel: str) -> str:
        found = wiring.config.channel(channel) or wiring.config.channels[0]
        return words.command_help(meanings(found))

    reception = Reception(store, forms, wiring.watched, time.time, help_text, DoorMetrics())
    return reception, redis.aclose
