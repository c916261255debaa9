"""What a question is about, in one line: the first of its message, without its formatting. People are ids in it."""

import re

from helpdesk.domain.text.document import one_line, plain
from helpdesk.domain.ticket import Ticket
from helpdesk.slack.richtext.mrkdwn import from_mrkdwn
from helpdesk.slack.text import SUBJECT, escaped, shortened

_MARKS = " *_~`>\t"
"""What is left of formatting that goes on in the next line."""

_MEGAPHONES = ("📣", ":mega:", ":megaphone:")
"""Slack's own name is `mega`; the other is what people call it, and what some workspaces have as an emoji of theirs."""

_ID = re.compile(r"([@#])(?=[A-Z]+[0-9])([UWCGS][A-Z0-9]{8,})\b(?!…)")
_GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]+)[|>]")


def first_line(text: str) -> str:
    """The first line of a message's mrkdwn with words in it, at most 150 characters."""
    lines = (one_line(plain(from_mrkdwn(line, IDS))).strip(_MARKS) for line in text.splitlines())
    return shortened(next((line for line in lines if line), ""), SUBJECT)


def shown(ticket: Ticket, most: int) -> str:
    """The subject as mrkdwn: people and channels as Slack names them, groups that were asked by their own name.

    No group is mentioned by it: that would call all of its people.
    """
    names = {request.group: escaped(f"@{request.name}") for request in ticket.requests}

    def named(found: "re.Match[str]") -> str:
        sign, id_ = found.groups()
        return names.get(id_, found.group()) if id_.startswith("S") else f"<{sign}{id_}>"

    return _ID.sub(named, escaped(shortened(ticket.subject, most)))


def announces(text: str) -> bool:
    """Whether a message begins with 📣, by which people say that it asks nothing."""
    return text.lstrip(f"{_MARKS}\n").startswith(_MEGAPHONES)


def groups_in(text: str) -> tuple[str, ...]:
    """The user groups that a message's mrkdwn mentions."""
    return tuple(dict.fromkeys(_GROUP.findall(text)))


class _Ids:
    """Nobody is asked for a name at the door."""

    def user(self, id_: str, /) -> str:
        return id_

    channel = group = user


IDS = _Ids()
