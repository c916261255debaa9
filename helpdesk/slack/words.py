"""What people read in a question's thread: status message, Zendesk's comments, private sentences. More in `*_words`."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import get_args

from helpdesk.domain.events import Button
from helpdesk.domain.files import WhyNot
from helpdesk.domain.people import is_forgotten
from helpdesk.domain.rules import Meaning
from helpdesk.domain.text.document import of_text, one_line, plain
from helpdesk.domain.text.masked import Kind
from helpdesk.domain.ticket import Ticket, Why
from helpdesk.domain.ticket.card import Card, Copied, Due
from helpdesk.domain.ticket.states import State
from helpdesk.domain.transcript import Spoken
from helpdesk.languages.speech import Speech
from helpdesk.slack.blocks import Block, actions, button, section
from helpdesk.slack.form_names import DETAILS_FORM, FIELDS_FORM, SHORTCUT, TICKET_BUTTON
from helpdesk.slack.richtext.posting import split, to_mrkdwn, to_rich_text
from helpdesk.slack.text import escaped, shortened

Blocks = list[Block]

_MOST = 3000
"""Characters in a section (https://docs.slack.dev/reference/block-kit/blocks/section-block)."""

_MOST_TROUBLE = 500
_MOST_OLDER = 10

STATE_EMOJI: Mapping[State, str] = {
    State.NEW: ":large_blue_circle:",
    State.SEEN: ":eyes:",
    State.WORKING: ":wrench:",
    State.WAITING: ":hourglass_flowing_sand:",
    State.RESOLVED: ":white_check_mark:",
    State.DISMISSED: ":no_entry_sign:",
}
_HELP: Mapping[str, str] = {
    "ticket": "help-ticket",
    "lists": "help-lists",
    "buttons": "help-buttons",
    "why": "help-why",
    "status": "help-status",
    "duty": "help-duty",
    "route": "help-route",
    "stats": "help-stats",
    "move": "help-move",
}
_MASKED = frozenset(kind.value for kind in Kind)
_CHANNEL_TROUBLE = {
    "not_in_channel": "The helpdesk is not in this channel: invite it with /invite.",
    "channel_not_found": "The helpdesk can't see this channel: invite it with /invite.",
    "is_archived": "This channel is archived.",
    "missing_scope": "The Slack app lacks a permission: install it again with the scopes of `helpdesk manifest`.",
}


def slack_trouble(error: str) -> str:
    """A sentence for an error of Slack's."""
    return _CHANNEL_TROUBLE.get(error, f"Slack answered “{error}”.")


def status_text(speech: Speech, ticket: Ticket, card: Card, zendesk_url: str) -> str:
    """The status message in mrkdwn: number, state, who has it, where it is in Zendesk, what is wrong."""
    if card.moved_to:
        return speech.say("status-moved", number=f"*{ticket.number}*", channel=f"<#{card.moved_to}>")
    state = speech.say(f"state-{card.state}")
    if card.unsolved:
        state = speech.say("state-unsolved", state=state)
    parts = [f"{STATE_EMOJI[card.state]} *{ticket.number}* · {state}"]
    if card.assignee:
        parts[0] += f" · {speech.say('status-assignee', person=mention(speech, card.assignee))}"
    if card.asked_of:
        groups = ", ".join(f"@{escaped(name)}" for name in card.asked_of)
        parts[0] += f" · {speech.say('status-asked-of', groups=groups)}"
    if card.since:
        parts[0] += f" · {speech.say('status-since', when=moment(card.since))}"
    if card.due:
        parts[0] += f" · {due_line(speech, card.due)}"
    parts += _zendesk_lines(speech, card, zendesk_url)
    if card.unknown_agent:
        parts.append(speech.say("zendesk-unknown-agent", person=mention(speech, card.unknown_agent)))
    parts += [f":warning: {_reason(speech, trouble)}" for trouble in card.trouble]
    parts += [
        f":warning: {speech.say('trouble-unshown', why=_reason(speech, why))}" for why in dict.fromkeys(card.unshown)
    ]
    parts += [
        f":warning: {speech.say('trouble-unhidden', why=_reason(speech, why))}" for why in dict.fromkeys(card.unhidden)
    ]
    return shortened("\n".join(parts), _MOST)


def _reason(speech: Speech, why: str) -> str:
    return escaped(shortened(speech.reason(shortened(why, _MOST_TROUBLE)), _MOST_TROUBLE))


def _zendesk_lines(speech: Speech, card: Card, zendesk_url: str) -> list[str]:
    lines = []
    if card.zendesk:
        *older, latest = (ticket_link(zendesk_url, id_) for id_ in card.zendesk)
        before = ", ".join(["…", *older[-_MOST_OLDER:]] if len(older) > _MOST_OLDER else older)
        if not before:
            lines.append(speech.say("zendesk-ticket", ticket=latest))
        elif card.merged:
            lines.append(speech.say("zendesk-ticket-merged", ticket=latest, older=before))
        else:
            lines.append(speech.say("zendesk-ticket-follows", ticket=latest, older=before))
    if card.breach:
        lines.append(speech.say("zendesk-breach", when=moment(card.breach)))
    people = [
        *([speech.say("zendesk-people-assignee", name=_name(card.agent))] if card.agent else []),
        *([speech.say("zendesk-people-requester", name=_name(card.requester))] if card.requester else []),
    ]
    if people:
        lines.append(speech.say("zendesk-people", people=", ".join(people)))
    if card.copied:
        lines += _copied_lines(speech, card.copied)
    if card.closed:
        lines.append(speech.say("zendesk-closed"))
    if card.lost:
        lines.append(speech.say("zendesk-lost", ticket=str(card.lost)))
    return lines


def due_line(speech: Speech, due: Due) -> str:
    """By when a question is to be seen, answered or resolved."""
    return speech.say(f"promise-{due.kind}", when=moment(due.at))


def moment(at: float) -> str:
    """Shown in the reader's own time zone and language (https://docs.slack.dev/messaging/formatting-message-text)."""
    return f"<!date^{int(at)}^{{date_short_pretty}} {{time}}|{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M} UTC>"


def mention(speech: Speech, person: str) -> str:
    return speech.say("somebody") if is_forgotten(person) else f"<@{person}>"


def _name(name: str) -> str:
    return escaped(shortened(one_line(name), 80))


def author(speech: Speech, name: str) -> str:
    """The name that a comment is posted by: no markup is read there, and none is to stand there either."""
    name = name or speech.say("somebody-in-zendesk")
    return shortened(one_line(name).replace("<", "(").replace(">", ")"), 80)


def _copied_lines(speech: Speech, copied: Copied) -> list[str]:
    """Nothing where all went along as it was."""
    lines = []
    stayed = ", ".join(_left_out(speech, copied))
    if stayed:
        lines.append(speech.say("copied", messages=copied.messages, files=copied.files, stayed=stayed))
    if copied.masked:
        kinds = ", ".join(_masked(speech, kind) for kind in copied.masked)
        lines.append(f":lock: {speech.say('masked', kinds=kinds)}")
    return lines


def _left_out(speech: Speech, copied: Copied) -> Iterator[str]:
    if copied.parts:
        taken, total = copied.parts
        yield speech.say("left-out-parts", taken=taken, total=total)
    for why, files in Counter(copied.left_out).items():
        known = why in get_args(WhyNot)  # another version of the helpdesk may know more
        said = speech.say(f"left-out-{why}") if known else escaped(why)
        yield speech.say("left-out-files", files=files, why=said)


def _masked(speech: Speech, kind: str) -> str:
    """Another version of the helpdesk may mask more kinds."""
    return speech.say(f"masked-{kind}") if kind in _MASKED else speech.say("masked-secret")


def file_left_out(speech: Speech, name: str, why: WhyNot, ticket: int) -> str:
    """What stands in the thread in place of a file of Zendesk's; only the status message has the ticket's link."""
    return speech.say("file-stayed", name=_name(name), why=speech.say(f"file-stayed-{why}"), ticket=str(ticket))


def ticket_link(zendesk_url: str, id_: int) -> str:
    """The agents' address of a ticket, as a link (https://support.zendesk.com)."""
    return f"<{zendesk_url}/agent/tickets/{id_}|#{id_}>"


def status_blocks(speech: Speech, ticket: Ticket, card: Card, zendesk_url: str, state_button: str) -> Blocks:
    """The same with the buttons that make sense now."""
    said = section(status_text(speech, ticket, card, zendesk_url), "status")
    if card.moved_to:
        return [said]
    return [said, actions("state", buttons(speech, ticket, card, zendesk_url, state_button))]


def buttons(speech: Speech, ticket: Ticket, card: Card, zendesk_url: str, state_button: str) -> Blocks:
    """The buttons that make sense for a question now."""
    offered = [button(speech, ticket, f"{state_button}{name}", speech.say(f"button-{name}")) for name in _offered(card)]
    if zendesk_url and not ticket.zendesk:
        offered.append(button(speech, ticket, f"{TICKET_BUTTON}{SHORTCUT}", speech.say("button-create")))
    return offered


def _offered(card: Card) -> Iterator[Button]:
    """What makes sense now, as far as the same buttons can make sense for everybody who sees the message."""
    if card.state.ends:
        yield "reopen"
        return
    free = card.assignee is None
    if free and card.state in {State.NEW, State.SEEN}:
        yield "take"
    if free or card.state is not State.WORKING:
        yield "working"
    if card.state is not State.WAITING:
        yield "waiting"
    yield "resolve"
    yield "dismiss"
    if card.taken:
        yield "give_back"


def comment(speech: Speech, ticket: Ticket, spoken: Spoken, zendesk_url: str) -> list[tuple[str, Blocks]]:
    """A Zendesk comment as messages, each with its text for notifications and its blocks.

    Blocks carry the words as they are: nothing in them can ping anybody.
    """
    body = spoken.body if plain(spoken.body).strip() else of_text(speech.say("comment-without-words"))
    messages = [(to_mrkdwn(part), to_rich_text(part)) for part in split(body)]
    if spoken.public or not ticket.zendesk:
        return messages
    number, link = f"*{ticket.number}*", ticket_link(zendesk_url, ticket.zendesk.id)
    head = speech.say("note-head", number=number, ticket=link)
    first_text, first_blocks = messages[0]
    return [(first_text, [section(head), *first_blocks]), *messages[1:]]


def notice(speech: Speech, ticket: Ticket, why: Why, zendesk_url: str) -> str:
    """The private sentence for each reason."""
    number, link = f"*{ticket.number}*", ticket_link(zendesk_url, ticket.zendesk.id) if ticket.zendesk else ""
    match why:
        case "not_set_up":
            return speech.say("not-set-up")
        case "already_escalated":
            return speech.say("has-ticket", ticket=link) if link else speech.say("has-ticket-soon")
        case "details":
            return speech.say("notice-details", number=number, ticket=link)
        case "fields_missing":
            wants = next((a.refused for a in ticket.attempts.values() if a.fields and a.refused), "")
            return speech.say("notice-fields", number=number, ticket=link, why=_reason(speech, wants))
        case "not_a_responder":
            return speech.say("notice-not-a-responder")
        case "outside":
            return speech.say("notice-outside")
        case "on_a_reply":
            return speech.say("notice-on-a-reply", number=number)
        case "moved":
            channel = ticket.moving.to if ticket.moving else ticket.place.channel
            return speech.say("notice-moved", number=number, channel=f"<#{channel}>")


def notice_blocks(speech: Speech, ticket: Ticket, why: Why, zendesk_url: str) -> Blocks:
    """The same with the button that opens a form, for the reasons that have one."""
    said = section(notice(speech, ticket, why, zendesk_url), "notice")
    match why:
        case "details":
            form = button(speech, ticket, f"{TICKET_BUTTON}{DETAILS_FORM}", speech.say("button-details"))
        case "fields_missing":
            form = button(speech, ticket, f"{TICKET_BUTTON}{FIELDS_FORM}", speech.say("button-fields"))
        case _:
            return [said]
    return [said, actions("ticket", [form])]


def command_help(speech: Speech, reactions: Mapping[str, Meaning], without: Collection[str] = ()) -> str:
    """What `/helpdesk` answers: how this channel's reactions work, and its words but for those that do nothing here."""
    lines = [f":{name}: {speech.say(f'meaning-{meaning}')}" for name, meaning in reactions.items()]
    says = [speech.say(_HELP[word]) for word in _HELP if word not in without]
    return "\n".join([speech.say("help-ask"), *lines, *says])
