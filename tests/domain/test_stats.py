"""Figures over questions, honest where there are few."""

from datetime import UTC

import pytest

from helpdesk.domain.place import Place
from helpdesk.domain.stats import MOST_TOPICS, Spent, Stats, Topic, spent, stats
from helpdesk.domain.ticket import Kind, Ticket
from helpdesk.domain.ticket.routed import Correction, Routing
from helpdesk.domain.ticket.states import State
from helpdesk.domain.ticket.timings import Timings
from helpdesk.domain.times.periods import Period
from helpdesk.domain.times.working_time import ALWAYS, Hours

PERIOD = Period(1000.0, 2000.0)
NEVER_OPEN = Hours(UTC, ((),) * 7)


def asked(
    at: float = 1500.0, channel: str = "C0ONE", rule: str | None = None, kind: Kind = "question", **times: float
) -> Ticket:
    routing = None if rule is None else Routing(rule=rule)
    place = Place("T0", channel, f"{at:.6f}")
    return Ticket(place=place, kind=kind, asked=at, routing=routing, timings=Timings(**times))


def counted(*tickets: Ticket, channels: set[str] | None = None) -> Stats:
    return stats(tickets, PERIOD, lambda _: ALWAYS, channels)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], Spent()),
        ([None, None], Spent()),
        ([5.0], Spent(1, 5.0)),
        ([9.0, None, 1.0, 5.0], Spent(3, 5.0)),
        ([1.0, 2.0, 4.0, 9.0], Spent(4, 3.0)),
        ([float(n) for n in range(1, 10)], Spent(9, 5.0)),
        ([float(n) for n in range(1, 11)], Spent(10, 5.5, 9.0)),
        ([float(n) for n in range(1, 102)], Spent(101, 51.0, 91.0)),
    ],
)
def test_the_median_and_within_what_nine_of_ten_were(times: list[float | None], expected: Spent) -> None:
    assert spent(times) == expected


def test_those_asked_in_the_period_are_counted_and_no_replies() -> None:
    found = counted(*map(asked, (999.9, 1000.0, 1999.9, 2000.0)), asked(kind="reply"))
    assert found.asked == 2
    assert found.states == {state: 2 if state is State.NEW else 0 for state in State}


def test_those_that_never_got_there_are_left_out_of_the_times() -> None:
    found = counted(asked(seen=1510.0), asked(seen=1530.0, resolved=1600.0), asked())
    assert found.clock["seen"] == Spent(2, 20.0)
    assert found.clock["resolved"] == Spent(1, 100.0)
    assert found.clock["answered"] == Spent()


def test_channels_are_told_apart_and_each_has_its_hours() -> None:
    two = (asked(seen=1510.0), asked(channel="C0TWO", seen=1590.0))
    assert counted(*two, channels={"C0TWO"}).clock["seen"] == Spent(1, 90.0)
    hours = {"C0ONE": ALWAYS, "C0TWO": NEVER_OPEN}
    assert stats(two, PERIOD, hours.__getitem__).working["seen"] == Spent(2, 5.0)


def test_topics_are_the_rules_with_the_most_questions_first() -> None:
    vpn = [asked(rule="VPN", answered=1520.0), asked(rule="VPN", answered=1540.0, resolved=1600.0)]
    found = counted(*vpn, asked(rule=""), asked(rule=""), asked())
    assert found.topics == ([Topic("", 3, Spent(), Spent()), Topic("VPN", 2, Spent(2, 30.0), Spent(1, 100.0))])


def test_a_topic_says_how_many_questions_people_sent_there() -> None:
    correction = Correction(was="S0PRINT", to="S0VPN", by="U0KIM", at=1510.0)
    sent = asked(rule="VPN").model_copy(update={"routing": Routing(rule="VPN", corrections=(correction,))})
    found = counted(sent, asked(rule="VPN"), asked(rule="Printers"))
    assert [(topic.name, topic.corrected) for topic in found.topics] == [("VPN", 1), ("Printers", 0)]


def test_without_routing_there_are_no_topics() -> None:
    assert counted(asked(), asked(rule="")).topics == []


def test_of_very_many_topics_the_rest_is_counted_together() -> None:
    found = counted(*(asked(rule=f"Rule {number}") for number in range(MOST_TOPICS + 3)), asked(rule="Rule 1"))
    assert (len(found.topics), found.topics[0].name, found.other_topics) == (MOST_TOPICS, "Rule 1", 3)
