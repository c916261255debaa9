"""The question how the help was, in a direct message, and the thanks that take its place."""

from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.rating import Score
from helpdesk.languages.speech import Speech
from helpdesk.slack.blocks import Block, actions, button, section
from helpdesk.slack.calls import AdminNeeded, Refused, SlackCalls
from helpdesk.slack.direct import GONE, NOBODY
from helpdesk.slack.form_names import COMMENT_FORM, RATE_BUTTON, TICKET_BUTTON
from helpdesk.slack.payloads import OUR_METADATA
from helpdesk.slack.subjects import shown

ASKING = f"{OUR_METADATA}satisfaction"
_FACES: dict[Score, str] = {"good": "🙂", "fair": "😐", "bad": "🙁"}
_MOST_SUBJECT = 150


def ask(calls: SlackCalls, speech: Speech, ticket: Ticket, effect: AskSatisfaction, link: str) -> None:
    """A message to the person's id opens the direct conversation with the app.

    https://docs.slack.dev/reference/methods/chat.postMessage
    """
    text = _question(speech, ticket, link)
    message = {"text": text, "blocks": _blocks(speech, ticket, text), "unfurl_links": False}
    metadata = {"event_type": ASKING, "event_payload": {"question": str(ticket.place)}}
    try:
        calls.write("chat.postMessage", channel=effect.person, metadata=metadata, **message)
    except (Refused, AdminNeeded) as refused:
        if refused.error not in NOBODY:
            raise


def thank(calls: SlackCalls, speech: Speech, ticket: Ticket, effect: ThankForRating, link: str) -> None:
    """The same message with their answer, and the buttons to change it. A message that is gone needs no thanks."""
    answer = f"{_FACES[effect.score]} {speech.say(f'satisfaction-{effect.score}')}"
    said = [_question(speech, ticket, link), speech.say("satisfaction-thanks", answer=answer)]
    text = "\n".join([*said, *([speech.say("satisfaction-commented")] if effect.commented else [])])
    blocks = _blocks(speech, ticket, text)
    try:
        calls.write("chat.update", channel=effect.channel, ts=effect.ts, text=text, blocks=blocks)
    except (Refused, AdminNeeded) as refused:
        if refused.error not in GONE:
            raise


def _question(speech: Speech, ticket: Ticket, link: str) -> str:
    asked = speech.say("satisfaction-question", question=f"<{link}|{ticket.number}>")
    return f"{asked}\n> {shown(ticket, _MOST_SUBJECT)}" if ticket.subject else asked


def _blocks(speech: Speech, ticket: Ticket, text: str) -> list[Block]:
    faces = [
        button(speech, ticket, f"{RATE_BUTTON}{score}", speech.say(f"satisfaction-{score}"), face)
        for score, face in _FACES.items()
    ]
    comment = button(speech, ticket, f"{TICKET_BUTTON}{COMMENT_FORM}", speech.say("button-comment"))
    return [section(text, "satisfaction"), actions("rating", [*faces, comment])]
