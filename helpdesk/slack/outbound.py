"""Effects in Slack: reactions, the status message, private sentences, Zendesk's comments."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from helpdesk.domain import effects as fx
from helpdesk.domain import events as e
from helpdesk.domain.effects.idle import IdleTelling
from helpdesk.domain.effects.moving import PostMoved, RelayWords, RenewMoved, TellMoved
from helpdesk.domain.effects.promises import TellSnooze, WarnOfPromise
from helpdesk.domain.effects.routing import PassOn, TellRoute
from helpdesk.domain.effects.satisfaction import AskSatisfaction, ThankForRating
from helpdesk.domain.people import Person
from helpdesk.domain.place import Place, permalink
from helpdesk.domain.recorded import status_record
from helpdesk.domain.retry import GiveUp
from helpdesk.domain.ticket import Extra, Ticket
from helpdesk.domain.transcript import Message, Spoken, Transcript
from helpdesk.languages.speech import ENGLISH, Speech
from helpdesk.slack import satisfaction, words
from helpdesk.slack.announcing import Announcement, announce
from helpdesk.slack.calls import Refused, SlackCalls
from helpdesk.slack.directory import Directory
from helpdesk.slack.form_names import STATE_BUTTON
from helpdesk.slack.idle import IdleLines
from helpdesk.slack.moving import MovedLines
from helpdesk.slack.payloads import OUR_METADATA
from helpdesk.slack.promises import PromiseLines
from helpdesk.slack.readers import Readers
from helpdesk.slack.relays import Relays
from helpdesk.slack.routing import RouteLines
from helpdesk.slack.showing import Where, shown
from helpdesk.slack.threads import Threads, marked
from helpdesk.slack.warning_words import given_up

METADATA = f"{OUR_METADATA}status"
COMMENT = f"{OUR_METADATA}comment"


class Slack:
    """The Slack wing. Every method raises TryLater or GiveUp and nothing else."""

    def __init__(
        self,
        calls: SlackCalls,
        directory: Directory,
        zendesk_url: str,
        agents_channel: Callable[[str], str | None] = lambda _: None,
        language: Callable[[str], str] = lambda _: ENGLISH,
    ) -> None:
        self._calls = calls
        self._directory = directory
        self._threads = Threads(calls, directory)
        self._zendesk_url = zendesk_url
        self._agents_channel = agents_channel
        self._readers = Readers(directory, language)
        self._lines = RouteLines(calls, directory, self._readers)
        self._idle = IdleLines(calls, directory, self._readers)
        self._promises = PromiseLines(calls, directory, self._readers, agents_channel)
        self._moved = MovedLines(calls, directory, self._readers)
        self._relays = Relays(calls, self._readers)

    def look_up(self, place: Place) -> e.MessageFound | e.MessageIsReply | e.MessageGone:
        """What a message is."""
        return self._threads.look_up(place)

    def thread(self, place: Place) -> Transcript:
        """The root and all replies so far, without our own messages."""
        return self._threads.thread(place)

    def messages(self, place: Place, oldest: str, latest: str) -> tuple[Message, ...]:
        """The messages of a thread from one ts to another, both included."""
        return self._threads.messages(place, oldest, latest)

    def person(self, user: str) -> Person:
        return self._directory.person(user)

    def add_reaction(self, place: Place, emoji: str) -> e.BotReacted:
        """Naturally repeatable: there already is as good as added."""
        self._react("reactions.add", place, emoji, "already_reacted")
        return e.BotReacted(emoji=emoji, there=True)

    def remove_reaction(self, place: Place, emoji: str) -> e.BotReacted:
        """Naturally repeatable: not there, or no message any more, is as good as taken off."""
        self._react("reactions.remove", place, emoji, "no_reaction", "message_not_found")
        return e.BotReacted(emoji=emoji, there=False)

    def _react(self, method: str, place: Place, emoji: str, *fine: str) -> None:
        try:
            self._calls.write(method, channel=place.channel, timestamp=place.ts, name=emoji)
        except Refused as refused:
            if refused.error not in fine:
                raise

    def give_notice(self, ticket: Ticket, effect: fx.GiveNotice) -> e.NoticeGiven:
        """One ephemeral message in the channel: in a thread nobody opened, it would never be seen."""
        speech = self._readers.of_person(effect.person, ticket.place.channel)
        text = words.notice(speech, ticket, effect.why, self._zendesk_url)
        blocks = words.notice_blocks(speech, ticket, effect.why, self._zendesk_url)
        self._whisper(ticket.place.channel, effect.person, text=text, blocks=blocks)
        return e.NoticeGiven(person=effect.person, why=effect.why)

    def warn(self, ticket: Ticket, effect: fx.WarnOfDead) -> e.Warned:
        """Say once what was given up: where agents read it, or in private, or, with nobody to tell, in the thread."""
        place, agents = ticket.place, self._agents_channel(ticket.place.channel)
        link = self._link(place)

        def say(channel: str, thread: str | None, *, operators: bool) -> None:
            speech = self._readers.of_channel(place.channel)
            text = given_up(speech, ticket, effect, link, for_operators=operators)
            mark = {"given_up": str(place), "number": str(effect.number)}
            announce(self._calls, Announcement(channel, text, mark, thread), doubt=effect.doubt)

        warned = e.Warned(keys=effect.keys)
        if agents:
            with suppress(
                Refused
            ):  # an archived channel, which the doctor finds: somebody is to hear of it all the same
                say(agents, None, operators=True)
                return warned
        if effect.person:
            speech = self._readers.of_person(effect.person, place.channel)
            text = given_up(speech, ticket, effect, link, for_operators=False)
            self._whisper(place.channel, effect.person, text=text)
        else:
            say(place.channel, place.ts, operators=False)
        return warned

    def _whisper(self, channel: str, person: str, **message: Any) -> None:
        """Seen by one person alone; in an archived channel, or one they left, by nobody."""
        try:
            self._calls.write("chat.postEphemeral", channel=channel, user=person, **message)
        except Refused as refused:
            if refused.error not in {"user_not_in_channel", "is_archived"}:
                raise

    def show_status(self, ticket: Ticket, effect: fx.ShowStatus) -> e.StatusMessageShown | e.StatusMessageGone:
        """Post the status message in the thread, once, or edit it in place."""
        message = effect.message or (self._posted(ticket.place) if effect.doubt else None)
        speech = self._readers.of_channel(ticket.place.channel)
        text = words.status_text(speech, ticket, effect.card, self._zendesk_url)
        blocks = words.status_blocks(speech, ticket, effect.card, self._zendesk_url, STATE_BUTTON)
        channel = ticket.place.channel
        record = status_record(ticket, effect.card).written()
        metadata = {"event_type": METADATA, "event_payload": {"place": str(ticket.place), "record": record}}
        if message is None:
            posted = self._calls.write(
                "chat.postMessage",
                channel=channel,
                thread_ts=ticket.place.ts,
                text=text,
                blocks=blocks,
                metadata=metadata,
                unfurl_links=False,
            )
            return e.StatusMessageShown(ts=str(posted["ts"]), card=effect.card)
        try:
            self._calls.write("chat.update", channel=channel, ts=message, text=text, blocks=blocks, metadata=metadata)
        except Refused as refused:
            if refused.error in {"message_not_found", "cant_update_message", "edit_window_closed"}:
                return e.StatusMessageGone()
            raise
        return e.StatusMessageShown(ts=message, card=effect.card)

    def show_comment(self, ticket: Ticket, effect: fx.ShowComment, spoken: Spoken) -> e.CommentShown:
        """Post a Zendesk comment in the thread by its author's name; a note only where agents read it.

        A long one takes several messages. What an earlier try posted is looked for and not posted again.
        """
        speech = self._readers.of_channel(ticket.place.channel)
        parts = words.comment(speech, ticket, spoken, self._zendesk_url)
        channel, thread = self._where(ticket, public=spoken.public)
        mark = {"comment": str(effect.comment.id)}
        there = marked(self._calls, channel, thread, mark) if effect.doubt else {}
        posted = []
        for number, (text, blocks) in enumerate(parts):
            payload = {**mark, "part": str(number), **({} if thread else {"question": str(ticket.place)})}
            message: dict[str, Any] = {
                "channel": channel,
                "text": text,
                "blocks": blocks,
                **({"thread_ts": thread} if thread else {}),
            }
            posted.append(there.get(str(number)) or self._post_as(speech, spoken, message, payload))
        return e.CommentShown(comment=effect.comment.id, ts=" ".join(posted))

    def _where(self, ticket: Ticket, *, public: bool) -> tuple[str, str | None]:
        if public:
            return ticket.place.channel, ticket.place.ts
        agents = self._agents_channel(ticket.place.channel)
        if agents is None:
            raise GiveUp("There is no channel where agents alone read.")
        return agents, None

    def _post_as(self, speech: Speech, spoken: Spoken, message: dict[str, Any], payload: dict[str, str]) -> str:
        """https://docs.slack.dev/reference/methods/chat.postMessage#authorship ."""
        posted = self._calls.write(
            "chat.postMessage",
            **message,
            metadata={"event_type": COMMENT, "event_payload": payload},
            username=words.author(speech, spoken.author),
            unfurl_links=False,
            **({"icon_url": spoken.picture} if spoken.picture else {}),
        )
        return str(posted["ts"])

    def tell_of_file(self, ticket: Ticket, effect: fx.ShareFile, spoken: Spoken, name: str) -> e.FileShared:
        """Say in the thread, by the comment's author, that one of its files stays in Zendesk; once."""
        one, place = effect.attached, ticket.place
        mark = {"file": str(one.id)}
        there = marked(self._calls, place.channel, place.ts, mark) if effect.doubt else {}
        speech = self._readers.of_channel(place.channel)
        text = words.file_left_out(speech, name, one.why or "refused", effect.ticket)
        message = {"channel": place.channel, "thread_ts": place.ts, "text": text}
        payload = {**mark, "why": one.why or "refused"}
        return e.FileShared(attachment=one.id, ts=there.get("") or self._post_as(speech, spoken, message, payload))

    def pass_on(self, ticket: Ticket, effect: PassOn) -> e.RoutePassedOn:
        """Say once, in the channel the question is routed to, that it is there."""
        return self._lines.pass_on(ticket, effect)

    def tell_route(self, ticket: Ticket, effect: TellRoute) -> e.RouteTold:
        """Say once, in the thread, who the question is for."""
        return self._lines.tell_route(ticket, effect)

    def tell_idle(self, ticket: Ticket, effect: IdleTelling) -> e.IdleLearned:
        """Say once what becomes of a question that nothing happens to."""
        return self._idle.tell(ticket, effect)

    def post_moved(self, ticket: Ticket, effect: PostMoved, message: Message | None) -> e.MovedPosted:
        """Post the question once in the channel it moves to."""
        return self._moved.post(ticket, effect, message)

    def renew_moved(self, ticket: Ticket, effect: RenewMoved, message: Message | None) -> e.MovedRenewed:
        """Have that message say what the question says now. Naturally repeatable."""
        return self._moved.renew(ticket, effect, message)

    def tell_moved(self, ticket: Ticket, effect: TellMoved) -> e.MovedTold:
        """Say once, in the thread that was left, where the question is."""
        return self._moved.tell(ticket, effect)

    def relay_words(self, ticket: Ticket, effect: RelayWords, message: Message | None) -> e.WordsRelayed:
        """Have the thread say, once, what is said in one that was left."""
        return self._relays.relay(ticket, effect, message)

    def hide_comment(self, ticket: Ticket, effect: fx.HideComment) -> e.CommentShown:
        """Delete the messages that show a comment. Naturally repeatable."""
        for ts in effect.ts.split():
            self._delete(self._where(ticket, public=effect.comment.public)[0], ts)
        return e.CommentShown(comment=effect.comment.id, ts="")

    def ask_satisfaction(self, ticket: Ticket, effect: AskSatisfaction) -> e.SatisfactionAsked:
        """Once. Where an earlier try may have come through nobody looks: rather never than twice."""
        if not effect.doubt:
            speech = self._readers.of_person(effect.person, ticket.place.channel)
            satisfaction.ask(self._calls, speech, ticket, effect, self._link(ticket.place))
        return e.SatisfactionAsked()

    def thank(self, ticket: Ticket, effect: ThankForRating) -> e.ThankedForRating:
        """Edit the question so that it says the answer."""
        speech = self._readers.of_person(effect.person, ticket.place.channel)
        satisfaction.thank(self._calls, speech, ticket, effect, self._link(ticket.place))
        return e.ThankedForRating(score=effect.score, commented=effect.commented)

    def warn_of_promise(self, ticket: Ticket, effect: WarnOfPromise) -> e.PromiseWarned:
        """At most once: where an earlier try may have come through it is not said again."""
        return self._promises.warn(ticket, effect)

    def tell_snooze(self, ticket: Ticket, effect: TellSnooze) -> e.SnoozeTold:
        """Edit the warning so that it says until when nothing more comes."""
        return self._promises.pause(ticket, effect)

    def _link(self, place: Place) -> str:
        return permalink(self._directory.myself().url, place.channel, place.ts)

    def look_again(self, ticket: Ticket) -> e.ShownSeen:
        """What Slack shows by us: in the thread, in the agents' channel, and where it went or was passed on to."""
        passed_on, moving = ticket.routing.channels if ticket.routing else (), ticket.moving
        others = (*passed_on, *([moving.to] if moving else []))
        where = Where(ticket.place, self._agents_channel(ticket.place.channel), others)
        return shown(self._calls, self._directory.myself().user, where, frozenset({METADATA, COMMENT}))

    def remove_post(self, ticket: Ticket, post: Extra) -> e.PostRemoved:
        """Delete one message of ours. Naturally repeatable."""
        self._delete(post.channel or self._where(ticket, public=post.public)[0], post.ts)
        return e.PostRemoved(ts=post.ts)

    def _delete(self, channel: str, ts: str) -> None:
        try:
            self._calls.write("chat.delete", channel=channel, ts=ts)
        except Refused as refused:
            if refused.error != "message_not_found":
                raise

    def _posted(self, place: Place) -> str | None:
        """The status message of an earlier try whose answer was lost."""
        return marked(self._calls, place.channel, place.ts, {"place": str(place)}).get("")
