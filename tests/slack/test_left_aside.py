"""The list of what is left aside, in a real workspace: in the reader's language, and there once."""

import pytest

from helpdesk.domain.left_aside import LeftAside, left_aside
from helpdesk.domain.place import Place
from helpdesk.domain.promises import Promises
from helpdesk.domain.retry import TryLater
from helpdesk.domain.rules import Responders, Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.times.working_time import ALWAYS
from helpdesk.languages.speech import Speech
from helpdesk.slack.left_aside import MOST, AsideList, AsideTelling, aside_text
from helpdesk.slack.readers import Readers

from .stage import AGENTS, ALEX, BOT, HELP, Scene

NOW = 1_700_100_000.0
RULES = Rules({}, Responders())


def ticket(number: int, subject: str = "Where is <my> toner?") -> Ticket:
    place = Place("T0SANDBOX", HELP, f"17000{number:05}.000100")
    return Ticket(place=place, kind="question", number=f"IT-{number}", subject=subject, asked=NOW - 3600 * number - 60)


def of(*tickets: Ticket, by: Rules = RULES) -> AsideList:
    return AsideList(HELP, NOW, left_aside(tickets, by, NOW), ALWAYS, NOW)


def telling(scene: Scene, language: str = "en") -> AsideTelling:
    return AsideTelling(scene.calls, scene.directory, Readers(scene.directory, lambda _: language))


def posted(scene: Scene) -> list[tuple[str, str]]:
    return [(call.args["channel"], call.args["text"]) for call in scene.called("chat.postMessage")]


def test_each_question_stands_there_with_its_link_and_how_long_it_waits() -> None:
    text = aside_text(Speech(), of(ticket(2), ticket(3)), "https://example.slack.com/")
    head, unseen, first, second = text.splitlines()
    assert (head, unseen) == (f"Left aside in <#{HELP}>:", "*2 questions nobody has looked at*")
    assert "|IT-3>" in first
    assert "https://example.slack.com/archives/C0ITHELP1/p1700000002000100|IT-2>" in second
    assert "Where is &lt;my&gt; toner?" in second
    assert second.endswith("waiting 2 h 1 min of working time")


def test_what_is_overdue_comes_first_and_says_by_how_much() -> None:
    by = Rules({}, Responders(), promises=Promises({None: {"seen": 7200.0}}))
    text = aside_text(Speech(), of(ticket(1), ticket(2), ticket(25), by=by), "https://example.slack.com/")
    lines = text.splitlines()
    assert lines[1] == "*2 questions that are overdue*"
    assert lines[2].endswith("late by 23 h 1 min of working time")
    assert lines[3].endswith("late by 1 min of working time")
    assert lines[4] == "*1 question nobody has looked at*"


def test_a_long_list_is_cut_and_says_how_many_there_are_beyond() -> None:
    text = aside_text(Speech(), of(*map(ticket, range(1, MOST + 4))), "https://example.slack.com/")
    assert len(text) < 4000
    assert text.splitlines()[-1] == "… and 3 more"


def test_somebody_on_duty_reads_it_in_private_and_in_their_language(scene: Scene) -> None:
    scene.act(scene.local.acts.change_person(user=ALEX, locale="it-IT"))
    telling(scene).tell(ALEX, of(ticket(1)))
    ((channel, text),) = posted(scene)
    assert channel.startswith("D")
    assert text.startswith(f"In sospeso in <#{HELP}>:")


def test_the_agents_read_the_language_of_the_channel(scene: Scene) -> None:
    telling(scene, "fr").tell(AGENTS, of(ticket(1)))
    ((channel, text),) = posted(scene)
    assert (channel, text.startswith("En attente")) == (AGENTS, True)


@pytest.mark.parametrize("reader", [ALEX, AGENTS])
def test_a_list_whose_answer_is_lost_is_there_once(scene: Scene, reader: str) -> None:
    scene.fault("chat.postMessage", "drop", after=True)
    with pytest.raises(TryLater):
        telling(scene).tell(reader, of(ticket(1)))
    telling(scene).tell(reader, of(ticket(1)))
    there = [m for c in scene.local.workspace.channels.values() for m in c.messages.values() if m.user == BOT]
    assert len([m for m in there if m.text.startswith("Left aside")]) == 1


def test_nothing_is_left_aside_where_there_is_no_open_question() -> None:
    assert left_aside(
        [ticket(1).model_copy(update={"deleted": True}), Ticket(place=ticket(1).place)], RULES, NOW
    ) == LeftAside({})
