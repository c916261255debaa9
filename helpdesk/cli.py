"""The `helpdesk` command: its commands by name."""

import typer

from helpdesk.commands import (
    checking,
    duty,
    exporting,
    failed,
    figures,
    forgetting,
    manifesting,
    playing,
    rebuilding,
    reconciling,
    routing,
    running,
    tickets,
    zendesk_setup,
)
from helpdesk.commands.sentences import errors_in_sentences
from helpdesk.commands.setting_up.command import init

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
app.command()(exporting.export)
app.command()(figures.stats)
app.command()(duty.duty)
app.command()(reconciling.reconcile)
app.command()(routing.route)
app.command()(forgetting.forget)
app.command()(rebuilding.rebuild)
app.add_typer(failed.app, name="failed")


def main() -> None:
    """Run the command: 0 when it worked, 1 when it found something wrong, 2 for bad arguments or configuration."""
    with errors_in_sentences():
        app()
