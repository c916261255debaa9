"""The words people read in Slack: every state and card, nothing foreign that pings, nothing Slack would refuse."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.domain.place import Place
from helpdesk.domain.ticket import Ticket, Why
from helpdesk.domain.ticket.attempt import Attempt
from helpdesk.domain.ticket.card import Card, Copied
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.states import State
from helpdesk.languages.speech import Speech, languages
from helpdesk.sandbox.slack.block_rules import broken_rules
from helpdesk.slack import words
from helpdesk.slack.form_names import STATE_BUTTON

ENGLISH = Speech()
EVERY_LANGUAGE = pytest.mark.parametrize("speech", [Speech(language) for language in languages()], ids=str)
URL = "https://desk.example.com"
PLACE = Place("T0HOUSE", "C0ITHELP", "1795000000.000100")
TICKET = Ticket(place=PLACE, kind="question", number="IT-42")
LINKED = TICKET.model_copy(update={"zendesk": Link(id=7, status="open")})
NARROW, NO_BREAK = "\u202f", "\u00a0"
OURS = re.compile(
    r"<@U[A-Z0-9]+>|<!date\^\d+\^{date_short_pretty} {time}\|[-0-9: ]+ UTC>|<https://desk\.example\.com/agent/tickets/\d+\|#\d+>"
)

CARDS = [
    Card(state=state, assignee=assignee, zendesk=zendesk, closed=closed, lost=lost, unknown_agent=unknown, trouble=told)
    for state, assignee, zendesk, closed, lost, unknown, told in itertools.product(
        State,
        (None, "U0IRIS"),
        ((), (7,), (7, 8, 9)),
        (False, True),
        (None, 6),
        (None, "U0IRIS"),
        ((), ("Away.", "No.")),
    )
]


def blocks(card: Card, ticket: Ticket = TICKET, speech: Speech = ENGLISH) -> words.Blocks:
    return words.status_blocks(speech, ticket, card, URL, STATE_BUTTON)


@EVERY_LANGUAGE
def test_every_card_is_something_slack_takes(speech: Speech) -> None:
    for card in CARDS:
        assert broken_rules(blocks(card, speech=speech), at_most=50) == []
        assert "IT-42" in words.status_text(speech, TICKET, card, URL)


def test_the_blocks_say_the_same_as_the_text_and_ping_nobody_by_themselves() -> None:
    for card in CARDS:
        section = blocks(card)[0]["text"]
        assert section == {"type": "mrkdwn", "text": words.status_text(Speech(), TICKET, card, URL), "verbatim": True}


@EVERY_LANGUAGE
def test_every_state_reads_differently(speech: Speech) -> None:
    said = {speech.say(f"state-{state}") for state in State}
    assert len(said) == len(State)


def test_the_status_names_number_state_assignee_ticket_and_trouble_in_their_order() -> None:
    card = Card(
        state=State.WORKING,
        assignee="U0IRIS",
        zendesk=(7, 8),
        unknown_agent="U0IRIS",
        since=1795000000,
        trouble=("It is away.",),
    )
    moment = "<!date^1795000000^{date_short_pretty} {time}|2026-11-18 11:06 UTC>"
    assert words.status_text(Speech(), TICKET, card, URL).splitlines() == [
        f":wrench: *IT-42* · Being worked on · <@U0IRIS> has it · since {moment}",
        f"Zendesk <{URL}/agent/tickets/8|#8>, follows <{URL}/agent/tickets/7|#7>",
        "<@U0IRIS> has no agent account in Zendesk, so the ticket is unassigned there.",
        ":warning: It is away.",
    ]


def test_a_closed_and_a_deleted_ticket_say_what_can_be_done() -> None:
    assert "follow-up" in words.status_text(
        Speech(), TICKET, Card(state=State.RESOLVED, zendesk=(7,), closed=True), URL
    )
    assert "#7" in words.status_text(Speech(), TICKET, Card(state=State.NEW, lost=7), URL)


@pytest.mark.parametrize(
    ("card", "offered"),
    [
        (Card(state=State.NEW), ["take", "working", "waiting", "resolve", "dismiss"]),
        (Card(state=State.SEEN), ["take", "working", "waiting", "resolve", "dismiss"]),
        (Card(state=State.SEEN, assignee="U0IRIS"), ["working", "waiting", "resolve", "dismiss"]),
        (Card(state=State.WORKING), ["working", "waiting", "resolve", "dismiss"]),
        (Card(state=State.WORKING, assignee="U0IRIS"), ["waiting", "resolve", "dismiss"]),
        (Card(state=State.WORKING, assignee="U0IRIS", taken=True), ["waiting", "resolve", "dismiss", "give_back"]),
        (Card(state=State.WAITING, assignee="U0IRIS"), ["working", "resolve", "dismiss"]),
        (Card(state=State.RESOLVED, assignee="U0IRIS", taken=True), ["reopen"]),
        (Card(state=State.DISMISSED), ["reopen"]),
    ],
)
def test_the_buttons_that_make_sense_are_offered_and_name_the_question(card: Card, offered: list[str]) -> None:
    buttons = blocks(card, LINKED)[1]["elements"]
    assert [each["action_id"] for each in buttons] == [f"state:{name}" for name in offered]
    assert {each["value"] for each in buttons} == {str(PLACE)}
    assert all(each["accessibility_label"] == f"{each['text']['text']}, IT-42" for each in buttons)


@given(st.lists(st.text() | st.text("<>&!@|#UC"), max_size=4))
def test_a_foreign_sentence_can_neither_ping_nor_link(trouble: list[str]) -> None:
    card = Card(state=State.NEW, assignee="U0IRIS", zendesk=(7,), since=1795000000, trouble=tuple(trouble))
    left = OURS.sub("", words.status_text(Speech(), TICKET, card, URL))
    assert "<" not in left
    assert ">" not in left


def test_a_refusal_that_shouts_at_the_channel_is_only_text() -> None:
    card = Card(state=State.NEW, trouble=("Zendesk refused it: <!channel> <@U0IRIS> <https://evil.example.com|click>",))
    assert "<" not in words.status_text(Speech(), TICKET, card, URL)


def test_too_many_words_are_shortened_to_what_slack_takes() -> None:
    card = Card(state=State.NEW, zendesk=tuple(range(100)), trouble=("&" * 5000,) * 20)
    assert broken_rules(blocks(card), at_most=50) == []
    text = words.status_text(Speech(), TICKET, card, URL)
    assert len(text) <= 3000
    assert f"|#99>, follows …, <{URL}/agent/tickets/89|#89>, " in text


def test_numbers_and_plurals_are_those_of_the_language() -> None:
    copied = Copied(messages=0, files=1234, left_out=("empty", "empty", "too_big"))
    card = Card(state=State.NEW, zendesk=(7,), copied=copied)
    said = [words.status_text(Speech(language), LINKED, card, URL).splitlines()[-1] for language in ("en", "fr", "it")]
    assert [line.replace(NARROW, " ").replace(NO_BREAK, " ") for line in said] == [
        "Copied 0 messages, 1,234 files; not copied: 2 files (empty), 1 file (too large)",
        "Copié : 0 message, 1 234 fichiers ; non copié : 2 fichiers (vide), 1 fichier (trop volumineux)",
        "Copiato: 0 messaggi, 1.234 file; non copiato: 2 file (vuoto), 1 file (troppo grande)",
    ]


def test_trouble_is_told_in_the_language_with_the_words_of_others_as_they_are() -> None:
    card = Card(state=State.NEW, trouble=('Zendesk needs "Impact <x>" filled in before this ticket can be solved',))
    text = words.status_text(Speech("fr"), LINKED, card, URL)
    assert ':warning: Zendesk demande de remplir "Impact &lt;x&gt;" avant de résoudre ce ticket' in text


def test_somebody_without_a_name_is_somebody() -> None:
    assert words.author(Speech("it"), "") == "Qualcuno in Zendesk"
    assert words.author(Speech("it"), "Kim <!here>") == "Kim (!here)"


def test_each_trouble_leaves_room_for_the_others() -> None:
    text = words.status_text(Speech(), TICKET, Card(state=State.NEW, trouble=("x" * 5000, "The other one.")), URL)
    assert "The other one." in text


def test_each_notice_says_why() -> None:
    assert "not set up" in words.notice(Speech(), TICKET, "not_set_up", "")
    assert f"<{URL}/agent/tickets/7|#7>" in words.notice(Speech(), LINKED, "already_escalated", URL)
    assert "in a moment" in words.notice(Speech(), TICKET, "already_escalated", URL)
    assert "changes nothing" in words.notice(Speech(), TICKET, "not_a_responder", URL)


def test_a_question_without_a_ticket_has_a_button_for_one() -> None:
    *_, last = blocks(Card(state=State.SEEN, lost=6))[1]["elements"]
    assert (last["action_id"], last["text"]["text"]) == ("ticket:create_ticket", "Create ticket")
    without = words.status_blocks(Speech(), TICKET, Card(state=State.SEEN), "", STATE_BUTTON)[1]["elements"]
    assert "ticket:create_ticket" not in [each["action_id"] for each in without]


def test_what_zendesk_does_not_take_yet_is_not_said_to_be_solved_there() -> None:
    card = Card(state=State.RESOLVED, zendesk=(7,), unsolved=True, trouble=("Zendesk needs it.",))
    assert "Resolved, not yet solved in Zendesk" in words.status_text(Speech(), LINKED, card, URL)


@pytest.mark.parametrize(
    ("why", "button"),
    [("details", "ticket:ticket_details"), ("fields_missing", "ticket:ticket_fields"), ("not_a_responder", None)],
)
def test_a_notice_that_a_form_answers_has_its_button(why: Why, button: str | None) -> None:
    wants = Attempt(refused='Zendesk needs "<!here>" filled in', fields=(9,))
    ticket = LINKED.model_copy(update={"attempts": {"zendesk.update:7:solved:-": wants}})
    section, *actions = words.notice_blocks(Speech(), ticket, why, URL)
    assert broken_rules([section, *actions], at_most=50) == []
    assert "<!here>" not in section["text"]["text"]
    assert [each["action_id"] for row in actions for each in row["elements"]] == ([button] if button else [])
    assert {each["value"] for row in actions for each in row["elements"]} <= {str(PLACE)}


def test_what_zendesk_wants_is_named_to_who_resolved_it() -> None:
    wants = Attempt(refused='Zendesk needs "Impact" filled in', fields=(9,))
    ticket = LINKED.model_copy(update={"attempts": {"zendesk.update:7:solved:-": wants}})
    assert "Impact" in words.notice(Speech(), ticket, "fields_missing", URL)


def test_the_command_explains_each_reaction() -> None:
    said = words.command_help(Speech(), {"eyes": State.SEEN, "ticket": "escalate"})
    assert said.splitlines()[1:3] == [":eyes: seen", ":ticket: make a Zendesk ticket of the thread"]


def test_the_command_explains_no_word_that_does_nothing_here() -> None:
    everything = words.command_help(Speech(), {}).splitlines()
    here = words.command_help(Speech(), {}, ["duty", "move"]).splitlines()
    assert {line.split()[1] for line in everything if line not in here} == {"duty`", "move"}


@pytest.mark.parametrize(
    "error", ["not_in_channel", "channel_not_found", "is_archived", "missing_scope", "no_such_thing"]
)
def test_an_error_of_slacks_is_a_sentence(error: str) -> None:
    assert words.slack_trouble(error).endswith(".")


@pytest.mark.parametrize(("language", "said"), [("en", "asked of"), ("fr", "demandé à"), ("it", "chiesto a")])
def test_the_groups_that_were_asked_are_named_and_not_mentioned(language: str, said: str) -> None:
    card = Card(state=State.SEEN, assignee="U0SAM", asked_of=("coreseniors", "a<b"))
    assert f" · {said} @coreseniors, @a&lt;b" in words.status_text(Speech(language), TICKET, card, URL)
