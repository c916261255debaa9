"""The one RQ job: attend to a place. It is a hint without payload; lost or doubled, it does no harm."""

import structlog

from helpdesk.desk import Desk
from helpdesk.domain.place import Place
from helpdesk.surprises import where

log = structlog.get_logger()

_desk: list[Desk] = []


def employ(desk: Desk) -> None:
    """Give this process the desk its jobs attend with. Called once, before the worker starts."""
    _desk[:] = [desk]


def attend(place: str) -> None:
    """Called by RQ, by this name. An error is told without its words, which RQ would log and keep."""
    try:
        _desk[0].attend(Place.parse(place))
    except Exception as error:  # noqa: BLE001 - the place is still due: it is hinted again when its lease ran out
        log.error("attend_crashed", place=place, error=where(error))
