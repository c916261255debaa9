"""A question moved to another help channel: it goes on there with its number, its Zendesk ticket and its times.

What happens afterwards where it stood goes on to where it is now.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from helpdesk.domain import events as e
from helpdesk.domain import unshown
from helpdesk.domain.effects import SHOWING, TELLING, Effect, GiveNotice, RemoveReaction, ShowStatus, opening_key
from helpdesk.domain.effects.moving import MOVING, HandOver, PostMoved, RenewMoved, TellMoved
from helpdesk.domain.effects.second_looks import LookAgain, RemovePost
from helpdesk.domain.messages import is_by_us
from helpdesk.domain.moves import moved
from helpdesk.domain.place import Place
from helpdesk.domain.relaying import relayed, to_be_relayed
from helpdesk.domain.rules import Rules
from helpdesk.domain.second_looks import LATEST_SECONDS
from helpdesk.domain.ticket import Move, Notice, Shown, Ticket, talk
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.idle import Idle
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.reminders import Reminders
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.timings import kept

TOLD = (
    *(e.Asked, e.Reworded, e.Replied, e.ReplyChanged, e.Deleted, e.ReactionAdded, e.ReactionRemoved, e.ReplyMarked),
    *(e.EscalationRequested, e.DetailsGiven, e.ButtonPressed, e.Rated, e.Commented, e.Rerouted, e.ZendeskStirred),
    *(e.MoveWanted, e.MovedHere, e.SpokeElsewhere),
)
"""What happens to a question, and is another matter where it has left."""

_AFTER = 0.001
"""Seconds."""

_GOES_ON = (e.Deleted, e.Reworded, e.EscalationRequested, e.DetailsGiven, e.Rated, e.Commented, e.SpokeElsewhere)
"""What is for the question wherever it stands."""


def move_wanted(ticket: Ticket, event: e.MoveWanted, rules: Rules) -> Ticket:
    """An open question is moved to another help channel, unless it may be on its way to one already."""
    before = ticket.moving
    if ticket.kind != "question" or ticket.deleted or ticket.state.ends or event.to not in rules.moves_to:
        return ticket
    if rules.shadow or (before and event.at <= before.at):
        return ticket
    under_way = ticket.attempts.get(f"{MOVING}{before.to}", Attempt()) if before else Attempt()
    if under_way.doubt:
        return ticket
    attempts = {key: attempt for key, attempt in ticket.attempts.items() if not key.startswith(MOVING)}
    moving = Moving(to=event.to, by=event.by, at=event.at)
    return ticket.model_copy(update={"moving": moving, "attempts": attempts})


def on_its_way(ticket: Ticket) -> Iterator[tuple[Effect, float]]:
    """To be posted elsewhere; of a question that is over what may stand there by now is looked for, and goes."""
    moving = ticket.moving
    if moving is None or not ticket.is_over:
        yield from ((effect, 0.0) for effect in to_be_posted(ticket))
        return
    posting = ticket.attempts.get(PostMoved(moving).key, Attempt())
    if posting.doubt:
        yield LookAgain(), max(posting.began, posting.again) + LATEST_SECONDS


def to_be_posted(ticket: Ticket) -> Iterator[Effect]:
    """Not before Zendesk has what was said here, and its files are here, and nobody doubts what was written there.

    Nor which of its comments are here, nor while something written in an earlier thread is on its way here.
    """
    moving = ticket.moving
    if moving is None or ticket.is_over:
        return
    opening = opening_key(ticket.zendesk.id if ticket.zendesk else None)
    tries = [(key, attempt) for key, attempt in ticket.attempts.items() if key.startswith("zendesk.")]
    doubt = any(attempt.doubt and (attempt.refused is None or key == opening) for key, attempt in tries)
    untold = any(
        ticket.attempts.get(f"zendesk.tell:{reply.name}", Attempt()).refused is None for reply in ticket.talk.waiting
    )
    on_their_way = any(not (file.there or file.gone or file.noted) for file in ticket.talk.files) or any(
        attempt.doubt and attempt.refused is None and key.startswith(SHOWING)
        for key, attempt in ticket.attempts.items()
    )
    relayed_here = any(ticket.attempts.get(one.key, Attempt()).refused is None for one in to_be_relayed(ticket))
    if not (doubt or relayed_here or ((untold or on_their_way) and ticket.zendesk)):
        yield PostMoved(moving)


def without_posting(ticket: Ticket, attempts: Mapping[str, Attempt]) -> dict[str, Attempt]:
    """These attempts but that at posting it: while it waits its turn, its message may be in the other channel."""
    posting = f"{MOVING}{ticket.moving.to}" if ticket.kind == "question" and ticket.moving else ""
    waits = not ticket.is_over
    return {key: attempt for key, attempt in attempts.items() if key != posting or not (attempt.doubt or waits)}


def arrived(ticket: Ticket, event: e.MovedHere) -> Ticket:
    """The ticket goes on here, new to those who answer here; what people did here meanwhile counts.

    So does what Zendesk did since somebody wanted it here.
    """
    left = event.ticket
    if ticket.kind not in {"unknown", "gone"}:
        return ticket
    moving = _moving(left)
    update: dict[str, object] = {
        "place": ticket.place,
        "kind": "question",
        "marks": ticket.marks,
        "requests": ticket.requests,
        "move": moved(left, Move(state=State.NEW, at=moving.at, source="button", by=moving.by)).move,
        "talk": talk.carried(left.talk, left.place, ticket.place),
        "shown": Shown(),
        "notices": (),
        "attempts": {key: attempt for key, attempt in left.attempts.items() if key.startswith(TELLING)},
        "warnings": 0,
        "routing": None,
        "idle": Idle(),
        "reminders": Reminders(since=moving.at),
        "timings": kept(left.timings),
        "moving": None,
        "came_from": left.place,
        "earlier": left.left,
    }
    return left.model_copy(update=update)


def _moving(ticket: Ticket) -> Moving:
    """Of a question that is to leave or has left."""
    assert ticket.moving is not None  # noqa: S101 - those who ask know that it is there
    return ticket.moving


def handed_over(ticket: Ticket, event: e.Event | e.Learned | None = None) -> Iterator[tuple[Place, e.Event]]:
    """What the place where the question stands now is to be told: first the ticket itself, then what happens here."""
    moving = ticket.moving
    target = moving.target(ticket.place) if moving and ticket.kind == "moved" else None
    if moving is None or target is None:
        return
    if not moving.handed:
        yield target, e.MovedHere(ticket=ticket)
    onward = _onward(ticket, event)
    if onward:
        yield target, onward


def _onward(ticket: Ticket, event: e.Event | e.Learned | None) -> e.Event | None:
    """Words go on with where they stand; those of the root are people's own at the first place alone."""
    match event:
        case e.Replied() | e.ReplyChanged():
            return e.SpokeElsewhere(place=ticket.place, said=event)
        case e.Reworded() | e.Deleted() if not ticket.came_from:
            return e.SpokeElsewhere(place=ticket.place, said=event)
        case e.ZendeskStirred() if event.about != "withdrawn":
            return event
        case _:
            return event if isinstance(event, _GOES_ON) else None


def left_behind(ticket: Ticket, event: e.Event | e.Learned, rules: Rules) -> Ticket:
    """What was moved away, after something happened where it stood."""
    moving = _moving(ticket)
    match event:
        case e.Replied():
            if event.by is None or event.bot or is_by_us(event, rules):
                return ticket
            return _noticed(ticket, event.by)
        case e.SpokeElsewhere(said=e.Reworded() | e.Deleted() as said):
            return left_behind(ticket, said, rules)
        case e.ReactionAdded():
            means = rules.meaning(event.emoji) is not None and rules.may(event.person)
            return _noticed(ticket, event.person) if means else ticket
        case e.ButtonPressed() | e.Rerouted() | e.MoveWanted():
            return _noticed(ticket, event.by) if rules.may(event.by) else ticket
        case e.Reworded() | e.Deleted():
            gone = ticket.deleted or isinstance(event, e.Deleted)
            # That it was deleted may be found later than edits that came after, as far as anybody knows.
            at = event.at if gone is ticket.deleted else max(event.at, moving.renewed + _AFTER)
            later = moving.model_copy(update={"reworded": max(moving.reworded, at)})
            return ticket.model_copy(update={"moving": later, "deleted": gone})
        case e.ZendeskStirred():
            return _withdrawn(ticket, event)
        case _:
            return ticket


def _noticed(ticket: Ticket, person: str) -> Ticket:
    if any((notice.person, notice.why) == (person, "moved") for notice in ticket.notices):
        return ticket
    return ticket.model_copy(update={"notices": (*ticket.notices, Notice(person=person, why="moved"))})


def _withdrawn(ticket: Ticket, event: e.ZendeskStirred) -> Ticket:
    """What is not to be seen any more goes from here too."""
    said = ticket.talk
    if event.about == "withdrawn" and event.comment:
        said = talk.withdrawn(said, event.comment)
    if event.about == "withdrawn" and event.file:
        said = talk.file_withdrawn(said, event.file)
    return ticket.model_copy(update={"talk": said})


def moving_learned(ticket: Ticket, event: e.MovingLearned) -> Ticket:
    """The ticket after a part of the move was done."""
    if isinstance(event, e.WordsRelayed | e.FileRelayed):
        return relayed(ticket, event)
    moving = _moving(ticket)
    match event:
        case e.MovedPosted():
            there = moving.model_copy(update={"ts": moving.ts or event.ts})
            return ticket.model_copy(update={"kind": "moved", "moving": there})
        case e.HandedOver():
            return _slim(ticket, moving.model_copy(update={"handed": True}))
        case e.MovedTold():
            return ticket.model_copy(update={"moving": moving.model_copy(update={"told": True})})
        case e.MovedRenewed():
            renewed = moving.model_copy(update={"renewed": max(moving.renewed, event.at)})
            return ticket.model_copy(update={"moving": renewed})
        case _:
            assert_never(event)


def _slim(ticket: Ticket, moving: Moving) -> Ticket:
    """What is left here: where it went, and what of ours is shown here."""
    shown = Ticket(place=ticket.place, kind="moved", number=ticket.number, moving=moving, deleted=ticket.deleted)
    kept = {"shown": ticket.shown, "notices": ticket.notices, "attempts": ticket.attempts, "warnings": ticket.warnings}
    before = {"requester": ticket.requester, "came_from": ticket.came_from, "earlier": ticket.earlier}
    return shown.model_copy(update={**kept, **before, "talk": talk.left_behind(ticket.talk)})


def wanted_when_moved(ticket: Ticket) -> Iterator[tuple[Effect, float]]:
    """What is still to be done where the question stood."""
    moving = _moving(ticket)
    if not moving.handed:
        yield HandOver(), 0.0
        return
    if not (moving.told or ticket.deleted):
        yield TellMoved(moving), 0.0
    if moving.reworded > moving.renewed:
        yield RenewMoved(moving, ticket.deleted), 0.0
    for notice in ticket.notices:
        if not notice.said and notice.why == "moved":
            yield GiveNotice(notice.person, notice.why), 0.0
    if not ticket.deleted:
        yield from _shown(ticket, moving)
    for post in ticket.shown.extra:
        yield RemovePost(post), 0.0
    if ticket.shown.unsure_until is not None:
        yield LookAgain(), ticket.shown.unsure_until


def card_where_it_stood(moving: Moving) -> Card:
    """What the status message says there."""
    return Card(state=State.NEW, moved_to=moving.to)


def _shown(ticket: Ticket, moving: Moving) -> Iterator[tuple[Effect, float]]:
    """Nothing here says a state any more."""
    for emoji in (*ticket.shown.reactions, *ticket.shown.perhaps):
        yield RemoveReaction(emoji), 0.0
    yield from unshown.files(ticket)
    yield from unshown.comments(ticket)
    card = card_where_it_stood(moving)
    if ticket.shown.message and ticket.shown.card != card:
        yield ShowStatus(card, ticket.shown.message), 0.0
