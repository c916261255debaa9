"""The pieces of Block Kit that messages and the Home are made of.

https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Sequence
from typing import Any

from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech

Block = dict[str, Any]


def section(text: str, block_id: str = "") -> Block:
    """Words in mrkdwn. Slack makes no links and mentions of its own in them."""
    named = {"block_id": block_id} if block_id else {}
    return {"type": "section", **named, "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def actions(block_id: str, elements: Sequence[Block]) -> Block:
    return {"type": "actions", "block_id": block_id, "elements": list(elements)}


def button(speech: Speech, ticket: Ticket, action_id: str, label: str, face: str = "") -> Block:
    """About a question, which it names when it is read out: a screen reader comes to it without what stands above."""
    aloud = speech.say("button-aloud", action=label, number=ticket.number or "")
    text = {"type": "plain_text", "text": f"{face} {label}".strip(), **({"emoji": True} if face else {})}
    value = str(ticket.place)
    return {"type": "button", "action_id": action_id, "text": text, "value": value, "accessibility_label": aloud}
