"""What people read in the forms, their windows and their buttons; what is said in threads stands in `words`."""

from collections.abc import Mapping

from helpdesk.domain.form import Choice, Priority, Type
from helpdesk.slack.text import SUBJECT, escaped

CREATE_TITLE, DETAILS_TITLE, FIELDS_TITLE = "Create ticket", "Ticket details", "Missing details"
CREATE, SAVE, CANCEL, CLOSE = "Create ticket", "Save", "Cancel", "Close"
SUBJECT_LABEL, REQUESTER_LABEL, PRIORITY_LABEL, TYPE_LABEL = "Subject", "Who asks", "Priority", "Type"
GROUP_LABEL, FORM_LABEL, REPLIES_LABEL, INCLUDE_LABEL = "Group", "Form", "Later replies are", "The ticket begins with"
TICK = "Yes"

PRIORITIES: Mapping[Priority, str] = {"low": "Low", "normal": "Normal", "high": "High", "urgent": "Urgent"}
TYPES: Mapping[Type, str] = {"question": "Question", "incident": "Incident", "problem": "Problem", "task": "Task"}
REPLIES = (Choice(value="public", label="public comments"), Choice(value="internal", label="internal notes"))
INCLUDED = (Choice(value="thread", label="the whole thread"), Choice(value="files", label="its files"))
"""What goes along with the first message."""

LINK_FOLLOWS = "The ticket's link appears in the thread."
ZENDESK_AWAY = "Zendesk's groups and fields can't be offered right now. They can be filled in later."
STILL_WANTED = "Zendesk solves this ticket when these are filled in."

NO_SUBJECT = "Please say in a few words what it is about."
REQUIRED = "Zendesk needs this, please fill it in."
NOT_WHOLE = "Please give a whole number, such as 42."
NOT_A_NUMBER = "Please give a number, such as 1.5."
NOT_A_DATE = "Please give a day, such as 2026-11-22."
TOO_LONG = "At most 3000 characters, please."

NOT_SET_UP = "Zendesk is *not set up* for this helpdesk, so no ticket can be made. Reactions work as always."
NOT_A_HELP_CHANNEL = "This channel is not one of the helpdesk's. Tickets are made from messages in a help channel."
NOT_IN_CHANNEL = "The helpdesk is not in this channel and can't read it. Invite it with `/invite`, then try again."
BEING_MADE = "The Zendesk ticket of this question is being made. Its link appears in the thread."
NO_TICKET = "This question has no Zendesk ticket, so there is nothing to fill in."
CLOSED = "The Zendesk ticket of this question is closed, so nothing can be filled in there any more."
NOTHING_MISSING = "Nothing is missing any more in the Zendesk ticket of this question."
NO_OPEN_QUESTION = "No question without a ticket is open here. Name one: `/helpdesk ticket IT-42`, or its link."

CREATE_BUTTON, DETAILS_BUTTON, FIELDS_BUTTON = "Create ticket", "Complete the details", "Fill in"


def subject_too_long(length: int) -> str:
    return f"At most {SUBJECT} characters, please: this has {length}."


def has_ticket(link: str) -> str:
    return f"This question has a Zendesk ticket already: {link}"


def fill_in_there(link: str) -> str:
    """When nothing is known of the fields that are missing."""
    return f"Zendesk's fields can't be offered right now. Please fill them in there: {link}"


def no_such_question(name: str) -> str:
    return f"There is no question “{escaped(name[:80])}” here. Name it by its number, such as IT-42, or by its link."
