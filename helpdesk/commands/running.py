"""Commands that run until they are stopped: everything at once, or one part each."""

import os
import socket
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Annotated

import structlog
import typer
import uvicorn
from starlette.applications import Starlette

from helpdesk.commands.sentences import errors_in_sentences
from helpdesk.commands.session import opened, require_no_rebuild, store_of
from helpdesk.config import load_config
from helpdesk.doctor.duty import told_at_start
from helpdesk.doctor.examination import all_rounds
from helpdesk.doctor.rounds import examine
from helpdesk.doctor.self_check import SelfCheck
from helpdesk.doctor.settings import unread_variables
from helpdesk.domain.retry import WentWrong
from helpdesk.doors.opening import open_reception
from helpdesk.doors.socket_mode import SocketDoor
from helpdesk.doors.web import Secrets, create_app
from helpdesk.duty_wiring import require_duty_tokens
from helpdesk.languages.speech import Speech
from helpdesk.logs import set_up_logs
from helpdesk.settings import Settings, SettingsWrong, load_settings
from helpdesk.slack.announcing import announce
from helpdesk.store.embedded import EmbeddedStore, StoreWrong
from helpdesk.store.health import HealthRecord
from helpdesk.supervisor import Part, Supervisor, leave_in_time, leave_on_signals, stop_on_signals
from helpdesk.wiring import Wiring
from workers.process import work as attend_until_stopped

log = structlog.get_logger()

_HOW_TO_LISTEN = (
    "See that HELPDESK_SLACK_APP_TOKEN is an app-level token (xapp-…) with connections:write, and that this machine"
    " reaches HELPDESK_SLACK_API_URL."
)
Processes = Annotated[int, typer.Option(min=1, max=64, help="Run this many worker processes.")]


def up(processes: Processes = 2) -> None:
    """Run everything on this machine: the door, the workers, and a store unless one is set."""
    leave_on_signals()
    settings = load_settings()
    set_up_logs(settings.log_format)
    for sentence in unread_variables(os.environ):
        typer.echo(sentence, err=True)
    config = load_config(settings.config)
    for sentence in told_at_start(settings, config):
        typer.echo(sentence, err=True)
    settings.require_slack()
    require_duty_tokens(settings, config)
    _require_free(settings.host, settings.port)
    # With Socket Mode the HTTP door stays open for Zendesk's webhook, health and metrics.
    doors = [LISTEN, WEB] if settings.slack_app_token else [WEB]
    with store_of(settings) as (url, store):
        _say_where(settings, processes)
        run_parts([*doors, *[WORK] * processes], {"HELPDESK_REDIS_URL": url}, store)


def run_parts(
    parts: list[Part], environment: dict[str, str], store: EmbeddedStore | None, folder: Path | None = None
) -> None:
    """Keep the parts, working in `folder`, and the embedded store running until a signal."""

    def look_after_store() -> None:
        try:
            if store and store.ensure():
                log.warning("store_started_again")
        except StoreWrong as wrong:
            log.error("store_away", why=str(wrong))  # the next look tries again

    Supervisor(parts, environment, look_after_store, folder).run(stop_on_signals())


def _say_where(settings: Settings, processes: int) -> None:
    socket_mode = " and in Slack's Socket Mode" if settings.slack_app_token else ""
    where = f"http://{settings.host}:{settings.port}{socket_mode}"
    typer.echo(f"Helpdesk on {where}, {processes} workers. Ctrl-C stops it.", err=True)


@errors_in_sentences()
def web() -> None:
    """Run the HTTP door: Slack's events, interactivity and commands, and Zendesk's webhook."""
    leave_on_signals()
    with opened() as wiring:
        settings = wiring.settings
        login = settings.require_slack()
        reception, close = open_reception(wiring)
        webhook = settings.zendesk_webhook_secret
        secrets = Secrets(login.signing_secret.get_secret_value(), webhook.get_secret_value() if webhook else None)
        app = create_app(reception, secrets, close)
        _require_free(settings.host, settings.port)
        stop = stop_on_signals()
        leave_in_time(stop, wiring.leave_store)
        _serve(app, settings.host, settings.port, stop)


def _serve(app: Starlette, host: str, port: int, stop: threading.Event) -> None:
    """Serve until a signal; deliveries under way are still answered."""
    config = uvicorn.Config(
        app, host=host, port=port, log_config=None, access_log=False, timeout_graceful_shutdown=5, server_header=False
    )
    _Server(config, stop).run()


class _Server(uvicorn.Server):
    """Says so at once when it is told to stop, and hears it once: uvicorn would drop at the second what it has begun.

    At its end uvicorn raises the signal again, for our own handler.
    """

    def __init__(self, config: uvicorn.Config, stop: threading.Event) -> None:
        super().__init__(config)
        self._stop = stop

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self.should_exit = self._stop.is_set()  # told before uvicorn had its own handlers
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        if not self.should_exit:
            self._stop.set()
            super().handle_exit(sig, frame)


def _require_free(host: str, port: int) -> None:
    """A sentence instead of a traceback when another program has the port."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SettingsWrong(
                [f"{host}:{port} can't be listened on ({error.strerror}): set HELPDESK_HOST and HELPDESK_PORT."]
            ) from None


@errors_in_sentences()
def listen() -> None:
    """Run the Socket Mode door, which needs no public address."""
    leave_on_signals()
    with opened() as wiring:
        settings = wiring.settings
        if settings.slack_app_token is None:
            raise SettingsWrong(
                ["HELPDESK_SLACK_APP_TOKEN is not set, and Socket Mode needs it: make an app-level token (xapp-…)."]
            )
        reception, close = open_reception(wiring)
        door = SocketDoor(reception, settings.slack_app_token.get_secret_value(), settings.slack_api_url, close)
        stop = stop_on_signals()
        leave_in_time(stop, wiring.leave_store)
        try:
            well = door.listen(stop)
        except WentWrong as wrong:
            typer.echo(f"Slack opens no connection: {wrong.why} {_HOW_TO_LISTEN}", err=True)
            well = stop.is_set()
        if not well:
            sys.exit(1)


@errors_in_sentences()
def work(
    processes: Processes = 1,
    *,
    burst: Annotated[bool, typer.Option("--burst", help="Attend to what is due now, then end.")] = False,
) -> None:
    """Run workers with their schedule."""
    leave_on_signals()
    with opened() as wiring:
        require_duty_tokens(wiring.settings, wiring.config)
        wiring.settings.require_slack()
        require_no_rebuild(wiring)
        if processes == 1 or burst:
            _work_here(wiring, burst=burst)
        else:
            run_parts([WORK] * processes, {"HELPDESK_REDIS_URL": wiring.store_url}, None)


def _work_here(wiring: Wiring, *, burst: bool) -> None:
    # RQ wants its signal handlers in the main thread, and has them there.
    assert threading.current_thread() is threading.main_thread()  # noqa: S101
    os.environ.setdefault("RQ_WORKER", "helpdesk")
    attend_until_stopped(wiring, burst=burst, self_check=self_check_of(wiring).run)


def self_check_of(wiring: Wiring) -> SelfCheck:
    """What `helpdesk check` does, for those who don't ask."""
    # In shadow mode the daily summary alone is told.
    channels = [channel for channel in wiring.config.channels if channel.agents_channel and not channel.shadow]
    calls = wiring.slack_calls()
    return SelfCheck(
        examine=lambda: examine(all_rounds(wiring, os.environ), lambda _: None),
        say=lambda announcement, doubt: announce(calls, announcement, doubt=doubt),
        channels={channel.agents_channel or "": Speech(channel.language) for channel in reversed(channels)},
        record=HealthRecord(wiring.redis),
    )


WEB, LISTEN, WORK = Part("web", web), Part("listen", listen), Part("work", work)
