"""What is learned of questions that nothing happened to."""

from typing import Literal

from helpdesk.domain.events.fact import Fact


class Released(Fact):
    """`person` has the question no more as of `at`: nothing was done for so many working days."""

    person: str
    at: float
    days: int


class ReleaseTold(Fact):
    """The one who was released at `of`, or the thread, heard of it."""

    to: Literal["person", "thread"]
    of: float


class RequesterReminded(Fact):
    """The requester was reminded at `at`, nothing having happened `since`."""

    since: float
    at: float


class IdleResolved(Fact):
    """The question is resolved as of `at`, for want of an answer."""

    at: float


class IdleResolvedTold(Fact):
    """The thread heard that it was resolved at `of`."""

    of: float


IdleLearned = Released | ReleaseTold | RequesterReminded | IdleResolved | IdleResolvedTold
