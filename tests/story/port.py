"""A port for a door that is started later."""

import random
import socket
from contextlib import suppress


def free_port() -> int:
    """Below those that the system gives to whoever asks for any: it is still free when the product takes it."""
    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
