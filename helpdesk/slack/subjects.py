"""What a question is about, in one line: the first of its message, without its formatting. People stay ids here."""

import re

from helpdesk.domain.text.document import one_line, plain
from helpdesk.slack.richtext.mrkdwn import from_mrkdwn
from helpdesk.slack.text import SUBJECT, shortened

_MARKS = " *_~`>\t"
"""What is left of formatting that goes on in the next line."""

_MEGAPHONES = ("📣", ":mega:", ":megaphone:")
"""Slack's own name is `mega`; the other is what people call it, and what some workspaces have as an emoji of theirs."""


_GROUP = re.compile(r"<!subteam\^(S[A-Z0-9]+)[|>]")


def first_line(text: str) -> str:
    """The first line of a message's mrkdwn with words in it, at most 150 characters."""
    lines = (one_line(plain(from_mrkdwn(line, IDS))).strip(_MARKS) for line in text.splitlines())
    return shortened(next((line for line in lines if line), ""), SUBJECT)


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
