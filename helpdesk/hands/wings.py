"""What the desk asks of Slack and Zendesk. Every method raises TryLater or GiveUp and nothing else."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects.idle import IdleTelling
from helpdesk.domain.effects.moving import PostMoved, RelayWords, RenewMoved, TellMoved
from helpdesk.domain.effects.promises import TellSnooze, WarnOfPromise
from helpdesk.domain.effects.routing import PassOn, TellRoute
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.files import Attachment, Content, SlackFile
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place
from helpdesk.domain.retry import GiveUp
from helpdesk.domain.ticket import Extra, Ticket
from helpdesk.domain.transcript import Message, Spoken, Transcript

Part = TypeVar("Part")


class SlackWing(Protocol):
    """What the desk does in Slack."""

    def look_up(self, place: Place) -> e.MessageFound | e.MessageIsReply | e.MessageGone: ...
    def thread(self, place: Place) -> Transcript: ...
    def messages(self, place: Place, oldest: str, latest: str) -> tuple[Message, ...]: ...
    def person(self, user: str) -> Person: ...
    def add_reaction(self, place: Place, emoji: str) -> e.BotReacted: ...
    def remove_reaction(self, place: Place, emoji: str) -> e.BotReacted: ...
    def give_notice(self, ticket: Ticket, effect: fx.GiveNotice) -> e.NoticeGiven: ...
    def warn(self, ticket: Ticket, effect: fx.WarnOfDead) -> e.Warned: ...
    def show_comment(self, ticket: Ticket, effect: fx.ShowComment, spoken: Spoken) -> e.CommentShown: ...
    def hide_comment(self, ticket: Ticket, effect: fx.HideComment) -> e.CommentShown: ...
    def ask_satisfaction(self, ticket: Ticket, effect: AskSatisfaction) -> e.SatisfactionAsked: ...
    def thank(self, ticket: Ticket, effect: ThankForRating) -> e.ThankedForRating: ...
    def warn_of_promise(self, ticket: Ticket, effect: WarnOfPromise) -> e.PromiseWarned: ...
    def tell_snooze(self, ticket: Ticket, effect: TellSnooze) -> e.SnoozeTold: ...
    def look_again(self, ticket: Ticket) -> e.ShownSeen: ...
    def remove_post(self, ticket: Ticket, post: Extra) -> e.PostRemoved: ...
    def tell_of_file(self, ticket: Ticket, effect: fx.ShareFile, spoken: Spoken, name: str) -> e.FileShared: ...
    def pass_on(self, ticket: Ticket, effect: PassOn) -> e.RoutePassedOn: ...
    def tell_idle(self, ticket: Ticket, effect: IdleTelling) -> e.IdleLearned: ...
    def tell_route(self, ticket: Ticket, effect: TellRoute) -> e.RouteTold: ...
    def post_moved(self, ticket: Ticket, effect: PostMoved, message: Message | None) -> e.MovedPosted: ...
    def renew_moved(self, ticket: Ticket, effect: RenewMoved, message: Message | None) -> e.MovedRenewed: ...
    def tell_moved(self, ticket: Ticket, effect: TellMoved) -> e.MovedTold: ...
    def relay_words(self, ticket: Ticket, effect: RelayWords, message: Message | None) -> e.WordsRelayed: ...
    def show_status(self, ticket: Ticket, effect: fx.ShowStatus) -> e.StatusMessageShown | e.StatusMessageGone: ...


class ZendeskWing(Protocol):
    """What the desk does in Zendesk."""

    def open(
        self,
        effect: fx.OpenZendeskTicket,
        place: Place,
        requester: Person | None,
        assignee: Person | None,
        thread: Transcript,
    ) -> e.ZendeskOpened: ...
    def adopt(
        self, effect: fx.OpenZendeskTicket, place: Place, requester: Person | None, assignee: Person | None
    ) -> e.ZendeskOpened | None: ...
    def read(self, effect: fx.ReadZendeskTicket) -> e.ZendeskRead | e.ZendeskGone: ...
    def update(
        self,
        effect: fx.UpdateZendeskTicket,
        assignee: Person | None,
        solver: Person | None,
        *,
        assigned_before: str | None,
        unknown_before: str | None,
    ) -> e.ZendeskWritten | e.ZendeskRead | e.ZendeskGone: ...
    def follow(self, effect: fx.FollowTicket) -> e.ZendeskFollowed | e.ZendeskGone: ...
    def comment(self, ticket: int, comment: int) -> Spoken | None: ...
    def look_for(self, effect: fx.TellZendesk) -> e.ZendeskTold | e.ZendeskRead | e.ZendeskGone | None: ...
    def tell(
        self,
        effect: fx.TellZendesk,
        author: Person | None,
        messages: tuple[Message, ...],
        carrier: int | None,
    ) -> e.ZendeskTold | e.ZendeskRead | e.ZendeskGone: ...


class FilesInSlack(Protocol):
    """Files of the workspace; CantCopy for one that stays behind."""

    def known(self, file: SlackFile) -> SlackFile: ...
    def download(self, file: SlackFile) -> AbstractContextManager[Content]: ...
    def upload(self, content: Content) -> str: ...
    def share(self, place: Place, files: Mapping[str, str]) -> None: ...
    def is_shared(self, file_id: str, place: Place) -> bool: ...
    def withdraw(self, file_id: str, ts: str, place: Place) -> None: ...


class FilesInZendesk(Protocol):
    """Files of the account; CantCopy for one that stays behind."""

    def upload(self, content: Content, content_type: str) -> str: ...
    def download(self, attachment: Attachment) -> AbstractContextManager[Content]: ...


@dataclass(frozen=True, slots=True)
class Files:
    """The bytes of both sides."""

    slack: FilesInSlack
    zendesk: FilesInZendesk


@dataclass(frozen=True, slots=True)
class Wings:
    """Both sides; `zendesk` and `files` are None when Zendesk is not set up. `slack_files` are there without it."""

    slack: SlackWing
    zendesk: ZendeskWing | None
    files: Files | None
    slack_files: FilesInSlack | None = None

    @property
    def there(self) -> ZendeskWing:
        """Zendesk; GiveUp without it."""
        return _set_up(self.zendesk)

    @property
    def bearers(self) -> Files:
        """The bytes of both sides; GiveUp without Zendesk."""
        return _set_up(self.files)


def _set_up(part: Part | None) -> Part:
    if part is None:
        raise GiveUp("Zendesk is not set up.")
    return part
