"""What is posted in a workspace made of memory when a question moves to another channel."""

from typing import NamedTuple

from helpdesk.domain import events as e
from helpdesk.domain.effects.moving import PostMoved, RelayWords, RenewMoved, TellMoved
from helpdesk.domain.place import Place
from helpdesk.domain.text.document import plain
from helpdesk.domain.ticket import Ticket
from helpdesk.domain.transcript import Message
from tests.desk.idle_slack import IdleSlack
from tests.desk.steps import Steps


class Words(NamedTuple):
    """What one message of ours says of another thread's, `where` it does."""

    ts: str
    where: Place
    words: str
    internal: bool


class MovingSlack(IdleSlack):
    """`moved`: the messages in other channels, by where a question stood and the channel; `renewed`: their edits.

    `words_of`: the messages whose words (`moved_words`) were posted there; `by_whom`: number and name that edits gave.
    `relayed`: what was written in a thread that was left.
    """

    def __init__(self, steps: Steps) -> None:
        super().__init__(steps)
        self.moved: dict[tuple[Place, str], list[str]] = {}
        self.renewed: list[str] = []
        self.relayed: list[Words] = []
        self.words_of: list[str] = []
        self.moved_words: list[str] = []
        self.by_whom: list[tuple[str | None, str | None]] = []

    def post_moved(self, ticket: Ticket, effect: PostMoved, message: Message | None) -> e.MovedPosted:
        with self.call("post_moved"):
            self.words_of += [message.ts] if message else []
            self.moved_words += [plain(message.body)] if message else []
            known = self.moved.setdefault((ticket.place, effect.moving.to), [])
            if not (effect.doubt and known):
                known.append(f"{1_700_900_000 + sum(map(len, self.moved.values()))}.000100")
            return e.MovedPosted(ts=known[0])

    def moved_posts(self, left: Place) -> list[e.SeenPost]:
        """What stands in other channels of a question that stood there."""
        found = [(to, ts) for (at, to), there in self.moved.items() if at == left for ts in there]
        return [e.SeenPost(ts=ts, said=str(left), moved=True, channel=to) for to, ts in found]

    def renew_moved(self, ticket: Ticket, effect: RenewMoved, message: Message | None) -> e.MovedRenewed:
        with self.call("renew_moved"):
            self.renewed.append("gone" if message is None else "said")
            self.by_whom.append((ticket.number, ticket.requester))
            return e.MovedRenewed(at=effect.moving.reworded)

    def tell_moved(self, ticket: Ticket, effect: TellMoved) -> e.MovedTold:
        with self.call("tell_moved"):
            self._line(("moved", effect.moving.to), doubt=effect.doubt)
            return e.MovedTold()

    def relay_words(self, ticket: Ticket, effect: RelayWords, message: Message | None) -> e.WordsRelayed:
        with self.call("relay_words"):
            relay = effect.relay
            where = relay.where or ticket.place
            known = [one for one in self.relayed if (one.ts, one.where) == (relay.ts, where)]
            found = known if effect.doubt or relay.shown else []
            self.relayed = [one for one in self.relayed if one not in found]
            if message:
                self.relayed.append(Words(relay.ts, where, plain(message.body), relay.internal))
            shown = (f"5{relay.ts}",) if message else ()
            edited = max(relay.edited, message.edited if message else 0.0)
            files = tuple(file.id for file in message.attached) if message and not relay.internal else ()
            told = {"edited": edited, "gone": message is None, "files": files}
            return e.WordsRelayed(ts=relay.ts, where=where, shown=shown, **told)

    def _line(self, line: tuple[object, ...], *, doubt: bool) -> None:
        if not (doubt and line in self.lines):
            self.lines.append(line)
