"""One document for both stand-ins' first content, and what the demo begins with where it is left out."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from helpdesk.sandbox.slack.seed import Seed as SlackSeed
from helpdesk.sandbox.zendesk.seed import FieldSeed, GroupSeed
from helpdesk.sandbox.zendesk.seed import Seed as ZendeskSeed


def demo_account() -> ZendeskSeed:
    """A Zendesk with a second group and a few fields of its own, so that there is something to choose."""
    return ZendeskSeed(
        groups=[
            GroupSeed(name="IT", members=["alex@example.com", "kim@example.com"]),
            GroupSeed(name="Facilities", members=["kim@example.com"]),
        ],
        fields=[
            FieldSeed(
                title="Impact",
                type="tagger",
                options={"impact_one": "One person", "impact_team": "A team", "impact_all": "Everybody"},
            ),
            FieldSeed(
                title="Systems",
                type="multiselect",
                options={"system_mail": "Mail", "system_vpn": "VPN", "system_printing": "Printing"},
            ),
            FieldSeed(title="Needed by", type="date"),
        ],
    )


class SeedWrong(Exception):
    """The seed can't be used; the text says why."""


class TownSeed(BaseModel):
    """`{"slack": {…}, "zendesk": {…}}`, each part as its stand-in's own `Seed`."""

    model_config = ConfigDict(extra="forbid")

    slack: SlackSeed | None = None
    zendesk: ZendeskSeed | None = None

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a JSON document; raises SeedWrong naming the first wrong part."""
        try:
            return cls.model_validate_json(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise SeedWrong(f"the seed {path} can't be read: {error.strerror}") from error
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "the document"
            raise SeedWrong(f"the seed {path} is wrong at {where}: {first['msg']}") from error
        except UnicodeDecodeError as error:
            raise SeedWrong(f"the seed {path} is not UTF-8 text") from error
