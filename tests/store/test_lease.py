"""The lease: one worker at a place, and a commit that writes all or nothing, once."""

from collections.abc import Mapping
from copy import deepcopy

import fakeredis
import pytest
from redis import Redis

from helpdesk.domain.history import KEPT, Entry
from helpdesk.domain.ticket import Ticket
from helpdesk.store import keys
from helpdesk.store.lease import BATCH, LEASE_MS, UNKNOWN_SECONDS, Lease, LeaseLost, Leases
from helpdesk.store.mailbox import Mailbox
from helpdesk.store.scripts import source
from helpdesk.store.tickets import Tickets
from tests.letters import delivery, place, question
from tests.waiting import until

NOW = 1_700_000_500.0
LINE = Entry(at=1.0, what="asked")


def filled(store: Redis, letters: int = 3) -> Leases:
    mailbox = Mailbox(store)
    for number in range(letters):
        mailbox.put(delivery(f"d{number}"), NOW)
    return Leases(store)


def taken(leases: Leases) -> Lease:
    lease = leases.take(place())
    assert lease is not None
    return lease


def runs_out(store: Redis) -> None:
    """What time does to a lease that nobody renews."""
    store.delete(keys.of(place(), "lease"))


def everything(store: Redis) -> Mapping[str, object]:
    """All that is stored but the leases."""
    return {key.decode(): store.dump(key) for key in store.scan_iter() if b"}:lease:" not in key}


def test_only_one_worker_has_a_place_at_a_time(any_store: Redis) -> None:
    leases = filled(any_store)
    assert leases.take(place()) is not None
    assert leases.take(place()) is None
    assert leases.take(place(1)) is not None


def test_a_place_let_go_can_be_taken_again(any_store: Redis) -> None:
    leases = filled(any_store)
    assert leases.rest(taken(leases), None, although_mail_waits=True)
    assert leases.take(place()) is not None


def test_taking_gives_the_ticket_as_it_was_committed(any_store: Redis) -> None:
    leases = filled(any_store)
    first = taken(leases)
    assert first.ticket is None
    leases.commit(first, question(subject="Ünïcode 🔥"), 3, [])
    leases.rest(first, None)
    again = taken(leases)
    assert again.ticket == question(subject="Ünïcode 🔥")
    assert again.mail == []


def test_a_full_mailbox_is_taken_in_batches(any_store: Redis) -> None:
    leases = filled(any_store, BATCH + 1)
    lease = taken(leases)
    assert len(lease.mail) == BATCH
    leases.commit(lease, question(), BATCH, [])
    assert lease.mail == []
    assert leases.rest(lease, None) is False
    assert len(leases.again(lease).mail) == 1


def test_a_lease_that_nobody_renews_runs_out(any_store: Redis) -> None:
    taken(filled(any_store))
    assert 0 < any_store.pttl(keys.of(place(), "lease")) <= LEASE_MS


def test_a_commit_writes_ticket_history_and_mailbox_together(any_store: Redis) -> None:
    leases = filled(any_store)
    lease = taken(leases)
    leases.commit(lease, question(), 2, [LINE])
    tickets = Tickets(any_store)
    assert tickets.at(place()) == question()
    assert tickets.history(place()) == [LINE]
    assert any_store.lrange(keys.of(place(), "mail"), 0, -1) == lease.mail
    assert len(lease.mail) == 1


def test_events_that_come_during_a_commit_stay(any_store: Redis) -> None:
    leases = filled(any_store)
    lease = taken(leases)
    Mailbox(any_store).put(delivery("late"), NOW)
    leases.commit(lease, question(), 3, [])
    assert any_store.llen(keys.of(place(), "mail")) == 1


@pytest.mark.parametrize("ticket", [question(), None], ids=["ticket", "no ticket"])
def test_a_lost_lease_writes_nothing(any_store: Redis, ticket: Ticket | None) -> None:
    leases = filled(any_store)
    lease = taken(leases)
    runs_out(any_store)
    before = everything(any_store)
    with pytest.raises(LeaseLost):
        leases.commit(lease, ticket, 3, [LINE])
    with pytest.raises(LeaseLost):
        leases.rest(lease, NOW + 5)
    assert everything(any_store) == before


def test_a_lease_another_worker_took_over_writes_nothing(any_store: Redis) -> None:
    leases = filled(any_store)
    stale = taken(leases)
    runs_out(any_store)
    fresh = taken(leases)
    before = everything(any_store)
    for lost in (
        lambda: leases.commit(stale, question(subject="stale"), 3, [LINE]),
        lambda: leases.rest(stale, None),
        lambda: leases.again(stale),
    ):
        with pytest.raises(LeaseLost):
            lost()
    assert everything(any_store) == before
    leases.commit(fresh, question(subject="fresh"), 3, [])
    with pytest.raises(LeaseLost):
        leases.commit(stale, question(subject="stale"), 3, [])
    assert Tickets(any_store).at(place()) == question(subject="fresh")


def test_a_lease_taken_up_again_does_not_write_over_what_another_worker_wrote(any_store: Redis) -> None:
    """A worker stood still: its lease ran out, another worker came and went, and then the mailbox was free again."""
    leases = filled(any_store)
    stale = taken(leases)
    runs_out(any_store)
    fresh = taken(leases)
    for number in range(2):
        leases.commit(fresh, question(subject=f"fresh {number}"), 1, [])
    leases.rest(fresh, None, although_mail_waits=True)
    leases.again(stale)
    with pytest.raises(LeaseLost):
        leases.commit(stale, question(subject="stale"), 3, [])
    assert Tickets(any_store).at(place()) == question(subject="fresh 1")


@pytest.mark.parametrize(
    ("ticket", "history"),
    [(question(), [LINE]), (question(), []), (None, []), (None, [LINE])],
    ids=["ticket and history", "ticket", "mail alone", "history"],
)
def test_a_commit_sent_again_because_its_answer_was_lost_changes_nothing(
    any_store: Redis, ticket: Ticket | None, history: list[Entry]
) -> None:
    leases = filled(any_store)
    lease = taken(leases)
    as_sent = deepcopy(lease)
    leases.commit(lease, ticket, 1, history)
    before = everything(any_store)
    leases.commit(as_sent, ticket, 1, history)
    assert everything(any_store) == before
    assert as_sent == lease


def test_a_lease_goes_on_after_each_of_its_commits(any_store: Redis) -> None:
    leases = filled(any_store)
    lease = taken(leases)
    for ticket in (question(subject="one"), None, question(subject="two")):
        leases.commit(lease, ticket, 1, [LINE])
    tickets = Tickets(any_store)
    assert tickets.at(place()) == question(subject="two")
    assert len(tickets.history(place())) == 3
    assert leases.rest(lease, None) is True


def test_a_commit_gives_the_lease_its_whole_time_again(any_store: Redis) -> None:
    leases = filled(any_store)
    lease = taken(leases)
    any_store.pexpire(keys.of(place(), "lease"), 60_000)
    leases.commit(lease, question(), 1, [])
    assert any_store.pttl(keys.of(place(), "lease")) <= LEASE_MS


def test_history_keeps_its_latest_entries(any_store: Redis) -> None:
    leases = filled(any_store)
    lease = taken(leases)
    for number in range(3):
        entries = [Entry(at=float(number * 60 + line), what="asked") for line in range(60)]
        leases.commit(lease, question(), 0, entries)
    assert [line.at for line in Tickets(any_store).history(place())] == [float(at) for at in range(180 - KEPT, 180)]


def test_a_question_is_kept_for_ever_and_anything_else_for_30_days(any_store: Redis) -> None:
    leases = filled(any_store)
    lease = taken(leases)
    ticket, history = keys.of(place(), "ticket"), keys.of(place(), "history")
    leases.commit(lease, Ticket(place=place()), 1, [LINE])
    for key in (ticket, history):
        assert UNKNOWN_SECONDS - 60 < any_store.ttl(key) <= UNKNOWN_SECONDS
    leases.commit(lease, question(), 1, [LINE])
    assert [any_store.ttl(key) for key in (ticket, history)] == [-1, -1]
    leases.commit(lease, None, 1, [LINE])
    assert [any_store.ttl(key) for key in (ticket, history)] == [-1, -1]


def test_a_place_whose_mail_was_dropped_leaves_nothing_behind_for_ever(any_store: Redis) -> None:
    leases = filled(any_store)
    lease = taken(leases)
    leases.commit(lease, None, 3, [])
    leases.rest(lease, None)
    left = {key.decode(): any_store.ttl(key) for key in any_store.scan_iter("hd:*")}
    assert not [key for key, ttl in left.items() if ttl == -1]


def test_a_lease_is_renewed_while_the_worker_is_busy(valkey: Redis) -> None:
    leases = filled(valkey)
    lease = taken(leases)
    name = keys.of(place(), "lease")
    valkey.pexpire(name, 60_000)
    with leases.kept(lease, pytest.fail):
        until(lambda: valkey.pttl(name) <= LEASE_MS, "the lease renewed")
    leases.commit(lease, question(), 3, [])


def test_the_lease_of_another_worker_is_not_renewed(any_store: Redis) -> None:
    leases = filled(any_store)
    stale = taken(leases)
    runs_out(any_store)
    taken(leases)
    any_store.pexpire(keys.of(place(), "lease"), 1000)
    assert (
        any_store.register_script(source("renew"))(keys=[keys.of(place(), "lease")], args=[stale.token, LEASE_MS]) == 0
    )
    assert any_store.pttl(keys.of(place(), "lease")) <= 1000


def test_a_lease_that_could_not_be_renewed_is_told_by_the_name_of_the_error() -> None:
    server = fakeredis.FakeServer()
    leases = filled(fakeredis.FakeRedis(server=server))
    lease = taken(leases)
    told: list[str] = []
    with leases.kept(lease, told.append):
        server.connected = False
        until(lambda: told, "the error")
    assert told == ["ConnectionError"]
