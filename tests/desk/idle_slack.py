"""The part of the Slack of memory that tells of idle questions."""

from helpdesk.domain import events as e
from helpdesk.domain.effects.idle import IdleTelling, RemindRequester, TellRelease, TellResolved
from helpdesk.domain.ticket import Ticket
from tests.desk.steps import Steps
from tests.desk.wire import Asker


class IdleSlack(Asker):
    """`lines` are those of threads and private messages; `now` is when they are posted."""

    def __init__(self, steps: Steps) -> None:
        super().__init__(steps)
        self.lines: list[tuple[object, ...]] = []
        self.now = 0.0

    def tell_idle(self, ticket: Ticket, effect: IdleTelling) -> e.IdleLearned:
        with self.call("tell_idle"):
            line = (ticket.place, effect.key)
            if not (effect.doubt and line in self.lines):
                self.lines.append(line)
            match effect:
                case TellRelease():
                    return e.ReleaseTold(to=effect.to, of=effect.release.at)
                case RemindRequester():
                    return e.RequesterReminded(since=effect.since, at=self.now)
                case TellResolved():
                    return e.IdleResolvedTold(of=effect.at)
