"""The lines by which a question's group, person or channel learns that it is for them; each is there once."""

from collections.abc import Sequence
from typing import Any

from helpdesk.domain import events as e
from helpdesk.domain.effects.routing import PassOn, TellRoute
from helpdesk.domain.place import Place, permalink
from helpdesk.domain.rerouting import BY, NUMBER, RULE, TARGET
from helpdesk.domain.routing import Route
from helpdesk.domain.text.folding import folded
from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech
from helpdesk.slack.announcing import Announcement, announce
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.directory import Directory
from helpdesk.slack.form_names import ROUTE_CHOICE
from helpdesk.slack.readers import Readers
from helpdesk.slack.text import escaped, shortened

_MOST_CHOICES = 100
"""Options in a list, and lists in a select."""

_LABEL = 75
"""https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element"""

_NAME = 80
Option = dict[str, Any]
_GROUPS, _CHANNELS = "S", ("C", "G")


def addressed(target: str) -> str:
    """A mention of the group or person, a link to the channel."""
    if target.startswith(_GROUPS):
        return f"<!subteam^{target}>"
    return f"<#{target}>" if target.startswith(_CHANNELS) else f"<@{target}>"


class RouteLines:
    """Every method raises TryLater or GiveUp and nothing else."""

    def __init__(self, calls: SlackCalls, directory: Directory, readers: Readers) -> None:
        self._calls = calls
        self._directory = directory
        self._readers = readers

    def pass_on(self, ticket: Ticket, effect: PassOn) -> e.RoutePassedOn:
        """In the words of the channel the question came from."""
        place, routing = ticket.place, effect.routing
        link = permalink(self._directory.myself().url, place.channel, place.ts)
        speech = self._readers.of_channel(place.channel)
        question, channel = f"<{link}|{ticket.number}>", f"<#{place.channel}>"
        if routing.unmatched:
            text = speech.say("route-nobody-on-duty", question=question, channel=channel)
        else:
            text = speech.say("route-passed-on", question=question, channel=channel, rule=_rule(routing.rule))
        mark = {"passed_on": str(place), NUMBER: str(effect.number)}
        announce(self._calls, Announcement(routing.to, text, mark), doubt=effect.doubt)
        return e.RoutePassedOn(to=routing.to)

    def tell_route(self, ticket: Ticket, effect: TellRoute) -> e.RouteTold:
        place, routing = ticket.place, effect.routing
        speech = self._readers.of_channel(place.channel)
        corrected = routing.corrections[-1] if effect.number else None
        text = self._line(speech, effect, corrected.by if corrected else "")
        mark = {"of": str(place), NUMBER: str(effect.number)}
        more = {TARGET: routing.to, RULE: routing.rule, **({BY: corrected.by} if corrected else {})}
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]
        blocks += self._choices(speech, place, effect.choices)
        line = Announcement(place.channel, text, mark, place.ts, more, blocks)
        announce(self._calls, line, doubt=effect.doubt)
        return e.RouteTold(number=effect.number, to=routing.to)

    def _line(self, speech: Speech, effect: TellRoute, by: str) -> str:
        routing = effect.routing
        quiet = not (effect.mention or routing.goes_to_a_channel)
        target = f"*{escaped(self._name(routing.to))}*" if quiet else addressed(routing.to)
        if by:
            return speech.say("route-corrected", person=f"<@{by}>", target=target)
        if routing.unmatched:
            people = ", ".join(addressed(person) for person in (routing.to, *routing.also))
            return speech.say("route-on-duty", people=people)
        if routing.goes_to_a_channel:
            return speech.say("route-told-channel", channel=target, rule=_rule(routing.rule))
        return speech.say("route-told", target=target, rule=_rule(routing.rule))

    def _choices(self, speech: Speech, place: Place, choices: Sequence[Route]) -> list[dict[str, Any]]:
        """A list of the other targets; nothing where there is none."""
        if not choices:
            return []
        options = [self._option(place, route) for route in choices]
        placeholder = {"type": "plain_text", "text": speech.say("route-choose")}
        select = {"type": "static_select", "action_id": ROUTE_CHOICE, "placeholder": placeholder, **listed(options)}
        return [{"type": "actions", "elements": [select]}]

    def _option(self, place: Place, route: Route) -> dict[str, Any]:
        label = shortened(f"{route.name} ({self._name(route.to)})" if route.name else self._name(route.to), _LABEL)
        return {"text": {"type": "plain_text", "text": label}, "value": f"{route.to} {place}"}

    def _name(self, target: str) -> str:
        if target.startswith(_GROUPS):
            return f"@{self._directory.group_name(target).removeprefix('@')}"
        if target.startswith(_CHANNELS):
            return f"#{self._directory.channel_name(target).removeprefix('#')}"
        return self._directory.person(target).name


def listed(options: list[Option]) -> dict[str, Any]:
    """More than fit in one list stand in several by the alphabet, each named by its first and last."""
    if len(options) <= _MOST_CHOICES:
        return {"options": options}
    ordered = sorted(options, key=lambda option: folded(option["text"]["text"]))
    groups = [ordered[at : at + _MOST_CHOICES] for at in range(0, len(ordered), _MOST_CHOICES)]
    return {"option_groups": [{"label": _label(group), "options": group} for group in groups[:_MOST_CHOICES]]}


def _label(group: list[Option]) -> dict[str, str]:
    first, last = (shortened(option["text"]["text"], _LABEL // 2 - 2) for option in (group[0], group[-1]))
    return {"type": "plain_text", "text": f"{first} \u2013 {last}"}


def _rule(name: str) -> str:
    return escaped(shortened(name, _NAME))
