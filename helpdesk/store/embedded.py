"""Our own Valkey server on one folder, shared by all processes of this machine. It never looks at what is stored."""

import fcntl
import os
import subprocess
import threading
import time
from pathlib import Path
from typing import Literal, Self
from urllib.parse import quote

from helpdesk.store.embedded_files import (
    ELSEWHERE,
    StoreWrong,
    alone_at,
    ask,
    is_held,
    make_folder,
    make_private_folder,
    open_lock,
    quoted,
    remove_private_folder,
    server_binary,
    socket_path,
    try_lock,
    unwritable,
)

__all__ = ["EmbeddedStore", "Fsync", "StoreWrong", "embedded_store"]

Fsync = Literal["always", "everysec"]

_LOADING_PATIENCE = 120.0

# `save ""`: the append-only file alone is the data. Everything else that matters is said too, so that no default does.
_CONF = """\
port 0
unixsocket {socket}
unixsocketperm 700
dir {folder}
pidfile {pid}
logfile {log}
daemonize no
appendonly yes
appendfsync {fsync}
aof-load-truncated yes
maxmemory-policy noeviction
save ""
"""


class EmbeddedStore:
    """One user of the store in `data_dir`: the first to come starts the server, the last to leave stops it.

    A server whose users were all killed lives on, and the next user adopts it. While others use the server, the
    first one's `fsync` holds. `patience` is how long, in seconds, a server may stay silent. Safe to use from several
    threads.
    """

    def __init__(self, data_dir: Path, fsync: Fsync = "always", patience: float = 10.0) -> None:
        self._folder = Path(os.path.realpath(data_dir))
        self._fsync = fsync
        self._patience = patience
        self._socket = socket_path(self._folder)
        self._log = self._folder / "store.log"
        self._pid = self._folder / "server.pid"
        # Whoever holds it is the server: it inherits the lock, so the kernel lets go of it when the server is gone.
        self._server_lock = self._folder / "server.lock"
        self._users_lock: int | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._mutex = threading.RLock()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The address for redis-py, `unix:///…`; the same until `close`, whatever happens to the server."""
        return "unix://" + quote(str(self._socket))

    def start(self) -> None:
        """Become a user of the store, and wait until its server answers; raises StoreWrong."""
        with self._mutex:
            if self._users_lock is not None:
                return
            make_folder(self._folder)
            with alone_at(self._folder / "start.lock", _LOADING_PATIENCE):
                self._users_lock = open_lock(self._folder / "users.lock")
                fcntl.flock(self._users_lock, fcntl.LOCK_SH)
                self._find_or_launch_or_leave()

    def close(self) -> None:
        """Stop being a user, and stop the server in good order if there is no other; raises StoreWrong."""
        with self._mutex:
            if self._users_lock is None:
                return
            with alone_at(self._folder / "start.lock", _LOADING_PATIENCE):
                self._leave()

    def alive(self) -> bool:
        """Tell whether the server answers now; waits 1 s at most."""
        return self._answer() == "ready"

    def ensure(self) -> bool:
        """Bring a dead server back on the same files and address; True if that was needed. Raises StoreWrong."""
        with self._mutex:
            if self._users_lock is None:
                raise StoreWrong("The store is asked for before start() or after close(): start it first.")
            if self.alive():
                return False
            with alone_at(self._folder / "start.lock", _LOADING_PATIENCE):
                return self._find_or_launch()

    def _find_or_launch_or_leave(self) -> None:
        try:
            if self._runs():
                self._socket = Path(self._server_lock.read_text(encoding="utf-8") or self._socket)
            self._find_or_launch()
        except StoreWrong:
            # A server that is still loading goes on with it, and is found ready another time.
            self._release()
            raise
        except BaseException:
            self._leave()
            raise

    def _find_or_launch(self) -> bool:
        if self._runs() and self._becomes_ready():
            if self._is_only_user():
                self._adopt()
            return False
        if self._runs():
            self._stop()
        self._launch()
        if not self._becomes_ready():
            raise StoreWrong(
                f"The store in {self._folder} stopped while it started; its log {self._log} ends with:"
                f" {self._last_words()} If its files are broken, move the folder aside and run helpdesk rebuild,"
                " which makes the store again from Slack and Zendesk."
            )
        return True

    def _adopt(self) -> None:
        """Make a server whose users are gone keep our promise instead of theirs."""
        try:
            ask(self._socket, f"CONFIG SET appendfsync {self._fsync}")
        except OSError as error:
            raise StoreWrong(f"The store in {self._folder} stopped answering ({error}): try again.") from error

    def _launch(self) -> None:
        binary = server_binary()
        make_private_folder(self._socket.parent, unless=self._folder)
        conf = self._write_conf_and_log()
        lock = open_lock(self._server_lock)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            os.ftruncate(lock, 0)
            os.write(lock, str(self._socket).encode())
            self._process = self._spawn(binary, conf, lock)
        finally:
            os.close(lock)

    def _write_conf_and_log(self) -> Path:
        conf = self._folder / "store.conf"
        said = _CONF.format(
            socket=quoted(self._socket),
            folder=quoted(self._folder),
            pid=quoted(self._pid),
            log=quoted(self._log),
            fsync=self._fsync,
        )
        try:
            self._log.touch(mode=0o600)
            conf.touch(mode=0o600)
            conf.write_text(said, encoding="ascii")
        except OSError as error:
            raise unwritable(self._folder, error) from error
        return conf

    def _spawn(self, binary: Path, conf: Path, lock: int) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("HELPDESK_")}
        try:
            with self._log.open("ab") as log:
                # A session of its own: Ctrl-C ends helpdesk, which then ends the store after its last write.
                return subprocess.Popen(
                    [binary, conf],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=self._folder,
                    env=environment,
                    pass_fds=(lock,),
                    start_new_session=True,
                    umask=0o077,
                )
        except OSError as error:
            raise StoreWrong(f"{binary} can't be run: {error.strerror}. {ELSEWHERE}") from error

    def _becomes_ready(self) -> bool:
        """Wait for an answer; False when the server is gone or nobody can reach it, StoreWrong when it stays silent."""
        began = silent_since = time.monotonic()
        while (answer := self._answer()) != "ready":
            now = time.monotonic()
            if not self._runs():
                return False
            if answer == "loading":
                silent_since = now
            if now - began > _LOADING_PATIENCE:
                raise StoreWrong(f"The store in {self._folder} is still loading its data: try again in a minute.")
            if now - silent_since > self._patience:
                if not self._socket.exists():
                    return False
                raise StoreWrong(
                    f"The store in {self._folder} runs ({self._which()}) but has not answered for"
                    f" {self._patience:.0f} s; its log {self._log} ends with: {self._last_words()}"
                    " Wait and try again, or end that process."
                )
            time.sleep(0.01)
        return True

    def _answer(self) -> Literal["ready", "loading", "silent"]:
        try:
            answer = ask(self._socket, "PING")
        except OSError:
            return "silent"
        if answer.startswith(b"-LOADING"):
            return "loading"
        return "ready" if answer else "silent"

    def _runs(self) -> bool:
        """Tell whether a server has these files open, even one that does not answer, even in another container."""
        if self._process is not None and self._process.poll() is not None:
            self._process = None
        return is_held(self._server_lock)

    def _leave(self) -> None:
        try:
            if self._is_only_user() and self._runs():
                self._stop()
                remove_private_folder(self._socket.parent, unless=self._folder)
        finally:
            self._release()

    def _release(self) -> None:
        if self._users_lock is not None:
            os.close(self._users_lock)
            self._users_lock = None

    def _is_only_user(self) -> bool:
        """Only under start.lock: between the two calls this user holds no lock."""
        if self._users_lock is None:
            return False
        only = try_lock(self._users_lock)
        fcntl.flock(self._users_lock, fcntl.LOCK_SH)
        return only

    def _stop(self) -> None:
        """End the server in good order: it writes and fsyncs its file before it exits.

        Asked by SHUTDOWN, which does what SIGTERM does, because in another container its number is somebody else's.
        """
        deadline = time.monotonic() + self._patience
        while self._runs():
            try:
                ask(self._socket, "SHUTDOWN")
            except OSError:
                # Nobody listens there any more; our own child can still be told.
                if self._process is not None:
                    self._process.terminate()
            if time.monotonic() > deadline:
                raise StoreWrong(
                    f"The store in {self._folder} ({self._which()}) did not stop within {self._patience:.0f} s; its log"
                    f" {self._log} ends with: {self._last_words()} It runs on, and the next start uses it."
                )
            time.sleep(0.01)

    def _which(self) -> str:
        return f"process {self._pid.read_text(encoding='ascii').strip()}" if self._pid.exists() else "no process number"

    def _last_words(self) -> str:
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines() if self._log.exists() else []
        return next((f'"{line.strip()}".' for line in reversed(lines) if line.strip()), "(nothing).")


def embedded_store(data_dir: Path, fsync: Fsync = "always") -> EmbeddedStore:
    """Start the store in `data_dir` and become one of its users; raises StoreWrong. Close it, or use `with`."""
    store = EmbeddedStore(data_dir, fsync)
    store.start()
    return store
