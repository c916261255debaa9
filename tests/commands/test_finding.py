"""The names that people give tickets on the command line."""

import pytest
import typer
from redis import Redis

from helpdesk.commands.finding import found
from helpdesk.store.tickets import Tickets


@pytest.mark.parametrize(
    "name",
    ["IT-99", "it", "zendesk:5", "zendesk:x", "zendesk:", "nonsense", "https://sandbox.slack.com/archives/C0/p1795"],
)
def test_a_name_that_no_ticket_has_ends_with_1_and_is_repeated(
    valkey: Redis, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit) as ended:
        found(Tickets(valkey), name)
    assert ended.value.exit_code == 1
    assert capsys.readouterr().err.startswith(f"{name}: no such ticket.")
