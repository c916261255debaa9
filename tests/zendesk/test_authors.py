"""A reply is written by its author where Zendesk lets them, for the readers it is meant for."""

import pytest

from helpdesk.domain.people import Person
from helpdesk.sandbox.zendesk.people import add_user
from helpdesk.zendesk.refusals import Refused

from .scene import GUEST, KIM, NEWCOMER, ROBIN, Scene
from .talking import (
    FIRST,
    SECOND,
    comments,
    last,
    link_to,
    message,
    opened,
    reply,
    tell,
    telling,
    told,
)

TICKET = "/api/v2/tickets/1"


@pytest.mark.parametrize(
    ("configured", "internal", "public"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_who_reads_a_reply(scene: Scene, configured: bool, internal: bool, public: bool) -> None:
    there = scene.with_defaults(replies_public=configured)
    tell(there, telling(opened(there), reply(internal=internal)), message())
    assert last(there).public is public


AUTHORS: dict[str, tuple[Person | None, str, str]] = {
    "an end user": (ROBIN, "robin@example.com", ""),
    "an agent": (KIM, "kim@example.com", ""),
    "somebody Zendesk doesn't know": (NEWCOMER, "nia+slack@example.com", ""),
    "a guest without an address": (GUEST, "helpdesk-bot@example.com", "Gus Guest (Slack):"),
    "a bot": (Person("B0", "Deploys", "bot@example.com", is_bot=True), "helpdesk-bot@example.com", "Deploys (Slack):"),
    "nobody known": (None, "helpdesk-bot@example.com", "Somebody (Slack):"),
}


@pytest.mark.parametrize("case", AUTHORS)
def test_a_reply_is_written_in_the_name_of(scene: Scene, case: str) -> None:
    author, email, line = AUTHORS[case]
    before = opened(scene)
    tell(scene, telling(before), message(author=author.name if author else "Somebody"), author=author)
    assert scene.zendesk.account.users[last(scene).author_id].email == email
    assert last(scene).plain_body.startswith(line or "Still down")
    assert ("(Slack)" in last(scene).plain_body) is bool(line)
    assert (link_to(FIRST).split("?")[0] in last(scene).html_body) is bool(line)


def test_a_newcomer_is_made_without_a_welcome_mail(scene: Scene) -> None:
    before = opened(scene)
    tell(scene, telling(before), message(), author=NEWCOMER)
    made = scene.zendesk.journal.calls_of("POST", "/users/create_or_update")
    assert [call.body["user"]["skip_verify_email"] for call in made] == [True]


def test_an_agent_known_by_a_second_address_keeps_their_name(scene: Scene) -> None:
    scene.user(KIM).other_emails = ("kim.other@example.com",)
    before = opened(scene)
    tell(scene, telling(before), message(), author=Person("U0KIM", "Kim in Slack", "Kim.Other@example.com"))
    assert last(scene).author_id == scene.user(KIM).id
    assert scene.user(KIM).name == "Kim Support"
    assert scene.count("POST", "/users") == 0


def test_a_suspended_person_is_named_in_our_own_comment(scene: Scene) -> None:
    add_user(scene.zendesk.account, name="Nia New", email="nia+slack@example.com", suspended=True)
    tell(scene, telling(opened(scene)), message(author="Nia New"), author=NEWCOMER)
    assert last(scene).author_id == scene.bot.id
    assert last(scene).plain_body.startswith("Nia New (Slack):")


def test_an_author_zendesk_refuses_is_named_in_our_own_comment(scene: Scene) -> None:
    complaint = [{"description": "Author: is suspended.", "error": "UserSuspended"}]
    body = {"error": "RecordInvalid", "description": "Record validation errors", "details": {"author": complaint}}
    before = opened(scene)
    scene.fail(method="PUT", path=TICKET, status=422, body=body)
    done = told(tell(scene, telling(before, status="pending"), message()))
    assert (done.wrote, last(scene).author_id) == ("pending", scene.bot.id)
    assert last(scene).plain_body.startswith("Robin Sample (Slack):")


def test_an_author_we_may_not_write_for_is_named_in_our_own_comment(scene: Scene) -> None:
    before = opened(scene)
    scene.fail(method="PUT", path=TICKET, status=403, body={"error": {"title": "Forbidden", "message": "No."}})
    tell(scene, telling(before), message())
    assert last(scene).author_id == scene.bot.id


def test_what_we_ourselves_may_not_write_is_refused(scene: Scene) -> None:
    before = opened(scene)
    scene.fail(method="PUT", path=TICKET, status=403, body={"error": {"title": "Forbidden"}}, times=None)
    with pytest.raises(Refused, match="check its role"):
        tell(scene, telling(before), message())


def test_an_author_known_by_an_id_that_is_gone_is_looked_up_once_more(scene: Scene) -> None:
    before = opened(scene)
    key = next(key for key in scene.memory.values if key.endswith(":writer:robin@example.com"))
    scene.memory.put(key, "4711", 60)
    tell(scene, telling(before), message())
    assert last(scene).author_id == scene.user(ROBIN).id


def light_agent(scene: Scene) -> Person:
    add_user(scene.zendesk.account, name="Lee Light", email="lee@example.com", role="agent", light=True)
    return Person("U0LEE", "Lee Light", "lee@example.com")


def test_a_light_agents_public_reply_is_written_by_us(scene: Scene) -> None:
    tell(scene, telling(opened(scene)), message(author="Lee Light"), author=light_agent(scene))
    assert (last(scene).author_id, last(scene).public) == (scene.bot.id, True)
    assert last(scene).plain_body.startswith("Lee Light (Slack):")


def test_a_light_agents_internal_reply_is_their_own(scene: Scene) -> None:
    lee = light_agent(scene)
    tell(scene, telling(opened(scene), reply(internal=True)), message(author="Lee Light"), author=lee)
    assert scene.zendesk.account.users[last(scene).author_id].name == "Lee Light"


def test_an_agent_whose_comments_zendesk_makes_internal_is_not_written_for_again(scene: Scene) -> None:
    kim = scene.user(KIM)
    before = opened(scene)
    scene.people.writer(KIM)
    kim.light = True
    done = told(tell(scene, telling(before), message(author="Kim Support"), author=KIM))
    assert len(comments(scene)) == 1
    scene.pass_time()
    second = telling(done.reading.stamp, reply(SECOND))
    tell(scene, second, message(SECOND, author="Kim Support"), author=KIM)
    assert [(c.author_id, c.public) for c in comments(scene)] == [(kim.id, False), (scene.bot.id, True)]


def test_messages_of_two_bots_share_no_comment(scene: Scene) -> None:
    effect = telling(opened(scene), reply(FIRST, by=None), reply(SECOND, by=None))
    done = told(tell(scene, effect, message(FIRST, author="One"), message(SECOND, author="Two"), author=None))
    assert list(done.names) == [FIRST]
