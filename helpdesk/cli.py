"""The `helpdesk` command: its commands by name, and the one place where errors become sentences and exit codes."""

import sys

import typer
from redis import RedisError

from helpdesk.commands import (
    checking,
    failed,
    forgetting,
    manifesting,
    playing,
    rebuilding,
    reconciling,
    running,
    tickets,
    zendesk_setup,
)
from helpdesk.commands.setting_up.command import init
from helpdesk.config import ConfigWrong
from helpdesk.settings import SettingsWrong
from helpdesk.store.embedded import StoreWrong
from helpdesk.store.records import NewerRecord

app = typer.Typer(
    name="helpdesk",
    help="An emoji-reaction helpdesk for Slack with Zendesk ticket sync.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(playing.demo)
app.command()(init)
app.command()(running.up)
app.command()(running.web)
app.command()(running.listen)
app.command()(running.work)
app.command()(playing.sandbox)
app.command()(checking.check)
app.command()(manifesting.manifest)
app.command("zendesk-setup")(zendesk_setup.zendesk_setup)
app.command("tickets")(tickets.tickets)
app.command()(tickets.show)
app.command()(reconciling.reconcile)
app.command()(forgetting.forget)
app.command()(rebuilding.rebuild)
app.add_typer(failed.app, name="failed")


def main() -> None:
    """Run the command: 0 when it worked, 1 when it found something wrong, 2 for bad arguments or configuration."""
    try:
        app()
    except (SettingsWrong, ConfigWrong) as wrong:
        _complain(wrong.faults)
        sys.exit(2)
    except (StoreWrong, NewerRecord) as wrong:
        _complain([str(wrong)])
        sys.exit(1)
    except (RedisError, ConnectionError):
        _complain(["The store does not answer: is it running, and is HELPDESK_REDIS_URL its address?"])
        sys.exit(1)


def _complain(sentences: list[str]) -> None:
    for sentence in sentences:
        print(sentence, file=sys.stderr)  # noqa: T201 - the command line speaks on stderr
