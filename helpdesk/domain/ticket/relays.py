"""What is written in a thread that the question has left, on its way to where the question stands."""

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict

from helpdesk.domain.place import Place


class RelayedFile(BaseModel):
    """A file of such a message, by its `id` in Slack; `file` is our copy of it, once Slack has that.

    `there`: the thread shows it, or it stays behind. `gone`: it is to go.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    file: str = ""
    there: bool = False
    gone: bool = False


class Relay(BaseModel):
    """The message `ts` in the thread at `place`, for agents alone if it is `internal`. No word is in it.

    `shown` are our messages in the thread at `where` that say it, which is None before they do. `edited` is its last
    edit in seconds, `shows` the one that they show. `gone`: it was deleted, and so they are to go. `files` go along.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    ts: str
    place: Place
    internal: bool = False
    where: Place | None = None
    shown: tuple[str, ...] = ()
    edited: float = 0.0
    shows: float = 0.0
    gone: bool = False
    files: tuple[RelayedFile, ...] = ()

    @property
    def is_settled(self) -> bool:
        """Whether what is shown is what was said, but for its files."""
        return not self.shown if self.gone else self.where is not None and self.edited <= self.shows


Relays = tuple[Relay, ...]


def with_relay(relays: Relays, relay: Relay) -> Relays:
    """With one more, in the order they were written; one that is known already changes nothing."""
    if any(one.ts == relay.ts for one in relays):
        return relays
    return tuple(sorted((*relays, relay), key=lambda one: float(one.ts)))


def changed(relays: Relays, ts: str, at: float, *, deleted: bool) -> Relays:
    """After the message was edited or deleted at `at` seconds."""
    update = {"gone": True} if deleted else {"edited": at}
    return tuple(
        one.model_copy(update=update) if one.ts == ts and not one.gone and (deleted or at > one.edited) else one
        for one in relays
    )


def as_seen(relays: Relays, shown: Mapping[str, tuple[str, ...]]) -> Relays:
    """After a look: message ts -> those of ours that say it. Where they are others, they are gone over."""
    return tuple(
        one.model_copy(update={"shown": shown[one.ts], "shows": -1.0})
        if one.where and shown.get(one.ts, one.shown) != one.shown
        else one
        for one in relays
    )


def with_files(files: tuple[RelayedFile, ...], ids: tuple[str, ...]) -> tuple[RelayedFile, ...]:
    """With those that the message has by now; of the others what Slack has of ours is to go."""
    left = (one.model_copy(update={"gone": one.id not in ids}) for one in files)
    known = {one.id for one in files}
    new = (RelayedFile(id=id_) for id_ in ids if id_ not in known)
    return (*(one for one in left if one.file or not one.gone), *new)
