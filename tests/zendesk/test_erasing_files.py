"""The files of a message deleted in Slack go from Zendesk with its words."""

import pytest

from helpdesk.sandbox.zendesk.records import Comment

from .scene import KIM, Scene
from .talking import (
    FIRST,
    SECOND,
    comments,
    deleting,
    message,
    opened,
    say,
    tell,
)


def attach(scene: Scene, comment: Comment, *names: str) -> None:
    """Attach files as an agent would."""
    files = [{"name": name, "content": "YQ=="} for name in names]
    made = scene.act("comment", KIM, 1, text="files", files=files)
    attached = scene.zendesk.account.comments[made["comment"]].attachments
    comment.attachments = attached


def test_the_files_of_a_comment_of_nothing_else_go(scene: Scene) -> None:
    opened(scene)
    carrier = say(scene, message(files=("key.txt", "shot.png"))).names[FIRST]
    attach(scene, comments(scene)[0], "key.txt", "shot.png")
    tell(scene, deleting(scene), carrier=carrier)
    assert [file.file_name for file in comments(scene)[0].attachments] == ["redacted.txt", "redacted.txt"]


FILES: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], list[bool]]] = {
    "its own": (("a.png",), ("b.png",), ("a.png", "b.png"), [False, True]),
    "of one name, in their order": (("image.png",), ("image.png",), ("image.png", "image.png"), [False, True]),
    "of one name, one not copied": (("image.png",), ("image.png",), ("image.png",), [True]),
    "of a name within another": (("data.png.zip",), ("data.png",), ("data.png.zip", "data.png"), [False, True]),
    "none": (("a.png",), (), ("a.png",), [False]),
}


@pytest.mark.parametrize("case", FILES)
def test_of_a_comment_with_several_these_files_go(scene: Scene, case: str) -> None:
    before, mine, attached, gone = FILES[case]
    opened(scene)
    done = say(scene, message(FIRST, files=before), message(SECOND, files=mine))
    attach(scene, comments(scene)[0], *attached)
    tell(scene, deleting(scene, SECOND), carrier=done.names[SECOND])
    assert [file.deleted for file in comments(scene)[0].attachments] == gone
