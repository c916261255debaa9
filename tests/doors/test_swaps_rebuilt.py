"""The store is lost, and swaps are known again by what those who took a duty over were told."""

import time

import pytest
from redis import Redis

from helpdesk.domain.times.duty import TeamDuty
from helpdesk.duty import Rotas
from helpdesk.duty_wiring import swap_round, swaps_rebuilt
from helpdesk.slack.duty.telling import RECORD
from helpdesk.store.duty import Duties, Swap
from tests.desk.test_killed_while_rebuilding import Nobody
from tests.slack.stage import ALEX, KIM, SAM

from .duties import ALWAYS, IT, direct, wired
from .stage import HELP
from .town import Town

SENIORS = {**IT, "team": "seniors", "second": {"weekly": [{**ALWAYS, "person": "Carla <carla@example.com>"}]}}


def swap(number: int, **more: object) -> Swap:
    now = time.time()
    said = {
        "id": f"lost-{number}",
        "team": "seniors",
        "level": 1,
        "since": now,
        "until": now + 3600 * number,
        "who": ALEX,
    }
    return Swap.model_validate({**said, "by": KIM, "before": (KIM,), "channel": HELP, "at": now + number, **more})


def kept(redis: Redis) -> list[Swap]:
    """Without when it was told; the town remembers those of other tests too."""
    found = Duties(redis).facts().swaps
    return [one.model_copy(update={"told": None}) for one in found if one.id.startswith("lost-")]


def test_swaps_are_as_they_were_and_nobody_is_told_again(town: Town, valkey: Redis, valkey_url: str) -> None:
    wiring = wired(valkey_url, SENIORS, slack_api_url=town.api)
    duties = Duties(valkey)

    def answer() -> TeamDuty:
        return Rotas(wiring.config).who(wiring.config.duty[0], duties.facts(), time.time(), time.time())

    for one in (swap(1), swap(2, level=2, before=("Carla <carla@example.com>",))):
        duties.note(one)
    swap_round(wiring).run()
    known, told, levels = kept(valkey), len(direct(town, ALEX)), answer().levels
    had_direct = town.slack.workspace.has_direct(SAM)
    valkey.flushall()
    assert answer().levels != levels
    assert swaps_rebuilt(wiring, Nobody()) >= 2
    assert (kept(valkey), answer().levels) == (known, levels)
    assert swaps_rebuilt(wiring, Nobody()) == 0, "run again it finds nothing new"
    swap_round(wiring).run()
    assert len(direct(town, ALEX)) == told
    assert town.slack.workspace.has_direct(SAM) == had_direct, "nobody gets a conversation for that"


def test_swaps_to_people_of_a_group_that_is_asked_are_found_too(town: Town, valkey: Redis, valkey_url: str) -> None:
    wiring = wired(valkey_url, IT, responders=(KIM,), groups=("S0ITTEAM",), slack_api_url=town.api)
    Duties(valkey).note(swap(5, who=ALEX))
    swap_round(wiring).run()
    valkey.flushall()
    swaps_rebuilt(wiring, Nobody())
    assert "lost-5" in {one.id for one in kept(valkey)}


@pytest.mark.parametrize("record", ["{", '{"id": 5}', ""])
def test_what_another_version_wrote_is_passed_over(town: Town, valkey: Redis, valkey_url: str, record: str) -> None:
    wiring = wired(valkey_url, IT, slack_api_url=town.api)
    duties, before = Duties(valkey), len(direct(town, ALEX))
    duties.note(swap(7))
    swap_round(wiring).run()
    (message,) = direct(town, ALEX)[before:]
    assert message.metadata is not None
    message.metadata["event_payload"][RECORD] = record
    valkey.flushall()
    swaps_rebuilt(wiring, Nobody())
    assert "lost-7" not in {one.id for one in kept(valkey)}


def test_without_a_duty_nobody_is_asked(town: Town, valkey_url: str) -> None:
    before = town.slack.journal.calls()
    assert swaps_rebuilt(wired(valkey_url, slack_api_url=town.api), Nobody()) == 0
    assert town.slack.journal.calls() == before
