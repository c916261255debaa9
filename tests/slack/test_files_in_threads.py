"""Files in threads: what a message lists, what is said in place of one, and what is taken away again."""

from dataclasses import replace
from typing import get_args

import pytest

from helpdesk.domain import effects as fx
from helpdesk.domain.files import Content, WhyNot
from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket import Extra, Ticket
from helpdesk.domain.ticket.attached import Attached
from helpdesk.domain.ticket.card import Card, Copied
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.states import State
from helpdesk.domain.transcript import Spoken
from helpdesk.languages.speech import Speech
from helpdesk.slack import words
from helpdesk.slack.files import SlackFiles
from tests.waiting import until

from .stage import TOKEN, ZENDESK, Scene

KIM = Spoken("Kim Support", None, of_text("See"), public=True)
SHARE = fx.ShareFile(7, Attached(id=71, comment=70, why="type"))


def ticket(place: Place) -> Ticket:
    return Ticket(place=place, kind="question", number="IT-42", zendesk=Link(id=7, status="open"))


def files_of(scene: Scene) -> SlackFiles:
    scene.local.public_url = scene.url
    return SlackFiles(scene.calls, TOKEN, f"{scene.url}/api/")


def said(scene: Scene, place: Place) -> list[str]:
    messages = scene.channel.messages
    return [messages[ts].text for ts in messages[place.ts].replies if ts in messages]


def test_a_messages_files_are_listed_with_all_that_is_needed_to_fetch_them(scene: Scene) -> None:
    files = files_of(scene)
    place = scene.ask(files=[{"name": "a..b.png", "content": "png", "mimetype": "image/png"}])
    (message,) = scene.slack.thread(place).messages
    (file,) = message.attached
    assert (message.files, file.name, file.size, file.mimetype) == (("a..b.png",), "a..b.png", 3, "image/png")
    with files.download(file) as content:
        assert b"".join(content) == b"png"


def test_the_thread_is_told_once_of_a_file_that_stays_in_zendesk(scene: Scene) -> None:
    place = scene.ask()
    scene.fault("chat.postMessage", "drop", after=True)
    with pytest.raises(TryLater):
        scene.slack.tell_of_file(ticket(place), SHARE, KIM, "*<!channel>*.exe")
    told = scene.slack.tell_of_file(ticket(place), replace(SHARE, doubt=True), KIM, "*<!channel>*.exe")
    message = scene.channel.messages[told.ts]
    assert (message.username, len(said(scene, place))) == ("Kim Support", 1)
    assert message.text == (
        "The file “*&lt;!channel&gt;*.exe” is not shown here: Slack takes no files of this type here. "
        "It is in Zendesk #7."
    )


def test_the_author_is_named_on_one_line_without_markup(scene: Scene) -> None:
    place, kim = scene.ask(), replace(KIM, author="Kim <!channel>\n<@U0ROBIN>" + "x" * 100)
    told = scene.slack.tell_of_file(ticket(place), SHARE, kim, "a.exe")
    name = scene.channel.messages[told.ts].username or ""
    assert (name[:25], len(name)) == ("Kim (!channel) (@U0ROBIN)", 80)


def test_a_file_and_what_was_said_of_another_are_taken_back_as_often_as_is_asked(scene: Scene) -> None:
    place, files = scene.ask(), files_of(scene)
    id_ = files.upload(Content("a.png", 3, [b"png"]))
    files.share(place, {id_: ""})
    told = scene.slack.tell_of_file(ticket(place), SHARE, KIM, "b.exe")
    while not files.is_shared(id_, place):
        pass
    assert len(said(scene, place)) == 2
    assert scene.local.workspace.files[id_].title == "a.png"
    for _ in range(2):
        files.withdraw(id_, "", place)
        files.withdraw("", told.ts, place)
    assert said(scene, place) == []
    assert id_ not in scene.local.workspace.files


def test_a_file_that_could_not_be_taken_back_now_is_tried_later(scene: Scene) -> None:
    place, files = scene.ask(), files_of(scene)
    id_ = files.upload(Content("a.png", 3, [b"png"]))
    scene.fault("files.delete", "http_error")
    with pytest.raises(TryLater):
        files.withdraw(id_, "", place)
    files.withdraw(id_, "", place)
    assert id_ not in scene.local.workspace.files


@pytest.mark.parametrize("why", get_args(WhyNot))
def test_every_reason_has_its_words(why: WhyNot) -> None:
    assert words.file_left_out(Speech(), "a.png", why, 7).startswith("The file “a.png” is not shown here: ")


def status(**card: object) -> str:
    place = Place("T0HOUSE", "C0ITHELP", "1795000000.000100")
    return words.status_text(
        Speech(), ticket(place), Card.model_validate({"state": State.SEEN, "zendesk": (7,), **card}), ZENDESK
    )


def test_the_status_message_says_nothing_of_what_went_along_whole() -> None:
    assert status(copied=Copied(messages=3, files=2)) == status()


def test_the_status_message_counts_what_did_not_go_along() -> None:
    left = ("too_big", "empty", "too_big")
    assert status(copied=Copied(messages=43, files=5, left_out=left)).splitlines()[-1] == (
        "Copied 43 messages, 5 files; not copied: 2 files (too large), 1 file (empty)"
    )


def test_the_status_message_names_kinds_of_secrets() -> None:
    kinds = ("card_number", "password", "a_kind_of_tomorrow")
    assert status(copied=Copied(messages=1, masked=kinds)).splitlines()[-1] == (
        ":lock: Masked before it went to Zendesk: a card number, a password, a secret"
    )


def test_the_status_message_shows_who_has_it_in_zendesk_now_and_pings_nobody() -> None:
    text = status(agent="Kim <!here>", requester="Robin\nSample")
    assert text.splitlines()[-1] == "In Zendesk: assigned to Kim &lt;!here&gt;, the requester is Robin Sample now"
    assert status(agent="Kim").splitlines()[-1] == "In Zendesk: assigned to Kim"


def test_the_status_message_says_which_tickets_were_merged() -> None:
    one, two = (f"<{ZENDESK}/agent/tickets/{number}|#{number}>" for number in (1, 2))
    assert status(zendesk=(1, 2), merged=True).splitlines()[-1] == f"Zendesk {two}, {one} was merged into it"
    assert status(zendesk=(1, 2)).splitlines()[-1] == f"Zendesk {two}, follows {one}"


def test_a_file_that_was_shared_twice_is_seen_twice(scene: Scene) -> None:
    files, place = files_of(scene), scene.ask()
    scene.ask(files=[{"name": "a.txt", "content": "of a person", "mimetype": "text/plain"}])
    file = files.upload(Content("b.txt", 1, [b"b"]))
    for _ in range(2):
        files.share(place, {file: ""})
    seen = until_shared(scene, place, 2)
    assert [post.shared for post in scene.slack.look_again(ticket(place)).posts] == [file, file]
    scene.slack.remove_post(ticket(place), Extra(ts=seen[1]))
    assert [post.ts for post in scene.slack.look_again(ticket(place)).posts] == [seen[0]]


def until_shared(scene: Scene, place: Place, messages: int) -> list[str]:
    """Slack shares a moment after it said yes."""

    def there() -> list[str] | None:
        posts = scene.slack.look_again(ticket(place)).posts
        return [post.ts for post in posts] if len(posts) == messages else None

    return until(there, "every message")
