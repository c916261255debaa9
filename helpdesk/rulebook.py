"""The configuration and the people of Slack, made into the rules that decisions need."""

from collections.abc import Callable
from math import inf

from helpdesk.config import Channel, Config
from helpdesk.domain.promises import NO_PROMISES, Promises, due_next
from helpdesk.domain.routing import Router
from helpdesk.domain.rules import Meaning, Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Due
from helpdesk.domain.ticket.idle import NEVER_IDLE
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.statuses import StatusMap
from helpdesk.domain.times.working_time import Hours
from helpdesk.duty.now import Levels
from helpdesk.slack.directory import Directory


class Rulebook:
    """Answers with the rules of a channel. `zendesk_me` gives our Zendesk user id if it is known; None without Zendesk.

    `on_duty` gives the levels of a channel's duty, and raises nothing. `compared`: up to when Slack is known there.
    """

    def __init__(
        self,
        config: Config,
        directory: Directory,
        *,
        zendesk_me: Callable[[], int | None] | None,
        on_duty: Callable[[str], Levels] = lambda _: (),
        compared: Callable[[str], float] = lambda _: inf,
    ) -> None:
        self._config = config
        self._directory = directory
        self._zendesk_me = zendesk_me
        self._on_duty = on_duty
        self._compared = compared
        self._moves_to = frozenset(channel.id for channel in config.channels if not channel.shadow)
        self._routers: dict[str, Router] = {}
        self._terms = {channel.id: terms_of(channel) for channel in config.channels}
        self._statuses = StatusMap({State(name): status for name, status in config.zendesk.statuses.items()})

    def __call__(self, channel: str) -> Rules | None:
        """The rules of a help channel, None for any other; TryLater while Slack can't say who the responders are."""
        found = self._config.channel(channel)
        return self._rules(found) if found else None

    def _rules(self, channel: Channel) -> Rules:
        hours, promises = self._terms[channel.id]
        myself = self._directory.myself()
        return Rules(
            reactions=meanings(channel),
            responders=self._directory.responders(channel.answering),
            prefix=channel.prefix,
            track=channel.track,
            grace=channel.grace_seconds,
            zendesk=self._zendesk_me is not None,
            statuses=self._statuses,
            bot_user=myself.user,
            bot_id=myself.bot,
            agents_channel=channel.agents_channel,
            zendesk_me=self._zendesk_me() if self._zendesk_me else None,
            mask=channel.mask_secrets,
            satisfaction=channel.satisfaction,
            shadow=channel.shadow,
            outside=self._directory.outsiders(),
            router=self._router(channel),
            groups={group: self._directory.group(group) for group in channel.groups},
            idle=channel.idle.days if channel.idle else NEVER_IDLE,
            hours=hours,
            promises=promises,
            moves_to=self._moves_to - {channel.id},
            on_duty=self._on_duty(channel.id),
            compared=self._compared(channel.id),
        )

    def _router(self, channel: Channel) -> Router:
        if channel.id not in self._routers:
            self._routers[channel.id] = router_of(channel)
        return self._routers[channel.id]


def meanings(channel: Channel) -> dict[str, Meaning]:
    """Emoji name -> the state it sets, or that it asks for a Zendesk ticket."""
    return {name: "escalate" if word == "escalate" else State(word) for name, word in channel.reactions.items()}


def terms_of(channel: Channel) -> tuple[Hours, Promises]:
    """The channel's hours and what it promises in them; finding out holidays takes a while."""
    hours = channel.working_hours
    return hours, channel.promises.promises(hours) if channel.promises else NO_PROMISES


def due_of(config: Config) -> Callable[[Ticket], Due | None]:
    """Tells what is promised next for a question; nothing for one of a channel that is no help channel any more."""
    terms = {channel.id: terms_of(channel) for channel in config.channels}

    def due(ticket: Ticket) -> Due | None:
        known = terms.get(ticket.place.channel)
        return due_next(ticket, known[1], known[0]) if known else None

    return due


def router_of(channel: Channel) -> Router:
    """The channel's routing rules, made ready, which takes a while for many."""
    return Router([rule.route for rule in channel.routes])
