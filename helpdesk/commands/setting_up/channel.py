"""The help channel: which it is, who answers there, and where private things go."""

from collections.abc import Mapping
from typing import Any

import typer

from helpdesk.commands.printing import say
from helpdesk.commands.setting_up.asking import Question
from helpdesk.commands.setting_up.parts import Sitting
from helpdesk.setup import answers
from helpdesk.setup.answers import AnswerWrong
from helpdesk.setup.looks import InSlack

EVERYONE = "everyone"
_MOST_SHOWN = 10


def set_up_channel(sitting: Sitting, slack: InSlack | None) -> bool:
    """Whether there is a channel now. Further ones are added to the file by hand."""
    there = sitting.keeper.channel_there()
    sitting.begin("The help channel")
    if sitting.asker.attended:
        typer.echo("Invite the app there first: /invite @Helpdesk")
    id_ = sitting.asker.ask(
        Question(
            f"Its link (in Slack: right-click the channel, “Copy link”) or its id{_instead(there)}",
            answers.channel_id,
            (lambda it: slack.channel(it, slack.channel_name(it) or it)) if slack else (lambda _: ()),
            given=sitting.given.channel,
            known=str(there.get("id") or ""),
        )
    )
    if id_ is None:
        return bool(there)
    name = _name(sitting, id_, there, slack)
    responders = _responders(sitting, there, slack)
    agents = _agents_channel(sitting, id_, there, slack)
    sitting.keeper.channel({"name": name, "id": id_, "responders": responders, "agents_channel": agents})
    return True


def _instead(there: Mapping[str, Any]) -> str:
    """Which channel of the file another one would take the place of."""
    name = str(there.get("name") or there.get("id") or "").removeprefix("#")
    return f"; another one takes the place of #{name} in the file" if name else ""


def _name(sitting: Sitting, id_: str, there: Mapping[str, Any], slack: InSlack | None) -> str:
    told = slack.channel_name(id_) if slack else None
    before = str(there.get("name") or "") if there.get("id") == id_ else ""
    return told or sitting.asker.ask(Question("Its name", answers.channel_name, known=before or id_)) or id_


def _responders(sitting: Sitting, there: Mapping[str, Any], slack: InSlack | None) -> list[str] | None:
    """None when nothing is to be written: everyone answers unless somebody is named."""
    groups = slack.groups() if slack else {}
    if groups and sitting.asker.attended:
        say(f"User groups here: {', '.join(f'@{handle}' for handle in sorted(groups)[:_MOST_SHOWN])}")
    said = there.get("responders") or EVERYONE
    known = said if isinstance(said, str) else ", ".join(map(str, said))
    answer = sitting.asker.ask(
        Question(
            "Who answers there: a user group, ids of people or channels, or everyone",
            lambda given: answers.responders(given, groups),
            slack.responders if slack else (lambda _: ()),
            given=sitting.given.responders,
            known=known,
        )
    )
    return None if answer is None or ", ".join(answer) == known else answer


def _agents_channel(sitting: Sitting, id_: str, there: Mapping[str, Any], slack: InSlack | None) -> str | None:
    def read(said: str) -> str:
        found = answers.channel_id(said)
        if found == id_:
            raise AnswerWrong("This is the help channel itself. Name one that only those who answer can read.")
        return found

    return sitting.asker.ask(
        Question(
            "Private channel of those who answer, for trouble and private things: link or id",
            read,
            slack.agents_channel if slack else (lambda _: ()),
            given=sitting.given.agents_channel,
            known=str(there.get("agents_channel") or ""),
            otherwise="none",
        )
    )
