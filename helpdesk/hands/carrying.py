"""Files carried between the wings as streams, none held whole. One that fails never holds its message back."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache, partial
from typing import assert_never

import structlog

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects.moving import RelayFile
from helpdesk.domain.files import CantCopy, Carried, NotCopied, SlackFile
from helpdesk.domain.retry import GiveUp, NoRoom
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.transcript import Message, Spoken
from helpdesk.hands.wings import Files, Wings

log = structlog.get_logger()

_TRIES = 3
"""Tries of an effect for whose sake it is put off; after these a file that is in trouble stays behind."""


def with_carriers(messages: Iterable[Message], files: Files | None, tries: int) -> tuple[Message, ...]:
    """Messages that can bring their files to Zendesk. `tries` is how often the effect was put off already."""
    return tuple(
        replace(message, carry=cache(partial(_carried, files, message.attached, patient=tries + 1 < _TRIES)))
        if message.attached and files
        else message
        for message in messages
    )


def leaving_files(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Messages whose files were not wanted in Zendesk."""
    return tuple(replace(message, carry=cache(partial(_left, message.attached))) for message in messages)


def _left(attached: tuple[SlackFile, ...]) -> Carried:
    return Carried(left_out=tuple(NotCopied(file.name, "unwanted") for file in attached))


def _carried(files: Files, attached: tuple[SlackFile, ...], *, patient: bool) -> Carried:
    uploads: list[str] = []
    left_out: list[NotCopied] = []
    for file in attached:
        try:
            uploads.append(_uploaded(files, file))
        except CantCopy as cant:
            left_out.append(cant.not_copied)
        except GiveUp:
            left_out.append(NotCopied(file.name, "refused"))
        except NoRoom:  # the file itself is in no trouble
            raise
        except Exception as error:  # whatever is wrong with a file, in the end its message goes on
            if patient:
                raise
            log.warning("file_left_out", file=file.id, error=type(error).__name__)
            left_out.append(NotCopied(file.name, "trouble"))
    return Carried(tuple(uploads), tuple(left_out))


def _uploaded(files: Files, file: SlackFile) -> str:
    """Under the name it has here: its secrets are masked already."""
    known = replace(files.slack.known(file), name=file.name)
    with files.slack.download(known) as content:
        return files.zendesk.upload(content, known.mimetype)


def file_moved(wings: Wings, ticket: Ticket, effect: fx.FileEffect) -> e.Learned:
    """One step of a Zendesk attachment on its way into the thread, or out of it."""
    match effect:
        case fx.UploadFile():
            return _brought(wings, ticket, effect)
        case fx.ShareFile():
            return _told_of(wings, ticket, effect) if effect.attached.why else _shared(wings, ticket, effect)
        case fx.HideFile():
            one = effect.attached
            wings.bearers.slack.withdraw(one.file, one.ts, ticket.place)
            return e.FileGone(attachment=one.id)
        case _:
            assert_never(effect)


def spoken_in(wings: Wings, ticket: Ticket, number: int, comment: int) -> Spoken | None:
    """A comment where it stands: in the Zendesk ticket of this number, or in one that it follows or was merged from."""
    places = (number, *reversed(ticket.past))
    return next((found for place in places if (found := wings.there.comment(place, comment))), None)


def _brought(wings: Wings, ticket: Ticket, effect: fx.UploadFile) -> e.FileUploaded | e.FileLeftOut | e.FileGone:
    id_ = effect.attached.id
    spoken = spoken_in(wings, ticket, effect.ticket, effect.attached.comment)
    found = next((file for file in spoken.files if file.id == id_), None) if spoken else None
    if found is None:
        return e.FileGone(attachment=id_)
    try:
        with wings.bearers.zendesk.download(found) as content:
            return e.FileUploaded(attachment=id_, file=wings.bearers.slack.upload(content))
    except CantCopy as cant:
        return e.FileLeftOut(attachment=id_, why=cant.not_copied.why)


def _shared(wings: Wings, ticket: Ticket, effect: fx.ShareFile) -> e.FileShared:
    one, slack = effect.attached, wings.bearers.slack
    if not (effect.doubt and slack.is_shared(one.file, ticket.place)):
        slack.share(ticket.place, {one.file: ""})
    return e.FileShared(attachment=one.id)


def _told_of(wings: Wings, ticket: Ticket, effect: fx.ShareFile) -> e.FileShared | e.FileGone:
    """A line in the thread; the file's name is read where it lies."""
    one = effect.attached
    spoken = spoken_in(wings, ticket, effect.ticket, one.comment)
    found = next((file for file in spoken.files if file.id == one.id), None) if spoken else None
    if spoken is None or found is None:
        return e.FileGone(attachment=one.id)
    return wings.slack.tell_of_file(ticket, effect, spoken, found.name)


def file_relayed(wings: Wings, effect: RelayFile, written: Callable[[], Message | None]) -> e.FileRelayed:
    """One step of a file of a thread that the question left, on its way into the one where it stands, or out of it.

    What can't be copied is named there already, below the words it came with.
    """
    relay, one, slack = effect.relay, effect.file, wings.slack_files
    learned = e.FileRelayed(ts=relay.ts, id=one.id, file=one.file, there=True)
    if slack is None or relay.where is None:
        return learned
    if one.gone:
        slack.withdraw(one.file, "", relay.where)
        return learned.model_copy(update={"gone": True})
    if one.file:
        if not (effect.doubt and slack.is_shared(one.file, relay.where)):
            slack.share(relay.where, {one.file: ""})
        return learned
    message = written()
    found = next((file for file in message.attached if file.id == one.id), None) if message else None
    if found is None:
        return learned.model_copy(update={"gone": True})
    try:
        known = replace(slack.known(found), name=found.name)
        with slack.download(known) as content:
            return learned.model_copy(update={"file": slack.upload(content), "there": False})
    except CantCopy:
        return learned
