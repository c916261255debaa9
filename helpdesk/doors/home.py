"""Publishing somebody's Home after the door has acknowledged. What is lost is published when they open it again."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import structlog
from redis import RedisError
from starlette.concurrency import run_in_threadpool

from helpdesk.domain import lists
from helpdesk.domain.retry import WentWrong
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.card import Due
from helpdesk.domain.ticket.states import State
from helpdesk.doors.duty import DutyDesk
from helpdesk.doors.languages import Languages
from helpdesk.doors.metrics import DoorMetrics
from helpdesk.doors.rights import Right, Rights
from helpdesk.languages.speech import Speech
from helpdesk.slack import list_words
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.home_words import Home, Section, home_view
from helpdesk.slack.wanted import HomeState, HomeWanted
from helpdesk.store.lists import AsyncLists, Page, Wanted

log = structlog.get_logger()

MOST, FEW = 6, 5
"""Questions on a page with buttons, and in a section of one page: so that all blocks stay below Slack's 100."""

OWN = 10
SETTLED_SECONDS = 1.5
"""How long a question takes to change after a button, nearly always."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Asks the store in a handful of trips, however many questions there are. `names`: help channel -> its name.

    `due` tells what is promised next for a question.
    """

    lists: AsyncLists
    rights: Rights
    languages: Languages
    metrics: DoorMetrics
    calls: SlackCalls
    names: Mapping[str, str]
    zendesk_url: str
    duty: DutyDesk
    due: Callable[[Ticket], Due | None]
    clock: Callable[[], float]
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)

    def soon(self, wanted: HomeWanted, after: float = 0.0) -> None:
        """Publish it in the background, `after` so many seconds. Raises nothing."""
        task = asyncio.create_task(self._later(wanted, after))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _later(self, wanted: HomeWanted, after: float) -> None:
        try:
            await asyncio.sleep(after)
            await self.publish(wanted)
        except WentWrong as wrong:  # such as `not_enabled`: the app was installed without its Home
            log.warning("home_not_published", person=wanted.by, why=wrong.why)
        except (RedisError, OSError) as error:
            log.warning("home_not_published", person=wanted.by, error=type(error).__name__)

    async def publish(self, wanted: HomeWanted) -> None:
        """https://docs.slack.dev/reference/methods/views.publish ; without a hash the last one holds."""
        speech, right = await asyncio.gather(self.languages.of(wanted.by, ""), self.rights.of(wanted.by))
        home = await self._home(wanted, speech, right)
        view = home_view(speech, home)
        await run_in_threadpool(self.calls.write, "views.publish", user_id=wanted.by, view=view)

    async def _home(self, wanted: HomeWanted, speech: Speech, right: Right) -> Home:
        state = wanted.state if wanted.state.channel in {"", *right.channels} else wanted.state.of_channel("")
        channels = (state.channel,) if state.channel else right.channels
        asked = self._wanted(wanted.by, channels, state, right.shadowed)
        pages = dict(zip(asked, await self.lists.pages(*asked.values()), strict=True))
        behind = {name: 0 for name, page in pages.items() if asked[name].skip and not page.tickets}
        if behind:  # the list became shorter than it was when the button was shown
            state = state.model_copy(update=behind)
            asked = self._wanted(wanted.by, channels, state, right.shadowed)
            pages = dict(zip(asked, await self.lists.pages(*asked.values()), strict=True))
        sections = [_section(name, page, asked[name]) for name, page in pages.items()]
        return Home(
            state=state,
            own=[section for section in sections if section.name in {"asked", "over"}],
            answers=[section for section in sections if section.name not in {"asked", "over"}],
            channels={channel: self.names[channel] for channel in right.channels},
            sync=await self._sync(speech) if right.channels else "",
            duty=await self.duty.line(speech, channels, self.clock()),
            unsure=bool(right.unsure),
            address=right.address,
            zendesk_url=self.zendesk_url,
            due=self.due,
        )

    def _wanted(
        self, person: str, channels: tuple[str, ...], state: HomeState, hidden: frozenset[str]
    ) -> dict[str, Wanted]:
        def of(which: State) -> list[str]:
            return [lists.in_state(which, channel) for channel in channels]

        return {
            "taken": Wanted([lists.taken_in(channel, person) for channel in channels], MOST, state.taken * MOST),
            "unseen": Wanted(of(State.NEW), MOST, state.unseen * MOST),
            "waiting": Wanted(of(State.WAITING), MOST, state.waiting * MOST),
            "ended": Wanted([lists.ended_in(channel) for channel in channels], FEW, latest=True),
            "asked": Wanted([lists.asked_by(person)], OWN, state.asked * OWN, hidden=hidden),
            "over": Wanted([lists.ended_of(person)], FEW, latest=True, hidden=hidden),
        }

    async def _sync(self, speech: Speech) -> str:
        await self.metrics.send()
        standing = await self.metrics.counts.standing(self.clock())
        waits = max(standing.oldest_mail, standing.overdue)
        return list_words.sync(speech, standing.heard, waits, standing.given_up)


def _section(name: str, page: Page, wanted: Wanted) -> Section:
    if wanted.latest:
        return Section(name, page.tickets, len(page.tickets))
    return Section(name, page.tickets, page.total, wanted.skip, wanted.most)
