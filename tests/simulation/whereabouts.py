"""Where a question stands that may have moved, as anybody sees it in Slack."""

from collections.abc import Iterator
from typing import Any

from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.moves import MOVED_FROM
from tests.simulation.town import HELP_CHANNELS, TEAM
from tests.simulation.workspace import Workspace

Json = dict[str, Any]


def whereabouts(workspace: Workspace, first: Place) -> list[Place]:
    """Where it was asked, and each place it was moved to from there, the present one last."""
    places = [first]
    while (there := moved_from(workspace, places[-1])) and there[0] not in places:
        places.append(there[0])
    return places


def moved_from(workspace: Workspace, left: Place) -> list[Place]:
    """Where our messages stand that say a question was moved there from this place, the oldest first."""
    found = (place for place, message in roots(workspace) if mark_of(message).get(MOVED_FROM) == str(left))
    return sorted(found, key=lambda place: float(place.ts))


def roots(workspace: Workspace) -> Iterator[tuple[Place, Json]]:
    """Every message outside of threads in the help channels."""
    for channel in HELP_CHANNELS:
        for ts, message in workspace.channels[channel].items():
            if message.get("thread_ts", ts) == ts:
                yield Place(TEAM, channel, ts), message


def mark_of(message: Json) -> Json:
    """What our metadata with it says; nothing for a message of people."""
    found: Json = message.get("metadata", {}).get("event_payload", {})
    return found
