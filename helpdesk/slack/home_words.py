"""The app's Home: somebody's own questions, and for who answers, those of their channels. Blocks, without I/O.

Limits: https://docs.slack.dev/surfaces/app-home and https://docs.slack.dev/reference/block-kit/blocks
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Card, Due
from helpdesk.languages.speech import Speech
from helpdesk.slack import blocks
from helpdesk.slack.blocks import Block
from helpdesk.slack.form_names import HOME_CHANNEL, HOME_PAGE, STATE_BUTTON
from helpdesk.slack.inputs import plain
from helpdesk.slack.list_words import line
from helpdesk.slack.wanted import HomeState
from helpdesk.slack.words import buttons

EVERY_CHANNEL = "all"
_MOST_CHANNELS = 99
"""A list of choices has at most 100."""

_HEADS: Mapping[str, str] = {
    "taken": "home-taken",
    "unseen": "home-unseen",
    "waiting": "home-waiting",
    "ended": "home-ended",
    "asked": "home-asked",
    "over": "home-over",
}


@dataclass(frozen=True, slots=True)
class Section:
    """Questions after the first `skip` of `total`; `most` on each page, 0 for a section of one page alone."""

    name: str
    tickets: Sequence[Ticket]
    total: int
    skip: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Home:
    """What stands in somebody's Home. `channels`: id -> name of those whose questions they answer.

    `sync` says how things stand, `duty` who is on duty, `due` what is promised next for a question. `unsure`: Slack
    doesn't say right now whose questions they answer.
    """

    state: HomeState
    own: Sequence[Section]
    answers: Sequence[Section] = ()
    channels: Mapping[str, str] = field(default_factory=dict)
    sync: str = ""
    duty: str = ""
    unsure: bool = False
    address: str = ""
    zendesk_url: str = ""
    due: Callable[[Ticket], Due | None] = lambda _: None


def home_view(speech: Speech, home: Home) -> Block:
    """The view for `views.publish`."""
    return {"type": "home", "private_metadata": home.state.model_dump_json(), "blocks": list(_blocks(speech, home))}


def _blocks(speech: Speech, home: Home) -> Iterator[Block]:
    if home.unsure:
        yield _context(speech.say("home-unsure"))
    if home.duty:
        yield blocks.section(home.duty)
    if home.channels:
        if len(home.channels) > 1:
            yield _filter(speech, home)
        for section in home.answers:
            yield from _section(speech, home, section, acts=True)
    for section in home.own:
        if section.total or not home.channels:  # who answers asks little, and looks for other things here
            yield from _section(speech, home, section, acts=False)
    if home.sync:
        yield {"type": "context", "elements": [{"type": "mrkdwn", "text": home.sync, "verbatim": True}]}


def _section(speech: Speech, home: Home, section: Section, *, acts: bool) -> Iterator[Block]:
    yield {"type": "header", "text": plain(speech.say(_HEADS[section.name], questions=section.total))}
    if not section.tickets:
        yield _context(speech.say("home-none"))
    for ticket in section.tickets:
        yield blocks.section(line(speech, ticket, home.address, home.due(ticket)))
        if acts:
            card = Card(state=ticket.state, assignee=ticket.assignee, taken=ticket.taken_by_button)
            pressed = buttons(speech, ticket, card, home.zendesk_url, STATE_BUTTON)
            yield blocks.actions(f"{section.name}:{ticket.place}", pressed)
    pager = _pager(speech, section)
    if pager:
        yield blocks.actions(f"page:{section.name}", pager)


def _pager(speech: Speech, section: Section) -> list[Block]:
    """The page before and the page after, where there are some."""
    if not section.most:
        return []
    page, last = section.skip // section.most, max(section.total - 1, 0) // section.most
    there = {
        "before": (page - 1, speech.say("home-before", page=page, pages=last + 1)),
        "after": (page + 1, speech.say("home-after", page=page + 2, pages=last + 1)),
    }
    return [
        {"type": "button", "action_id": f"{HOME_PAGE}{section.name}:{name}", "text": plain(label), "value": str(number)}
        for name, (number, label) in there.items()
        if 0 <= number <= last
    ]


def _filter(speech: Speech, home: Home) -> Block:
    names = {EVERY_CHANNEL: speech.say("home-every-channel")}
    names |= {id_: f"#{name}" for id_, name in list(home.channels.items())[:_MOST_CHANNELS]}
    options = {id_: {"text": plain(name), "value": id_} for id_, name in names.items()}
    select = {
        "type": "static_select",
        "action_id": HOME_CHANNEL,
        "placeholder": plain(speech.say("home-channel")),
        "options": list(options.values()),
        "initial_option": options.get(home.state.channel, options[EVERY_CHANNEL]),
    }
    return blocks.actions("filter", [select])


def _context(sentence: str) -> Block:
    return {"type": "context", "elements": [plain(sentence)]}
