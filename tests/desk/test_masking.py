"""What the hands hand to Zendesk has no secrets in it, unless the channel says so; the thread is told the kinds."""

from dataclasses import replace

import pytest

from helpdesk.domain.effects import OpenZendeskTicket
from helpdesk.domain.events import Reading, Replied, ZendeskOpened, ZendeskTold
from helpdesk.domain.files import SlackFile
from helpdesk.domain.text.document import of_text, plain
from helpdesk.domain.ticket import Escalation
from helpdesk.domain.ticket.card import Copied
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.hands.masking import masked_messages, masked_opening, with_kinds, with_names
from tests.desk.stage import RULES, Stage
from tests.letters import asked

CARD = "4111 1111 1111 1111"
MASK = "•••• (card number)"


def message(words: str, *names: str) -> Message:
    attached = tuple(SlackFile("F1", name) for name in names)
    return Message("Rio", 1.0, of_text(words), "https://example.com/p1", names, "1.0", attached=attached)


def effect(subject: str, *, thread: bool = True) -> OpenZendeskTicket:
    asked_for = Escalation(by="U1", at=1.0, thread=thread)
    return OpenZendeskTicket(asked_for, "U0RIO", subject, None, None, None, ())


def test_words_and_names_of_files_are_masked_and_each_kind_is_named_once() -> None:
    messages, kinds = masked_messages(
        [message(f"It is {CARD}", f"{CARD}.png"), message(f"{CARD}, password: hunter2-X")]
    )
    assert kinds == ("card_number", "password")
    assert messages[0].files == tuple(file.name for file in messages[0].attached)
    assert CARD not in str(messages)
    assert (plain(messages[0].body), messages[0].attached[0].id) == (f"It is {MASK}", "F1")


def test_what_has_no_secret_stays_as_it_is() -> None:
    one = message("It burns", "fire.png")
    assert masked_messages([one]) == ((one,), ())


@pytest.mark.parametrize(
    ("subject", "kept"),
    [("Printer burns", "Printer burns"), (f"My card {CARD}", f"My card {MASK}"), ("x" * 120 + " 4111 1111…", MASK)],
    ids=["without a secret", "with a secret", "with half a secret"],
)
def test_a_subject_holds_no_secret_nor_half_of_one(subject: str, kept: str) -> None:
    thread = Transcript("https://example.com/p1", (message(f"\n{CARD}\nand more"),))
    assert masked_opening(effect(subject), thread).effect.subject == kept


def test_a_subject_cut_without_a_secret_stays() -> None:
    subject = "x" * 140 + "…"
    assert masked_opening(effect(subject), Transcript("", (message("x" * 200),))).effect.subject == subject


@pytest.mark.parametrize(
    ("subject", "asked", "named"),
    [
        ("@U0KIM02 my screen", "@U0KIM02 my screen", "@Kim Support my screen"),
        ("Screen of @U0KIM02", "@U0KIM02 my screen", "Screen of @U0KIM02"),
        ("A screen", "A screen", "A screen"),
    ],
    ids=["as asked", "typed by somebody", "without a name"],
)
def test_a_subject_names_people_unless_somebody_typed_it(subject: str, asked: str, named: str) -> None:
    thread = Transcript("", (message("\n@Kim Support my screen\nis black"),))
    assert with_names(effect(subject), asked, thread).subject == named


def test_of_messages_that_stay_in_slack_no_kind_is_told() -> None:
    thread = Transcript("", (message("It burns"), message(CARD)))
    opening = masked_opening(effect("x", thread=False), thread)
    assert (opening.kinds, len(opening.thread.messages)) == ((), 2)
    assert CARD not in str(opening.thread)
    assert masked_opening(effect("x"), thread).kinds == ("card_number",)


def test_the_kinds_go_along_with_what_was_copied() -> None:
    told = ZendeskTold(reading=Reading(id=1, status="open"), names={}, copied=Copied(messages=2))
    assert with_kinds(told, ("iban",)).copied == Copied(messages=2, masked=("iban",))
    opened = ZendeskOpened(reading=Reading(id=1, status="open"))
    assert with_kinds(opened, ()) is opened


@pytest.mark.parametrize("mask", [True, False])
def test_a_channel_may_have_it_switched_off(stage: Stage, mask: bool) -> None:
    stage.rules = lambda _: replace(RULES, mask=mask)
    stage.tell(asked(subject=f"My card is {CARD}"))
    stage.marks("ticket")
    assert stage.zendesk.tickets[0].subject == f"My card is {MASK if mask else CARD}"
    assert (stage.message.card.copied is not None) is mask
    stage.slack.replies = [f"{stage.clock():.6f}"]
    stage.tell(Replied(by="U0RIO", ts=stage.slack.replies[0], at=stage.clock()))
    stage.settle()
    assert stage.zendesk.comments == [(stage.slack.replies[0],)]
