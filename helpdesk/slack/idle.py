"""What people are told of a question that nothing happens to: each line and private message is there once."""

from typing import assert_never

from helpdesk.domain import events as e
from helpdesk.domain.effects.idle import IdleTelling, RemindRequester, TellRelease, TellResolved
from helpdesk.domain.place import permalink
from helpdesk.domain.ticket import Ticket
from helpdesk.languages.speech import Speech
from helpdesk.slack.announcing import Announcement, announce
from helpdesk.slack.calls import AdminNeeded, Refused, SlackCalls
from helpdesk.slack.direct import NOBODY, direct
from helpdesk.slack.directory import Directory
from helpdesk.slack.readers import Readers
from helpdesk.slack.words import mention


class IdleLines:
    """Every method raises TryLater or GiveUp and nothing else."""

    def __init__(self, calls: SlackCalls, directory: Directory, readers: Readers) -> None:
        self._calls = calls
        self._directory = directory
        self._readers = readers

    def tell(self, ticket: Ticket, effect: IdleTelling) -> e.IdleLearned:
        """Say it in the thread, or in private to who was released; in doubt what is there is looked for first."""
        speech = self._readers.of_channel(ticket.place.channel)
        match effect:
            case TellRelease():
                if effect.to == "person":
                    self._in_private(ticket, effect)
                else:
                    self._in_thread(ticket, effect, _released(speech, effect))
                return e.ReleaseTold(to=effect.to, of=effect.release.at)
            case RemindRequester():
                ts = self._in_thread(ticket, effect, _reminded(speech, effect))
                return e.RequesterReminded(since=effect.since, at=float(ts))
            case TellResolved():
                self._in_thread(ticket, effect, speech.say("idle-resolved", person=mention(speech, effect.person)))
                return e.IdleResolvedTold(of=effect.at)
            case _:
                assert_never(effect)

    def _in_thread(self, ticket: Ticket, effect: IdleTelling, text: str) -> str:
        place = ticket.place
        mark = {"idle": effect.key, "of": str(place)}
        return announce(self._calls, Announcement(place.channel, text, mark, place.ts), doubt=effect.doubt)

    def _in_private(self, ticket: Ticket, effect: TellRelease) -> None:
        """Whoever is not there any more is not told."""
        place, person = ticket.place, effect.release.person
        speech = self._readers.of_person(person, place.channel)
        link = permalink(self._directory.myself().url, place.channel, place.ts)
        text = speech.say(
            "idle-released-person",
            question=f"<{link}|{ticket.number}>",
            channel=f"<#{place.channel}>",
            days=effect.release.days,
        )
        mark = {"idle": effect.key, "of": str(place)}
        try:
            announce(self._calls, Announcement(direct(self._calls, person), text, mark), doubt=effect.doubt)
        except (Refused, AdminNeeded) as refused:
            if refused.error not in NOBODY:
                raise


def _released(speech: Speech, effect: TellRelease) -> str:
    days = effect.release.days
    if effect.next:
        return speech.say("idle-released-next", person=mention(speech, effect.next), days=days)
    return speech.say("idle-released", days=days)


def _reminded(speech: Speech, effect: RemindRequester) -> str:
    person = mention(speech, effect.person)
    if effect.days is None:
        return speech.say("idle-reminded", person=person)
    return speech.say("idle-reminded-last", person=person, days=effect.days)
