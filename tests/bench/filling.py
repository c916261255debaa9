"""Stores full of tickets: one realistic ticket, told by the product's own rules, written for as many places as wanted.

The writes are the product's own without its leases and scripts; a test compares what they leave with the real ones.
"""

from collections.abc import Callable, Iterator
from typing import Any

from redis import Redis
from redis.client import Pipeline

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.history import Entry, entry
from helpdesk.domain.lists import lists_of
from helpdesk.domain.place import Place
from helpdesk.domain.rules import Responders, Rules
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.states import State
from helpdesk.store import keys, records
from helpdesk.store.mailbox import SEEN_SECONDS
from tests.bench.slack_post import CHANNEL, QUESTIONS, TEAM

ENTRIES = 10
PREFIX = "IT"
DELIVERIES = 10
"""How many deliveries one ticket has had: what it was told by Slack and by Zendesk."""

_PAGE = 500
_ALEX, _KIM = "U0ITAGENT1", "U0ITAGENT2"
RULES = Rules(
    reactions={"eyes": State.SEEN, "wrench": State.WORKING, "ticket": "escalate"},
    responders=Responders(everyone=True),
    zendesk=True,
)


def place_of(number: int) -> Place:
    return Place(TEAM, CHANNEL, f"{QUESTIONS + number}.000100")


def life(place: Place) -> Iterator[tuple[Ticket, Entry]]:
    """An escalated question with two marks and its status message, as each of ten events leaves it."""
    ticket, now = Ticket(place=place), float(place.ts)
    for step, event in enumerate(_told(now)):
        told = event or e.StatusMessageShown(ts=f"{now + 60:.6f}", card=_card(ticket))
        before, ticket = ticket, decide(ticket, told, RULES)
        if ticket.kind == "question" and ticket.number is None:
            ticket = ticket.model_copy(update={"number": f"{PREFIX}-1"})
        line = entry(before, told, ticket, now + 10 * step)
        assert line is not None
        yield ticket, line


def _told(now: float) -> list[e.Event | e.Learned | None]:
    """None stands for the status message that is then due."""
    stamp = "2023-11-14T22:14:20Z"
    opened = e.Reading(id=100_000, status="open", stamp=stamp)
    return [
        e.Asked(by="U0EMPLOYEE", at=now, subject="The VPN drops every few minutes since this morning. Is it me?"),
        e.ReactionAdded(person=_ALEX, emoji="eyes", at=now + 20),
        e.ReactionAdded(person=_ALEX, emoji="ticket", at=now + 40),
        e.ZendeskOpened(reading=opened, assigned=_ALEX),
        None,
        e.ReactionAdded(person=_KIM, emoji="wrench", at=now + 90),
        None,
        e.ZendeskStirred(ticket=100_000, stamp=stamp, about="fields"),
        e.ZendeskRead(reading=opened.model_copy(update={"agent": "Alex Support", "stamp": "2023-11-14T22:16:00Z"})),
        e.NoticeGiven(person=_ALEX, why="details"),
    ]


def _card(ticket: Ticket) -> Card:
    card = status_card(ticket, RULES)
    assert card is not None
    return card


def numbered(ticket: Ticket, number: int) -> Ticket:
    """The same ticket at another place, with its own numbers."""
    zendesk = 100_000 + number
    link, card = ticket.zendesk, ticket.shown.card
    assert link is not None
    assert card is not None
    shown = ticket.shown.model_copy(update={"card": card.model_copy(update={"zendesk": (zendesk,)})})
    linked = link.model_copy(update={"id": zendesk})
    return ticket.model_copy(
        update={"place": place_of(number), "number": f"{PREFIX}-{number}", "zendesk": linked, "shown": shown}
    )


def fill(redis: Redis, first: int, last: int, step: Callable[[], None]) -> None:
    """Write the tickets with these numbers, the last included; `step` is called after each page of 500."""
    stages = list(life(place_of(first)))
    lines = [records.written(line) for _, line in stages]
    for start in range(first, last + 1, _PAGE):
        with redis.pipeline(transaction=False) as calls:
            for number in range(start, min(start + _PAGE, last + 1)):
                _write(calls, numbered(stages[-1][0], number), number, lines)
            calls.hset(keys.numbers(PREFIX)[0], "next", min(start + _PAGE - 1, last))
            calls.execute()
        step()
    redis.sadd(keys.PREFIXES, PREFIX)


def _write(calls: Pipeline, ticket: Ticket, number: int, lines: list[bytes]) -> None:
    place, link = ticket.place, ticket.zendesk
    assert link is not None
    body = records.written(ticket)
    listed = lists_of(ticket)
    lists = " ".join(f"{name} {time!r}" for name, time in listed.items())
    told: dict[Any, Any] = {"rev": str(len(lines)), "body": body, "counted": ticket.state.value, "lists": lists}
    calls.hset(keys.of(place, "ticket"), mapping=told)
    shard = keys.shard_of(place)
    for name, time in listed.items():
        calls.zadd(f"{keys.lists(shard)}{name}", {str(place): time})
    calls.rpush(keys.of(place, "history"), *lines)
    of_place, at_number = keys.numbers(PREFIX)
    calls.hset(of_place, str(place), number)
    calls.hset(at_number, str(number), str(place))
    calls.hset(keys.ZENDESK, str(link.id), str(place))
    calls.sadd(keys.live(shard), str(place))


def remember_deliveries(redis: Redis, first: int, last: int, step: Callable[[], None]) -> None:
    """What is kept for 26 hours of each delivery, as if all of every ticket's had come today."""
    for start in range(first, last + 1, _PAGE):
        with redis.pipeline(transaction=False) as calls:
            for number in range(start, min(start + _PAGE, last + 1)):
                shard = keys.shard_of(place_of(number))
                for delivery in range(DELIVERIES):
                    calls.set(f"{shard}seen:Ev{number:09d}{delivery}", "", nx=True, ex=SEEN_SECONDS)
            calls.execute()
        step()
