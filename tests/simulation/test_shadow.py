"""In shadow mode a whole history with every fault in it writes nothing to either side, and is known all the same."""

from redis import Redis

from helpdesk.store.tickets import Tickets
from tests.simulation.history import History, StoryLog
from tests.simulation.parts import Parts

SEEDS = 60


def test_nothing_is_written_whatever_people_do_and_whatever_goes_wrong(valkey: Redis) -> None:
    intents: set[str] = set()
    for seed in range(SEEDS):
        valkey.flushdb()
        with StoryLog() as log:
            history = History(seed, valkey, Parts(shadow=True), log)
            outcome = history.play()
        assert (outcome.writes, log.errors, history.hub.crashes) == (0, [], []), f"\n{outcome}"
        assert history.hub.differences() == []
        entries = Tickets(valkey).history(history.people.place)
        intents |= {str(entry.detail).partition(":")[0] for entry in entries if entry.what == "would_have"}
    assert {"zendesk.open", "slack.react", "slack.status", "slack.notice", "slack.ask"} <= intents
