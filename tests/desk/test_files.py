"""Files that are to be carried: each comes through once, whatever is lost, and none holds anything back."""

import pytest

from helpdesk.domain.events import HeardComment, ZendeskStirred
from helpdesk.domain.files import Attachment, SlackFile
from helpdesk.domain.retry import TRIES, GiveUp, TryLater
from helpdesk.domain.text.document import of_text
from helpdesk.domain.transcript import Message, Spoken
from helpdesk.hands.carrying import leaving_files, with_carriers
from helpdesk.hands.wings import Files
from tests.desk.files import FakeSlackFiles, FakeZendeskFiles
from tests.desk.stage import Stage
from tests.desk.steps import Steps
from tests.letters import asked

AWAY = TryLater("Away.")


def commented(stage: Stage, *names: str) -> None:
    """A question with its ticket, and a comment there with these files."""
    stage.tell(asked())
    stage.marks("ticket")
    stage.settle()
    files = tuple(Attachment(number, name) for number, name in enumerate(names, 1))
    stage.zendesk.spoken[70] = Spoken("Kim", None, of_text("See"), public=True, files=files)
    stage.zendesk.heard.append(HeardComment(id=70, at=9.0, public=True, files=tuple(file.id for file in files)))
    stage.tell(ZendeskStirred(ticket=501, actor=7, stamp="later", about="talk"))


def test_each_file_of_a_comment_comes_into_the_thread_after_its_words(stage: Stage) -> None:
    commented(stage, "a.png", "b.png")
    stage.settle()
    assert (stage.slack.comments, stage.slack_files.uploaded, stage.slack_files.shared) == (
        [70],
        ["a.png", "b.png"],
        ["F1", "F2"],
    )


def test_a_share_whose_answer_is_lost_is_looked_for(stage: Stage) -> None:
    commented(stage, "a.png")
    stage.slack_files.lost.add("share")
    stage.settle()
    assert (stage.slack_files.shared, stage.slack_files.calls[-1]) == (["F1"], "is_shared")


def test_a_file_that_cant_be_copied_is_told_of_and_holds_no_other_back(stage: Stage) -> None:
    commented(stage, "virus", "b.png")
    stage.settle()
    assert (stage.slack.told_of, stage.slack_files.shared) == (["virus: malware"], ["F1"])


def test_a_file_that_never_comes_through_is_told_of_in_the_end(stage: Stage) -> None:
    commented(stage, "a.png")
    stage.zendesk_files.trouble["download"] = AWAY
    stage.settle()
    assert stage.slack.told_of == ["a.png: refused"]
    assert stage.zendesk_files.calls == ["download"] * TRIES


@pytest.mark.parametrize("trouble", ["download", "share"])
def test_a_comment_redacted_meanwhile_brings_no_file(stage: Stage, trouble: str) -> None:
    commented(stage, "a.png", "virus")
    wire = stage.zendesk_files if trouble == "download" else stage.slack_files
    wire.trouble[trouble] = AWAY
    stage.attend()
    del wire.trouble[trouble]
    stage.zendesk.spoken.clear()
    stage.tell(ZendeskStirred(ticket=501, actor=7, stamp="later", about="withdrawn", comment=70))
    stage.settle()
    assert (stage.slack_files.shared, stage.slack.comments, stage.ticket.talk.files) == ([], [], ())


def test_a_file_whose_comment_is_gone_is_not_told_of(stage: Stage) -> None:
    commented(stage, "virus")
    stage.slack.during["show_comment"] = stage.zendesk.spoken.clear
    stage.settle()
    assert (stage.slack.told_of, stage.slack_files.shared, stage.ticket.talk.files) == ([], [], ())


def message(*names: str) -> Message:
    attached = tuple(SlackFile(f"F{name}", name) for name in names)
    return Message("Rio", 1.0, of_text("See"), "https://example.com/p1", names, "1.0", attached=attached)


def carriers() -> Files:
    steps = Steps()
    return Files(FakeSlackFiles(steps), FakeZendeskFiles(steps))


def test_a_messages_files_are_carried_once_and_what_stays_behind_is_named() -> None:
    files = carriers()
    (one,) = with_carriers([message("a.png", "tool.exe", "gone")], files, 0)
    carried = one.carry()
    assert carried.uploads == ("token-a.png",)
    assert [(file.name, file.why) for file in carried.left_out] == [("tool.exe", "type"), ("gone", "deleted")]
    assert one.carry() is carried


@pytest.mark.parametrize("error", [AWAY, ValueError("a surprise")], ids=["trouble", "a surprise"])
def test_a_file_in_trouble_is_waited_for_twice_and_then_left(error: Exception) -> None:
    files = carriers()
    assert isinstance(files.zendesk, FakeZendeskFiles)
    files.zendesk.trouble["upload"] = error
    for tries in (0, 1):
        with pytest.raises(type(error)):
            with_carriers([message("a.png")], files, tries)[0].carry()
    carried = with_carriers([message("a.png")], files, 2)[0].carry()
    assert [(file.name, file.why) for file in carried.left_out] == [("a.png", "trouble")]


def test_a_file_that_is_refused_is_left_at_once() -> None:
    files = carriers()
    assert isinstance(files.zendesk, FakeZendeskFiles)
    files.zendesk.trouble["upload"] = GiveUp("No.")
    assert [file.why for file in with_carriers([message("a.png")], files, 0)[0].carry().left_out] == ["refused"]


def test_files_that_are_not_wanted_stay_behind() -> None:
    (one,) = leaving_files([message("a.png")])
    assert [(file.name, file.why) for file in one.carry().left_out] == [("a.png", "unwanted")]
    assert message("a.png").carry().left_out == ()
