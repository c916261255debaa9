"""The one place where everything is built from settings and configuration, by plain calls."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from redis import Redis
from redis.asyncio import Redis as AsyncRedis
from redis.asyncio.retry import Retry as AsyncRetry
from redis.backoff import ExponentialBackoff
from redis.retry import Retry

from helpdesk.config import Config
from helpdesk.desk import Desk
from helpdesk.domain.budget import Budget, Urgency
from helpdesk.duty.now import DutyNow
from helpdesk.hands import Files, Wings
from helpdesk.known import Known
from helpdesk.metrics import Metrics
from helpdesk.privacy import Privacy
from helpdesk.rebuild import Keeper, Patience, Reader, Rebuilder, Watcher
from helpdesk.reconcile import Reconciler
from helpdesk.rulebook import Rulebook, meanings
from helpdesk.settings import Settings, SettingsWrong, traces_are_collected
from helpdesk.slack.budgets import Purse as SlackPurse
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.directory import Directory
from helpdesk.slack.files import SlackFiles
from helpdesk.slack.history import History
from helpdesk.slack.inbound import Watched
from helpdesk.slack.outbound import Slack
from helpdesk.slack.patient import PatientCalls
from helpdesk.store.answers import Answers
from helpdesk.store.budgets import Budgets
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.counts import Counts
from helpdesk.store.duty import Duties
from helpdesk.store.lease import Leases
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.parked import ParkedDeliveries
from helpdesk.store.rebuilding import Rebuilding
from helpdesk.store.remains import Remains
from helpdesk.store.sweep import Sweeper
from helpdesk.store.tickets import Tickets
from helpdesk.traces import NoTraces, Traces
from helpdesk.zendesk.account import Account
from helpdesk.zendesk.budgets import Purse as ZendeskPurse
from helpdesk.zendesk.files import ZendeskFiles
from helpdesk.zendesk.people import People
from helpdesk.zendesk.tickets import ZendeskDefaults, ZendeskTickets
from helpdesk.zendesk.transport import Transport

_DOOR_SECONDS = 1.5
"""How long a door waits for the store: Slack waits 3 s for the acknowledgement."""

_BUDGET_SECONDS = 0.3
"""How long a door waits to hear of a budget before it calls Slack all the same."""


@dataclass(frozen=True)
class Wiring:
    """Builds each part once, when it is first asked for. `store_url` is the address for redis-py.

    `leave_store` is for who ends in the middle: an embedded store is stopped by the last who leaves it.
    `patience` stretches every wait of a door, for a machine that is busy with other things.
    """

    settings: Settings
    config: Config
    store_url: str
    leave_store: Callable[[], None] = field(default=lambda: None)
    patience: float = 1.0

    @cached_property
    def redis(self) -> Redis:
        """A connection for workers and commands."""
        return Redis.from_url(self.store_url, socket_timeout=5, retry=Retry(ExponentialBackoff(cap=1), 4))

    def door_redis(self) -> AsyncRedis:
        """A connection for a door, whose sender can't wait long."""
        wait, retry = _DOOR_SECONDS * self.patience, AsyncRetry(ExponentialBackoff(cap=0.1), 1)
        return AsyncRedis.from_url(self.store_url, socket_timeout=wait, socket_connect_timeout=wait, retry=retry)

    def slack_calls(self) -> SlackCalls:
        return self._slack_calls(10, self.slack_budgets)

    def door_slack_calls(self, timeout: int) -> SlackCalls:
        """For calls that somebody waits for: the first whatever goes on, and not held up by a slow store."""
        return self._slack_calls(int(timeout * self.patience), Budgets(self._quick_redis(), "slack", Urgency.AT_ONCE))

    def door_directory(self, timeout: int) -> Directory:
        """For those who wait to be told something."""
        return Directory(self.door_slack_calls(timeout), Answers(self._quick_redis()), self.config.user_groups)

    def _quick_redis(self) -> Redis:
        wait = _BUDGET_SECONDS * self.patience
        return Redis.from_url(self.store_url, socket_timeout=wait, socket_connect_timeout=wait, retry=None)

    def _slack_calls(self, timeout: int, budgets: Budgets | None) -> SlackCalls:
        login = self.settings.require_slack()
        purse = SlackPurse(budgets, self.config.slack.per_minute)
        return SlackCalls(login.bot_token.get_secret_value(), self.settings.slack_api_url, timeout, purse)

    @cached_property
    def slack_budgets(self) -> Budgets | None:
        return self._budgets("slack")

    @cached_property
    def zendesk_budgets(self) -> Budgets | None:
        return self._budgets("zendesk")

    def _budgets(self, side: str) -> Budgets | None:
        """None when there can be no store at this address: `helpdesk check` looks at the rest all the same."""
        try:
            return Budgets(self.redis, side)
        except ValueError:
            return None

    @cached_property
    def _zendesk_purse(self) -> ZendeskPurse:
        return ZendeskPurse(self.zendesk_budgets, self.config.zendesk.per_minute)

    @property
    def watched_budgets(self) -> list[tuple[Budgets, Sequence[Budget]]]:
        """The budgets of each side, with the calls to look at."""
        slack, zendesk = SlackPurse(per_minute=self.config.slack.per_minute), self._zendesk_purse
        both = ((self.slack_budgets, slack.watched()), (self.zendesk_budgets, zendesk.watched()))
        return [(shared, costs) for shared, costs in both if shared]

    @cached_property
    def answers(self) -> Answers:
        return Answers(self.redis)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.slack_calls(), self.answers, self.config.user_groups)

    @cached_property
    def tickets(self) -> Tickets:
        return Tickets(self.redis)

    @cached_property
    def mailbox(self) -> Mailbox:
        return Mailbox(self.redis)

    @cached_property
    def parked(self) -> ParkedDeliveries:
        return ParkedDeliveries(self.redis)

    @cached_property
    def sweeper(self) -> Sweeper:
        return Sweeper(self.redis)

    @cached_property
    def zendesk(self) -> ZendeskTickets | None:
        """None when Zendesk is not set up."""
        login, url = self.settings.zendesk_login, self.settings.zendesk_url
        if login is None or url is None:
            return None
        said = self.config.zendesk
        transport = Transport(url, login, purse=self._zendesk_purse)
        defaults = ZendeskDefaults(
            url=url,
            group_id=said.group_id,
            form_id=said.form_id,
            tags=said.tags,
            replies_public=said.replies == "public",
            fallback_requester=said.fallback_requester,
        )
        return ZendeskTickets(transport, People(transport, self.answers), defaults)

    @cached_property
    def account(self) -> Account | None:
        """What the Zendesk account says of itself; None when Zendesk is not set up."""
        login, url = self.settings.zendesk_login, self.settings.zendesk_url
        return Account(Transport(url, login, purse=self._zendesk_purse)) if login and url else None

    @cached_property
    def rulebook(self) -> Rulebook:
        me = self.zendesk.me_if_known if self.zendesk else None
        on_duty = DutyNow(self.config, Duties(self.redis), time.time)
        known = Known(self.clockwork, time.time())
        return Rulebook(self.config, self.directory, zendesk_me=me, on_duty=on_duty, compared=known)

    @cached_property
    def slack(self) -> Slack:
        def agents(channel: str) -> str | None:
            found = self.config.channel(channel)
            return found.agents_channel if found else None

        url = self.settings.zendesk_url or ""
        return Slack(self.slack_calls(), self.directory, url, agents, self.config.language)

    @cached_property
    def wings(self) -> Wings:
        return Wings(self.slack, self.zendesk, self.files, self.slack_files)

    @cached_property
    def slack_files(self) -> SlackFiles:
        token = self.settings.require_slack().bot_token.get_secret_value()
        return SlackFiles(self.slack_calls(), token, self.settings.slack_api_url)

    @cached_property
    def files(self) -> Files | None:
        """None when Zendesk is not set up."""
        login, url = self.settings.zendesk_login, self.settings.zendesk_url
        return Files(self.slack_files, ZendeskFiles(url, login, purse=self._zendesk_purse)) if login and url else None

    @cached_property
    def desk(self) -> Desk:
        return Desk(
            Leases(self.redis),
            self.tickets,
            self.parked,
            self.mailbox,
            self.rulebook,
            self.wings,
            metrics=self.metrics,
            traces=self.traces,
            is_outside=self.directory.is_outside,
        )

    @cached_property
    def metrics(self) -> Metrics:
        return Metrics()

    @cached_property
    def traces(self) -> Traces:
        """None are made without OTEL_EXPORTER_OTLP_ENDPOINT. SettingsWrong when what sends them is not installed."""
        if not traces_are_collected():
            return NoTraces()
        try:
            from helpdesk.opentelemetry import collected  # noqa: PLC0415 - an extra that few have
        except ImportError:
            raise SettingsWrong(
                ["OTEL_EXPORTER_OTLP_ENDPOINT is set, and nothing here sends traces: pip install 'helpdesk[otel]'."]
            ) from None
        return collected()

    def send_counts(self) -> None:
        """Hand what this process counted to the store. Redis errors come up, and it is kept for the next time."""
        with self.metrics.news() as news:
            if news:
                Counts(self.redis).add(news)

    @cached_property
    def clockwork(self) -> Clockwork:
        return Clockwork(self.redis)

    @cached_property
    def reconciler(self) -> Reconciler:
        return Reconciler(
            team=lambda: self.directory.myself().team,
            channels=tuple(channel.id for channel in self.config.channels),
            rules=self.rulebook,
            tickets=self.tickets,
            mailbox=self.mailbox,
            clockwork=self.clockwork,
            slack=History(self.slack_calls()),
            zendesk=self.zendesk,
        )

    @cached_property
    def privacy(self) -> Privacy:
        days = self.config.privacy.keep_text_days
        return Privacy(Leases(self.redis), self.tickets, self.clockwork, Remains(self.redis), days)

    @cached_property
    def rebuilding(self) -> Rebuilding:
        return Rebuilding(self.redis)

    def rebuilder(self, watcher: Watcher, since: float | None = None) -> Rebuilder:
        """Makes the store again; `since` (seconds) is when the helpdesk came, if somebody says so."""
        patiently = Patience(watcher)
        slack = History(PatientCalls(self.slack_calls(), patiently))
        return Rebuilder(
            team=lambda: self.directory.myself().team,
            channels=tuple(channel.id for channel in self.config.channels),
            rules=self.rulebook,
            reader=Reader(slack, self.zendesk.archive if self.zendesk else None, patiently, watcher),
            keeper=Keeper(self.tickets, Leases(self.redis), self.rebuilding, patiently, time.time),
            clockwork=self.clockwork,
            watcher=watcher,
            since=since,
        )

    @property
    def renew_offer(self) -> Callable[[], object] | None:
        """Reads what there is to choose from in the form; None when Zendesk is not set up."""
        zendesk, asked = self.zendesk, self.config.zendesk.fields
        return (lambda: zendesk.form_offer(asked)) if zendesk else None

    @cached_property
    def watched(self) -> Watched:
        """The help channels with the emoji that mean something there."""
        return {channel.id: frozenset(meanings(channel)) for channel in self.config.channels}
