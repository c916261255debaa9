"""Every text and block that people read in Slack by us, and nothing else."""

import json
from collections.abc import Mapping
from typing import Any

from helpdesk.domain.place import Place
from helpdesk.domain.rules import Meaning
from helpdesk.domain.states import State
from helpdesk.domain.ticket import Card, Ticket, Why
from helpdesk.domain.transcript import Spoken
from helpdesk.slack.richtext_posting import split, to_mrkdwn, to_rich_text
from helpdesk.slack.text import SUBJECT, escaped, shortened

Blocks = list[dict[str, Any]]

_MOST = 3000
"""Characters in a section (https://docs.slack.dev/reference/block-kit/blocks/section-block)."""

_MOST_TROUBLE = 500

NO_SUBJECT = "Please say in a few words what it is about."
STATE_WORDS: Mapping[State, tuple[str, str]] = {
    State.NEW: (":large_blue_circle:", "Nobody has looked at this yet"),
    State.SEEN: (":eyes:", "Seen"),
    State.WORKING: (":wrench:", "Being worked on"),
    State.WAITING: (":hourglass_flowing_sand:", "Waiting for an answer"),
    State.RESOLVED: (":white_check_mark:", "Resolved"),
    State.DISMISSED: (":no_entry_sign:", "Dismissed"),
}
_BUTTONS: Mapping[str, tuple[str, frozenset[State]]] = {
    "working": ("Working on it", frozenset({State.NEW, State.SEEN, State.WAITING})),
    "waiting": ("Waiting", frozenset({State.SEEN, State.WORKING})),
    "resolve": ("Resolve", frozenset({State.NEW, State.SEEN, State.WORKING, State.WAITING})),
    "reopen": ("Reopen", frozenset({State.RESOLVED, State.DISMISSED})),
}
_CHANNEL_TROUBLE = {
    "not_in_channel": "The helpdesk is not in this channel: invite it with /invite.",
    "channel_not_found": "The helpdesk can't see this channel: invite it with /invite.",
    "is_archived": "This channel is archived.",
    "missing_scope": "The Slack app lacks a permission: install it again with the scopes of `helpdesk manifest`.",
}


def subject_too_long(length: int) -> str:
    return f"At most {SUBJECT} characters, please: this has {length}."


def slack_trouble(error: str) -> str:
    """A sentence for an error of Slack's."""
    return _CHANNEL_TROUBLE.get(error, f"Slack answered “{error}”.")


def status_text(ticket: Ticket, card: Card, zendesk_url: str) -> str:
    """The status message in mrkdwn: number, state, who has it, where it is in Zendesk, what is wrong."""
    emoji, words = STATE_WORDS[card.state]
    parts = [f"{emoji} *{ticket.number}* · {words}"]
    if card.assignee:
        parts[0] += f" · <@{card.assignee}>"
    parts += _zendesk_lines(card, zendesk_url)
    if card.unknown_agent:
        parts.append(f"<@{card.unknown_agent}> has no agent account in Zendesk, so the ticket is unassigned there.")
    parts += [f":warning: {escaped(shortened(trouble, _MOST_TROUBLE))}" for trouble in card.trouble]
    return shortened("\n".join(parts), _MOST)


def _zendesk_lines(card: Card, zendesk_url: str) -> list[str]:
    lines = []
    if card.zendesk:
        *older, latest = (ticket_link(zendesk_url, id_) for id_ in card.zendesk)
        lines.append(f"Zendesk {latest}" + (f", follows {', '.join(older)}" if older else ""))
    if card.closed:
        lines.append("The ticket is closed in Zendesk. A reply here opens a follow-up ticket.")
    if card.lost:
        lines.append(f"Zendesk ticket #{card.lost} was deleted there. “Create ticket” makes a new one.")
    return lines


def ticket_link(zendesk_url: str, id_: int) -> str:
    """The agents' address of a ticket, as a link (https://support.zendesk.com)."""
    return f"<{zendesk_url}/agent/tickets/{id_}|#{id_}>"


def status_blocks(ticket: Ticket, card: Card, zendesk_url: str, state_button: str) -> Blocks:
    """The same with the buttons that make sense now."""
    text = {"type": "mrkdwn", "text": status_text(ticket, card, zendesk_url), "verbatim": True}
    buttons = [
        {
            "type": "button",
            "action_id": f"{state_button}{name}",
            "text": {"type": "plain_text", "text": label},
            "value": str(ticket.place),
        }
        for name, (label, states) in _BUTTONS.items()
        if card.state in states
    ]
    return [
        {"type": "section", "block_id": "status", "text": text},
        {"type": "actions", "block_id": "state", "elements": buttons},
    ]


def comment(ticket: Ticket, spoken: Spoken, zendesk_url: str) -> list[tuple[str, Blocks]]:
    """A Zendesk comment as messages, each with its text for notifications and its blocks.

    Blocks carry the words as they are: nothing in them can ping anybody.
    """
    messages = [(to_mrkdwn(part) or " ", to_rich_text(part)) for part in split(spoken.body)]
    if spoken.public or not ticket.zendesk:
        return messages
    head = f"Note on *{ticket.number}* in Zendesk {ticket_link(zendesk_url, ticket.zendesk.id)}"
    section = {"type": "section", "text": {"type": "mrkdwn", "text": head, "verbatim": True}}
    first_text, first_blocks = messages[0]
    return [(first_text, [section, *first_blocks]), *messages[1:]]


def notice(ticket: Ticket, why: Why, zendesk_url: str) -> str:
    """The private sentence for each reason."""
    if why == "not_set_up":
        return "Zendesk is not set up for this helpdesk, so no ticket can be made. Reactions work as always."
    if why == "already_escalated":
        link = f": {ticket_link(zendesk_url, ticket.zendesk.id)}" if ticket.zendesk else " and will be here in a moment"
        return f"This question has a Zendesk ticket already{link}."
    return (
        "Thank you! Only the people who answer in this channel change the state of a question by a reaction or button, "
        "so yours changes nothing here."
    )


def form(place: Place, at: float, subject: str, requester: str | None, names: tuple[str, str, str]) -> dict[str, Any]:
    """The "Create ticket" modal. `names` are the block ids of subject and requester, and the action id of both."""
    subject_block, requester_block, value = names
    title: dict[str, Any] = {"type": "plain_text_input", "action_id": value, "max_length": SUBJECT}
    if subject:
        title["initial_value"] = subject
    person: dict[str, Any] = {"type": "users_select", "action_id": value}
    if requester:
        person["initial_user"] = requester
    return {
        "type": "modal",
        "callback_id": "create_ticket",
        "private_metadata": json.dumps({"place": str(place), "at": at}),
        "title": _plain("Create ticket"),
        "submit": _plain("Create ticket"),
        "close": _plain("Cancel"),
        "blocks": [
            _input(subject_block, "Subject", title),
            _input(requester_block, "Who asks", person, optional=True),
            {
                "type": "context",
                "elements": [_plain("The whole thread goes into the ticket. Its link appears in the thread.")],
            },
        ],
    }


def message_view(sentence: str) -> dict[str, Any]:
    """A modal that only says something."""
    section = {"type": "section", "text": {"type": "mrkdwn", "text": sentence}}
    return {"type": "modal", "title": _plain("Create ticket"), "close": _plain("Close"), "blocks": [section]}


NOT_SET_UP = "Zendesk is *not set up* for this helpdesk, so no ticket can be made. Reactions work as always."
NOT_A_HELP_CHANNEL = "This channel is not one of the helpdesk's. Tickets are made from messages in a help channel."
ONLY_RESPONDERS = "Only the people who answer in this channel can make a ticket. They will see your question there."


def has_ticket(zendesk_url: str, id_: int) -> str:
    return f"This question has a Zendesk ticket already: {ticket_link(zendesk_url, id_)}"


def command_help(reactions: Mapping[str, Meaning]) -> str:
    """What `/helpdesk` answers: how this channel's reactions work."""
    meanings = [(name, _meaning(meaning)) for name, meaning in reactions.items()]
    lines = [f":{name}: {words}" for name, words in meanings]
    return "Ask in the channel. The people who answer react to your message:\n" + "\n".join(lines)


def _meaning(meaning: Meaning) -> str:
    return STATE_WORDS[meaning][1].lower() if isinstance(meaning, State) else "make a Zendesk ticket of the thread"


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def _input(block: str, label: str, element: dict[str, Any], *, optional: bool = False) -> dict[str, Any]:
    return {"type": "input", "block_id": block, "label": _plain(label), "element": element, "optional": optional}
