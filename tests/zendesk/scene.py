"""A local Zendesk with our wing before it, and the values tests ask it with. It asserts nothing."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import SecretStr

from helpdesk.domain.effects import OpenZendeskTicket, ReadZendeskTicket, UpdateZendeskTicket
from helpdesk.domain.events import ZendeskOpened
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place
from helpdesk.domain.text.document import of_text
from helpdesk.domain.ticket import Escalation
from helpdesk.domain.ticket.statuses import Status
from helpdesk.domain.transcript import Message, Transcript
from helpdesk.sandbox.zendesk.acts import Act
from helpdesk.sandbox.zendesk.app import Zendesk
from helpdesk.sandbox.zendesk.faults import CallFault
from helpdesk.sandbox.zendesk.records import Ticket, User
from helpdesk.zendesk.login import OAuthLogin
from helpdesk.zendesk.people import People
from helpdesk.zendesk.tickets import ZendeskDefaults, ZendeskTickets
from helpdesk.zendesk.transport import Transport

PLACE = Place("T1", "C0ITHELP1", "1795000000.000100")
ROBIN = Person("U0ROBIN", "Robin Sample", "robin@example.com")
ALEX = Person("U0ALEX", "Alex Support", "alex@example.com")
KIM = Person("U0KIM", "Kim Support", "kim@example.com")
GUEST = Person("U0GUEST", "Gus Guest")
NEWCOMER = Person("U0NEW", "Nia New", "Nia+slack@example.com")
LINK = "https://example.slack.com/archives/C0ITHELP1/p1795000000000100"
THREAD = Transcript(
    LINK,
    (Message("Robin Sample", 1795000000.0, of_text("The VPN is <down>"), LINK, ("shot.png",), "1795000000.000100"),),
)
LOGIN = OAuthLogin("helpdesk-client", SecretStr("client-secret"))


class Remembered:
    """A `Memory` in a dictionary."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def get(self, key: str, /) -> str | None:
        return self.values.get(key)

    def put(self, key: str, value: str, _ttl_seconds: int, /) -> None:
        self.values[key] = value


@dataclass
class Scene:
    """Where a test plays: the account with its faults and journal, and the wing."""

    zendesk: Zendesk
    url: str
    clock: list[float]
    memory: Remembered = field(default_factory=Remembered)
    defaults: ZendeskDefaults = field(default_factory=lambda: ZendeskDefaults(url="", tags=("slack-helpdesk",)))
    timeout: tuple[float, float] = (3.05, 8.0)

    def __post_init__(self) -> None:
        self.transport = Transport(self.url, LOGIN, self.timeout)
        self.people = People(self.transport, self.memory)
        self.tickets = ZendeskTickets(self.transport, self.people, self.defaults)

    def with_defaults(self, **changes: Any) -> "Scene":
        return Scene(self.zendesk, self.url, self.clock, self.memory, ZendeskDefaults(url=self.url, **changes))

    def impatient(self) -> "Scene":
        return Scene(self.zendesk, self.url, self.clock, self.memory, self.defaults, (1.0, 0.15))

    def open(
        self,
        effect: OpenZendeskTicket | None = None,
        requester: Person | None = ROBIN,
        assignee: Person | None = None,
        thread: Transcript = THREAD,
    ) -> ZendeskOpened:
        return self.tickets.open(effect or opening(), PLACE, requester, assignee, thread)

    def fail(self, **fault: Any) -> None:
        self.zendesk.faults.add(CallFault(**fault))

    def act(self, act: str, by: Person, ticket: int | None = None, **more: Any) -> Any:
        more |= {"act": act, "as": self.user(by).id, "ticket": ticket}
        return self.zendesk.acts.perform(Act.model_validate(more))

    def user(self, person: Person) -> User:
        found = self.zendesk.account.user_by_email(person.email or "")
        assert found is not None
        return found

    @property
    def bot(self) -> User:
        found = self.zendesk.account.user_by_email("helpdesk-bot@example.com")
        assert found is not None
        return found

    @property
    def living(self) -> list[Ticket]:
        return [ticket for ticket in self.zendesk.account.tickets.values() if not ticket.deleted]

    def ticket(self, number: int) -> Ticket:
        return self.zendesk.account.tickets[number]

    def custom_status(self, label: str) -> int:
        found = self.zendesk.account.custom_statuses.values()
        return next(status.id for status in found if status.agent_label == label)

    def sent(self, method: str, path_part: str = "/tickets") -> list[dict[str, Any]]:
        """The ticket objects of the calls with that method, oldest first."""
        return [call.body["ticket"] for call in self.zendesk.journal.calls_of(method, path_part)]

    def count(self, method: str, path_part: str) -> int:
        return len(self.zendesk.journal.calls_of(method, path_part))

    def pass_time(self, seconds: float = 5) -> None:
        self.clock[0] += seconds


def opening(**changes: Any) -> OpenZendeskTicket:
    fields: dict[str, Any] = {
        "escalation": Escalation(by="U0ALEX", at=1795000100.0),
        "requester": "U0ROBIN",
        "subject": "The VPN is down",
        "status": None,
        "assignee": None,
        "follows": None,
        "past": (),
    }
    return OpenZendeskTicket(**{**fields, **changes})


def update(opened: ZendeskOpened, status: Status | int | None = None, **changes: Any) -> UpdateZendeskTicket:
    """An update of the ticket as it was opened; `assign` with an assignee given, or with True."""
    fields: dict[str, Any] = {"assignee": None, "assign": "assignee" in changes}
    reading = opened.reading
    return UpdateZendeskTicket(id=reading.id, stamp=reading.stamp, status=status, **{**fields, **changes})


def read(opened: ZendeskOpened) -> ReadZendeskTicket:
    return ReadZendeskTicket(opened.reading.id, opened.reading.status, opened.reading.custom)
