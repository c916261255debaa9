"""Files written with words in a thread that a question left go along, once, and go when their words do."""

from dataclasses import replace

import pytest

from helpdesk.domain import events as e
from helpdesk.domain.files import SlackFile
from helpdesk.domain.retry import TryLater
from tests.desk.moving import IRIS, THERE, at, happens, move
from tests.desk.old_thread import copies, deletes, edits, write
from tests.desk.stage import Stage
from tests.letters import place


@pytest.fixture
def two(two: Stage) -> Stage:
    """The question, without a Zendesk ticket, moved to the other channel."""
    move(two)
    two.clock.now = 1_701_000_000.0
    return two


def sends(stage: Stage, *names: str, by: str = IRIS, internal: bool = False) -> e.Replied:
    """Somebody writes with files, and the desk attends."""
    said = write(stage, 5, "Look", by, internal=internal)
    attach(stage, said, *names)
    happens(stage, said)
    return said


def attach(stage: Stage, said: e.Replied, *names: str) -> None:
    files = tuple(SlackFile(f"F0{name}", name) for name in names)
    stage.slack.written[place()] = tuple(
        replace(one, files=names, attached=files) if one.ts == said.ts else one for one in stage.slack.written[place()]
    )


def shown(stage: Stage) -> list[str]:
    """The names of the files in the thread."""
    return [stage.slack_files.uploaded[int(file[1:]) - 1] for file in stage.slack_files.shared]


def test_they_are_shown_below_their_words_once(two: Stage) -> None:
    said = sends(two, "fire.png", "log.txt")
    happens(two, said)
    assert (copies(two), shown(two)) == ([(THERE, "Look")], ["fire.png", "log.txt"])
    assert all(file.there for file in at(two).talk.relays[0].files)


def test_after_a_lost_answer_they_are_there_once(two: Stage) -> None:
    two.slack_files.lost.add("share")
    sends(two, "fire.png")
    assert shown(two) == ["fire.png"]


def test_one_that_cant_be_copied_stays_behind_and_holds_nothing_back(two: Stage) -> None:
    sends(two, "gone", "log.txt")
    assert shown(two) == ["log.txt"]
    assert two.slack.warned == []


def test_they_go_with_their_words_and_one_with_an_edit(two: Stage) -> None:
    said = sends(two, "fire.png", "log.txt")
    attach(two, said, "log.txt")
    happens(two, edits(two, said, "Look"))
    assert shown(two) == ["log.txt"]
    happens(two, deletes(two, said))
    assert (shown(two), at(two).talk.relays[0].files) == ([], ())


def test_deleted_before_its_files_were_copied_none_comes(two: Stage) -> None:
    two.slack_files.trouble["upload"] = TryLater("Slack is away.")
    said = write(two, 5, "Look")
    attach(two, said, "fire.png")
    two.tell(said)
    two.attend()
    two.attend(THERE)
    assert copies(two)
    two.slack_files.trouble.clear()
    happens(two, deletes(two, said))
    assert (copies(two), two.slack_files.uploaded) == ([], [])


def test_those_for_agents_alone_are_not_shown(two: Stage) -> None:
    sends(two, "fire.png", internal=True)
    assert shown(two) == []


def test_names_of_files_have_no_secrets(two: Stage) -> None:
    sends(two, "4111 1111 1111 1111.png")
    assert shown(two) == ["•••• (card number).png"]
