"""Zendesk's comments are heard once each, and shown as they were written."""

import pytest

from helpdesk.domain.effects import ReadZendeskTicket
from helpdesk.domain.events import HeardComment, ZendeskGone, ZendeskRead
from helpdesk.domain.retry import TryLater
from helpdesk.domain.text.document import plain
from helpdesk.zendesk.comments import Comments

from .scene import ALEX, KIM, ROBIN, Scene
from .talking import message, opened, say


def hear(scene: Scene, *known: int) -> tuple[HeardComment, ...]:
    outcome = scene.tickets.read(ReadZendeskTicket(1, "new", None, talk=True, known=frozenset(known)))
    assert isinstance(outcome, ZendeskRead)
    assert outcome.comments is not None
    return outcome.comments


def comment(scene: Scene, text: str = "Looking", **more: object) -> int:
    scene.pass_time()
    number: int = scene.act("comment", KIM, 1, text=text, **more)["comment"]
    return number


def test_without_being_asked_for_comments_are_not_read(scene: Scene) -> None:
    opened(scene)
    outcome = scene.tickets.read(ReadZendeskTicket(1, "new", None))
    assert isinstance(outcome, ZendeskRead)
    assert outcome.comments is None
    assert scene.count("GET", "/comments") == 0


def test_every_comment_is_heard_the_oldest_first_with_who_may_read_it(scene: Scene) -> None:
    opened(scene)
    public = comment(scene)
    at = scene.clock[0]
    private = comment(scene, public=False)
    told = say(scene, message())
    ours = next(iter(told.names.values()))
    heard = hear(scene)
    assert [(one.id, one.public, one.ours) for one in heard[1:]] == [
        (public, True, False),
        (private, False, False),
        (ours, True, True),
    ]
    assert heard[0].ours
    assert heard[1].at == at


def test_what_is_known_is_not_heard_again(scene: Scene) -> None:
    opened(scene)
    first = comment(scene)
    known = [one.id for one in hear(scene)]
    second = comment(scene)
    assert [one.id for one in hear(scene, *known)] == [second]
    assert first in known


def test_a_comment_older_than_one_of_ours_is_heard_although_ours_is_known(scene: Scene) -> None:
    opened(scene)
    missed = comment(scene)
    ours = next(iter(say(scene, message()).names.values()))
    assert missed in [one.id for one in hear(scene, ours)]


def test_hundreds_of_comments_are_all_heard_the_first_time_and_then_only_the_last_page(scene: Scene) -> None:
    opened(scene)
    numbers = [comment(scene, f"note {number}") for number in range(230)]
    assert [one.id for one in hear(scene)][1:] == numbers
    assert scene.count("GET", "/comments") == 3
    scene.zendesk.journal.clear()
    new = comment(scene)
    assert [one.id for one in hear(scene, *numbers)] == [new]
    assert scene.count("GET", "/comments") == 1


def test_comments_of_one_second_are_all_heard(scene: Scene) -> None:
    opened(scene)
    numbers = [scene.act("comment", KIM, 1, text=f"note {number}")["comment"] for number in range(130)]
    assert {one.id for one in hear(scene)} >= set(numbers)


def test_comments_that_cant_be_had_now_put_the_reading_off(scene: Scene) -> None:
    opened(scene)
    scene.fail(method="GET", path="*/comments", status=429, retry_after=3)
    with pytest.raises(TryLater) as later:
        hear(scene)
    assert later.value.after == 3


def test_the_comments_of_a_ticket_deleted_meanwhile_are_gone_with_it(scene: Scene) -> None:
    opened(scene)
    scene.fail(method="GET", path="*/comments", status=404, body={"error": "RecordNotFound"})
    outcome = scene.tickets.read(ReadZendeskTicket(1, "new", None, talk=True))
    assert outcome == ZendeskGone(id=1)


ODD: dict[str, object] = {
    "no metadata": {},
    "a list": {"custom": []},
    "null": {"custom": None},
    "other programs' things": {"custom": {"slack": {"a": 1}, "until": 5, "jira": "X-1"}},
}


@pytest.mark.parametrize("case", ODD)
def test_metadata_of_others_makes_no_comment_ours(scene: Scene, case: str) -> None:
    opened(scene)
    comment(scene)
    scene.ticket(1).comments[-1].metadata = ODD[case]  # type: ignore[assignment]
    assert [one.ours for one in hear(scene)] == [True, False]


def test_a_comment_shows_its_author_their_picture_and_its_words(scene: Scene) -> None:
    opened(scene)
    scene.user(KIM).picture = "https://example.com/kim.png"
    number = comment(scene, html="<p>Try <strong>this</strong></p>")
    spoken = scene.tickets.comment(1, number)
    assert spoken is not None
    assert (spoken.author, spoken.picture, spoken.public) == ("Kim Support", "https://example.com/kim.png", True)
    assert plain(spoken.body) == "Try this"


def test_an_author_without_a_picture_has_none(scene: Scene) -> None:
    opened(scene)
    for _ in range(2):
        spoken = scene.tickets.comment(1, comment(scene))
        assert spoken is not None
        assert spoken.picture is None
    assert scene.count("GET", f"/users/{scene.user(KIM).id}") == 1


def test_an_author_who_is_gone_is_somebody(scene: Scene) -> None:
    opened(scene)
    number = comment(scene)
    scene.fail(method="GET", path="/api/v2/users/*", status=404, body={"error": "RecordNotFound"}, times=None)
    spoken = scene.tickets.comment(1, number)
    assert spoken is not None
    assert (spoken.author, spoken.picture) == ("", None)


def test_an_internal_note_says_so(scene: Scene) -> None:
    opened(scene)
    spoken = scene.tickets.comment(1, comment(scene, public=False))
    assert spoken is not None
    assert spoken.public is False


def test_a_comment_just_heard_is_not_asked_for_again(scene: Scene) -> None:
    opened(scene)
    number = comment(scene)
    hear(scene)
    scene.zendesk.journal.clear()
    assert scene.tickets.comment(1, number) is not None
    assert scene.count("GET", "/comments") == 0


def test_a_comment_heard_long_ago_is_asked_for_again(scene: Scene) -> None:
    opened(scene)
    number = comment(scene)
    now = [0.0]
    comments = Comments(scene.transport, lambda: now[0])
    assert comments.one(1, number)
    scene.act("redact_comment", ALEX, 1, comment=number)
    remembered = comments.one(1, number)
    assert remembered is not None
    assert remembered.plain_body == "Looking"
    now[0] = 31.0
    again = comments.one(1, number)
    assert again is not None
    assert again.plain_body == "▇" * 7


def test_a_comment_redacted_wholly_is_not_shown(scene: Scene) -> None:
    opened(scene)
    number = comment(scene, "the password is hunter2")
    scene.act("redact_comment", ALEX, 1, comment=number, text="hunter2")
    partly = scene.tickets.comment(1, number)
    assert partly is not None
    assert plain(partly.body) == "the password is ▇▇▇▇▇▇▇"
    scene.act("redact_comment", ALEX, 1, comment=number)
    assert scene.with_defaults().tickets.comment(1, number) is None


def test_a_comment_that_is_gone_is_not_shown(scene: Scene) -> None:
    opened(scene)
    assert scene.tickets.comment(1, 4711) is None
    scene.act("delete", ALEX, 1)
    assert scene.tickets.comment(1, 4712) is None


def test_the_requesters_answer_by_mail_is_heard_too(scene: Scene) -> None:
    opened(scene)
    scene.pass_time()
    number = scene.act("mail_reply", ROBIN, 1, text="It works again")["comment"]
    assert [one.id for one in hear(scene) if not one.ours] == [number]
