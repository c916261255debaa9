"""After a change of the configuration every open question is looked at once: it may want to wake at another time."""

from pathlib import Path

from redis import Redis

from helpdesk.config import Config, load_config
from helpdesk.domain.ticket import Ticket
from helpdesk.replanning import Replanning
from helpdesk.store.clockwork import Clockwork
from tests.letters import place

NOW = 1_795_000_000.0
LIVE = [Ticket(place=place(n)) for n in range(3)]


def config(folder: Path, more: str = "") -> Config:
    path = folder / "helpdesk.toml"
    path.write_text(f'[[channels]]\nname = "it-help"\nid = "C0ITHELP1"\n{more}')
    return load_config(path)


def wakes(valkey: Redis) -> list[float | None]:
    return [Clockwork(valkey).wakes_at(ticket.place) for ticket in LIVE]


def test_open_questions_wake_soon_one_after_the_other(valkey: Redis, tmp_path: Path) -> None:
    clockwork = Clockwork(valkey)
    clockwork.wake(LIVE[0].place, NOW - 60)
    clockwork.wake(LIVE[1].place, NOW + 86_400)
    Replanning(config(tmp_path), lambda: LIVE, clockwork, lambda: NOW).run()
    assert wakes(valkey) == [NOW - 60, NOW + 0.01, NOW + 0.02]


def test_with_the_same_channels_nothing_is_woken_again(valkey: Redis, tmp_path: Path) -> None:
    for live in ([], LIVE):
        Replanning(config(tmp_path), lambda live=live: live, Clockwork(valkey), lambda: NOW).run()  # type: ignore[misc]
    assert wakes(valkey) == [None, None, None]


def test_each_change_wakes_them_also_one_back(valkey: Redis, tmp_path: Path) -> None:
    for more in ("", "[channels.idle]\nunassign_days = 3\n"):
        Replanning(config(tmp_path, more), list, Clockwork(valkey), lambda: NOW).run()
    Replanning(config(tmp_path), lambda: LIVE, Clockwork(valkey), lambda: NOW).run()
    assert wakes(valkey) == [NOW, NOW + 0.01, NOW + 0.02]
