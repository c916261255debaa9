"""What responders read in Slack when something was given up, or is wrong with the setup."""

from collections.abc import Iterable

from helpdesk.domain.ticket import Ticket
from helpdesk.slack.text import escaped, shortened

_MOST = 500
_MOST_FAULTS = 3500
_DOING = {
    "zendesk.open": "making its Zendesk ticket",
    "zendesk.follow_up:": "making its follow-up ticket in Zendesk",
    "zendesk.follow:": "following its ticket that was merged in Zendesk",
    "zendesk.read": "reading its Zendesk ticket",
    "zendesk.update:": "changing its Zendesk ticket",
    "zendesk.tell:": "copying a message to Zendesk",
    "slack.comment:": "showing a comment of Zendesk's",
    "slack.upload:": "showing a file of Zendesk's",
    "slack.share:": "showing a file of Zendesk's",
    "slack.hide:": "deleting a comment that was taken back in Zendesk",
    "slack.unshare:": "deleting a file that was taken back in Zendesk",
    "slack.look_up": "reading the message somebody reacted to",
    "slack.status:post": "posting the status message",
    "slack.status:edit:": "editing the status message",
    "slack.react:": "showing the state by a reaction of the helpdesk's own",
    "slack.unreact:": "taking off a reaction of the helpdesk's own",
    "slack.notice:": "telling somebody something in private",
    "slack.warn:": "telling responders what was given up",
}


def doing(key: str) -> str:
    """What an effect does, from its key."""
    return next((words for start, words in _DOING.items() if key.startswith(start)), key)


def given_up(ticket: Ticket, keys: Iterable[str], reasons: Iterable[str], link: str, *, for_operators: bool) -> str:
    """One sentence for each thing and reason; those who can mend it are told by which command."""
    what = ", ".join(dict.fromkeys(doing(key) for key in keys))
    why = escaped(shortened(" ".join(reasons), _MOST))
    name = ticket.number or "a question"
    text = f":warning: Given up for <{link}|{name}>: {what}. {why}"
    if not for_operators:
        return f"{text}\nThe people who run the helpdesk can have it tried again."
    which = ticket.number or str(ticket.place)
    return f"{text}\n`helpdesk failed show {which}` says more, `helpdesk failed retry {which}` tries again."


def something_is_wrong(faults: Iterable[tuple[str, str]], *, again: bool) -> str:
    """All that is wrong, each with what mends it; `again` when it was told before."""
    head = "The self-check still finds this wrong:" if again else "The self-check found something wrong:"
    lines = [f"• {escaped(words)} {escaped(fix)}".rstrip() for words, fix in faults]
    return shortened("\n".join([f":warning: {head}", *lines]), _MOST_FAULTS)


def all_is_well() -> str:
    return ":white_check_mark: All is well again: the self-check finds nothing wrong."
