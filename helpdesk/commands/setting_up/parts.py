"""What the parts of the setup share: who is asked, where answers go, and what was given on the command line."""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from helpdesk.commands.setting_up.asking import Asker
from helpdesk.commands.setting_up.keeping import Keeper


@dataclass(frozen=True, slots=True)
class Given:
    """The options. An empty one is to be asked for."""

    channel: str = ""
    responders: str = ""
    agents_channel: str = ""
    url: str = ""
    zendesk_url: str = ""
    zendesk_user: str = ""


@dataclass(frozen=True, slots=True)
class Sitting:
    asker: Asker
    keeper: Keeper
    given: Given

    def known(self, variable: str) -> str:
        return self.keeper.known.get(variable, "")

    def begin(self, part: str) -> None:
        """A heading, for who reads along."""
        if self.asker.attended:
            Console().print(Text(f"\n{part}", style="bold"))
