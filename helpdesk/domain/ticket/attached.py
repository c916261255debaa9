"""The files of Zendesk comments on their way into the thread, and those that are there: which is which file in Slack.

No name and no byte is in it: what a file is called is read where it lies when its turn comes.
"""

from collections.abc import Callable

from pydantic import BaseModel, ConfigDict

from helpdesk.domain.files import WhyNot


class Attached(BaseModel):
    """A file of a comment. First it is uploaded as `file`, Slack's id, then shared; or, where that can't be, told of.

    `why`: it is told of in words, in the message `ts`. `there`: the thread shows it, or says so. `gone`: it is to go.
    `noted`: the thread takes neither, and whoever wrote the comment is told so in Zendesk.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: int
    comment: int
    file: str = ""
    why: WhyNot | None = None
    ts: str = ""
    there: bool = False
    gone: bool = False
    noted: bool = False


Files = tuple[Attached, ...]


def arrived(files: Files, comment: int, ids: tuple[int, ...]) -> Files:
    """With the files of a comment that the thread shows now."""
    known = {file.id for file in files}
    return (*files, *(Attached(id=id_, comment=comment) for id_ in ids if id_ not in known))


def uploaded(files: Files, id_: int, file: str) -> Files:
    """Slack has the bytes; nobody sees them yet."""
    return _with(files, id_, lambda one: one if one.there else one.model_copy(update={"file": file}))


def left_out(files: Files, id_: int, why: WhyNot) -> Files:
    """It can't be shown, so the thread is to be told."""
    return _with(files, id_, lambda one: one if one.there else one.model_copy(update={"file": "", "why": why}))


def refused(files: Files, id_: int) -> Files:
    """Slack took it neither way, so that the thread is to be told; its bytes may be there all the same."""
    return _with(files, id_, lambda one: one if one.there else one.model_copy(update={"why": "refused"}))


def noted(files: Files, id_: int) -> Files:
    """The thread took not even the words."""
    return _with(files, id_, lambda one: one.model_copy(update={"noted": True}))


def tried_again(files: Files, id_: int, *, anew: bool) -> Files:
    """What Slack refused is to be shown once more; `anew` uploads its bytes again."""

    def reset(one: Attached) -> Attached:
        return one.model_copy(update={"why": None, "there": False, "file": "" if anew else one.file})

    return _with(files, id_, lambda one: reset(one) if one.why == "refused" else one)


def shared(files: Files, id_: int, ts: str) -> Files:
    """The thread shows it, or says in the message `ts` that it can't."""
    return _with(files, id_, lambda one: one.model_copy(update={"there": True, "ts": ts or one.ts}))


def dropped(files: Files, id_: int) -> Files:
    """It is not to be shown, or not any more."""
    return tuple(one for one in files if one.id != id_)


def withdrawn(files: Files, *, id_: int | None = None, comment: int | None = None) -> Files:
    """After a file was redacted, or all of a comment: what Slack has of it is to go."""
    marked = (one.model_copy(update={"gone": one.gone or one.id == id_ or one.comment == comment}) for one in files)
    return tuple(one for one in marked if not one.gone or one.file or one.ts)


def _with(files: Files, id_: int, change: Callable[[Attached], Attached]) -> Files:
    return tuple(change(one) if one.id == id_ and not one.gone else one for one in files)
