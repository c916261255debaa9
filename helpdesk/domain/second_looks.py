"""What Slack shows by us, when nobody is sure: writes whose answer never came, and what a look tells afterwards."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar, assert_never

from helpdesk.domain import events as e
from helpdesk.domain.effects.idle import LINES
from helpdesk.domain.effects.moving import MOVING, RELAYING, RELAYING_FILE, TELLING_MOVED
from helpdesk.domain.effects.routing import PASSING, TELLING_ROUTE
from helpdesk.domain.recorded import digest
from helpdesk.domain.ticket import Extra, Shown, Ticket
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.relays import as_seen
from helpdesk.domain.ticket.talk import Talk

Change = e.BotReacted | e.StatusMessageShown | e.StatusMessageGone | e.PostRemoved
Learned = Change | e.ShownSeen

T = TypeVar("T")

LATEST_SECONDS = 60.0
"""How long after it began a call may still take effect, whatever became of its answer."""

_LINES = (PASSING, TELLING_ROUTE, MOVING, TELLING_MOVED, RELAYING, *LINES)
_POSTS = ("slack.status:", "slack.comment:", "slack.share:", RELAYING_FILE, *_LINES)
_LASTING = ("slack.react:", "slack.unreact:", *_POSTS)


def may_show_late(key: str) -> bool:
    """Whether something is to be seen in Slack when this effect comes late or twice."""
    return key.startswith(_LASTING)


def unsure(ticket: Ticket, since: float) -> Ticket:
    """The ticket after something of the present may take effect unseen: a look is due once that can't be any more."""
    until = max(ticket.shown.unsure_until or 0.0, since + LATEST_SECONDS)
    return ticket.model_copy(update={"shown": ticket.shown.model_copy(update={"unsure_until": until})})


def unsure_of(ticket: Ticket, dropped: Iterable[Attempt]) -> Ticket:
    """The ticket after these attempts at what Slack shows were forgotten."""
    times = [attempt.began for attempt in dropped if attempt.doubt]
    return unsure(ticket, max(times)) if times else ticket


def learned(ticket: Ticket, event: Learned) -> Ticket:
    """The ticket after something of ours was shown in Slack, was seen there, or is gone."""
    if isinstance(event, e.ShownSeen):
        return _seen(ticket, event)
    return ticket.model_copy(update={"shown": _shown(ticket.shown, event)})


def _shown(before: Shown, event: Change) -> Shown:
    match event:
        case e.BotReacted():
            others = tuple(r for r in before.reactions if r != event.emoji)
            perhaps = tuple(r for r in before.perhaps if r != event.emoji)
            reactions = (*others, event.emoji) if event.there else others
            return before.model_copy(update={"reactions": reactions, "perhaps": perhaps})
        case e.StatusMessageShown():
            return before.model_copy(update={"message": event.ts, "card": event.card})
        case e.StatusMessageGone():
            return before.model_copy(update={"message": None, "card": None})
        case e.PostRemoved():
            left = tuple(post for post in before.extra if post.ts != event.ts)
            return before.model_copy(update={"extra": left})
        case _:
            assert_never(event)


def _seen(ticket: Ticket, event: e.ShownSeen) -> Ticket:
    """The ticket as Slack shows it. Of what is there twice the first stays, so that the order of the thread does."""
    shown, talk = ticket.shown, ticket.talk
    lines = [post for post in event.posts if post.said and not post.moved]
    others = [post for post in event.posts if not post.said]
    cards = [post for post in others if post.comment is None and post.file is None and not post.shared]
    card = next((post for post in cards if post.ts == shown.message), next(iter(cards), None))
    first = {(post.channel, post.public, post.said): post for post in reversed(lines)}.values()
    extra = [post for post in (*cards, *lines) if post is not card and post not in first]
    extra += _elsewhere_in_vain(ticket, [post for post in event.posts if post.moved])
    kept = list(_first_of_each(others, talk, extra))
    told = card is not None and shown.card is not None and card.card == digest(shown.card)
    shadowed = card is None and shown.message is None  # a card that shadow mode let go is as gone as before
    now = Shown(
        reactions=event.reactions,
        message=card.ts if card else None,
        card=shown.card if told or shadowed else None,
        extra=tuple(Extra(ts=post.ts, public=post.public, channel=post.channel) for post in extra),
    )
    heard = {str(comment): ts for comment, ts in _where(kept, lambda post: post.comment).items()}
    relayed = {wrote: tuple(ts.split()) for wrote, ts in _where(first, lambda post: post.wrote or None).items()}
    seen = {"heard": {**talk.heard, **heard}, "relays": as_seen(talk.relays, relayed)}
    after = ticket.model_copy(update={"shown": now, "talk": talk.model_copy(update=seen)})
    return without_doubtful_posting(after)


def _elsewhere_in_vain(ticket: Ticket, posts: list[e.SeenPost]) -> list[e.SeenPost]:
    """Of its messages in another channel those where it does not go on: all but one, every one when it is over here."""
    if ticket.kind == "moved" and ticket.moving:
        return [post for post in posts if post.ts != ticket.moving.ts]
    return posts if ticket.is_over else sorted(posts, key=lambda post: float(post.ts))[1:]


def without_doubtful_posting(ticket: Ticket) -> Ticket:
    """A question that is over goes nowhere: after a look nobody needs to know that its message may be there."""
    if ticket.kind != "question" or not ticket.is_over:
        return ticket
    attempts = {key: attempt for key, attempt in ticket.attempts.items() if not key.startswith(MOVING)}
    return ticket.model_copy(update={"attempts": attempts})


def _first_of_each(posts: Iterable[e.SeenPost], talk: Talk, extra: list[e.SeenPost]) -> Iterator[e.SeenPost]:
    """The messages that stay for the comments and files that Slack is to show; the others are `extra`.

    A comment still on its way is looked for when its turn comes.
    """
    coming, files = {comment.id for comment in talk.coming}, {file.file for file in talk.files}
    files |= {file.file for relay in talk.relays for file in relay.files}
    there = set()
    for post in posts:
        about = (post.comment, post.part, post.file, post.shared)
        of_file = post.file is not None or post.shared in files - {""}
        if not of_file and (post.comment in coming or str(post.comment) not in talk.heard):
            continue
        if about in there or (not of_file and not talk.heard[str(post.comment)]):
            extra.append(post)
        else:
            there.add(about)
            yield post


def _where(kept: Iterable[e.SeenPost], about: Callable[[e.SeenPost], T | None]) -> dict[T, str]:
    """What they are about -> the messages that show it, part by part."""
    parts: dict[T, dict[int, str]] = {}
    for post in kept:
        what = about(post)
        if what is not None:
            parts.setdefault(what, {})[int(post.part or 0)] = post.ts
    return {what: " ".join(ts for _, ts in sorted(found.items())) for what, found in parts.items()}
