"""The one place where errors become sentences and exit codes."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from redis import RedisError

from helpdesk.config import ConfigWrong
from helpdesk.settings import SettingsWrong
from helpdesk.store.embedded import StoreWrong
from helpdesk.store.records import NewerRecord


@contextmanager
def errors_in_sentences() -> Iterator[None]:
    """End the process with 2 for bad configuration and 1 for a store in trouble, and say on stderr what is wrong."""
    try:
        yield
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
