"""What every command starts with: settings, configuration, logs and the store."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis import RedisError

from helpdesk.config import load_config
from helpdesk.logs import set_up_logs
from helpdesk.settings import Settings, load_settings
from helpdesk.store.embedded import EmbeddedStore, StoreWrong
from helpdesk.wiring import Wiring


@contextmanager
def store_of(settings: Settings) -> Iterator[tuple[str, EmbeddedStore | None]]:
    """The store's address: the one that is set, else an embedded one, shared with whoever uses it already."""
    if settings.redis_url:
        yield settings.redis_url.get_secret_value(), None
        return
    with EmbeddedStore(settings.data_dir, settings.store_fsync) as store:
        yield store.url, store


@contextmanager
def opened() -> Iterator[Wiring]:
    """The parts for one command. Raises SettingsWrong, ConfigWrong or StoreWrong with sentences for people."""
    settings = load_settings()
    set_up_logs(settings.log_format)
    config = load_config(settings.config)
    with store_of(settings) as (url, store):
        yield Wiring(settings, config, url, store.close) if store else Wiring(settings, config, url)


@contextmanager
def opened_with_store() -> Iterator[Wiring]:
    """The same, with a store that is known to answer."""
    with opened() as wiring:
        try:
            wiring.redis.ping()
        except (RedisError, OSError):
            raise StoreWrong(
                "The store does not answer: is the address in HELPDESK_REDIS_URL right, and is it running?"
            ) from None
        yield wiring


def require_no_rebuild(wiring: Wiring) -> None:
    """StoreWrong while the store is half made: what is not there yet would be made a second time."""
    if wiring.rebuilding.began() is not None:
        raise StoreWrong("The store is being made again. Run `helpdesk rebuild` until it has ended, then start this.")
