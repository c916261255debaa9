"""Every text people read that the Zendesk wing makes: in tickets and errors. It decides nothing."""

from collections.abc import Mapping, Sequence

from helpdesk.domain.files import WhyNot

# In a Zendesk ticket.
SUBJECT = "Question from Slack"
THREAD = "Slack thread"
SOMETIME = "time unknown"
STAND_IN_NAME = "Slack helpdesk"
CONTINUED = "(continued)"


def part(number: int, total: int) -> str:
    """What follows the thread's link when the transcript takes several comments."""
    return f", part {number} of {total}"


def files(names: Sequence[str]) -> str:
    return f"Files: {', '.join(names)}"


NO_WORDS = "(a message without words)"
NOT_COPIED = "Files that are not copied here:"
_WHY_NOT: Mapping[WhyNot, str] = {
    "external": "a link to elsewhere, no file of Slack's own",
    "deleted": "deleted in Slack",
    "hidden": "hidden by Slack, beyond the limit of its plan",
    "no_access": "the helpdesk may not read it",
    "elsewhere": "it lies where the helpdesk does not ask",
    "too_big": "too large",
    "empty": "empty",
    "type": "Zendesk takes no files of this type",
    "malware": "a virus scan found something in it",
    "no_room": "no room left",
    "changed": "what came is not what Slack announced",
    "refused": "refused",
    "trouble": "it could not be fetched or handed over in several tries",
    "unwanted": "left in Slack, as chosen in the form",
}


def why_not(why: WhyNot) -> str:
    """Follows the name of a file that is not copied."""
    return _WHY_NOT[why]


def more_left_out(count: int) -> str:
    """Ends a list too long to be shown whole."""
    return f"and {count} more"


def from_slack(name: str) -> str:
    """Before the words of somebody in whose name Zendesk takes no comment."""
    return f"{name} (Slack):"


def edited(name: str) -> str:
    """Begins a note with a message's new words."""
    return f"{name} edited this message"


def unshown(why: str) -> str:
    return f"The Slack thread does not show the last public comment: {why}"


def deleted(name: str) -> str:
    """A note: `name` is whose message is gone, empty when that isn't known."""
    return f"Message by {name} deleted in Slack" if name else "Message deleted in Slack"


def asked_by(name: str) -> str:
    """Who really asked, when the ticket's requester is a stand-in."""
    return f"Asked in Slack by {name}, who can't be this ticket's requester in Zendesk."


ASKED_BY_NOBODY = "Asked in Slack by somebody who can't be this ticket's requester in Zendesk."

# Put off: it will be tried again.
SLOW_DOWN = "Zendesk asks to slow down"
AWAY = "Zendesk can't be reached"
NO_ANSWER = "Zendesk's answer was lost on the way"
BROKEN = "Zendesk has trouble of its own"
COLLISION = "Zendesk was writing to the same record"
CHANGED = "the Zendesk ticket was changed at the same moment"
UNREADABLE = "Zendesk answered something unreadable: is HELPDESK_ZENDESK_URL the account's own address?"
ELSEWHERE = "Zendesk answered with another address: is HELPDESK_ZENDESK_URL the account's own address?"
STILL_OPENING = "Zendesk is still making this ticket"

# Refused for good.
NOT_THERE = "Zendesk has no such record"
NO_SUCH_ROUTE = "this Zendesk account doesn't know this call"


def login_refused(names: Sequence[str]) -> str:
    """`names` are the settings that hold the login."""
    return f"Zendesk doesn't accept the helpdesk's login: check {' and '.join(names)}"


def not_allowed(reason: str) -> str:
    return f"Zendesk doesn't allow the helpdesk's own user to do this{f' ({reason})' if reason else ''}: check its role"


def refused(reasons: Sequence[str], status: int) -> str:
    """Zendesk's own reasons, or its status code where it gave none."""
    said = "; ".join(reason.rstrip(". ") for reason in reasons if reason.strip())
    return f"Zendesk refused it: {said or f'status {status}'}"


def fields_missing(titles: Sequence[str]) -> str:
    """The ticket fields that must be filled in before the ticket can be solved."""
    named = ", ".join(f'"{title}"' for title in titles)
    return f"Zendesk needs {named} filled in before this ticket can be solved"


# A webhook delivery that can't be read.
NOT_JSON = "the body is not a JSON object"
NO_TICKET = "the body names no ticket: expected a Zendesk event, or a ticket_id"


def misfit(place: str, complaint: str) -> str:
    return f"the event does not fit: {place}: {complaint}"
