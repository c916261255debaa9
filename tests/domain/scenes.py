"""People, rules and short words for the events of these tests. It decides nothing."""

from collections.abc import Iterable
from typing import Any, get_args

from hypothesis import settings
from hypothesis import strategies as st

from helpdesk.domain import events as e
from helpdesk.domain.decide import decide
from helpdesk.domain.place import Place
from helpdesk.domain.plan import plan
from helpdesk.domain.rules import Meaning, Responders, Rules
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.ticket.link import Link
from helpdesk.domain.ticket.states import State

PLACE = Place("T0HELPDESK", "C0ITHELP1", "1700000000.000100")
ROBIN, ALEX, KIM, BOT = "U0ROBIN", "U0ALEX", "U0KIM", "U0HELPBOT"
ME, AGENT = 900, 901
ASKED = e.Asked(by=ROBIN, at=1.0, subject="The printer is on fire")
SEEN, WORKING, WAITING, RESOLVED, DISMISSED = "eyes", "wrench", "hourglass", "check", "no_entry"
REACTIONS: dict[str, Meaning] = {
    SEEN: State.SEEN,
    WORKING: State.WORKING,
    "hammer": State.WORKING,
    WAITING: State.WAITING,
    RESOLVED: State.RESOLVED,
    "tada": State.RESOLVED,
    DISMISSED: State.DISMISSED,
    "ticket": "escalate",
}

thorough = settings(deadline=None, derandomize=True, max_examples=150)
"""Without a deadline: the machine may be busy with something else."""


def rules(**changes: Any) -> Rules:
    usual: dict[str, Any] = {
        "reactions": REACTIONS,
        "responders": Responders(frozenset({ALEX, KIM})),
        "zendesk": True,
        "bot_user": BOT,
        "zendesk_me": ME,
    }
    return Rules(**{**usual, **changes})


RULES = rules()


def on(emoji: str, at: float, by: str = ALEX) -> e.ReactionAdded:
    return e.ReactionAdded(person=by, emoji=emoji, at=at)


def off(emoji: str, at: float, by: str = ALEX) -> e.ReactionRemoved:
    return e.ReactionRemoved(person=by, emoji=emoji, at=at)


def button(which: e.Button, at: float, by: str = ALEX) -> e.ButtonPressed:
    return e.ButtonPressed(by=by, button=which, at=at)


def escalated(at: float = 5.0, by: str = ALEX, **form: Any) -> e.EscalationRequested:
    return e.EscalationRequested(by=by, at=at, **form)


def told(happened: Iterable[e.Event | e.Learned], by: Rules = RULES, ticket: Ticket | None = None) -> Ticket:
    """The ticket after these events, one after the other."""
    ticket = ticket or Ticket(place=PLACE)
    for event in happened:
        ticket = decide(ticket, event, by)
    return ticket


def question(*happened: e.Event | e.Learned, by: Rules = RULES) -> Ticket:
    """A question that was asked, and then this."""
    return told((ASKED, *happened), by)


def linked(*happened: e.Event | e.Learned, by: Rules = RULES, **link: Any) -> Ticket:
    """A question with an open Zendesk ticket, and then this."""
    opened = e.ZendeskOpened(reading=reading(**link))
    return told((ASKED, escalated(2.0), opened, *happened), by)


def reading(status: Any = "open", at: float = 0.0, **said: Any) -> e.Reading:
    return e.Reading(**{"id": 7, "status": status, "moved_at": at, "stamp": "2026-11-22T10:00:00Z", **said})


def read(status: Any = "open", at: float = 0.0, **said: Any) -> e.ZendeskRead:
    """Zendesk was read: an agent set this status at that second."""
    return e.ZendeskRead(reading=reading(status, at, **{"moved_by": AGENT, **said}), comments=())


def link_of(ticket: Ticket) -> Link:
    assert ticket.zendesk is not None
    return ticket.zendesk


def due(ticket: Ticket, by: Rules = RULES, now: float = 1e6) -> list[str]:
    """The keys of what is to be done."""
    return [effect.key for effect in plan(ticket, by, now).due]


# Few people, emoji and times, so that they meet often.
times = st.sampled_from([0.0, 2.0, 3.0, 3.5, 5.0, 8.0, 13.0, 21.0])
people = st.sampled_from([ALEX, KIM, ROBIN, BOT])
emojis = st.sampled_from([*REACTIONS, "thumbsup"])
marking: st.SearchStrategy[e.Event] = st.one_of(
    st.builds(e.ReactionAdded, person=people, emoji=emojis, at=times),
    st.builds(e.ReactionRemoved, person=people, emoji=emojis, at=times),
)
talking: st.SearchStrategy[e.Event] = st.one_of(
    st.builds(e.ButtonPressed, by=st.just(ALEX), button=st.just("waiting"), at=times),
    st.builds(e.Replied, by=st.just(ROBIN), ts=st.just("9.9"), at=times),
)
released = st.builds(e.Released, person=people, at=times, days=st.just(3))
anything: st.SearchStrategy[e.Event] = st.one_of(
    marking,
    marking,
    st.builds(e.ButtonPressed, by=people, button=st.sampled_from(sorted(get_args(e.Button))), at=times),
    st.builds(e.EscalationRequested, by=people, at=times),
    st.builds(e.Replied, by=people, ts=st.just("9.9"), at=times, bot=st.booleans()),
    st.builds(e.Reworded, subject=st.sampled_from(["Toner", "Fire"]), at=times),
    st.builds(e.Deleted, at=times),
    st.builds(e.ZendeskStirred, ticket=st.sampled_from([1, 7]), actor=st.sampled_from([None, ME, AGENT])),
    st.just(ASKED),
)
