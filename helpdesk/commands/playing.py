"""`helpdesk demo` and `helpdesk sandbox`: a local Slack and Zendesk to play in, with and without the product."""

import os
import random
import socket
import sys
import tempfile
import threading
import time
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import httpx
import typer
from redis import Redis

from helpdesk.commands.running import WEB, WORK, run_parts
from helpdesk.logs import set_up_logs
from helpdesk.settings import SettingsWrong
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.embedded import EmbeddedStore
from helpdesk.supervisor import leave_on_signals

if TYPE_CHECKING:
    from helpdesk.sandbox.town import Sandbox

SLACK_PORT, ZENDESK_PORT = 3100, 3200
_READY_SECONDS = 60.0
_BEFORE_SECONDS = 3600.0
"""How long the demo was there: longer than the questions it begins with, or no comparison finds them."""

SlackPort = Annotated[int, typer.Option(min=0, max=65535, help="Serve the local Slack and the page here (0: any).")]
ZendeskPort = Annotated[int, typer.Option(min=0, max=65535, help="Serve the local Zendesk here (0: any).")]
SeedFile = Annotated[
    Path | None, typer.Option(exists=True, dir_okay=False, help="Begin with the people and messages of this JSON file.")
]


def sandbox(
    slack_port: SlackPort = SLACK_PORT,
    zendesk_port: ZendeskPort = ZENDESK_PORT,
    events_to: Annotated[str | None, typer.Option(metavar="URL", help="Deliver events to the product here.")] = None,
    seed: SeedFile = None,
) -> None:
    """Run only the local Slack and Zendesk, and print the settings that point a product to them."""
    town = _built(slack_port, zendesk_port, events_to, seed)
    typer.echo(f"Page: {town.url}", err=True)
    for name, value in town.environment().items():
        typer.echo(f"{name}={value}")
    town.run()


def demo(
    slack_port: SlackPort = SLACK_PORT,
    zendesk_port: ZendeskPort = ZENDESK_PORT,
    *,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Play with everything on this machine: no account, nothing is kept."""
    leave_on_signals()
    set_up_logs(None)
    typer.echo("Starting the helpdesk between a local Slack and a local Zendesk.", err=True)
    door = f"http://127.0.0.1:{_free_port()}"
    town = _built(slack_port, zendesk_port, door, None)
    with tempfile.TemporaryDirectory(prefix="helpdesk-demo-") as name, town:
        folder = Path(name)
        (folder / "helpdesk.toml").write_text(town.configuration(), encoding="utf-8")
        with EmbeddedStore(folder / "store", "everysec") as store:
            environment = {
                **_without_settings(),
                **town.environment(),
                "HELPDESK_REDIS_URL": store.url,
                "HELPDESK_CONFIG": str(folder / "helpdesk.toml"),
            }
            Clockwork(Redis.from_url(store.url)).began(time.time() - _BEFORE_SECONDS)
            _offer_levers(town, store.url, environment, folder)
            waiting = threading.Thread(target=_greet, args=(town.url, door, browser), daemon=True)
            waiting.start()
            run_parts([WEB, WORK, WORK], environment, store, folder)
    typer.echo("Goodbye. Nothing was kept.", err=True)


def _offer_levers(town: "Sandbox", store_url: str, environment: dict[str, str], folder: Path) -> None:
    from helpdesk.commands.demo_levers import offer  # noqa: PLC0415  with the sandbox, as below

    offer(town.controls, store_url, environment, folder)


def _without_settings() -> dict[str, str]:
    """Nothing of a real installation's settings may reach the demo."""
    return {name: "" for name in os.environ if name.upper().startswith("HELPDESK_")}


def _built(slack_port: int, zendesk_port: int, events_to: str | None, seed: Path | None) -> "Sandbox":
    # Here alone: every other process of the product starts a fifth sooner without the sandbox.
    from helpdesk.sandbox.town import Sandbox  # noqa: PLC0415
    from helpdesk.sandbox.town_seed import SeedWrong  # noqa: PLC0415

    try:
        return Sandbox(
            slack_port=_or_free(slack_port, SLACK_PORT),
            zendesk_port=_or_free(zendesk_port, ZENDESK_PORT),
            events_to=events_to,
            seed=seed,
        )
    except SeedWrong as wrong:
        raise SettingsWrong([f"{seed} can't be used: {wrong}."]) from None
    except OSError as error:
        raise SettingsWrong(
            [f"A port is taken ({error.strerror}): choose others with --slack-port and --zendesk-port."]
        ) from None


def _or_free(port: int, usual: int) -> int:
    """The usual port only if nobody has it; a port that was asked for stays."""
    if port != usual:
        return port
    with socket.socket() as probe:
        return 0 if probe.connect_ex(("127.0.0.1", port)) == 0 else port


def _free_port() -> int:
    """Below those that systems give to whoever asks for any: it is still free when the door takes it."""
    while True:
        port = random.randrange(20_000, 32_000)  # noqa: S311 - nothing secret
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def _greet(page: str, door: str, browser: bool) -> None:
    """Print the page's address as soon as everything answers."""
    end = time.monotonic() + _READY_SECONDS
    while time.monotonic() < end:
        if _is_ready(door):
            typer.echo(f"\n  The demo is ready: {page}\n  Ctrl-C stops it.\n", err=True)
            if browser and _has_screen():
                webbrowser.open(page)
            return
        time.sleep(0.1)
    typer.echo("The demo did not become ready: see the lines above.", err=True)


def _has_screen() -> bool:
    """Without one, some systems would open the page in a text browser, in this terminal."""
    return sys.platform in {"darwin", "win32"} or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _is_ready(door: str) -> bool:
    try:
        return httpx.get(f"{door}/readyz", timeout=1).status_code == httpx.codes.OK
    except httpx.HTTPError:
        return False
