"""`learn`: what a ticket is after an effect came back, done, put off or refused."""

from typing import assert_never

from helpdesk.domain import events as e
from helpdesk.domain import promise_warnings, satisfaction, second_looks, shadow
from helpdesk.domain.comments import heard
from helpdesk.domain.dead_letters import attempted, warned
from helpdesk.domain.groups import asked_of
from helpdesk.domain.idle import idle_learned
from helpdesk.domain.merge import Side, follow, merge
from helpdesk.domain.messages import kind_of_root, replies_found
from helpdesk.domain.moving import moving_learned
from helpdesk.domain.rerouting import route_learned, to_be_routed
from helpdesk.domain.rules import Rules
from helpdesk.domain.ticket import Ticket, attached, talk
from helpdesk.domain.ticket.card import Copied
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.statuses import Status


def learn(ticket: Ticket, event: e.Learned, rules: Rules) -> Ticket:
    """The ticket with what was learned. A thing learned twice changes nothing the second time."""
    match event:
        case e.MessageFound() | e.MessageIsReply() | e.MessageGone():
            return _looked_up(ticket, event, rules)
        case e.ZendeskFollowed():
            return _followed(ticket, event, rules)
        case e.ZendeskOpened() | e.ZendeskRead() | e.ZendeskWritten() | e.ZendeskTold() | e.ZendeskGone():
            return _zendesk(ticket, event, rules)
        case e.RepliesFound() | e.CommentShown():
            return _talked(ticket, event, rules)
        case e.FileUploaded() | e.FileLeftOut() | e.FileShared() | e.FileGone():
            files = _files(ticket.talk.files, event)
            return ticket.model_copy(update={"talk": ticket.talk.model_copy(update={"files": files})})
        case e.BotReacted() | e.StatusMessageShown() | e.StatusMessageGone() | e.ShownSeen() | e.PostRemoved():
            return second_looks.learned(ticket, event)
        case e.NoticeGiven() | e.SatisfactionAsked() | e.ThankedForRating():
            return _said(ticket, event)
        case e.Started() | e.Failed() | e.PutOff() | e.Refused():
            return attempted(ticket, event)
        case (
            e.Warned()
            | e.WouldHave()
            | e.RouteFound()
            | e.RoutePassedOn()
            | e.RouteTold()
            | e.PromiseWarned()
            | e.SnoozeTold()
            | e.PromiseBroken()
        ):
            return _told_of(ticket, event)
        case _:
            return moving_learned(ticket, event) if isinstance(event, e.MovingLearned) else idle_learned(ticket, event)


def _said(ticket: Ticket, event: e.NoticeGiven | e.SatisfactionAsked | e.ThankedForRating) -> Ticket:
    if not isinstance(event, e.NoticeGiven):
        return satisfaction.learned(ticket, event)
    said = [
        n.model_copy(update={"said": n.said or (n.person, n.why) == (event.person, event.why)}) for n in ticket.notices
    ]
    return ticket.model_copy(update={"notices": tuple(said)})


def _told_of(ticket: Ticket, event: e.Warned | e.WouldHave | e.RoutingLearned | e.PromiseLearned) -> Ticket:
    match event:
        case e.PromiseWarned() | e.SnoozeTold() | e.PromiseBroken():
            return promise_warnings.learned(ticket, event)
        case e.Warned():
            return warned(ticket, event)
        case e.WouldHave():
            return shadow.learned(ticket, event)
        case _:
            return route_learned(ticket, event)


def _talked(ticket: Ticket, event: e.RepliesFound | e.CommentShown, rules: Rules) -> Ticket:
    if isinstance(event, e.RepliesFound):
        return replies_found(ticket, event, rules)
    return ticket.model_copy(update={"talk": talk.shown(ticket.talk, event.comment, event.ts)})


def _files(files: attached.Files, event: e.FileUploaded | e.FileLeftOut | e.FileShared | e.FileGone) -> attached.Files:
    match event:
        case e.FileUploaded():
            return attached.uploaded(files, event.attachment, event.file)
        case e.FileLeftOut():
            return attached.left_out(files, event.attachment, event.why)
        case e.FileShared():
            return attached.shared(files, event.attachment, event.ts)
        case e.FileGone():
            return attached.dropped(files, event.attachment)
        case _:
            assert_never(event)


def _looked_up(ticket: Ticket, event: e.MessageFound | e.MessageIsReply | e.MessageGone, rules: Rules) -> Ticket:
    if ticket.kind != "unknown":
        return ticket
    match event:
        case e.MessageFound():
            kind = kind_of_root(ticket, announcement=event.announcement)
            found = {"kind": kind, "requester": event.by, "asked": event.at, "subject": event.subject}
            ticket = asked_of(ticket, () if event.bot else event.groups, event.by, ticket.place.ts, rules)
            return ticket.model_copy(update={**found, "routing": to_be_routed(rules)})
        case e.MessageIsReply():
            return Ticket(place=ticket.place, kind="reply", root=event.root)
        case e.MessageGone():
            return Ticket(place=ticket.place, kind="gone")
        case _:
            assert_never(event)


def _zendesk(
    ticket: Ticket,
    event: e.ZendeskOpened | e.ZendeskRead | e.ZendeskWritten | e.ZendeskTold | e.ZendeskGone,
    rules: Rules,
) -> Ticket:
    link = ticket.zendesk
    match event:
        case e.ZendeskOpened():
            if link and link.id == event.reading.id:
                return ticket
            past = (*ticket.past, link.id) if link else ticket.past
            told = talk.with_edits(talk.opened(ticket.talk, event.until, event.carried), event.edits)
            told = told.model_copy(update={"elsewhere": {**event.elsewhere, **told.elsewhere}})
            if event.adopted and ticket.escalation:
                told = talk.changed_since(told, event.carried, ticket.escalation.at)
            opened = {"zendesk": _opened(event, ticket), "past": past, "lost": None}
            opened |= {"talk": told, "copied": event.copied}
            return ticket.model_copy(update=opened)
        case e.ZendeskGone():
            if link is None or event.id not in {link.id, link.merged_into}:
                return ticket
            past = ticket.past if link.id == event.id else (*ticket.past, link.id)
            return ticket.model_copy(update={"zendesk": None, "escalation": None, "lost": event.id, "past": past})
        case e.ZendeskRead():
            return _read(ticket, link, event, rules) if link and link.id == event.reading.id else ticket
        case e.ZendeskTold():
            return _told(ticket, link, event, rules) if link and link.id == event.reading.id else ticket
        case e.ZendeskWritten():
            return _written(ticket, link, event, rules) if link and link.id == event.reading.id else ticket
        case _:
            assert_never(event)


def _followed(ticket: Ticket, event: e.ZendeskFollowed, rules: Rules) -> Ticket:
    """The thread goes on with the ticket ours was merged into; what was said there before stays there.

    What was last said in ours comes along. Merging closes it, and that may have been read first: it is no end of the
    question.
    """
    link, reading = ticket.zendesk, event.reading
    if link is None or link.id == reading.id:
        return ticket
    if link.status == "closed" and ticket.move and ticket.move.source == "zendesk":
        ticket = ticket.model_copy(update={"move": None})
    silent = {str(id_): "" for id_ in event.known}
    ticket = ticket.model_copy(
        update={"talk": ticket.talk.model_copy(update={"heard": {**silent, **ticket.talk.heard}})}
    )
    ticket = heard(ticket, event, rules)
    there = Side(reading.status, reading.custom, reading.moved_at)
    move = follow(ticket.current, there, rules.statuses, event.at) or ticket.move
    ticket = ticket.model_copy(update={"move": move})
    target = _opened(e.ZendeskOpened(reading=reading, assigned=link.assigned, unknown=link.unknown), ticket)
    followed = {"zendesk": target, "past": (*ticket.past, link.id), "merged": True}
    return ticket.model_copy(update=followed)


def _opened(event: e.ZendeskOpened, ticket: Ticket) -> Link:
    """One that an earlier try made is read at once, against the base of a ticket that nobody has touched."""
    r, adopted = event.reading, event.adopted
    return Link(
        id=r.id,
        status="new" if adopted else r.status,
        custom=None if adopted else r.custom,
        stirred=adopted,
        talked=adopted,
        stamp=r.stamp,
        talk_stamp=r.stamp,
        merged_into=r.into,
        agent=r.agent,
        asker=r.requester_id,
        assigned=event.assigned,
        unknown=event.unknown,
        slack_since=ticket.escalation.at if adopted and ticket.escalation else ticket.current.since,
        moved_at=0.0 if adopted else r.moved_at,
        priority=r.priority,
        breach=r.breach or 0.0,
    )


def _read(ticket: Ticket, link: Link, event: e.ZendeskRead, rules: Rules) -> Ticket:
    if event.comments is not None:
        link = link.model_copy(update={"talked": False, "talk_stamp": event.reading.stamp})
        ticket = heard(ticket, event, rules)
    return _merged(ticket, link, event.reading, rules)


def _told(ticket: Ticket, link: Link, event: e.ZendeskTold, rules: Rules) -> Ticket:
    """The comment is there; a status that went along is as any status written."""
    new = any(reply.name in event.names for reply in ticket.talk.waiting)
    after = talk.told(ticket.talk, event.names)
    for ts in event.late:  # a note is written, so that the ticket is another and the words are refused
        after = talk.changed(after, talk.Reply(kind="deleted", ts=ts, at=float(ts), unsure=True))
    copied = _added(ticket.copied or Copied(), event.copied) if new else ticket.copied
    ticket = ticket.model_copy(update={"talk": talk.with_edits(after, event.edits), "copied": copied})
    written = e.ZendeskWritten(reading=event.reading, wrote=event.wrote, assigned=link.assigned, unknown=link.unknown)
    return _written(ticket, link, written, rules)


def _added(before: Copied, now: Copied) -> Copied:
    return Copied(
        messages=before.messages + now.messages,
        files=before.files + now.files,
        left_out=(*before.left_out, *now.left_out),
        parts=before.parts or now.parts,
        masked=tuple(dict.fromkeys((*before.masked, *now.masked))),
    )


def _merged(ticket: Ticket, link: Link, reading: e.Reading, rules: Rules) -> Ticket:
    base = Side(link.status, link.custom, at=link.moved_at, slack_since=link.slack_since)
    theirs = Side(reading.status, reading.custom, reading.moved_at, reading.moved_by)
    move = merge(base, ticket.current, theirs, rules.statuses, rules.zendesk_me)
    agreed = link.model_copy(
        update={
            "status": reading.status,
            "custom": reading.custom,
            "stamp": reading.stamp,
            "agent": reading.agent,
            "requester": _other_requester(link, reading),
            "moved_at": max(reading.moved_at, link.moved_at),
            "priority": reading.priority,
            "breach": link.breach if reading.breach is None else reading.breach,
            "stirred": link.talked,
            "merged_into": link.merged_into or reading.into,
            "acted": False,
            "untaken": link.untaken if (link.status, link.custom) == (reading.status, reading.custom) else None,
        }
    )
    after = ticket.model_copy(update={"move": move}) if move else ticket
    agreed = agreed.model_copy(update={"slack_since": after.current.since})
    return after.model_copy(update={"zendesk": agreed})


def _other_requester(link: Link, reading: e.Reading) -> str | None:
    """Who the requester is since somebody changed it in Zendesk; the name comes with a read alone."""
    if link.asker is None or reading.requester_id == link.asker:
        return None
    return reading.requester or link.requester


def _written(ticket: Ticket, link: Link, event: e.ZendeskWritten, rules: Rules) -> Ticket:
    """As a read whose base is what we wrote: a business rule of Zendesk may have moved on from there at once."""
    ticket = _overwritten(ticket, link, event.reading, rules)
    written = link.model_copy(update={"assigned": event.assigned, "unknown": event.unknown})
    if link.talk_stamp == link.stamp:  # nothing came in between: the write was safe
        written = written.model_copy(update={"talk_stamp": event.reading.stamp})
    reading = event.reading
    if event.details is not None and event.details == ticket.details:
        ticket = ticket.model_copy(update={"details": None})
    unknown_move = (reading.status, reading.custom) != (link.status, link.custom) and not reading.moved_at
    if event.wrote is None and unknown_move:  # in the very second of the stamp: it is to be read who moved it, and when
        return ticket.model_copy(
            update={"zendesk": written.model_copy(update={"stamp": reading.stamp, "stirred": True})}
        )
    if event.wrote is not None and not reading.moved_at:  # no status changed: ours was not taken, and nobody moved it
        written = written.model_copy(update={"status": reading.status, "custom": reading.custom})
    elif isinstance(event.wrote, int):
        written = written.model_copy(update={"status": reading.status, "custom": event.wrote})
    elif event.wrote is not None:
        same = event.wrote == reading.status
        written = written.model_copy(update={"status": event.wrote, "custom": reading.custom if same else link.custom})
    return _taken(_merged(ticket, written, reading, rules), event.wrote, rules)


def _overwritten(ticket: Ticket, link: Link, reading: e.Reading, rules: Rules) -> Ticket:
    """The ticket with the move that our write ran over: Zendesk's stamps don't tell two changes of one second apart."""
    if reading.was is None or reading.was == link.status:
        return ticket
    base = Side(link.status, link.custom, at=link.moved_at, slack_since=link.slack_since)
    move = merge(base, ticket.current, Side(reading.was, None, reading.was_at), rules.statuses, rules.zendesk_me)
    return ticket.model_copy(update={"move": move}) if move else ticket


def _taken(ticket: Ticket, wrote: Status | int | None, rules: Rules) -> Ticket:
    """Remembers a status that Zendesk made something else of, so that the two don't go on about it for ever."""
    link = ticket.zendesk
    if link is None or wrote is None:
        return ticket
    says = rules.statuses.says(link.status, link.custom, ticket.state)
    return ticket.model_copy(update={"zendesk": link.model_copy(update={"untaken": None if says else wrote})})
