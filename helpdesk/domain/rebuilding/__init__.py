"""What a ticket is, given only what Slack and Zendesk show of its question: for a store that was lost."""

from collections.abc import Collection, Iterable

from helpdesk.domain.decide import decide
from helpdesk.domain.differences import thread_differences
from helpdesk.domain.events import Deleted, Reading, Reworded, SpokeElsewhere
from helpdesk.domain.groups import rebuilt_requests
from helpdesk.domain.merge import Side, merge
from helpdesk.domain.messages import is_by_us
from helpdesk.domain.moves import moved
from helpdesk.domain.moving import card_where_it_stood
from helpdesk.domain.rebuilding.marks import marks_of
from helpdesk.domain.rebuilding.moves import MOVED_TO, NUMBER, REQUESTER, WROTE, came_from, gone_to
from helpdesk.domain.rebuilding.sight import SeenTicket, Sight
from helpdesk.domain.rebuilding.talk import deleted_at, talk_of
from helpdesk.domain.rebuilding.timings import timings_of
from helpdesk.domain.recorded import StatusRecord, digest
from helpdesk.domain.rerouting import rebuilt_routing
from helpdesk.domain.rules import Rules
from helpdesk.domain.seen import SeenReply
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Escalation, Extra, Move, Notice, Shown, Ticket, Word
from helpdesk.domain.ticket.card import Copied
from helpdesk.domain.ticket.idle import Idle
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.rating import Rating
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import is_later_edit, left_behind

_ONCE = ("place", "comment", "file", WROTE, MOVED_TO)
"""Names in the metadata of our messages in a thread of which there is to be one each."""

_UNHEARD_SECONDS = 10.0
"""What was said so shortly before the status message was written may not have been heard by then."""


def wanted_tickets(record: StatusRecord | None, found: Iterable[int]) -> tuple[int, ...]:
    """The numbers of a question's Zendesk tickets, the present one last: those recorded, then those made after that."""
    known = record.zendesk if record else ()
    lost = {record.lost} if record else set()
    return (*known, *(id_ for id_ in sorted(found) if id_ not in known and id_ not in lost))


def rebuilt(sight: Sight, rules: Rules) -> Ticket:
    """The ticket. Its number is the recorded one, or none yet."""
    record, root, place, words = sight.record, sight.root, sight.place, sight.words
    ours = tuple(reply for reply in sight.replies if is_by_us(reply.said, rules))
    gone = gone_to(place, root, ours, sight.arrival, words)
    if gone:
        return _shown(gone.model_copy(update={"talk": left_behind(talk_of(sight, rules))}), sight, record, rules)
    left = came_from(root)
    present, lost = _present(sight, record)
    opening = _opening(sight)
    asked = float((*left, place)[0].ts)
    noted = opening.opening if opening else None
    marked = root.mark if root and left else {}
    number = (record.number if record else None) or marked.get(NUMBER) or (noted.number if noted else None)
    recorded_requester = record.requester if record else None
    recorded_requester = recorded_requester or marked.get(REQUESTER) or (noted.asked if noted else None)
    ticket = Ticket(
        place=place,
        kind="question",
        number=number,
        requester=root.by if root and not (root.gone or left) else recorded_requester,
        subject=root.subject if root and not (root.gone or left) else _subject(sight.there),
        reworded=words.edited if words else 0.0,
        asked=asked,
        deleted=words is not None and words.gone,
        move=record.move if record else None,
        escalation=_escalation(present, sight, rules) if present else None,
        zendesk=_link(present, record) if present else None,
        past=tuple(there.reading.id for there in sight.there if there is not present and there.reading.id != lost),
        merged=record.merged if record else False,
        lost=lost,
        copied=record.copied if record else None,
        talk=talk_of(sight, rules),
        rating=Rating(asked=rules.satisfaction),  # nobody knows any more who was asked: better never than twice
        requests=rebuilt_requests(root, sight.replies, rules),
        idle=Idle(resolved=_idle_resolved(record)),
        routing=rebuilt_routing(ours, rules),
        came_from=left[-1] if left else None,
        earlier=left[:-1],
    )
    ticket = ticket.model_copy(update={"word": _word(ticket, sight, record, rules), "copied": _copied(ticket, sight)})
    ticket = _dismissed(ticket.model_copy(update={"marks": marks_of(ticket, root, record, rules)}), sight, record)
    ticket = ticket.model_copy(update={"timings": timings_of(ticket, sight, record, rules)})
    if record and record.told and record.by:
        said = Notice(person=record.by, why="fields_missing", said=True)
        ticket = ticket.model_copy(update={"notices": (said,)})
    return _shown(ticket, sight, record, rules)


def _idle_resolved(record: StatusRecord | None) -> float:
    """When it was resolved for want of an answer: that the thread was told is not known, and it is not told again."""
    move = record.move if record else None
    return move.at if move and move.source == "idle" else 0.0


def caught_up(ticket: Ticket, sight: Sight, reading: Reading | None, rules: Rules) -> Ticket:
    """With what happened after the last record: who moved the status in Zendesk (`reading`), what was said in Slack.

    What Zendesk did counts when it is later than what Slack was known to say.
    """
    record, words = sight.record, sight.words
    if reading and not (ticket.zendesk and ticket.zendesk.merged_into):  # merging closes it, and ends nothing
        ticket = _moved_there(ticket, reading, record.since if record else ticket.asked, rules)
    changed: Reworded | Deleted | None = None
    if ticket.deleted and ticket.asked_at.ts not in ticket.talk.gone:
        changed = Deleted(at=ticket.current.since)
    elif words and not words.gone and is_later_edit(words.edited, ticket.talk.edits.get(words.ts, 0.0)):
        changed = Reworded(subject=words.subject, at=words.edited, announcement=words.announcement)
    if changed:
        elsewhere = SpokeElsewhere(place=ticket.asked_at, said=changed) if ticket.came_from else changed
        ticket = decide(ticket, elsewhere, rules)
    for left, replies in ((None, sight.replies), *sight.left.items()):
        for event in thread_differences(ticket, replies, rules, left=left):
            ticket = decide(ticket, event, rules)
    if ticket.zendesk:
        compared = ticket.zendesk.model_copy(update={"slack_since": ticket.current.since})
        ticket = ticket.model_copy(update={"zendesk": compared})
    return _shown(ticket, sight, record, rules)


def _moved_there(ticket: Ticket, now: Reading, since: float, rules: Rules) -> Ticket:
    """The ticket as somebody moved it in Zendesk, unless that was before `since`, when it was here what it is."""
    neither = Side("deleted")  # a base that says no state of either side: the later act wins
    theirs = Side(now.status, now.custom, now.moved_at, now.moved_by)
    move = merge(neither, ticket.current._replace(since=since), theirs, rules.statuses, rules.zendesk_me)
    if move is None:
        return ticket
    return moved(ticket, move.model_copy(update={"at": max(move.at, ticket.current.since)}))


def speaks_otherwise(ticket: Ticket, rules: Rules) -> bool:
    """Whether Zendesk's status says something else than the ticket's state, so that who is later must be known."""
    link = ticket.zendesk
    return link is not None and not link.merged_into and not rules.statuses.says(link.status, link.custom, ticket.state)


def _present(sight: Sight, record: StatusRecord | None) -> tuple[SeenTicket | None, int | None]:
    """The ticket that holds now, or the one that was deleted in Zendesk."""
    last = sight.there[-1] if sight.there else None
    known = record.zendesk if record else ()
    lost = record.lost if record else None
    if last is None or (lost is not None and last.reading.id in known):
        return None, lost
    if last.reading.status == "deleted":
        return None, last.reading.id
    return last, None


def _opening(sight: Sight) -> SeenTicket | None:
    """The ticket that was last made for this question itself, with what was noted then."""
    mine = (there for there in reversed(sight.there) if there.owner in sight.owners and there.opening)
    return next(mine, None)


def _escalation(present: SeenTicket, sight: Sight, rules: Rules) -> Escalation:
    mine = _opening(sight)
    if mine and mine.opening:
        return mine.opening.escalation(mine.subject, mine.values)
    meant = (people for emoji, people in _reactions(sight) if rules.meaning(emoji) == "escalate")
    asking = (person for people in meant for person in people if rules.may(person))
    return Escalation(by=next(asking, ""), at=present.opened_at)


def _reactions(sight: Sight) -> Iterable[tuple[str, Collection[str]]]:
    return sight.root.reactions.items() if sight.root else ()


def _link(there: SeenTicket, record: StatusRecord | None) -> Link:
    now = there.reading
    same = now.requester_id == there.asker or there.asker is None
    return Link(
        id=now.id,
        status=now.status,
        custom=now.custom,
        stamp=now.stamp,
        stirred=there.merged and now.into is None,
        merged_into=now.into,
        talk_stamp=now.stamp,
        moved_at=there.changed_at,  # or before that: who acts later acts anew
        agent=now.agent,
        asker=there.asker or now.requester_id,
        requester=None if same else now.requester,
        # Nobody is it there now: our last write may have said so after the record.
        assigned=record.assigned if record and now.agent else None,
        unknown=record.unknown if record else None,
        priority=now.priority,
        breach=now.breach or 0.0,
    )


def _subject(there: tuple[SeenTicket, ...]) -> str:
    return there[0].subject if there else ""


def _copied(ticket: Ticket, sight: Sight) -> Copied | None:
    """What went along: the record may be older than the last replies, which are counted where they stand."""
    asked, noted = ticket.escalation, ticket.copied
    if asked is None or ticket.zendesk is None:
        return noted
    opening = sum(not comment for comment in ticket.talk.sent.values()) if asked.thread else 1
    messages = opening + sum(comment > 0 for comment in ticket.talk.sent.values())
    ours = (comment for there in sight.there if there.owner in sight.owners for comment in there.comments)
    files = sum(len(comment.files) for comment in ours if comment.marks)
    known = noted or Copied()
    return known.model_copy(update={"messages": max(messages, known.messages), "files": max(files, known.files)})


def _word(ticket: Ticket, sight: Sight, record: StatusRecord | None, rules: Rules) -> Word | None:
    """The requester's last word; it may have reopened the question.

    What was said between a state and its record changed nothing; a word that reopened it may be gone by now.
    """
    asker = ticket.escalation.requester if ticket.escalation else None
    askers = {ticket.requester, asker} - {None}
    words = [
        Word(at=r.said.at, by=r.said.by)
        for r in sight.said
        if r.said.by in askers
        and not (r.said.bot or r.said.thanks or r.said.internal or is_by_us(r.said, rules))
        and r.said.by is not None
        and not _is_recorded(r.said.at, sight, record)
    ]
    if record and record.by in askers and record.by is not None and record.since > ticket.asked:
        words.append(Word(at=record.since, by=record.by))
    return max(words, key=lambda word: word.at, default=None)


def _is_recorded(said: float, sight: Sight, record: StatusRecord | None) -> bool:
    """Whether the status message was written with the word known, and with a state that is older than it."""
    status = sight.status
    if record is None or status is None:
        return False
    return record.since < said < max(status.edited, status.said.at) - _UNHEARD_SECONDS


def _dismissed(ticket: Ticket, sight: Sight, record: StatusRecord | None) -> Ticket:
    """A message that is gone is dismissed: when, our note in Zendesk tells, else the latest thing that is known."""
    if not ticket.deleted or (record and record.move and record.move.source == "deletion"):
        return ticket
    latest = max(ticket.current.since, record.since if record else 0.0)
    at = deleted_at(sight) or latest
    return moved(ticket, Move(state=State.DISMISSED, at=at, source="deletion"))


def _shown(ticket: Ticket, sight: Sight, record: StatusRecord | None, rules: Rules) -> Ticket:
    """What Slack shows by us. A card that isn't what was recorded is not known to be shown, and so it is mended."""
    message = sight.status
    mine = tuple(emoji for emoji, people in _reactions(sight) if rules.bot_user in people and rules.meaning(emoji))
    shown = Shown(reactions=mine, message=message.said.ts if message else None, extra=_doubled(sight))
    ticket = ticket.model_copy(update={"shown": shown})
    card = card_where_it_stood(ticket.moving) if ticket.moving else status_card(ticket, rules)
    if card and record and (record.card, record.number) == (digest(card), ticket.number):
        shown = shown.model_copy(update={"card": card})
    return ticket.model_copy(update={"shown": shown})


def _doubled(sight: Sight) -> tuple[Extra, ...]:
    """What stands in the thread, or where it went, a second time, after a write whose answer was lost."""
    mine = [(reply, _about(reply)) for reply in sight.replies if reply.said.by == sight.me]
    about = [found for _, found in mine]
    extra = (Extra(ts=one.said.ts) for n, (one, found) in enumerate(mine) if found and found in about[:n])
    in_vain = sight.arrival.in_vain if sight.arrival else ()
    return (*extra, *(Extra(ts=place.ts, channel=place.channel) for place in in_vain))


def _about(ours: SeenReply) -> tuple[tuple[str, str], ...]:
    """What the helpdesk says once in a thread; nothing for other messages of ours."""
    if not ours.mark:
        return tuple(("shared", file.id) for file in ours.files)
    named = {name: ours.mark.get(name, "") for name in _ONCE if name in ours.mark}
    return (*named.items(), ("part", ours.mark.get("part", "0"))) if named else ()
