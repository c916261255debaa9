"""What the doctor says of promises that nobody could be warned of."""

from helpdesk.config import Channel, Config
from helpdesk.config.promises import PromisesConfig
from helpdesk.doctor.promises import at_promises


def verdicts(most: int = 4, **more: str) -> list[str]:
    promises = PromisesConfig.model_validate({"seen": "30m", "most_warnings": most})
    channel = Channel(name="it-help", id="C0ITHELP1", promises=promises, **more)
    other = Channel(name="hr", id="C0HR")
    return [found.verdict for found in at_promises(Config(channels=(channel, other)))]


def test_a_channel_where_nobody_can_be_warned_is_told() -> None:
    assert verdicts() == ["warning"]
    assert verdicts(agents_channel="C0ITAGENTS") == ["ok"]
    assert verdicts(most=0) == ["ok"]
