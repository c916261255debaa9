"""Records as they lie in the store: JSON that begins with its version. An older one is upgraded when it is read.

During a deploy two versions share the store. What a newer one wrote is left alone, so that it is neither lost nor
overwritten by who doesn't understand it. `docs/decisions/014-records-carry-a-version.md` says when the number rises.
"""

import json
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpdesk.domain.delivery import Delivery
from helpdesk.domain.events import Event
from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater
from helpdesk.domain.ticket import Ticket

log = structlog.get_logger()

VERSION = 1
_BEGINNING = b'{"v":%d,' % VERSION
_UNKNOWN_HERE = frozenset({"extra_forbidden", "union_tag_invalid", "literal_error", "enum"})
"""Faults that say: a field, a kind or a word that only a newer version has."""

Record = TypeVar("Record", bound=BaseModel)


class NewerRecord(TryLater):
    """Left for a worker of the version that wrote it, or of a later one."""

    def __init__(self) -> None:
        super().__init__("A newer version of the helpdesk wrote this record, and only that version can go on with it.")


class Letter(BaseModel):
    """An event in a mailbox: by which `delivery` it came, and when it was `put` there (seconds; 0 when not known).

    `trace` is where the delivery's trace goes on from; empty when nobody collects any.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    delivery: str = ""
    put: float = 0.0
    trace: str = ""
    event: Annotated[Event, Field(discriminator="kind")]


def letter(delivery: Delivery, now: float) -> bytes:
    """The record of an event. Defaults are left out, so that an older worker can read whatever says nothing new."""
    event = delivery.event.model_dump_json(exclude_defaults=True)
    trace = f'"trace":{json.dumps(delivery.trace)},' if delivery.trace else ""
    came = f'"delivery":{json.dumps(delivery.id)},"put":{now!r},{trace}'
    return _BEGINNING + f'{came}"event":{{"kind":"{delivery.event.kind}",{event[1:]}}}'.encode()


def written(record: BaseModel) -> bytes:
    """The record of anything else. Defaults are left out, as above: so a default never changes."""
    return _BEGINNING + record.model_dump_json(exclude_defaults=True).encode()[1:]


def read(kind: type[Record], raw: bytes) -> Record:
    """Raises NewerRecord, or ValueError for what no version wrote."""
    try:
        return kind.model_validate_json(_upgraded(kind, raw))
    except ValidationError as error:
        if any(fault["type"] in _UNKNOWN_HERE for fault in error.errors(include_url=False, include_input=False)):
            raise NewerRecord from None
        raise


def ticket_in(body: bytes | None, place: Place) -> Ticket | None:
    """The ticket of a record; None without one, or where no version wrote it. Raises NewerRecord."""
    if not body:
        return None
    try:
        return read(Ticket, body)
    except ValueError as error:
        log.error("ticket_unreadable", place=str(place), error=type(error).__name__)
        return None


def unless_newer(body: bytes | None, place: Place) -> Ticket | None:
    """In a list, one that only a newer version can read is left out: it must not hide the others."""
    try:
        return ticket_in(body, place)
    except NewerRecord:
        return None


def _upgraded(kind: type[BaseModel], raw: bytes) -> bytes:
    """A record as this version writes it, without its version."""
    if raw.startswith(_BEGINNING):
        return b"{" + raw[len(_BEGINNING) :]
    fields = json.loads(raw)
    if not isinstance(fields, dict):
        return raw
    version = fields.pop("v", 0)
    if version > VERSION:
        raise NewerRecord
    for step in range(version, VERSION):
        upgrade = _UPGRADES.get((kind, step))
        fields = upgrade(fields) if upgrade else fields
    return json.dumps(fields).encode()


def _in_an_envelope(event: dict[str, Any]) -> dict[str, Any]:
    return {"event": event}


_UPGRADES: dict[tuple[type[BaseModel], int], Callable[[dict[str, Any]], dict[str, Any]]] = {
    (Letter, 0): _in_an_envelope,
}
"""What makes a record of version n one of version n + 1; nothing where the shapes are the same."""
