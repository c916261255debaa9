"""What must hold of every history once it is quiet."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from helpdesk.domain.place import Place
from helpdesk.domain.plan import plan
from helpdesk.domain.rules import Rules
from helpdesk.domain.status_card import status_card
from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech
from helpdesk.slack import words
from helpdesk.store import keys
from tests.simulation.account import Record
from tests.simulation.acting import MEANINGS
from tests.simulation.channels import ZENDESK_URL
from tests.simulation.deeds import TOKEN, Deeds
from tests.simulation.filed import files_arrived
from tests.simulation.relocated import moved_rightly
from tests.simulation.town import AGENTS, BOT_USER, PEOPLE, RESPONDERS_OF
from tests.simulation.whereabouts import mark_of

if TYPE_CHECKING:
    from tests.simulation.history import History

CLEAR_SECONDS = 10.0
WRITES_PER_ACT, WRITES_AT_LEAST = 5, 12


def violations(history: "History") -> Iterator[str]:
    """Each a sentence. Without a ticket nothing else can be said."""
    ticket = history.ticket
    if ticket is None:
        if not history.people.deeds.said[0].gone:
            yield "the question is not known"
        return
    rules = history.rules(ticket.place.channel)
    if ticket.kind != "question" and history.people.deeds.said[0].gone:  # before anybody knew what it was
        yield from _at_rest(history, ticket, rules)
        return
    for known in history.known:
        yield from _at_rest(history, known, history.rules(known.place.channel))
    yield from (f"reconcile still finds {difference.event!r}" for difference in history.hub.differences())
    yield from moved_rightly(history, ticket)
    yield from _slack_shows(history, ticket, rules)
    yield from _zendesk_shows(history, ticket, rules)
    yield from _replies_arrived(history, ticket)
    yield from _comments_arrived(history, ticket)
    yield from files_arrived(history, together(list(history.account.tickets.values())))
    yield from _last_word(history, ticket)
    unseen = sum(history.faults[kind] for kind in ("call late", "call dead", "worker frozen"))
    if history.workspace.doubled > unseen:
        yield f"posted twice {history.workspace.doubled} times, with {unseen} writes that nobody could have seen"
    acts, writes = history.people.deeds.acts, history.workspace.writes + history.account.writes
    if writes > WRITES_PER_ACT * acts + WRITES_AT_LEAST:
        yield f"{writes} writes for {acts} acts"


def _at_rest(history: "History", ticket: Ticket, rules: Rules) -> Iterator[str]:
    left = plan(ticket, rules, 1e12)
    if left.due:
        yield f"still planned: {[effect.key for effect in left.due]}"
    redis, place = history.redis, ticket.place
    wakes = redis.zscore(keys.due(keys.shard_of(place)), str(place))
    if wakes is not None:
        yield f"a wake time is left: {wakes}"
    if redis.llen(keys.of(place, "mail")):
        yield "events were not absorbed"
    yield from (f"refused: {key}: {a.refused}" for key, a in ticket.attempts.items() if a.refused)


def _slack_shows(history: "History", ticket: Ticket, rules: Rules) -> Iterator[str]:
    root = ticket.place.ts
    there = history.workspace.reactions(root)
    # Of one that is over, nobody looks for more than what stands elsewhere.
    if history.people.deeds.said[0].gone is not ticket.deleted and (ticket.is_live or ticket.came_from):
        yield f"deleted: {not ticket.deleted}, known as deleted: {ticket.deleted}"
    if history.people.deeds.said[0].gone:  # nobody is to look there any more
        return
    responders = RESPONDERS_OF[ticket.place.channel]
    people = {(p.slack, e) for p in responders for e in MEANINGS if p.slack in there.get(e, [])}
    known = {(m.person, m.emoji) for m in ticket.marks if m.present and m.is_reaction}
    if people != known:
        yield f"marks in Slack {sorted(people)}, known {sorted(known)}"
    bots = {emoji for emoji, who in there.items() if BOT_USER in who}
    wanted = rules.emoji(ticket.state)
    shows = {wanted} if wanted and ticket.set_otherwise and not ticket.shown_by_people(ticket.state) else set()
    if bots != shows:
        yield f"the bot's reactions are {sorted(bots)}, not {sorted(shows)}"
    cards = [message for message in history.workspace.thread(root) if "place" in mark_of(message)]
    card = status_card(ticket, rules)
    texts = [words.status_text(Speech(), ticket, card, ZENDESK_URL)] if card else []
    if [m["text"] for m in cards] != texts:
        yield f"status messages {[m['text'] for m in cards]}, not {texts}"


def _zendesk_shows(history: "History", ticket: Ticket, rules: Rules) -> Iterator[str]:
    tickets = list(history.account.tickets.values())
    numbers = [*ticket.past, *([ticket.zendesk.id] if ticket.zendesk else [])]
    wanted = bool(ticket.escalation) and (bool(tickets) or not ticket.deleted)
    if [there.id for there in tickets] != numbers or bool(tickets) != wanted:
        yield f"Zendesk tickets {[there.id for there in tickets]}, not {numbers}"
    yield from (f"{there.status} in Zendesk, and followed" for there in tickets[:-1] if there.status != "closed")
    if not tickets or ticket.zendesk is None:
        return
    there, link = tickets[-1], ticket.zendesk
    if not rules.statuses.says(there.status, None, ticket.state):
        yield f"{ticket.state} in Slack, {there.status} in Zendesk"
    agents = {person.slack: person.zendesk for person in PEOPLE if person.agent and person.slack}
    deeds = history.people.deeds
    taken = agents.get(ticket.assignee or "")
    if taken and there.assignee != taken and not deeds.assigned_there and not ticket.state.ends:
        yield f"{ticket.assignee} took it, Zendesk says {there.assignee}"
    if link.id != there.id:
        yield f"linked to {link.id}"


def _told(record: Record) -> Iterator[tuple[str, str]]:
    """Every token of a message in Zendesk, in the order it reads, with the first mark of its comment."""
    for comment in record.comments:
        mark = comment.marks[0] if comment.marks else ""
        yield from ((token, mark) for token in TOKEN.findall(comment.html_body))


def _replies_arrived(history: "History", ticket: Ticket) -> Iterator[str]:
    records, deeds = together(list(history.account.tickets.values())), history.people.deeds
    if not records:
        return
    tokens = [(t, mark) for record in records for t, mark in _told(record) if t.startswith("r")]
    said = [t for t, mark in tokens if not mark.startswith(("edited:", "deleted:"))]
    numbers = [int(token[1:].split("v")[0]) for token in said]
    stood = {*ticket.left, ticket.place}  # elsewhere it was in vain: that message of ours was taken away
    there = {n for n, one in deeds.said.items() if one.thread in stood}
    wanted = [n for n, one in sorted(deeds.said.items()) if n in there and not one.gone and not one.plain]
    if records[-1].status == "closed":  # nothing can be written there any more, and nobody wants it to be
        if len(numbers) != len({*numbers}) or not _in_order(numbers, deeds):
            yield f"replies in Zendesk {said}"
        missing = [n for n in wanted if n not in numbers and not deeds.said[n].lock]
        unread = [n for n in missing if float(deeds.said[n].ts) > deeds.ended_here and not ticket.deleted]
        if unread:
            yield f"nobody has read {unread}"
        return
    if sorted(n for n in numbers if n in wanted) != wanted or not _in_order(numbers, deeds):
        yield f"replies in Zendesk {said}, not {wanted}"
    for number in wanted:
        one = deeds.said[number]
        if not {*one.latest, one.wordings[-1]} & {token for token, _ in tokens}:
            yield f"the last wording {one.wordings[-1]} is not in Zendesk"
    notes = Counter(mark for t, mark in tokens if mark.startswith("edited:"))
    yield from (f"{times} notes for {mark}" for mark, times in notes.items() if times > 1)
    shown = {token for token, _ in tokens}
    for number, one in deeds.said.items():
        if one.gone and shown & {*one.wordings}:
            yield f"r{number} was deleted and still reads {sorted(shown & {*one.wordings})}"


def _in_order(numbers: list[int], deeds: Deeds) -> bool:
    """Whether those of each thread are in the order in which they were said."""
    threads: dict[Place, list[int]] = {}
    for number in numbers:
        if not deeds.said[number].gone:
            threads.setdefault(deeds.said[number].thread, []).append(number)
    return all(told == sorted(told) for told in threads.values())


def together(records: list[Record]) -> list[Record]:
    """The last ticket and those that were merged into it: together they have the thread."""
    start = len(records) - 1
    while start > 0 and records[start - 1].merged:
        start -= 1
    return records[max(start, 0) :]


def _comments_arrived(history: "History", ticket: Ticket) -> Iterator[str]:
    deeds, workspace = history.people.deeds, history.workspace
    public = [t for id_, t in deeds.comments.items() if id_ not in deeds.notes and id_ not in deeds.withdrawn]
    shown = [token for place in (*ticket.left, ticket.place) for token in _tokens(workspace.thread(place.ts))]
    if shown != public and not ticket.deleted:
        yield f"comments in the thread {shown}, not {public}"
    internal = [t for id_, t in deeds.comments.items() if id_ in deeds.notes]
    noted = _tokens(sorted(workspace.channels[AGENTS].values(), key=lambda m: float(m["ts"])))
    made_private = {deeds.comments[id_] for id_ in deeds.withdrawn}  # known before or not, both are right
    if ticket.deleted:
        return
    if [token for token in noted if token not in made_private] != internal or len(noted) != len({*noted}):
        yield f"notes in the agents' channel {noted}, not {internal}"


def _tokens(messages: list[dict[str, Any]]) -> list[str]:
    ours = (m for m in messages if "username" in m)
    return [token for m in ours for token in TOKEN.findall(m["text"]) if token.startswith("c")]


def _last_word(history: "History", ticket: Ticket) -> Iterator[str]:
    """The last act that sets the state wins, when it stands clear of the others."""
    moves = sorted(history.people.deeds.moves, key=lambda move: move.at)
    if not moves:
        return
    *before, last = moves
    if last.where not in {None, ticket.place}:  # it stood there in vain
        return
    if last.leaves is None or any(last.at - move.at < CLEAR_SECONDS for move in before):
        return
    if ticket.state not in last.leaves:
        yield f"the last act leaves {sorted(last.leaves)}, and it is {ticket.state}"
