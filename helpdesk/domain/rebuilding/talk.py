"""The ledger as both sides show it: comments have marks of what came from Slack, messages of what came from Zendesk."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from helpdesk.domain.files import WhyNot, safe_name
from helpdesk.domain.merge import is_after_merge
from helpdesk.domain.messages import is_by_us
from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.relays import elsewhere, relays_of
from helpdesk.domain.rebuilding.sight import SeenComment, SeenTicket, Sight
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenReply
from helpdesk.domain.ticket.attached import Attached, Files
from helpdesk.domain.ticket.relays import Relays
from helpdesk.domain.ticket.talk import Comment, Reply, Talk, taken_back

_WHY_NOT = frozenset(get_args(WhyNot))


@dataclass(frozen=True, slots=True)
class _Told:
    """What marks say of messages: which comment carries one, its last edit, whether and when it was deleted."""

    sent: dict[str, int]
    edits: dict[str, float]
    gone: dict[str, float]
    unshown: frozenset[int]


def talk_of(sight: Sight, rules: Rules) -> Talk:
    """What is told and what is shown. A comment older than one that was dealt with was dealt with, shown or not."""
    asked, replies, there, record = sight.asked_at, sight.replies, sight.there, sight.record
    written = [(asked.ts, sight.words.edited)] if sight.words else []
    people = [reply for reply in sight.said if not is_by_us(reply.said, rules)]
    written += [(reply.said.ts, reply.edited) for reply in people]
    told = told_of(sight.owners, there, frozenset({asked.ts, *(reply.said.ts for reply in people)}))
    here = comments_shown(replies, rules)
    shown = {**sight.notes, **here}
    untils = [record.until if record else "", *(t.until for t in there if t.owner in sight.owners)]
    until = max(filter(None, untils), key=float, default="")
    handled = max([record.heard if record else 0, *shown, *comments_shown(sight.said, rules)])
    comments = [comment for ticket in there for comment in ticket.comments]
    before = _before_merges(there, sight.owners)
    agents = rules.agents_channel is not None
    coming = tuple(
        Comment(id=c.id, at=c.at, public=c.public, files=tuple(int(f.id) for f in c.files) if c.public else ())
        for c in comments
        if not c.marks and c.id > handled and (c.public or agents) and c.id not in told.unshown | before
    )
    waiting = {comment.id for comment in coming}
    relays = relays_of(sight, rules, told.gone)
    opened = {asked.ts, *(r.said.ts for r in people)} if until else set()
    opened |= {ts for ticket in there if ticket.owner in sight.owners for ts in ticket.carried}
    sent = {**{ts: 0 for ts in sorted(opened) if float(ts) <= float(until or 0)}, **told.sent}
    unerased = {ts for ticket in there for ts in ticket.unerased} & set(told.gone)
    talk = Talk(
        until=until,
        waiting=tuple(Reply(kind="deleted", ts=ts, at=told.gone[ts]) for ts in sorted(unerased, key=float)),
        sent=sent,
        coming=tuple(sorted(coming, key=lambda comment: (comment.at, comment.id))),
        heard={str(c.id): shown.get(c.id, "") for c in comments if c.id not in waiting},
        files=_files(replies, [c for c in comments if here.get(c.id)], here, relays, rules),
        edits={**dict(_edits_sent(written, told.sent, there)), **told.edits},
        gone=tuple(told.gone),
        notes=tuple(c.id for c in comments if sight.notes.get(c.id)),
        elsewhere=elsewhere(sight, relays, sent),
        relays=relays,
    )
    return taken_back(talk, tuple(c.id for c in comments if c.black), tuple(c.id for c in comments if not c.public))


def _before_merges(there: tuple[SeenTicket, ...], owners: frozenset[Place]) -> frozenset[int]:
    """What stood in the tickets merged into before that, and what the merge itself wrote: it is of other questions.

    The comment that closed the other one is its last.
    """
    old, merge = set[int](), None
    for ticket in there:
        if merge and ticket.owner not in owners:
            later = (c for c in ticket.comments if is_after_merge(c.at - merge.at, by_merger=c.author == merge.author))
            old |= {c.id for c in ticket.comments} - {c.id for c in later}
        merge = ticket.comments[-1] if ticket.comments else None
    return frozenset(old)


def deleted_at(sight: Sight) -> float | None:
    """When the question's own message was deleted, as our note in Zendesk says."""
    asked = sight.asked_at.ts
    return told_of(sight.owners, sight.there, frozenset({asked})).gone.get(asked)


def told_of(owners: frozenset[Place], there: tuple[SeenTicket, ...], mine: frozenset[str]) -> _Told:
    """What the marks say; in a ticket that other questions share, only what is about messages of `mine`."""
    told = _Told({}, {}, {}, frozenset())
    unshown = set()
    for ticket in there:
        for comment in ticket.comments:
            for mark in comment.marks:
                kind, ts, at = _parts(mark)
                if kind == "unshown":
                    unshown.add(int(ts))
                elif ticket.owner in owners or ts in mine:
                    _note(told, kind, ts, at, comment)
    return _Told(told.sent, told.edits, told.gone, frozenset(unshown))


def _note(told: _Told, kind: str, ts: str, at: float, comment: SeenComment) -> None:
    if kind == "said":
        told.sent[ts] = comment.id
    elif kind == "edited":
        told.edits[ts] = max(at, comment.edited or 0.0, told.edits.get(ts, 0.0))
    elif kind == "deleted":
        told.gone[ts] = at


def _parts(mark: str) -> tuple[str, str, float]:
    """Kind, ts and time of a reply's name; pieces of a message and of the opening are of no kind."""
    kind, _, rest = mark.partition(":")
    ts, _, at = rest.partition(":")
    try:
        if kind == "unshown":
            return kind, str(int(ts)), 0.0
        if rest:
            return kind, f"{ts}" if float(ts) else "", float(at)
        return ("said", mark, 0.0) if float(mark) else ("", "", 0.0)
    except ValueError:
        return "", "", 0.0


def comments_shown(replies: Iterable[SeenReply], rules: Rules) -> dict[int, str]:
    """Comment -> the messages that show it, in the order of their parts. Of one that is there twice the first."""
    parts: dict[int, dict[int, str]] = {}
    for reply in replies:
        comment, part = reply.mark.get("comment", ""), reply.mark.get("part", "0")
        if is_by_us(reply.said, rules) and comment.isdecimal() and part.isdecimal():
            parts.setdefault(int(comment), {}).setdefault(int(part), reply.said.ts)
    return {comment: " ".join(ts for _, ts in sorted(found.items())) for comment, found in parts.items()}


def _edits_sent(
    written: Iterable[tuple[str, float]], sent: Mapping[str, int], there: tuple[SeenTicket, ...]
) -> Iterator[tuple[str, float]]:
    """The edits (message, when) that are in the words by which Zendesk was told the message."""
    known = {comment.id: comment.edited_by for ticket in there for comment in ticket.comments}
    for ts, edited in written:
        opened = (t.comments[0].edited_by for t in there if t.comments and t.until and float(ts) <= float(t.until))
        told = known.get(sent[ts], 0.0) if ts in sent else next(opened, 0.0)
        if edited and int(edited) <= int(told):
            yield ts, edited


def _files(
    replies: Iterable[SeenReply], comments: list[SeenComment], shown: Mapping[int, str], relays: Relays, rules: Rules
) -> Files:
    """Each attachment of what is shown with its file in the thread, by name and size in their order.

    Of those that were redacted, which have neither any more, the first file after their comment that is no other's.
    """
    ours = [reply for reply in replies if is_by_us(reply.said, rules)]
    words = {reply.mark["file"]: reply for reply in ours if "file" in reply.mark}
    others = {file.file for relay in relays for file in relay.files}
    there = {file.id: (reply.said.ts, file) for reply in ours for file in reply.files if file.id not in others}
    found = []
    for comment in comments:
        for file in comment.files:
            same = (id_ for id_, (_, f) in there.items() if (f.name, f.size) == (safe_name(file.name), file.size))
            found.append(_attached(int(file.id), comment, words.get(file.id), next(same, "")))
            there.pop(found[-1].file, None)
    for comment in comments:
        for redacted in comment.redacted:
            after = (id_ for id_, (ts, _) in there.items() if float(ts) > float(shown[comment.id].split()[0]))
            one = _attached(redacted, comment, words.get(str(redacted)), next(after, ""))
            there.pop(one.file, None)
            found += [one.model_copy(update={"gone": True})] if one.there else []
    return tuple(found)


def _attached(id_: int, comment: SeenComment, words: SeenReply | None, file: str) -> Attached:
    """As the thread shows it: in words, as a file, or not yet."""
    one = Attached(id=id_, comment=comment.id, file="" if words else file, there=bool(words or file))
    if words is None:
        return one
    why = words.mark.get("why", "")
    return one.model_copy(update={"why": why if why in _WHY_NOT else "refused", "ts": words.said.ts})
