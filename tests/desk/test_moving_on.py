"""A question on its way: moved on and back, and what Zendesk and Slack do meanwhile is not lost."""

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.events import Deleted, MoveWanted, Reworded, ZendeskStirred
from helpdesk.domain.moving import to_be_posted
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket.attached import Attached
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.moved import Moving
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.talk import Talk
from helpdesk.domain.transcript import Spoken
from tests.desk.moving import HERE, IRIS, IT, PAY, PIA, THERE, at, both, happens, move
from tests.desk.stage import Stage
from tests.letters import place, reply


def test_it_moves_on_and_back_with_the_same_number(two: Stage) -> None:
    two.slack.words = "It burns"
    move(two)
    back = Place(place().team, HERE, "1700900001.000100")
    two.clock.now += 1
    two.tell(MoveWanted(by=PIA, to=HERE, at=two.clock()), at=THERE)
    both(two)
    two.attend(back)
    assert at(two, back).number == "IT-1"
    assert two.tickets.numbered("IT-1") == back
    assert two.slack.words_of == [place().ts, place().ts], "the question's own, not those of our message"
    happens(two, Reworded(subject="Edited", at=two.clock()))
    two.attend(back)
    assert at(two, back).subject == "Edited"
    two.tell(e.ReactionAdded(person=IRIS, emoji="ticket", at=two.clock()), at=back)
    two.attend(back)
    assert two.zendesk.read_along == [tuple(f"https://example.com/{channel}" for channel in (HERE, PAY, HERE))]
    happens(two, Deleted(at=two.clock()))
    two.attend(back)
    assert at(two, back).deleted, "what happens at the first place goes all the way"


def test_every_hint_of_zendesk_goes_on_although_two_say_the_same(two: Stage) -> None:
    two.marks("ticket")
    both(two)
    move(two)
    (made,) = two.zendesk.tickets
    two.zendesk.move("pending", two.clock() + 1)
    happens(two, ZendeskStirred(ticket=made.id))
    two.zendesk.move("solved", two.clock() + 1)
    happens(two, ZendeskStirred(ticket=made.id))
    assert at(two).state is State.RESOLVED


def test_a_comment_withdrawn_while_the_question_leaves_still_goes_from_the_old_thread(two: Stage) -> None:
    two.marks("ticket")
    both(two)
    (made,) = two.zendesk.tickets
    two.zendesk.heard = [e.HeardComment(id=31, at=two.clock(), public=True)]
    two.zendesk.spoken[31] = Spoken("Ada", None, of_text("Look"), public=True)
    happens(two, ZendeskStirred(ticket=made.id, about="talk"))
    assert two.slack.comments == [31]
    withdrawn = ZendeskStirred(ticket=made.id, about="withdrawn", comment=31)
    two.slack.trouble["hide_comment"] = TryLater("Slack is away.")
    two.clock.now += 1
    two.tell(withdrawn, MoveWanted(by=IRIS, to=PAY, at=two.clock()))
    two.attend()
    two.attend(THERE)
    two.slack.trouble.clear()
    both(two)
    assert at(two).number == "IT-1"
    assert two.slack.comments == []


def test_a_message_that_may_be_there_is_looked_for_although_zendesk_is_to_hear_a_reply_first(two: Stage) -> None:
    two.marks("ticket")
    both(two)
    two.slack.lost.add("post_moved")
    two.clock.now = 1_700_000_300.0
    two.tell(MoveWanted(by=IRIS, to=PAY, at=two.clock()))
    two.attend()
    assert two.slack.moved == {(place(), PAY): [THERE.ts]}
    two.tell(reply("1700000301.000100"))
    both(two)
    assert two.slack.moved == {(place(), PAY): [THERE.ts]}
    assert at(two).number == "IT-1"
    assert two.zendesk.comments == [("1700000301.000100",)]


def test_it_does_not_move_before_a_file_on_its_way_is_in_the_thread(two: Stage) -> None:
    two.marks("ticket")
    both(two)
    coming = two.ticket.model_copy(update={"talk": Talk(heard={"31": "4.0"}, files=(Attached(id=9, comment=31),))})
    wanted = decide(coming, MoveWanted(by=IRIS, to=PAY, at=two.clock() + 1), IT)
    assert list(to_be_posted(wanted)) == []
    there = (Attached(id=9, comment=31, there=True), Attached(id=10, comment=31, why="refused", noted=True))
    arrived = wanted.model_copy(update={"talk": Talk(heard={"31": "4.0"}, files=there)})
    assert [effect.key for effect in to_be_posted(arrived)] == [f"slack.move:{PAY}"]


def test_what_was_timed_before_is_not_counted_again_there(two: Stage) -> None:
    two.marks("eyes")
    two.marks("white_check_mark")
    happens(two, reply(f"{two.clock() + 5:.6f}"))
    move(two)
    assert at(two).timings.seen is not None
    assert counted(two, PAY) == 0.0


def counted(stage: Stage, channel: str) -> float:
    """Observations of questions' times in a channel."""
    found = stage.desk.metrics.question_seconds.collect()
    samples = (sample for family in found for sample in family.samples if sample.name.endswith("_count"))
    return sum(sample.value for sample in samples if sample.labels["channel"] == channel)


def test_a_question_on_its_way_to_a_channel_that_leaves_the_configuration_waits_for_it(two: Stage) -> None:
    rules = two.rules
    two.rules = lambda channel: None if channel == PAY else rules(channel)
    two.clock.now += 1
    two.tell(MoveWanted(by=IRIS, to=PAY, at=two.clock()))
    two.attend()
    two.attend(THERE)
    two.rules = rules
    both(two)
    assert at(two).number == "IT-1"


def test_a_place_that_was_looked_up_as_gone_takes_the_question_over(two: Stage) -> None:
    two.tell(e.ReactionAdded(person=PIA, emoji="eyes", at=two.clock()), at=THERE)
    two.slack.roots[THERE] = e.MessageGone()
    two.attend(THERE)
    move(two)
    assert at(two).number == "IT-1"


def test_it_stays_while_nobody_knows_whether_its_zendesk_ticket_was_made(two: Stage) -> None:
    wanted = two.ticket.model_copy(update={"moving": Moving(to=PAY, by=IRIS, at=1.0)})
    unsure = wanted.model_copy(update={"attempts": {"zendesk.open": Attempt(refused="No answer.", doubt=True)}})
    assert list(to_be_posted(unsure)) == [], "in the other channel it would not be looked for"
    refused = wanted.model_copy(update={"attempts": {"zendesk.open": Attempt(refused="It wants a type.")}})
    assert [effect.key for effect in to_be_posted(refused)] == [f"slack.move:{PAY}"]


def test_a_move_that_was_given_up_is_forgotten_when_the_question_is_over(two: Stage) -> None:
    two.slack.trouble["post_moved"] = GiveUp("The helpdesk is not in this channel.")
    move(two)
    assert f"slack.move:{PAY}" in two.ticket.attempts
    two.marks("white_check_mark")
    assert two.ticket.attempts == {}
