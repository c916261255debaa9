"""What an earlier try may have done, and what others did in the same second, is found before anything is decided."""

from dataclasses import replace

from helpdesk.domain.effects import ReadZendeskTicket
from helpdesk.domain.events import ZendeskRead, ZendeskTold, ZendeskWritten

from .scene import ALEX, GUEST, KIM, PLACE, ROBIN, THREAD, Scene, opening, update
from .talking import FIRST, SECOND, comments, deleting, message, opened, reply, say, tell, telling, told, was_read


def read(scene: Scene, *, moved: bool = False) -> ZendeskRead:
    seen = scene.ticket(1)
    effect = ReadZendeskTicket(1, "new", seen.custom_status_id, talk=True, moved=moved)
    outcome = scene.tickets.read(effect)
    assert isinstance(outcome, ZendeskRead)
    return outcome


def test_a_reply_that_is_there_is_found_and_one_that_is_not_is_none(scene: Scene) -> None:
    ticket = opened(scene)
    assert scene.tickets.look_for(telling(ticket, reply(SECOND), doubt=True)) is None
    number = say(scene, message()).names[FIRST]
    found = scene.tickets.look_for(telling(ticket, doubt=True))
    assert isinstance(found, ZendeskTold)
    assert found.names == {FIRST: number}


def test_words_that_may_be_under_way_meet_a_ticket_that_changed(scene: Scene) -> None:
    """The message is gone before it arrived anywhere: only a note makes sure that it never does."""
    ticket = opened(scene)
    late = telling(ticket)
    gone = reply(kind="deleted", at=1795000400.5, unsure=True)
    assert told(tell(scene, telling(ticket, gone))).names == {gone.name: comments(scene)[0].id}
    scene.pass_time()
    was_read(tell(scene, late, message()))
    assert len(comments(scene)) == 1
    assert told(tell(scene, deleting(scene, SECOND))).names == {f"deleted:{SECOND}:1795000400.500000": 0}


def test_an_earlier_tries_ticket_names_the_messages_in_it(scene: Scene) -> None:
    scene.open()
    found = scene.open(opening(doubt=True), thread=replace(THREAD, messages=()))
    assert found.adopted
    assert found.carried == tuple(one.ts for one in THREAD.messages)


def test_an_earlier_tries_ticket_is_found_without_its_thread_and_none_is_made(scene: Scene) -> None:
    assert scene.tickets.adopt(opening(doubt=True), PLACE, ROBIN, None) is None
    assert scene.living == []
    made = scene.open()
    found = scene.tickets.adopt(opening(doubt=True), PLACE, ROBIN, None)
    assert found is not None
    assert (found.reading.id, found.adopted, found.until) == (made.reading.id, True, THREAD.messages[-1].ts)


def test_a_write_tells_which_status_it_replaced(scene: Scene) -> None:
    ticket = scene.open()
    scene.act("set_status", KIM, 1, status="pending")  # in the second of the stamp
    outcome = scene.tickets.update(update(ticket, "open"), None, None)
    assert isinstance(outcome, ZendeskWritten)
    assert outcome.reading.was == "pending"
    assert outcome.reading.was_at == scene.clock[0]


def test_a_ticket_that_changed_is_read_even_when_there_is_nothing_to_write(scene: Scene) -> None:
    """Else its comments would count as read, and one taken back meanwhile stay in the thread."""
    ticket = scene.open()
    scene.pass_time()
    number = scene.act("comment", KIM, 1, text="Looking")["comment"]
    unknown = update(ticket, assignee=GUEST.id)
    outcome = scene.tickets.update(unknown, GUEST, None)
    assert isinstance(outcome, ZendeskRead)
    assert number in {one.id for one in outcome.comments or ()}


def test_the_last_move_is_looked_into_where_slack_moved(scene: Scene) -> None:
    opened(scene)
    assert read(scene).reading.moved_at == 0.0
    assert read(scene, moved=True).reading.moved_at > 0.0


def test_comments_that_were_taken_back_are_seen_when_they_are_read(scene: Scene) -> None:
    opened(scene)
    first, second, third = (
        scene.act("comment", KIM, 1, text="Looking", public=public)["comment"] for public in (True, True, False)
    )
    scene.act("redact_comment", ALEX, 1, comment=first)
    scene.act("make_private", ALEX, 1, comment=second)
    seen = read(scene)
    assert (seen.blackened, seen.private) == ((first,), (second, third))
