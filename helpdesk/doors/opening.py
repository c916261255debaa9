"""Building a door's reception from the wiring."""

import time
from collections.abc import Awaitable, Callable
from functools import partial

from helpdesk.config import Config
from helpdesk.doors.commands import Commands
from helpdesk.doors.duty import DutyDesk
from helpdesk.doors.forms import LOOK_SECONDS, TIMEOUT, Forms, Usual
from helpdesk.doors.home import Homes
from helpdesk.doors.languages import Languages
from helpdesk.doors.metrics import DoorMetrics
from helpdesk.doors.questions import Questions
from helpdesk.doors.reception import Reception
from helpdesk.doors.rights import Rights
from helpdesk.doors.routes import Routes
from helpdesk.doors.stats import StatsDesk
from helpdesk.duty import Rotas
from helpdesk.duty_wiring import answers_for
from helpdesk.languages.speech import Speech
from helpdesk.rulebook import due_of, meanings, router_of
from helpdesk.slack import words
from helpdesk.slack.commands import DUTY, MOVE, ROUTE
from helpdesk.slack.readers import Readers
from helpdesk.stats.counting import hours_of
from helpdesk.store.counts import AsyncCounts
from helpdesk.store.duty import AsyncDuties
from helpdesk.store.front import FrontStore
from helpdesk.store.lists import AsyncLists
from helpdesk.store.stats import AsyncStatsWishes
from helpdesk.wiring import Wiring


def open_reception(wiring: Wiring) -> tuple[Reception, Callable[[], Awaitable[None]]]:
    """The reception, and what is to be awaited when the door closes."""
    redis = wiring.door_redis()
    store = FrontStore(redis)
    said = wiring.config.zendesk
    usual = Usual(said.fields, said.group_id, said.form_id, said.replies == "public")
    calls, looks = wiring.door_slack_calls(TIMEOUT), wiring.door_slack_calls(LOOK_SECONDS)
    directory = wiring.door_directory(LOOK_SECONDS)
    patience = wiring.patience
    languages = Languages(Readers(directory, wiring.config.language), patience)
    # Of a channel in shadow mode nobody is told anything.
    shadowed = frozenset(channel.id for channel in wiring.config.channels if channel.shadow)
    answers = {channel.id: channel.answering for channel in wiring.config.channels if not channel.shadow}
    rights = Rights(directory, answers, shadowed, patience)
    url = wiring.settings.zendesk_url
    forms = Forms(store, calls, looks, languages, wiring.watched, url, usual, time.time, patience)
    questions = Questions(store, {channel.id: channel.prefix for channel in wiring.config.channels})

    rotas, answers_on_duty = Rotas(wiring.config), partial(answers_for, wiring)
    duty = DutyDesk(AsyncDuties(redis), rotas, answers_on_duty, calls, languages, patience)
    metrics = DoorMetrics(AsyncCounts(redis), wiring.metrics, wiring.watched_budgets)

    lists = AsyncLists(redis)
    names = {channel.id: channel.name for channel in wiring.config.channels}
    stats = StatsDesk(AsyncStatsWishes(redis), names, hours_of(wiring.config))
    moves_to = {channel.id: channel.name for channel in wiring.config.channels if not channel.shadow}
    commands = Commands(store, lists, questions, rights, metrics, partial(_help, wiring.config), stats, moves_to)
    homes = Homes(lists, rights, languages, metrics, calls, names, url or "", duty, due_of(wiring.config), time.time)

    async def close() -> None:
        await metrics.send_if_possible()
        await redis.aclose()

    reception = Reception(
        store,
        forms,
        questions,
        languages,
        wiring.watched,
        time.time,
        commands,
        homes,
        metrics,
        duty,
        wiring.traces,
        shadowed,
        _routes(wiring.config, duty),
    )
    return reception, close


def _help(config: Config, speech: Speech, channel: str) -> str:
    found = config.channel(channel) or config.channels[0]
    there = {DUTY: config.duty, ROUTE: any(each.routes for each in config.channels), MOVE: config.channels[1:]}
    return words.command_help(speech, meanings(found), [word for word, set_up in there.items() if not set_up])


def _routes(config: Config, duty: DutyDesk) -> Routes:
    routers = {channel.id: router_of(channel) for channel in config.channels}
    agents = frozenset(channel.id for channel in config.channels if channel.agents_channel)
    return Routes(routers, agents, duty.of_channel)
