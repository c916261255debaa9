"""The conversation of a ticket: replies on their way to Zendesk, comments on their way to Slack, and which is which.

It is the ledger. No text is in it: what a message says is read where it stands when its turn comes.
"""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from helpdesk.domain.place import Place
from helpdesk.domain.ticket import attached
from helpdesk.domain.ticket.relays import Relay, Relays, with_relay
from helpdesk.domain.ticket.relays import changed as changed_relays


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reply(_Value):
    """Something about a thread message that Zendesk is to learn; `at` is when it happened, in seconds.

    `unsure`: an edit or a deletion of a message that was under way by then, so that its old words may still arrive.
    `unshown`: Slack refused to show the comment whose id is in `ts`, `why` says the reason. `asks`: a person said more
    than thanks, and not for agents alone.
    """

    kind: Literal["said", "edited", "deleted", "unshown"] = "said"
    ts: str
    why: str = ""
    by: str | None = None
    at: float
    internal: bool = False
    unsure: bool = False
    asks: bool = False

    @property
    def name(self) -> str:
        """The same as long as it is the same thing to tell; our mark on the Zendesk side."""
        return self.ts if self.kind == "said" else f"{self.kind}:{self.ts}:{self.at:.6f}"


class Comment(_Value):
    """A Zendesk comment that Slack is to show, or to stop showing (`gone`); `files` are the ids of its attachments.

    `noted`: Slack refused to show it, and whoever wrote it is told so in Zendesk. `by_asker`: the requester wrote it.
    """

    id: int
    at: float
    public: bool = True
    gone: bool = False
    noted: bool = False
    files: tuple[int, ...] = ()
    by_asker: bool = False


class Talk(_Value):
    """`until`: the last message that went into the ticket's opening. `waiting` and `coming` are still to be done.

    `sent`: message ts -> the comment that carries it, 0 for the opening's. `heard`: comment id -> the ts of the message
    that shows it, empty when it is not shown: our own, an internal note, or gone again. `files` are theirs.
    `edits`: message ts -> its last edit that Zendesk knows of or will, in seconds; `gone`: those deleted likewise.
    `notes`: those of the comments shown that agents alone may read.
    `elsewhere`: message ts -> the thread it was written in, of each that was written where the question stood before;
    `relays` are those written there after it had left.
    """

    until: str = ""
    waiting: tuple[Reply, ...] = ()
    sent: dict[str, int] = Field(default_factory=dict)
    coming: tuple[Comment, ...] = ()
    heard: dict[str, str] = Field(default_factory=dict)
    notes: tuple[int, ...] = ()
    files: attached.Files = ()
    edits: dict[str, float] = Field(default_factory=dict)
    gone: tuple[str, ...] = ()
    elsewhere: dict[str, Place] = Field(default_factory=dict)
    relays: Relays = ()

    def has_told(self, ts: str) -> bool:
        """Whether Zendesk has this message already."""
        return ts in self.sent or (self.until != "" and float(ts) <= float(self.until))

    def knows(self, ts: str) -> bool:
        """Whether this message was told, or is going to be."""
        return self.has_told(ts) or any(reply.ts == ts for reply in self.waiting)

    def told_before(self, ts: str) -> str:
        """The last message of the same thread before this one that Zendesk has; empty when there is none."""
        thread = self.elsewhere.get(ts)
        mine = (one for one in (self.until, *self.sent) if one and self.elsewhere.get(one) == thread)
        earlier = (one for one in mine if float(one) < float(ts))
        return max(earlier, key=float, default="")

    def is_to_say_before(self, reply: Reply) -> bool:
        """Whether another reply waits that was written earlier."""
        return reply.kind == "said" and any(r.kind == "said" and r.at < reply.at for r in self.waiting)

    def where(self, ts: str) -> int | None:
        """The comment that carries a message, 0 for the opening's; None when Zendesk never had it."""
        return self.sent.get(ts, 0) if self.has_told(ts) else None


def said(talk: Talk, reply: Reply) -> Talk:
    """The talk with a new reply waiting, in the order of the thread; one that is known already changes nothing."""
    if talk.knows(reply.ts):
        return talk
    return _with_waiting(talk, (*talk.waiting, reply))


def changed(talk: Talk, change: Reply) -> Talk:
    """The talk with an edit or a deletion waiting. One of a message still waiting needs none: it is read when sent.

    Unless an earlier sending is `unsure`. Each is told once, whoever brings the news; a deleted message isn't edited
    any more.
    """
    if change.ts in talk.gone:
        return talk
    if change.kind == "deleted":
        noted = talk.model_copy(update={"gone": (*talk.gone, change.ts)})
    elif is_later_edit(change.at, talk.edits.get(change.ts, 0.0)):
        noted = with_edits(talk, {change.ts: change.at})
    else:
        return talk
    if not (talk.has_told(change.ts) or (change.unsure and talk.knows(change.ts))):
        return noted
    others = tuple(r for r in noted.waiting if r.ts != change.ts or r.kind == "said")
    return _with_waiting(noted, (*others, change))


def relaying(talk: Talk, relay: Relay) -> Talk:
    """The talk with a message to be shown that was written where the question stood before."""
    elsewhere = {relay.ts: relay.place, **talk.elsewhere}
    return talk.model_copy(update={"elsewhere": elsewhere, "relays": with_relay(talk.relays, relay)})


def carried(talk: Talk, left: Place, there: Place) -> Talk:
    """The talk of a question that has left a thread. Comments that were shown there are not shown again.

    Notes stand where they stood: in the agents' channel. What was written there before it went `there` is in the past.
    Nothing was told of what people wrote where it goes before it was there, however late the opening's last message.
    """
    relays = tuple(one for one in talk.relays if one.place != left or float(one.ts) > float(there.ts))
    ours = (*talk.sent, *(reply.ts for reply in talk.waiting if reply.kind != "unshown"))
    return talk.model_copy(
        update={
            "until": min(talk.until, there.ts, key=float) if talk.until else "",
            "coming": tuple(comment for comment in talk.coming if not comment.gone),
            "heard": {comment: ts if int(comment) in talk.notes else "" for comment, ts in talk.heard.items()},
            "files": (),
            "elsewhere": {**dict.fromkeys(ours, left), **{one.ts: one.place for one in relays}, **talk.elsewhere},
            "relays": relays,
        }
    )


def left_behind(talk: Talk) -> Talk:
    """What stays in the thread that a question has left: which comments it shows, and what of them is to go."""
    going = tuple(comment for comment in talk.coming if comment.gone)
    return Talk(coming=going, heard=talk.heard, notes=talk.notes, files=talk.files)


def is_later_edit(at: float, known: float) -> bool:
    """Whether an edit is another one than that known: a message says only the second of its last edit."""
    return int(at) > int(known)


def with_edits(talk: Talk, edits: Mapping[str, float]) -> Talk:
    """The talk that knows of these edits too: what was sent later has them in it, what is shown elsewhere may not."""
    newer = {ts: at for ts, at in edits.items() if at > talk.edits.get(ts, 0.0)}
    relays = talk.relays
    for ts, at in newer.items():
        relays = changed_relays(relays, ts, at, deleted=False)
    return talk.model_copy(update={"edits": {**talk.edits, **newer}, "relays": relays}) if newer else talk


def _with_waiting(talk: Talk, waiting: tuple[Reply, ...]) -> Talk:
    return talk.model_copy(update={"waiting": tuple(sorted(waiting, key=lambda r: (r.at, r.name)))})


def opened(talk: Talk, until: str, carried: tuple[str, ...] = ()) -> Talk:
    """The talk after a ticket was made with every message up to `until`, which were these as far as is known."""
    if not until:
        return talk
    left = tuple(r for r in talk.waiting if float(r.ts) > float(until) or r.kind != "said")
    sent = {**dict.fromkeys(carried, 0), **talk.sent}
    return talk.model_copy(update={"until": until, "waiting": left, "sent": sent})


def changed_since(talk: Talk, messages: tuple[str, ...], moment: float) -> Talk:
    """The talk after these messages turned out to have gone out as they were at some time from `moment` on."""
    late = [
        Reply(kind="deleted" if ts in talk.gone else "edited", ts=ts, at=moment, unsure=True)
        for ts in messages
        if ts in talk.gone or talk.edits.get(ts, 0.0) > moment
    ]
    return _with_waiting(talk, (*talk.waiting, *late))


def told(talk: Talk, names: dict[str, int]) -> Talk:
    """The talk after Zendesk took what is named: reply name -> comment id."""
    left = tuple(r for r in talk.waiting if r.name not in names)
    sent = {name: id_ for name, id_ in names.items() if ":" not in name}
    ours = {str(id_): "" for id_ in names.values() if id_}
    return talk.model_copy(update={"waiting": left, "sent": {**talk.sent, **sent}, "heard": {**talk.heard, **ours}})


def heard(talk: Talk, comments: tuple[Comment, ...], ours: frozenset[int]) -> Talk:
    """The talk after comments were read; those of `ours` and those known already are not to be shown."""
    coming_already = {comment.id for comment in talk.coming}
    new = {c.id: c for c in comments if str(c.id) not in talk.heard and c.id not in coming_already}
    coming = sorted((*talk.coming, *(c for c in new.values() if c.id not in ours)), key=lambda c: (c.at, c.id))
    silent = {str(id_): "" for id_ in new if id_ in ours}
    return talk.model_copy(update={"coming": tuple(coming), "heard": {**talk.heard, **silent}})


def withdrawn(talk: Talk, comment: int) -> Talk:
    """The talk after a comment was redacted or made private: a message that shows it is to disappear."""
    shown = talk.heard.get(str(comment))
    left = tuple(c for c in talk.coming if c.id != comment)
    if shown is None:
        return talk.model_copy(update={"coming": left, "heard": {**talk.heard, str(comment): ""}})
    if shown == "":
        return talk
    files = attached.withdrawn(talk.files, comment=comment)
    gone = Comment(id=comment, at=0.0, public=comment not in talk.notes, gone=True)
    return talk.model_copy(update={"coming": (*left, gone), "files": files})


def taken_back(talk: Talk, blackened: tuple[int, ...], private: tuple[int, ...]) -> Talk:
    """The talk after comments were seen that are redacted by now, or internal although everybody was shown them."""
    shown = [id_ for id_ in (*blackened, *(p for p in private if p not in talk.notes)) if talk.heard.get(str(id_))]
    for comment in shown:
        talk = withdrawn(talk, comment)
    return talk


def file_withdrawn(talk: Talk, id_: int) -> Talk:
    """The talk after one attachment was redacted, the comment's words staying as they are."""
    coming = tuple(c.model_copy(update={"files": tuple(f for f in c.files if f != id_)}) for c in talk.coming)
    return talk.model_copy(update={"coming": coming, "files": attached.withdrawn(talk.files, id_=id_)})


def refused(talk: Talk, comment: int, why: str) -> Talk:
    """The talk after Slack refused to show a comment for good: whoever wrote it is told in Zendesk."""
    found = next((c for c in talk.coming if c.id == comment and not c.noted), None)
    if found is None:
        return talk
    note = Reply(kind="unshown", ts=str(comment), at=found.at, why=why)
    coming = tuple(c.model_copy(update={"noted": True}) if c is found else c for c in talk.coming)
    return _with_waiting(talk.model_copy(update={"coming": coming}), (*talk.waiting, note))


def shown(talk: Talk, comment: int, ts: str) -> Talk:
    """The talk after a comment was posted as `ts`, or was found not to be for Slack (empty)."""
    left = tuple(c for c in talk.coming if c.id != comment)
    found = next((c for c in talk.coming if c.id == comment and ts), None)
    files = attached.arrived(talk.files, comment, found.files) if found else talk.files
    notes = (*talk.notes, comment) if found and not found.public else talk.notes
    heard = {**talk.heard, str(comment): ts}
    waiting = tuple(r for r in talk.waiting if not (found and r.kind == "unshown" and r.ts == str(comment)))
    changed = {"coming": left, "heard": heard, "files": files, "waiting": waiting, "notes": notes}
    return talk.model_copy(update=changed)


def file_refused(talk: Talk, id_: int, why: str, *, words: bool) -> Talk:
    """The talk after Slack refused a file for good: the thread is told; if it refuses the `words` too, the agent is."""
    found = next((one for one in talk.files if one.id == id_), None)
    if found is None or found.noted or (found.why is not None) != words:
        return talk
    if not words:
        return talk.model_copy(update={"files": attached.refused(talk.files, id_)})
    at = id_ % 10**9 / 10**6  # another for each file, and long ago, so that nothing is waited for
    note = Reply(kind="unshown", ts=str(found.comment), at=at, why=why)
    left = talk.model_copy(update={"files": attached.noted(talk.files, id_)})
    return _with_waiting(left, (*talk.waiting, note))


MOST_TOGETHER = 20
"""Replies in one comment at most; Zendesk takes 64 KiB in one."""


def together(waiting: tuple[Reply, ...], elsewhere: Mapping[str, Place]) -> tuple[Reply, ...]:
    """The replies that go in one comment now: the first ones by the same person for the same readers in one thread."""
    if not waiting:
        return ()
    first = waiting[0]
    run = [first]
    for reply in waiting[1:MOST_TOGETHER]:
        if first.kind != "said" or (reply.kind, reply.by, reply.internal) != ("said", first.by, first.internal):
            break
        if elsewhere.get(reply.ts) != elsewhere.get(first.ts):
            break
        run.append(reply)
    return tuple(run)
