"""Who people are and whose marks count: asked once, remembered, and asked anew when an event says so."""

import json
import threading
from collections.abc import Callable
from typing import Any

import pytest

from helpdesk.domain.people import Person
from helpdesk.domain.retry import TryLater
from helpdesk.domain.rules import Group, Responders
from helpdesk.sandbox.slack.seed import Seed, SeedChannel, SeedGroup, SeedPerson, default_seed
from helpdesk.slack.calls import ADMIN_SECONDS
from helpdesk.slack.directory import ASK_AGAIN_SECONDS, Directory, Self
from helpdesk.store.keys import answer
from tests.waiting import PATIENCE, until

from .stage import AGENTS, ALEX, BOT, GENERAL, HELP, KIM, ROBIN, SAM, TEAM, Scene, Script, Wing

GROUP = "S0ITTEAM"


def test_a_responder_is_a_member_of_a_group_or_of_a_channel_or_named(scene: Scene) -> None:
    assert scene.directory.responders([GROUP]) == Responders(frozenset({ALEX, KIM}))
    assert scene.directory.responders([AGENTS]) == Responders(frozenset({ALEX, KIM, BOT}))
    assert scene.directory.responders([ROBIN, "W0FROMGRID"]) == Responders(frozenset({ROBIN, "W0FROMGRID"}))
    assert scene.directory.responders([GROUP, ROBIN]) == Responders(frozenset({ALEX, KIM, ROBIN}))
    assert scene.directory.responders([]) == Responders()


def test_a_group_has_a_handle_and_people(scene: Scene) -> None:
    people = frozenset({ALEX, KIM})
    assert scene.directory.group(GROUP) == Group(scene.directory.group_name(GROUP), people)


def test_a_group_whose_handle_slack_does_not_tell_now_goes_by_its_id(scene: Scene) -> None:
    scene.fault("usergroups.list", "http_error", status=503)
    assert scene.directory.group(GROUP) == Group(GROUP, frozenset({ALEX, KIM}))


def test_everyone_needs_no_question_to_slack(scene: Scene) -> None:
    assert scene.directory.responders([GROUP, "everyone"]).everyone
    assert scene.directory.responders(["everyone"]).everyone
    assert scene.called("conversations.members") == []


def test_all_pages_of_a_large_channel_are_read(staged: Callable[[Seed], Scene]) -> None:
    people = tuple(SeedPerson(id=f"U0CROWD{n}", name=f"p{n}", real_name=f"Person {n}") for n in range(450))
    ids = tuple(each.id for each in people)
    channel = SeedChannel(id="C0CROWD", name="crowd", members=(*ids, BOT))
    scene = staged(Seed(people=people, channels=(channel,)))
    assert scene.directory.responders(["C0CROWD"]).people == {*ids, BOT}
    assert len(scene.called("conversations.members")) == 3


def test_an_answer_is_asked_for_once_by_all_processes(scene: Scene) -> None:
    other = Directory(scene.calls, scene.answers)
    for directory in (scene.directory, other, scene.directory):
        directory.responders([GROUP, AGENTS])
        directory.person(ROBIN)
        directory.channel_name(HELP)
        directory.myself()
    asked = [call.method for call in scene.called("usergroups.users.list")]
    assert len(asked) == 1
    methods = ["conversations.members", "users.info", "conversations.info", "auth.test"]
    assert [len(scene.called(method)) for method in methods] == [1, 1, 1, 1]


def test_a_person_has_the_locale_of_their_slack(scene: Scene) -> None:
    assert scene.directory.person(ROBIN).locale == "en-US"
    scene.act(scene.local.acts.change_person(user=KIM, locale="it-IT"))
    assert scene.directory.person(KIM).locale == "it-IT"


def test_an_empty_group_is_remembered_too(scene: Scene) -> None:
    scene.act(scene.local.acts.set_group(group=GROUP, members=[]))
    for _ in range(2):
        assert scene.directory.responders([GROUP]) == Responders()
    assert len(scene.called("usergroups.users.list")) == 1


def test_a_stale_answer_is_asked_for_anew(scene: Scene) -> None:
    assert SAM not in scene.directory.responders([GROUP])
    scene.act(scene.local.acts.set_group(group=GROUP, members=[SAM]))
    assert SAM not in scene.directory.responders([GROUP])
    scene.answers.stale(f"group:{GROUP}")
    assert scene.directory.responders([GROUP]) == Responders(frozenset({SAM}))


def test_an_answer_made_stale_while_it_was_asked_for_is_not_remembered(scene: Scene) -> None:
    scene.fault("usergroups.users.list", "hang", after=True, seconds=PATIENCE)
    found: list[Responders] = []
    asking = threading.Thread(target=lambda: found.append(scene.directory.responders([GROUP])))
    asking.start()
    until(lambda: scene.called("usergroups.users.list"), "the call")
    scene.act(scene.local.acts.set_group(group=GROUP, members=[SAM]))
    scene.answers.stale(f"group:{GROUP}")
    scene.local.faults.clear()
    asking.join()
    assert found == [Responders(frozenset({ALEX, KIM}))]
    assert scene.directory.responders([GROUP]) == Responders(frozenset({SAM}))


def crowded(staged: Callable[[Seed], Scene]) -> tuple[Scene, Directory, dict[str, str]]:
    """Forty groups of one person each, and a directory that knows that they will be asked for."""
    groups = {f"S0GROUP{n}": f"U0CROWD{n}" for n in range(40)}
    people = tuple(SeedPerson(id=id_, name=id_.lower(), real_name=id_) for id_ in groups.values())
    seeded = tuple(SeedGroup(id=id_, handle=id_.lower(), name=id_, members=(one,)) for id_, one in groups.items())
    scene = staged(Seed(people=people, groups=seeded))
    return scene, Directory(scene.calls, scene.answers, groups), groups


def test_all_groups_are_known_with_one_call(staged: Callable[[Seed], Scene]) -> None:
    scene, directory, groups = crowded(staged)
    for group, person in groups.items():
        assert directory.responders([group]).people == {person}
    assert (len(scene.called("usergroups.list")), scene.called("usergroups.users.list")) == (1, [])
    scene.answers.stale("group:S0GROUP7")
    scene.act(scene.local.acts.set_group(group="S0GROUP7", members=["U0CROWD1"]))
    assert directory.responders(groups).people == {*groups.values()} - {"U0CROWD7"}
    assert (len(scene.called("usergroups.list")), len(scene.called("usergroups.users.list"))) == (1, 1)


def test_what_was_learned_of_all_groups_counts_while_slack_is_away(staged: Callable[[Seed], Scene]) -> None:
    scene, directory, groups = crowded(staged)
    directory.responders(["S0GROUP0"])
    for group in groups:
        scene.answers.forget(f"group:{group}")
    scene.fault("*", "http_error", times=None)
    assert directory.responders(groups).people == {*groups.values()}


def test_a_group_made_stale_while_all_were_asked_for_is_asked_for_anew(staged: Callable[[Seed], Scene]) -> None:
    scene, directory, _ = crowded(staged)
    scene.fault("usergroups.list", "hang", after=True, seconds=PATIENCE)
    asking = threading.Thread(target=lambda: directory.responders(["S0GROUP0"]))
    asking.start()
    until(lambda: scene.called("usergroups.list"), "the call")
    scene.act(scene.local.acts.set_group(group="S0GROUP1", members=["U0CROWD5"]))
    scene.answers.stale("group:S0GROUP1")
    scene.local.faults.clear()
    asking.join()
    assert directory.responders(["S0GROUP1"]).people == {"U0CROWD5"}
    assert directory.responders(["S0GROUP2"]).people == {"U0CROWD2"}


def test_a_group_that_is_not_listed_holds_up_no_other(staged: Callable[[Seed], Scene]) -> None:
    scene, _, _ = crowded(staged)
    directory = Directory(scene.calls, scene.answers, ["S0GROUP1", "S0GONE"])
    with pytest.raises(TryLater):
        directory.responders(["S0GONE"])
    assert directory.responders(["S0GROUP1"]).people == {"U0CROWD1"}


@pytest.mark.parametrize("entry", ["S0GONE", "C0GONE", GENERAL])
def test_responders_that_cant_be_told_are_waited_for_and_not_nobody(scene: Scene, entry: str) -> None:
    scene.local.workspace.channels[GENERAL].is_private = True
    with pytest.raises(TryLater) as later:
        scene.directory.responders([entry])
    assert later.value.after == ADMIN_SECONDS
    assert later.value.doubt is False


def test_a_failed_question_is_not_remembered(scene: Scene) -> None:
    scene.fault("usergroups.users.list", "http_error")
    with pytest.raises(TryLater):
        scene.directory.responders([GROUP])
    assert ALEX in scene.directory.responders([GROUP])


def test_while_slack_is_away_the_last_known_answer_counts_and_is_asked_for_anew_soon(scene: Scene) -> None:
    assert scene.directory.responders([GROUP, AGENTS]) == Responders(frozenset({ALEX, KIM, BOT}))
    for name in (f"group:{GROUP}", f"members:{AGENTS}"):
        scene.answers.forget(name)
        scene.fault("*", "http_error")
        scene.directory.responders([GROUP, AGENTS])
        assert 0 < scene.store.ttl(answer(name)[0]) <= ASK_AGAIN_SECONDS
    assert scene.directory.responders([GROUP, AGENTS]) == Responders(frozenset({ALEX, KIM, BOT}))
    scene.answers.forget(f"group:{GROUP}")
    scene.act(scene.local.acts.set_group(group=GROUP, members=[SAM]))
    assert scene.directory.responders([GROUP]) == Responders(frozenset({SAM}))


def test_a_last_known_answer_that_an_event_made_stale_counts_no_more(scene: Scene) -> None:
    scene.directory.responders([GROUP])
    scene.answers.stale(f"group:{GROUP}")
    scene.fault("usergroups.users.list", "http_error")
    with pytest.raises(TryLater):
        scene.directory.responders([GROUP])


def test_the_last_known_members_of_a_group_that_is_gone_do_not_count(scene: Scene) -> None:
    scene.directory.responders([GROUP])
    scene.answers.forget(f"group:{GROUP}")
    scene.fault("usergroups.users.list", "error", error="no_such_subteam")
    with pytest.raises(TryLater):
        scene.directory.responders([GROUP])


def test_a_person_has_a_name_and_an_address(scene: Scene) -> None:
    assert scene.directory.person(ROBIN) == Person(
        ROBIN, "Robin Sample", "robin@example.com", False, "Etc/UTC", "en-US"
    )
    assert scene.directory.person(BOT) == Person(BOT, "Helpdesk", None, True, "Etc/UTC", "en-US")


def test_somebody_slack_does_not_know_is_a_person_without_address(scene: Scene) -> None:
    assert scene.directory.person("U0STRANGER") == Person("U0STRANGER", "U0STRANGER")


@pytest.mark.parametrize(
    ("user", "name"),
    [
        ({"profile": {"real_name": "Rio", "display_name": "rr"}, "real_name": "R", "name": "r"}, "Rio"),
        ({"profile": {"real_name": "", "display_name": "rr"}, "real_name": "R", "name": "r"}, "R"),
        ({"profile": {"display_name": "rr"}, "name": "r"}, "rr"),
        ({"profile": None, "name": "r"}, "r"),
        ({}, "U0RIO"),
        (None, "U0RIO"),
    ],
)
def test_a_persons_name_is_the_best_that_slack_has(wing: Wing, script: Script, user: object, name: str) -> None:
    script.says(user=user)
    assert wing.directory.person("U0RIO") == Person("U0RIO", name)


def test_a_channel_has_a_name_unless_slack_does_not_tell(scene: Scene) -> None:
    assert scene.directory.channel_name(HELP) == "it-help"
    scene.fault("conversations.info", "error", error="not_supported")
    assert scene.directory.channel_name(GENERAL) == GENERAL


def test_a_private_channel_is_called_by_its_id(scene: Scene) -> None:
    scene.local.workspace.channels[GENERAL].is_private = True
    assert scene.directory.channel_name(GENERAL) == GENERAL


def test_a_group_is_called_by_its_handle_unless_slack_does_not_tell(scene: Scene) -> None:
    handle = scene.local.workspace.groups[GROUP].handle
    assert scene.directory.group_name(GROUP) == handle
    assert scene.directory.group_name("S0GONE") == "S0GONE"
    assert len(scene.called("usergroups.list")) == 1


@pytest.mark.parametrize("error", ["missing_scope", "plan_upgrade_required"])
def test_a_group_slack_does_not_tell_of_is_called_by_its_id(scene: Scene, error: str) -> None:
    scene.fault("usergroups.list", "error", error=error)
    assert scene.directory.group_name(GROUP) == GROUP


def test_a_name_is_waited_for_while_slack_lets_us_in_nowhere(scene: Scene) -> None:
    scene.fault("usergroups.list", "error", error="token_revoked")
    with pytest.raises(TryLater):
        scene.directory.group_name(GROUP)


def test_we_know_who_we_are(scene: Scene) -> None:
    assert scene.directory.myself() == Self(BOT, default_seed().app.bot_id, TEAM, scene.local.workspace.url)


OUTSIDE: dict[str, object] = {
    "a guest": {"is_restricted": True},
    "a guest of one channel": {"is_restricted": True, "is_ultra_restricted": True},
    "a stranger": {"is_stranger": True},
    "of another workspace": {"team_id": "T0ELSEWHERE"},
    "of another organisation": {"team_id": "T0ELSEWHERE", "enterprise_user": {"teams": ["T0ELSEWHERE", "T0AFAR"]}},
}
INSIDE: dict[str, object] = {
    "of ours": {"team_id": "T0HOUSE"},
    "of another workspace of ours": {"team_id": "T0SISTER", "enterprise_user": {"teams": ["T0SISTER", "T0HOUSE"]}},
    "of nobody says where": {"is_restricted": False},
}


@pytest.mark.parametrize("who", [*OUTSIDE, *INSIDE])
def test_who_comes_from_outside_has_no_address_that_we_trust(wing: Wing, script: Script, who: str) -> None:
    said: Any = {**OUTSIDE, **INSIDE}[who]
    wing.answers.put("self", json.dumps(["U0BOT", "B0BOT", "T0HOUSE", "https://house.example.com"]), 60)
    script.says(user={"profile": {"real_name": "Gus", "email": "boss@example.com"}, **said})
    outside = who in OUTSIDE
    assert wing.directory.is_outside("U0GUS") is outside
    assert wing.directory.person("U0GUS").email == (None if outside else "boss@example.com")
    assert wing.directory.outsiders() == ({"U0GUS"} if outside else set())


def test_a_private_channel_is_read_by_its_members_alone(scene: Scene) -> None:
    read = {(who, where) for who in (ROBIN, ALEX) for where in (HELP, AGENTS) if scene.directory.can_read(who, where)}
    assert read == {(ROBIN, HELP), (ALEX, HELP), (ALEX, AGENTS)}
