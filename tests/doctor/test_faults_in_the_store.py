"""A store that would lose something, or on which nobody works."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpdesk.doctor.store import _durability, _memory, _server
from helpdesk.domain.place import Place
from helpdesk.store import keys
from helpdesk.store.clockwork import Clockwork
from helpdesk.store.crash import Crash
from helpdesk.store.embedded import EmbeddedStore
from helpdesk.store.records import written
from helpdesk.store.vitals import Vitals

from .clinic import Clinic

STUCK = Place("T0SANDBOX", "C0ITHELP1", "1700000000.000100")
SOUND = Vitals("Redis", "7.2.4", False, False, True, "always", "noeviction", True, True, False, 1, 0)


@pytest.mark.parametrize(
    ("setting", "value", "check", "verdict", "words", "fix"),
    [
        ("appendonly", "no", "store-durability", "wrong", "keeps no append-only file", "appendonly yes"),
        ("appendfsync", "everysec", "store-durability", "warning", "may lose its last second", "appendfsync always"),
        ("appendfsync", "no", "store-durability", "wrong", "appendfsync no", "appendfsync always"),
        ("maxmemory-policy", "allkeys-lru", "store-memory", "wrong", "throws keys away", "noeviction"),
        ("maxmemory", "1", "store-memory", "wrong", "is full", "Raise maxmemory"),
    ],
)
def test_a_store_that_may_lose_something_is_told_of(
    clinic: Clinic, *, setting: str, value: str, check: str, verdict: str, words: str, fix: str
) -> None:
    clinic.store.config_set(setting, value)
    (finding,) = clinic.complaints()
    assert (finding["check"], finding["verdict"]) == (check, verdict)
    assert words in finding["words"]
    assert fix in finding["fix"]


def test_a_store_that_does_not_answer_leaves_the_rest_to_be_checked(clinic: Clinic) -> None:
    clinic.set("HELPDESK_REDIS_URL", "redis://:store-secret@127.0.0.1:9/0")
    result = clinic.check()
    assert "✗ store: The store does not answer." in result.stdout
    assert "✓ slack-login" in result.stdout
    assert "workers" not in result.stdout
    assert "store-secret" not in result.output
    assert result.exit_code == 1


def test_an_address_that_is_none_is_told_of_without_its_password(clinic: Clinic) -> None:
    clinic.set("HELPDESK_REDIS_URL", "redis://:store-secret@127.0.0.1/0?db=first")
    (finding,) = clinic.complaints()
    assert finding["words"] == "HELPDESK_REDIS_URL is not a store's address."
    assert "store-secret" not in str(finding)


def test_a_store_that_refuses_our_login_is_told_from_one_that_is_away(clinic: Clinic) -> None:
    clinic.set("HELPDESK_REDIS_URL", f"{clinic_url(clinic)}?username=nobody&password=store-secret")
    (finding,) = clinic.complaints()
    assert (finding["check"], finding["verdict"]) == ("store", "wrong")
    assert "does not let the helpdesk in" in finding["words"]
    assert "store-secret" not in str(finding)


def clinic_url(clinic: Clinic) -> str:
    return f"unix://{clinic.store.connection_pool.connection_kwargs['path']}"


def test_without_a_worker_nothing_is_attended_to(clinic: Clinic) -> None:
    clinic.store.flushall()
    (finding,) = clinic.complaints()
    assert (finding["check"], finding["verdict"]) == ("workers", "warning")
    assert "helpdesk up" in finding["fix"]


def test_questions_that_the_helpdesk_fails_at_are_told_of(clinic: Clinic) -> None:
    crash = Crash(at=time.time(), why="ZeroDivisionError at plan:12")
    clinic.store.hset(keys.crashed(keys.shard_of(STUCK)), str(STUCK), written(crash))
    (finding,) = clinic.complaints()
    assert (finding["check"], finding["verdict"]) == ("given-up", "warning")
    assert "At 1 of the questions the helpdesk itself fails." in finding["words"]
    assert "helpdesk failed list" in finding["fix"]


@pytest.mark.parametrize(("side", "name", "minutes"), [("slack", "Slack", 150), ("zendesk", "Zendesk", 5)])
def test_a_comparison_that_is_overdue_is_told_of(clinic: Clinic, side: str, name: str, minutes: int) -> None:
    Clockwork(clinic.store).done(f"reconcile:{side}", time.time() - minutes * 60)
    (finding,) = clinic.complaints()
    assert (finding["check"], finding["verdict"]) == ("schedule", "warning")
    assert f"{name} was compared with the store {minutes} minutes ago" in finding["words"]


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"last_write_ok": False}, "wrong", "could not write its append-only file"),
        ({"last_rewrite_ok": False}, "warning", "could not shorten"),
        ({"snapshot_failed": True}, "warning", "last snapshot"),
        ({"fsync": ""}, "warning", "CONFIG is forbidden"),
    ],
)
def test_trouble_with_the_disk_is_told_of(changes: dict[str, object], verdict: str, words: str) -> None:
    (finding,) = _durability(_like(changes), embedded=False)
    assert finding.verdict == verdict
    assert words in finding.words


@pytest.mark.parametrize(("used", "verdict"), [(90, "ok"), (91, "warning"), (99, "warning"), (100, "wrong")])
def test_how_full_a_store_is_is_told_of(used: int, verdict: str) -> None:
    (finding,) = _memory(_like({"used": used, "limit": 100}))
    assert finding.verdict == verdict


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"is_replica": True}, "wrong", "is a replica"),
        ({"is_loading": True}, "warning", "still reading"),
        ({"version": "6.2.14"}, "wrong", "Redis 6.2.14 is too old"),
        ({"kind": "Valkey", "version": "7.2.5"}, "wrong", "Valkey 7.2.5 is too old"),
    ],
)
def test_a_server_that_will_not_do_is_told_of(changes: dict[str, object], verdict: str, words: str) -> None:
    (finding,) = _server(_like(changes))
    assert finding.verdict == verdict
    assert words in finding.words


def _like(changes: dict[str, object]) -> Vitals:
    fields = {name: getattr(SOUND, name) for name in Vitals.__dataclass_fields__}
    return Vitals(**{**fields, **changes})


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path is short enough for a socket in it."""
    with tempfile.TemporaryDirectory(prefix="hd") as folder:
        yield Path(folder)


def test_the_embedded_store_is_started_for_the_check_and_spares_nothing(clinic: Clinic, short: Path) -> None:
    clinic.set("HELPDESK_REDIS_URL", "")
    clinic.set("HELPDESK_DATA_DIR", str(short / "data"))
    assert [finding["check"] for finding in clinic.complaints()] == ["workers"]
    clinic.set("HELPDESK_STORE_FSYNC", "everysec")
    assert ("store-durability", "Set HELPDESK_STORE_FSYNC=always.") in [
        (finding["check"], finding["fix"]) for finding in clinic.complaints()
    ]


def test_an_embedded_store_that_can_not_start_is_a_finding(clinic: Clinic, short: Path) -> None:
    (short / "data").write_text("a file stands where the folder should be")
    clinic.set("HELPDESK_REDIS_URL", "")
    clinic.set("HELPDESK_DATA_DIR", str(short / "data"))
    (finding,) = clinic.complaints()
    assert (finding["check"], finding["verdict"]) == ("store", "wrong")
    assert str(short / "data") in finding["words"]


def test_the_check_leaves_a_store_in_use_running(clinic: Clinic, short: Path) -> None:
    clinic.set("HELPDESK_REDIS_URL", "")
    clinic.set("HELPDESK_DATA_DIR", str(short / "data"))
    with EmbeddedStore(short / "data") as store:
        clinic.check()
        assert store.alive()
