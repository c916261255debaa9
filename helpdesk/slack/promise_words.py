"""What people read of promises: by when something is due, that it is soon, and until when nothing more comes."""

from typing import get_args

from helpdesk.domain.effects.promises import TellSnooze, WarnOfPromise
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.reminders import Delay
from helpdesk.domain.ticket.states import State
from helpdesk.languages.speech import Speech
from helpdesk.slack.blocks import Block, actions, button, section
from helpdesk.slack.form_names import SNOOZE_BUTTON, STATE_BUTTON
from helpdesk.slack.subjects import shown
from helpdesk.slack.words import mention, moment

_MOST_SUBJECT = 150


def warning(speech: Speech, ticket: Ticket, effect: WarnOfPromise, link: str) -> str:
    """The question, what is due and when, and who has it."""
    question = f"<{link}|{ticket.number}>"
    when = moment(effect.due) if effect.due is not None else "?"
    said = [f":alarm_clock: {speech.say(f'promise-warning-{effect.kind}', question=question, when=when)}"]
    if ticket.subject:
        said.append(f"> {shown(ticket, _MOST_SUBJECT)}")
    if ticket.assignee != effect.to:
        with_it = speech.say("status-assignee", person=mention(speech, ticket.assignee)) if ticket.assignee else ""
        said.append(with_it or speech.say("promise-nobody-has-it"))
    return "\n".join(said)


def warning_blocks(speech: Speech, ticket: Ticket, text: str) -> list[Block]:
    """The same with buttons: to take it, and to hear no more for a while."""
    free = ticket.assignee is None and ticket.state in {State.NEW, State.SEEN}
    take = [button(speech, ticket, f"{STATE_BUTTON}take", speech.say("button-take"))] if free else []
    pauses = [
        button(speech, ticket, f"{SNOOZE_BUTTON}{delay}", speech.say(f"snooze-{delay}")) for delay in get_args(Delay)
    ]
    return [section(text, "promise"), actions("snooze", [*take, *pauses])]


def paused(speech: Speech, ticket: Ticket, effect: TellSnooze, link: str) -> str:
    """What stands in place of the warning."""
    question = f"<{link}|{ticket.number}>"
    who = mention(speech, effect.by)
    return f":zzz: {speech.say('promise-paused', question=question, person=who, when=moment(effect.until))}"
