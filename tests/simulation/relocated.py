"""What must hold of a question wherever it was moved: it is in one channel, and the places it left say so."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from helpdesk.domain.place import Place
from helpdesk.domain.rebuilding.moves import MOVED_TO, WROTE
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Card
from helpdesk.domain.ticket.states import State
from helpdesk.languages.speech import Speech
from helpdesk.slack import words
from helpdesk.store.tickets import Tickets
from tests.simulation.channels import ZENDESK_URL
from tests.simulation.deeds import TOKEN
from tests.simulation.town import BOT_USER
from tests.simulation.whereabouts import mark_of, roots

if TYPE_CHECKING:
    from tests.simulation.history import History

FIRST = "IT-1"


def moved_rightly(history: "History", ticket: Ticket) -> Iterator[str]:
    """`ticket`: the question where it stands."""
    root = history.people.asked_at
    if ticket.kind != "question":
        yield f"where it stands it is {ticket.kind}"
    if (ticket.number, ticket.asked) != (FIRST, float(root.ts)):
        yield f"it is {ticket.number}, asked {ticket.asked}"
    tickets = Tickets(history.redis)
    if tickets.numbered("IT-2") or tickets.numbered(FIRST) != ticket.place:
        yield f"IT-2 is {tickets.numbered('IT-2')}, {FIRST} stands at {tickets.numbered(FIRST)}"
    places = [*ticket.left, ticket.place]
    ours = {place for place, message in roots(history.workspace) if message["user"] == BOT_USER}
    if places[0] != root or ours != {*places[1:]}:
        yield f"it stood at {places}, our messages are at {sorted(ours)}"
    for left, target in pairwise(places):
        yield from _left(history, left, target)
    yield from _says_the_question(history, ticket)
    yield from _says_what_was_written(history, ticket, places)


def _left(history: "History", left: Place, target: Place) -> Iterator[str]:
    known = Tickets(history.redis).at(left)
    if known is None or known.moving is None or known.kind != "moved" or known.moving.target(left) != target:
        yield f"what is known at {left} is {known!r}"
        return
    thread = history.workspace.thread(left.ts)
    lines = [mark_of(message)[MOVED_TO] for message in thread if MOVED_TO in mark_of(message)]
    if lines != [str(target)] and not (known.deleted and not lines):
        yield f"the thread that was left says it went to {lines}"
    if known.deleted:
        return
    bots = [emoji for emoji, who in history.workspace.reactions(left.ts).items() if BOT_USER in who]
    if bots:
        yield f"the bot still shows {bots} where it stood"
    cards = [message["text"] for message in thread if "place" in mark_of(message)]
    text = words.status_text(Speech(), known, Card(state=State.NEW, moved_to=target.channel), ZENDESK_URL)
    if cards not in ([], [text]):
        yield f"status messages where it stood: {cards}"


def _says_the_question(history: "History", ticket: Ticket) -> Iterator[str]:
    """The message where it stands has its last words, and none once they were deleted."""
    if not ticket.came_from:
        return
    text = history.workspace.channels[ticket.place.channel][ticket.place.ts]["text"]
    question = history.people.deeds.said[0]
    wanted = [] if question.gone else [question.wordings[-1]]
    if [wording for wording in question.wordings if wording in text] != wanted:
        yield f"the message where it stands says {text!r}, not {wanted}"


def _says_what_was_written(history: "History", ticket: Ticket, places: list[Place]) -> Iterator[str]:
    """What people wrote in a thread after the question had left it: once, with its last words, where it went."""
    workspace = history.workspace
    there = [m for place in places[1:] for m in workspace.thread(place.ts) if WROTE in mark_of(m)]
    shown = Counter(token for message in there for token in TOKEN.findall(message["text"]))
    for number, one in history.people.deeds.said.items():
        went = places[places.index(one.thread) + 1 :] if number and one.thread in places else []
        tokens = {token: times for token, times in shown.items() if token.startswith(f"r{number}v")}
        latest = {one.wordings[-1]: 1} if went and not (one.gone or one.plain or one.lock) else {}
        # What was said before it left may have been told after that.
        may_miss = ticket.deleted or (went and float(one.ts) < float(went[0].ts))
        if tokens != latest and not (may_miss and not tokens):
            yield f"where it went the thread says {tokens} of r{number}, not {latest}"
