"""Every text and block that people read in Slack by us, and nothing else."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from helpdesk.domain.document import of_text, one_line, plain
from helpdesk.domain.files import WhyNot
from helpdesk.domain.people import SOMEBODY, is_forgotten
from helpdesk.domain.rules import Meaning
from helpdesk.domain.states import State
from helpdesk.domain.ticket import Card, Copied, Ticket, Why
from helpdesk.domain.transcript import Spoken
from helpdesk.slack import form_words
from helpdesk.slack.form_names import DETAILS_FORM, FIELDS_FORM, SHORTCUT, TICKET_BUTTON
from helpdesk.slack.richtext_posting import split, to_mrkdwn, to_rich_text
from helpdesk.slack.text import escaped, shortened

Blocks = list[dict[str, Any]]

_MOST = 3000
"""Characters in a section (https://docs.slack.dev/reference/block-kit/blocks/section-block)."""

_MOST_TROUBLE = 500
NO_WORDS = "(a comment without words)"

STATE_WORDS: Mapping[State, tuple[str, str]] = {
    State.NEW: (":large_blue_circle:", "Nobody has looked at this yet"),
    State.SEEN: (":eyes:", "Seen"),
    State.WORKING: (":wrench:", "Being worked on"),
    State.WAITING: (":hourglass_flowing_sand:", "Waiting for an answer"),
    State.RESOLVED: (":white_check_mark:", "Resolved"),
    State.DISMISSED: (":no_entry_sign:", "Dismissed"),
}
_BUTTONS: Mapping[str, tuple[str, frozenset[State]]] = {
    "working": ("Working on it", frozenset({State.NEW, State.SEEN, State.WAITING})),
    "waiting": ("Waiting", frozenset({State.SEEN, State.WORKING})),
    "resolve": ("Resolve", frozenset({State.NEW, State.SEEN, State.WORKING, State.WAITING})),
    "reopen": ("Reopen", frozenset({State.RESOLVED, State.DISMISSED})),
}
_UNSOLVED = ", not yet solved in Zendesk"
_KINDS = {
    "api_key": "an API key",
    "token": "a token",
    "private_key": "a private key",
    "password": "a password",
    "card_number": "a card number",
    "iban": "an IBAN",
}
_WHY_NOT: Mapping[WhyNot, str] = {
    "external": "it is a link to elsewhere",
    "deleted": "it was deleted",
    "hidden": "Slack hides it",
    "no_access": "the helpdesk may not read it",
    "elsewhere": "it lies where the helpdesk does not ask",
    "too_big": "it is too large",
    "empty": "it is empty",
    "type": "Slack takes no files of this type here",
    "malware": "a virus scan found something in it",
    "no_room": "the workspace's storage is full",
    "changed": "it is not what was announced",
    "refused": "Slack does not take it",
    "trouble": "it did not come through",
    "unwanted": "it was not wanted",
}
_CHANNEL_TROUBLE = {
    "not_in_channel": "The helpdesk is not in this channel: invite it with /invite.",
    "channel_not_found": "The helpdesk can't see this channel: invite it with /invite.",
    "is_archived": "This channel is archived.",
    "missing_scope": "The Slack app lacks a permission: install it again with the scopes of `helpdesk manifest`.",
}


def slack_trouble(error: str) -> str:
    """A sentence for an error of Slack's."""
    return _CHANNEL_TROUBLE.get(error, f"Slack answered “{error}”.")


def status_text(ticket: Ticket, card: Card, zendesk_url: str) -> str:
    """The status message in mrkdwn: number, state, who has it, where it is in Zendesk, what is wrong."""
    emoji, words = STATE_WORDS[card.state]
    parts = [f"{emoji} *{ticket.number}* · {words}{_UNSOLVED if card.unsolved else ''}"]
    if card.assignee:
        parts[0] += f" · {_mention(card.assignee)}"
    parts += _zendesk_lines(card, zendesk_url)
    if card.unknown_agent:
        parts.append(
            f"{_mention(card.unknown_agent)} has no agent account in Zendesk, so the ticket is unassigned there."
        )
    parts += [f":warning: {_reason(trouble)}" for trouble in card.trouble]
    parts += [
        f":warning: Something from Zendesk could not be shown here. {_reason(why)}"
        for why in dict.fromkeys(card.unshown)
    ]
    parts += [
        f":warning: What was taken back in Zendesk is still here. {_reason(why)}"
        for why in dict.fromkeys(card.unhidden)
    ]
    return shortened("\n".join(parts), _MOST)


def _reason(why: str) -> str:
    return escaped(shortened(why, _MOST_TROUBLE))


def _zendesk_lines(card: Card, zendesk_url: str) -> list[str]:
    lines = []
    if card.zendesk:
        *older, latest = (ticket_link(zendesk_url, id_) for id_ in card.zendesk)
        before = f"{', '.join(older)} was merged into it" if card.merged else f"follows {', '.join(older)}"
        lines.append(f"Zendesk {latest}" + (f", {before}" if older else ""))
    people = [
        *([f"assigned to {_name(card.agent)}"] if card.agent else []),
        *([f"the requester is {_name(card.requester)} now"] if card.requester else []),
    ]
    if people:
        lines.append(f"In Zendesk: {', '.join(people)}")
    if card.copied:
        lines += _copied_lines(card.copied)
    if card.closed:
        lines.append("The ticket is closed in Zendesk. A reply here opens a follow-up ticket.")
    if card.lost:
        lines.append(f"Zendesk ticket #{card.lost} was deleted there. “Create ticket” makes a new one.")
    return lines


def _mention(person: str) -> str:
    return SOMEBODY if is_forgotten(person) else f"<@{person}>"


def _name(name: str) -> str:
    return escaped(shortened(one_line(name), 80))


def author(name: str) -> str:
    """The name that a comment is posted by: no markup is read there, and none is to stand there either."""
    return shortened(one_line(name).replace("<", "(").replace(">", ")"), 80)


def _copied_lines(copied: Copied) -> list[str]:
    """Nothing where all went along as it was."""
    lines = []
    if copied.left_out:
        went = f"{_counted(copied.messages, 'message')}, {_counted(copied.files, 'file')}"
        stayed = (reason.replace("1 file", _counted(n, "file"), 1) for reason, n in Counter(copied.left_out).items())
        lines.append(f"Copied {went}; not copied: {escaped(', '.join(stayed))}")
    if copied.masked:
        kinds = ", ".join(_KINDS.get(kind, "a secret") for kind in copied.masked)
        lines.append(f":lock: Masked before it went to Zendesk: {kinds}")
    return lines


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def file_left_out(name: str, why: WhyNot, ticket: int) -> str:
    """What stands in the thread in place of a file of Zendesk's; only the status message has the ticket's link."""
    return f"The file “{_name(name)}” is not shown here: {_WHY_NOT[why]}. It is in Zendesk #{ticket}."


def ticket_link(zendesk_url: str, id_: int) -> str:
    """The agents' address of a ticket, as a link (https://support.zendesk.com)."""
    return f"<{zendesk_url}/agent/tickets/{id_}|#{id_}>"


def status_blocks(ticket: Ticket, card: Card, zendesk_url: str, state_button: str) -> Blocks:
    """The same with the buttons that make sense now."""
    text = {"type": "mrkdwn", "text": status_text(ticket, card, zendesk_url), "verbatim": True}
    buttons = [
        _button(ticket, f"{state_button}{name}", label)
        for name, (label, states) in _BUTTONS.items()
        if card.state in states
    ]
    if zendesk_url and not ticket.zendesk:
        buttons.append(_button(ticket, f"{TICKET_BUTTON}{SHORTCUT}", form_words.CREATE_BUTTON))
    return [
        {"type": "section", "block_id": "status", "text": text},
        {"type": "actions", "block_id": "state", "elements": buttons},
    ]


def _button(ticket: Ticket, action_id: str, label: str) -> dict[str, Any]:
    text = {"type": "plain_text", "text": label}
    return {"type": "button", "action_id": action_id, "text": text, "value": str(ticket.place)}


def comment(ticket: Ticket, spoken: Spoken, zendesk_url: str) -> list[tuple[str, Blocks]]:
    """A Zendesk comment as messages, each with its text for notifications and its blocks.

    Blocks carry the words as they are: nothing in them can ping anybody.
    """
    body = spoken.body if plain(spoken.body).strip() else of_text(NO_WORDS)
    messages = [(to_mrkdwn(part), to_rich_text(part)) for part in split(body)]
    if spoken.public or not ticket.zendesk:
        return messages
    head = f"Note on *{ticket.number}* in Zendesk {ticket_link(zendesk_url, ticket.zendesk.id)}"
    section = {"type": "section", "text": {"type": "mrkdwn", "text": head, "verbatim": True}}
    first_text, first_blocks = messages[0]
    return [(first_text, [section, *first_blocks]), *messages[1:]]


def notice(ticket: Ticket, why: Why, zendesk_url: str) -> str:
    """The private sentence for each reason."""
    link = ticket_link(zendesk_url, ticket.zendesk.id) if ticket.zendesk else ""
    match why:
        case "not_set_up":
            return "Zendesk is not set up for this helpdesk, so no ticket can be made. Reactions work as always."
        case "already_escalated":
            where = f": {link}" if link else " and will be here in a moment"
            return f"This question has a Zendesk ticket already{where}."
        case "details":
            return f"*{ticket.number}* is the Zendesk ticket {link} now. Its priority, group and more can be added."
        case "fields_missing":
            wants = next((a.refused for a in ticket.attempts.values() if a.fields and a.refused), "")
            return f"*{ticket.number}* is not yet solved in Zendesk {link}. {escaped(shortened(wants, _MOST_TROUBLE))}"
        case "not_a_responder":
            return _ONLY_RESPONDERS


_ONLY_RESPONDERS = (
    "Thank you! Only the people who answer in this channel change the state of a question by a reaction or button, "
    "so yours changes nothing here."
)
_NOTICE_BUTTONS: Mapping[Why, tuple[str, str]] = {
    "details": (DETAILS_FORM, form_words.DETAILS_BUTTON),
    "fields_missing": (FIELDS_FORM, form_words.FIELDS_BUTTON),
}


def notice_blocks(ticket: Ticket, why: Why, zendesk_url: str) -> Blocks:
    """The same with the button that opens a form, for the reasons that have one."""
    text = {"type": "mrkdwn", "text": notice(ticket, why, zendesk_url), "verbatim": True}
    section = {"type": "section", "block_id": "notice", "text": text}
    if why not in _NOTICE_BUTTONS:
        return [section]
    form, label = _NOTICE_BUTTONS[why]
    button = _button(ticket, f"{TICKET_BUTTON}{form}", label)
    return [section, {"type": "actions", "block_id": "ticket", "elements": [button]}]


def command_help(reactions: Mapping[str, Meaning]) -> str:
    """What `/helpdesk` answers: how this channel's reactions work."""
    meanings = [(name, _meaning(meaning)) for name, meaning in reactions.items()]
    lines = [f":{name}: {words}" for name, words in meanings]
    told = "Ask in the channel. The people who answer react to your message:\n" + "\n".join(lines)
    return f"{told}\nThey make a Zendesk ticket of a question with `/helpdesk ticket`, and its number or link."


def _meaning(meaning: Meaning) -> str:
    return STATE_WORDS[meaning][1].lower() if isinstance(meaning, State) else "make a Zendesk ticket of the thread"
