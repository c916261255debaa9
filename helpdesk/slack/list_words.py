"""Questions in a list, and how things stand, as people read it in Slack."""

from collections.abc import Mapping, Sequence

from helpdesk.domain.place import permalink
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Due
from helpdesk.domain.ticket.states import State
from helpdesk.languages.speech import Speech
from helpdesk.slack.subjects import shown
from helpdesk.slack.words import STATE_EMOJI, due_line, mention, moment

_SUBJECT = 80


def question(ticket: Ticket, address: str) -> str:
    """Its number, as a link where the workspace's `address` is known."""
    number = ticket.number or "?"
    return f"<{permalink(address, ticket.place.channel, ticket.place.ts)}|{number}>" if address else f"*{number}*"


def line(speech: Speech, ticket: Ticket, address: str, due: Due | None = None) -> str:
    """A question in one line: number, subject, state, since when, who has it, what is promised next."""
    state, since, _ = ticket.current
    subject = shown(ticket, _SUBJECT) or speech.say("list-no-subject")
    said = speech.say(
        "list-line",
        question=question(ticket, address),
        subject=subject,
        state=speech.say(f"state-{state}"),
        since=moment(since),
    )
    taker = f" · {mention(speech, ticket.assignee)}" if ticket.assignee else ""
    promise = f" · {due_line(speech, due)}" if due else ""
    return f"{STATE_EMOJI[state]} {said}{taker}{promise}"


def lines(speech: Speech, tickets: Sequence[Ticket], total: int, address: str) -> list[str]:
    """The first questions of a list, and how many there are beyond them."""
    return [*(line(speech, ticket, address) for ticket in tickets), *beyond(speech, total - len(tickets))]


def beyond(speech: Speech, more: int) -> list[str]:
    """The line for those that are not shown, where there are any."""
    return [speech.say("list-more", more=more)] if more > 0 else []


def states(speech: Speech, counts: Mapping[State, int]) -> str:
    """How many questions are in each state."""
    return "\n".join(
        f"{STATE_EMOJI[state]} {speech.say('status-state', state=speech.say(f'state-{state}'), questions=questions)}"
        for state, questions in counts.items()
    )


def sync(speech: Speech, heard: Mapping[str, float], waits: float, given_up: int) -> str:
    """When each side was last heard of, how long the oldest event waits (seconds), and how much was given up."""
    return "\n".join(
        [
            speech.say("sync-heard", side="Slack", when=_when(speech, heard.get("slack"))),
            speech.say("sync-heard", side="Zendesk", when=_when(speech, heard.get("zendesk"))),
            speech.say("sync-waits", seconds=round(waits)) if waits >= 1 else speech.say("sync-nothing-waits"),
            speech.say("sync-given-up", things=given_up) if given_up else speech.say("sync-nothing-given-up"),
        ]
    )


def _when(speech: Speech, heard: float | None) -> str:
    return moment(heard) if heard else speech.say("sync-never")
