"""The way to the store for the hundreds of calls of a history: one connection, for it has one thread."""

from typing import Any

from redis import Redis


class Direct(Redis):
    """Without what a client does around each call for pools, metrics and further tries."""

    @classmethod
    def to(cls, url: str) -> "Direct":
        """For a store of histories alone: it keeps no journal, for none of them is read after the power is gone."""
        store: Direct = cls.from_url(url, single_connection_client=True)  # type: ignore[assignment]
        store.config_set("appendonly", "no")
        return store

    def execute_command(self, *args: Any, **options: Any) -> Any:
        connection: Any = self.connection
        connection.send_command(*args, check_health=False)
        return self.parse_response(connection, args[0], **options)  # type: ignore[no-untyped-call]
