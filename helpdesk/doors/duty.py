"""Who is on duty, for somebody who waits at the door: from the store alone. And swaps, which are kept there."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import structlog
from redis import RedisError

from helpdesk.config.duty import DutyConfig
from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.domain.times.duty import Duty, TeamDuty
from helpdesk.domain.times.moments import moment
from helpdesk.doors.languages import Languages
from helpdesk.duty import Rotas, somebody
from helpdesk.languages.speech import Speech
from helpdesk.slack.announcing import Announcement, announce
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.commands import Command
from helpdesk.slack.duty import words
from helpdesk.slack.duty.asked import duty_asked
from helpdesk.slack.inbound import Said
from helpdesk.slack.text import escaped
from helpdesk.store.duty import AsyncDuties, Facts, Swap

log = structlog.get_logger()

SWAP = "swap"
ASKED = "asked"
"""The mark of an answer: which delivery asked."""

MOST = 5
"""Duties in somebody's Home."""

SECONDS = 1.0
"""How long to wait to hear whether somebody answers in a channel."""

_PERSON = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")


@dataclass(frozen=True, slots=True)
class DutyDesk:
    """`answers_for`: whether somebody answers in the channels of a duty; it may take long, and raise WentWrong.

    Redis errors come up from every method.
    """

    store: AsyncDuties
    rotas: Rotas
    answers_for: Callable[[str, DutyConfig], bool]
    calls: SlackCalls
    languages: Languages
    patience: float = 1.0

    async def command(self, command: Command, speech: Speech, now: float) -> str:
        """What `/helpdesk duty …` answers to the one who typed it."""
        said = command.text.split()[1:]
        if not self.rotas.teams:
            return speech.say("duty-not-set-up")
        if said[:1] and said[0].lower() == SWAP:
            return await self._swap(command, " ".join(said[1:]), speech, now)
        team = self.rotas.team(said[0]) if said else None
        when = " ".join(said[1:] if team else said)
        duties = [team] if team else self.rotas.meant(command.channel)
        at = moment(when, now, duties[0].tz) if when else now
        if at is None:
            return speech.say("duty-unread", text=escaped(when[:80]), teams=", ".join(self.rotas.teams))
        return self._told(speech, duties, await self.store.facts(), at, now)

    async def asked(self, said: Said, now: float) -> bool:
        """Answer a message that asks who is on duty, once. TryLater when Slack is to send it again."""
        found = duty_asked(said.text, self.rotas.teams)
        begun = await self.store.begin(said.id, now) if found and self.rotas.teams else None
        if found is None or begun is None:
            return False
        named = (self.rotas.team(word) for word in re.findall(r"[\w-]+", said.text))
        duties = [team for team in named if team][:1] or self.rotas.meant(said.channel)
        at = moment(found.when, now, duties[0].tz) if found.when else now
        speech = await self.languages.of(said.by, said.channel)
        facts = await self.store.facts()
        text = self._told(speech, duties, facts, at, now)
        await self._say(said, text, doubt=begun == "again")
        await self.store.answered(said.id)
        return True

    async def line(self, speech: Speech, channels: Sequence[str], now: float) -> str:
        """The duties of these channels, or of all, for somebody's Home; empty without any."""
        if not self.rotas.teams:
            return ""
        found = [duty for channel in channels or [""] for duty in self.rotas.meant(channel)]
        duties = list({duty.team: duty for duty in found}.values())[:MOST]
        return self._told(speech, duties, await self.store.facts(), now, now)

    async def of_channel(self, speech: Speech, channel: str, now: float) -> str:
        """Who has the duty of this channel; empty when it has none."""
        duty = self.rotas.of(channel)
        return self._told(speech, [duty], await self.store.facts(), now, now) if duty else ""

    async def _say(self, said: Said, text: str, *, doubt: bool) -> None:
        """In a direct message to whoever wrote there; in a channel so that nobody else is disturbed."""
        try:
            if said.is_direct:
                answer = Announcement(said.channel, text, {ASKED: said.id})
                await asyncio.to_thread(announce, self.calls, answer, doubt=doubt)
            else:
                to = {"channel": said.channel, "user": said.by}
                await asyncio.to_thread(self.calls.write, "chat.postEphemeral", **to, text=text)
        except TryLater as later:
            if not later.doubt:
                await self.store.not_answered(said.id)
            if not later.doubt or said.is_direct:  # what is said in private to one of a channel can't be found again
                raise
            log.warning("duty_answer_in_doubt", delivery=said.id)  # nobody is to read it twice
        except GiveUp as refused:
            log.warning("duty_answer_refused", delivery=said.id, why=refused.why)

    def _told(self, speech: Speech, duties: list[DutyConfig], facts: Facts, at: float | None, now: float) -> str:
        """The answer, with its moment when another than now was asked for; None was one that can't be told."""

        def shown(who: str) -> str:
            return words.mention(*somebody(who, facts))

        found = (self.rotas.who(duty, facts, now if at is None else at, now) for duty in duties)
        return "\n".join(words.duty_text(speech, each, shown, asked_when=at != now) for each in found)

    async def _swap(self, command: Command, said: str, speech: Speech, now: float) -> str:
        """`[team] @person [until]`. The swap holds from now on, and is told by a worker."""
        person = _PERSON.search(said)
        before = said[: person.start()].split() if person else []
        team = self.rotas.team(before[0]) if before else None
        duty = team or next(iter(self.rotas.meant(command.channel)))
        if person is None or len(before) > 1 or (before and not team):
            return speech.say("swap-how")
        facts = await self.store.facts()
        found = self.rotas.who(duty, facts, now, now)
        level = _level_of(command.by, found, facts)
        if level is None and not await self._answers(command.by, duty):
            return speech.say("swap-not-yours", team=escaped(duty.team))
        current = found.levels[(level or 1) - 1]
        until = _until(said[person.end() :], current, duty.tz, now)
        if until is None:
            return speech.say("swap-no-end")
        if until <= now:
            return speech.say("swap-over")
        swap = Swap(
            id=command.trigger or f"{command.by}:{now}",
            team=duty.team,
            level=level or 1,
            since=now,
            until=until,
            who=person[1],
            by=command.by,
            before=current.people,
            channel=command.channel,
            at=now,
        )
        await self.store.swap(swap)
        log.info("duty_swapped", team=duty.team, level=swap.level, swap=swap.id)
        shown = words.mention(person[1], person[1])
        return speech.say("swap-done", person=shown, team=escaped(duty.team), until=words.moment(until, duty.zone))

    async def _answers(self, person: str, duty: DutyConfig) -> bool:
        """Not known in time is as good as not."""
        try:
            async with asyncio.timeout(SECONDS * self.patience):
                return await asyncio.to_thread(self.answers_for, person, duty)
        except (RedisError, OSError, TryLater, GiveUp) as error:
            log.warning("duty_rights_not_known", error=type(error).__name__)
            return False


def _level_of(person: str, found: TeamDuty, facts: Facts) -> int | None:
    """The level at which somebody is on duty."""
    for number, duty in enumerate(found.levels, start=1):
        if person in {somebody(who, facts).id for who in duty.people}:
            return number
    return None


def _until(said: str, current: Duty, zone: ZoneInfo, now: float) -> float | None:
    """What was said, else when this duty changes hands anyway."""
    return moment(said, now, zone) if said.strip() else current.until
