"""What an event at one place means for others: deliveries to their mailboxes, under ids by which each comes once."""

import hashlib
from collections.abc import Iterator

from helpdesk.domain import events as e
from helpdesk.domain.delivery import Delivery
from helpdesk.domain.misplaced import misplaced
from helpdesk.domain.moving import handed_over
from helpdesk.domain.rules import Rules
from helpdesk.domain.taking_back import taken_back
from helpdesk.domain.ticket import Ticket


def passed_on(
    ticket: Ticket, event: e.Event | e.Learned | None, rules: Rules, delivery: str | None = None
) -> Iterator[Delivery]:
    """What came by a `delivery` goes on once for it: two hints of Zendesk may say the same.

    Without an event, what a question that moves takes along.
    """
    for place, moved in handed_over(ticket, event):
        what = hashlib.sha256(moved.model_dump_json().encode()).hexdigest()[:16]
        told = "here" if isinstance(moved, e.MovedHere) else delivery or f"{moved.kind}:{what}"
        yield Delivery(f"moved:{ticket.place}:{told}", place, moved)
    for place, stirred in taken_back(ticket, event):
        yield Delivery(f"taken_back:{place}:{delivery or stirred.comment}", place, stirred)
    for place, marked in misplaced(ticket, event, rules) if event else ():
        yield Delivery(f"misplaced:{place}:{marked.by}:{marked.ts}:{marked.emoji}:{marked.at}", place, marked)
