"""Questions that go every way a ticket can go, for tests that look at all of them afterwards."""

from dataclasses import dataclass

from redis import Redis

from helpdesk.domain.place import Place
from helpdesk.store.embedded import EmbeddedStore
from helpdesk.store.tickets import Tickets
from tests.story.stage import ALEX, CHANNEL, IMPACT, KIM, ROBIN, SAM, Stage
from tests.story.test_files_and_secrets import attach, drag, files_in
from tests.story.test_the_conversation import answer, comment_with, message_with, say, thread
from tests.story.test_the_form import CHOICES, send
from tests.story.test_the_main_job import escalate, user_id, zendesk_status
from tests.waiting import until

AGENTS = "C0ITAGENTS"


def rich(stage: Stage) -> None:
    """One question for each way a ticket can go, each at rest before the next."""
    with EmbeddedStore(stage.folder / "data", "everysec") as store, Redis.from_url(store.url) as redis:
        tickets = Tickets(redis)
        for story in (told_by_marks, told_by_words, talked_about, told_by_zendesk, moved, ended):
            story(World(stage, tickets))
        until(lambda: not [*redis.scan_iter("*:due"), *redis.scan_iter("*:mail:*")], "rest")


@dataclass
class World:
    """The stage, with a look into its store."""

    stage: Stage
    tickets: Tickets

    def ask(self, name: str) -> str:
        """A question, once it is a ticket."""
        ts = self.stage.ask(f"Question: {name}")
        self.comes_to(ts, "new")
        return ts

    def comes_to(self, ts: str, state: str) -> None:
        place = Place("T0SANDBOX", CHANNEL, ts)
        until(lambda: (found := self.tickets.at(place)) and found.state == state, f"{ts} {state}")

    def opened(self, ts: str, status: str) -> None:
        until(lambda: zendesk_status(self.stage, ts) == status, f"{status} in Zendesk")


def told_by_marks(world: World) -> None:
    stage = world.stage
    world.ask("untouched")
    ts = world.ask("marked by two")
    stage.react(KIM, ts, "eyes")
    stage.react(ALEX, ts, "wrench")
    world.comes_to(ts, "working")


def told_by_words(world: World) -> None:
    stage = world.stage
    ts = world.ask("resolved after a word")
    say(stage, ts, "It still burns")
    stage.react(ALEX, ts, "white_check_mark")
    world.comes_to(ts, "resolved")
    ts = world.ask("opened again by a word")
    stage.react(ALEX, ts, "wrench")
    stage.react(ALEX, ts, "white_check_mark")
    world.comes_to(ts, "resolved")
    say(stage, ts, "It burns again")
    until(lambda: stage.by_bot(ts), "its status message")


def talked_about(world: World) -> None:
    stage = world.stage
    talked = world.ask("talked about")
    early = say(stage, talked, "Said before the ticket")
    number = escalate(stage, talked)
    stage.react(KIM, talked, "wrench")
    world.opened(talked, "open")
    say(stage, talked, "First reply")
    comment_with(stage, talked, "First reply")
    edited = say(stage, talked, "Rom twelve", user=SAM)
    comment_with(stage, talked, "Rom twelve")
    stage.act("edit", user=SAM, channel=CHANNEL, ts=edited, text="Room twelve")
    comment_with(stage, talked, "Room twelve")
    stage.act("edit", user=ROBIN, channel=CHANNEL, ts=early, text="Said before it, edited after it")
    comment_with(stage, talked, "edited after it")
    secret = say(stage, talked, "My code is blue-heron")
    comment_with(stage, talked, "blue-heron")
    stage.act("delete", user=ROBIN, channel=CHANNEL, ts=secret)
    comment_with(stage, talked, "deleted")
    answer(stage, number, "An answer by Kim")
    message_with(stage, talked, "An answer by Kim")
    attach(stage, number, "Two pictures", "one.png", "two.png")
    until(lambda: sorted(files_in(stage, talked)) == ["one.png", "two.png"], "both pictures")
    answer(stage, number, "For agents only", public=False)
    until(lambda: "For agents only" in str(stage.slack_state()["messages"][AGENTS]), "the note")
    drag(stage, talked, "mine.png", text="My picture")
    comment_with(stage, talked, "My picture")
    say(stage, talked, "The last words")
    comment_with(stage, talked, "The last words")

    ts = world.ask("with a form")
    choices = {"priority": "high", "type": "incident", "replies": "internal", "include": ["files"]}
    view = stage.create_ticket(ALEX, ts, CHOICES)
    assert send(stage, view, ALEX, subject="Dark", **choices, **{f"field__{IMPACT}": "low"}) == {}
    until(lambda: stage.by_bot(ts), "its status message")


def told_by_zendesk(world: World) -> None:
    stage = world.stage
    kim = user_id(stage, "Kim")
    followed = world.ask("followed up")
    stage.react(ALEX, followed, "ticket")
    closing = int(until(lambda: stage.ticket_of(followed), "a Zendesk ticket")["id"])
    until(lambda: stage.by_bot(followed), "the status message")
    stage.react(ALEX, followed, "white_check_mark")
    world.opened(followed, "solved")
    stage.agent("close", **{"as": kim, "ticket": closing})
    until(lambda: "closed in Zendesk" in stage.by_bot(followed)[0], "the word of it")
    say(stage, followed, "It is back")
    until(lambda: int((stage.ticket_of(followed) or {"id": 0})["id"]) > closing, "a follow-up")

    one, two = world.ask("merged"), world.ask("merged into")
    first, second = escalate(stage, one), escalate(stage, two)
    answer(stage, second, "Said before the merge")
    message_with(stage, two, "Said before the merge")
    stage.agent("merge", **{"as": kim, "ticket": first, "into": second})
    until(lambda: f"/{second}|" in stage.by_bot(one)[0], "the target's number")
    answer(stage, second, "Said to both")
    message_with(stage, one, "Said to both")
    message_with(stage, two, "Said to both")


def moved(world: World) -> None:
    stage, kim = world.stage, user_id(world.stage, "Kim")
    ts = world.ask("solved in Zendesk")
    number = escalate(stage, ts)
    stage.react(ALEX, ts, "eyes")
    world.opened(ts, "open")
    stage.agent("set_status", **{"as": kim, "ticket": number, "status": "solved"})
    world.comes_to(ts, "resolved")
    ts = world.ask("moved by a button")
    escalate(stage, ts)
    status = thread(stage, ts)[0]
    stage.act("press", user=KIM, channel=CHANNEL, ts=status["ts"], action_id="state:working")
    until(lambda: "Being worked on" in stage.by_bot(ts)[0], "the button")
    stage.act("press", user=ALEX, channel=CHANNEL, ts=status["ts"], action_id="state:waiting")
    world.opened(ts, "pending")
    ts = world.ask("assigned in Zendesk")
    number = escalate(stage, ts)
    stage.react(ALEX, ts, "wrench")
    world.opened(ts, "open")
    stage.agent("assign", **{"as": kim, "ticket": number, "assignee": kim})
    stage.agent("set_requester", **{"as": kim, "ticket": number, "requester": user_id(stage, "Sam")})
    until(lambda: "the requester is Sam" in stage.by_bot(ts)[0], "the word of it")


def ended(world: World) -> None:
    stage, kim = world.stage, user_id(world.stage, "Kim")
    ts = world.ask("deleted")
    escalate(stage, ts)
    stage.act("delete", user=ROBIN, channel=CHANNEL, ts=ts)
    world.opened(ts, "solved")
    ts = world.ask("deleted in Zendesk")
    number = escalate(stage, ts)
    stage.agent("delete", **{"as": kim, "ticket": number})
    until(lambda: "was deleted there" in stage.by_bot(ts)[0], "the word of it")

    world.ask("the last")
