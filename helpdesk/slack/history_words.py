"""Why a question is in its state, told from its history."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from helpdesk.domain.events import Button
from helpdesk.domain.history import Entry
from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech
from helpdesk.slack.list_words import line
from helpdesk.slack.text import escaped
from helpdesk.slack.words import mention, moment

MOST = 20
"""Lines that are told; the latest."""

_ALWAYS: Mapping[str, str] = {
    "asked": "why-asked",
    "message_found": "why-found",
    "escalation_requested": "why-escalated",
    "details_given": "why-details",
    "zendesk_opened": "why-zendesk-opened",
    "zendesk_followed": "why-zendesk-followed",
    "zendesk_gone": "why-zendesk-gone",
    "deleted": "why-deleted",
    "rebuilt": "why-rebuilt",
    "moved_here": "why-moved",
    "released": "why-released",
    "requester_reminded": "why-reminded",
    "idle_resolved": "why-idle-resolved",
}
"""What is told whether it changed the state or not."""

_WITH_A_STATE: Mapping[str, str] = {
    "replied": "why-replied",
    "zendesk_read": "why-zendesk",
    "zendesk_written": "why-zendesk",
    "zendesk_told": "why-zendesk",
}


def why(speech: Speech, ticket: Ticket, history: Sequence[Entry], address: str) -> str:
    """The question as it is, and what brought it there, the oldest first."""
    told = [said for entry in history for said in _told(speech, entry)]
    earlier = len(told) - MOST
    before = [speech.say("why-earlier", more=earlier)] if earlier > 0 else []
    return "\n".join([line(speech, ticket, address), *before, *told[-MOST:]])


def _told(speech: Speech, entry: Entry) -> Iterator[str]:
    said = _said(speech, entry)
    if said:
        after = f" → {speech.say(f'state-{entry.state}')}" if entry.state else ""
        yield f"• {moment(entry.at)} {said}{after}"


def _said(speech: Speech, entry: Entry) -> str | None:
    """None for what only operators want to know."""
    who = mention(speech, entry.by) if entry.by else speech.say("somebody")
    match entry.what:
        case "reaction_added":
            return speech.say("why-reacted", who=who, emoji=f":{entry.detail}:")
        case "reaction_removed":
            return speech.say("why-unreacted", who=who, emoji=f":{entry.detail}:")
        case "button_pressed":
            return speech.say("why-button", who=who, button=_button(speech, entry.detail))
    what = escaped((entry.detail or "").partition(" ")[0])
    if entry.what in _ALWAYS:
        return speech.say(_ALWAYS[entry.what], who=who, ticket=what)
    if entry.state is None:
        return None
    if entry.what in _WITH_A_STATE:
        return speech.say(_WITH_A_STATE[entry.what], who=who, ticket=what)
    return speech.say("why-otherwise")


def _button(speech: Speech, name: str | None) -> str:
    return speech.say(f"button-{cast('Button', name)}")
