"""The one RQ job: attend to a place. It is a hint without payload; lost or doubled, it does no harm."""

from helpdesk.desk import Desk
from helpdesk.domain.place import Place

_desk: list[Desk] = []


def employ(desk: Desk) -> None:
    """Give this process the desk its jobs attend with. Called once, before the worker starts."""
    _desk[:] = [desk]


def attend(place: str) -> None:
    """Called by RQ, by this name."""
    _desk[0].attend(Place.parse(place))
