"""One document for both stand-ins' first content; what it leaves out is as in the demo."""

from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from helpdesk.sandbox.slack.seed import Seed as SlackSeed
from helpdesk.sandbox.zendesk.seed import Seed as ZendeskSeed


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
