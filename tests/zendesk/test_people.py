"""Slack's people are found in Zendesk by their address, remembered, and never changed there."""

import pytest
from pydantic import SecretStr

from helpdesk.domain.people import Person
from helpdesk.zendesk.login import TokenLogin
from helpdesk.zendesk.payloads import UserSeen
from helpdesk.zendesk.people import People
from helpdesk.zendesk.refusals import Refused
from helpdesk.zendesk.transport import Transport

from .listening import Listening
from .scene import ALEX, GUEST, KIM, NEWCOMER, ROBIN, Remembered, Scene


def test_an_agent_is_found_once_and_remembered(scene: Scene) -> None:
    assert scene.people.agent(ALEX) == scene.user(ALEX).id
    assert scene.people.agent(ALEX._replace(email="Alex@Example.com")) == scene.user(ALEX).id
    assert scene.count("GET", "/users/search") == 1


@pytest.mark.parametrize("person", [None, GUEST, ROBIN, NEWCOMER, ALEX._replace(is_bot=True)])
def test_only_agents_with_an_address_are_agents(scene: Scene, person: Person | None) -> None:
    assert scene.people.agent(person) is None


def test_somebody_unknown_is_not_asked_for_again_at_once(scene: Scene) -> None:
    assert scene.people.agent(NEWCOMER) is None
    assert scene.people.agent(NEWCOMER) is None
    assert scene.count("GET", "/users/search") == 1


def test_a_suspended_agent_cant_be_assigned(scene: Scene) -> None:
    scene.user(KIM).suspended = True
    assert scene.people.agent(KIM) is None


@pytest.mark.parametrize("role_type", [1, 3])
def test_light_agents_and_contributors_cant_be_assigned(role_type: int) -> None:
    assert not UserSeen(id=1, role="agent", role_type=role_type).can_be_assigned


def test_an_address_with_a_plus_is_searched_as_it_is(scene: Scene) -> None:
    made = scene.people.end_user("Nia+slack@example.com", "Nia New")
    scene.memory.values.clear()
    assert scene.people.end_user("nia+SLACK@example.com", "Nia New") == made
    assert scene.count("POST", "/users") == 1


def test_a_user_who_only_resembles_the_address_is_not_taken() -> None:
    resembling = b'{"users": [{"id": 9, "email": "nia@example.com", "role": "agent"}]}'
    with Listening(resembling, posted=b'{"user": {"id": 10}}') as other:
        people = People(Transport(other.url, TokenLogin("a@example.com", SecretStr("t"))), Remembered())
        assert people.agent(NEWCOMER) is None
        assert people.end_user("Nia+slack@example.com", "Nia New") == 10


def test_an_address_zendesk_wont_have_is_nobody(scene: Scene) -> None:
    body = {"error": "RecordInvalid", "details": {"email": [{"description": "Email: x is not properly formatted"}]}}
    scene.fail(method="POST", path="*/create_or_update", status=422, body=body)
    assert scene.people.end_user("x", "X") is None


def test_somebody_another_worker_made_in_between_is_found(scene: Scene) -> None:
    body = {"error": "RecordInvalid", "details": {"email": [{"description": "Email: already in use"}]}}
    scene.fail(method="POST", path="*/create_or_update", when="after", status=422, body=body)
    assert scene.people.end_user(NEWCOMER.email or "", NEWCOMER.name) == scene.user(NEWCOMER).id


def test_a_refused_login_is_not_taken_for_a_refused_person(scene: Scene) -> None:
    scene.fail(method="POST", path="*/create_or_update", status=401, times=None)
    with pytest.raises(Refused):
        scene.people.end_user(NEWCOMER.email or "", NEWCOMER.name)


def test_names_are_remembered(scene: Scene) -> None:
    kim = scene.user(KIM).id
    assert [scene.people.name(kim), scene.people.name(kim)] == ["Kim Support", "Kim Support"]
    assert scene.count("GET", f"/users/{kim}") == 1


@pytest.mark.parametrize("nobody", [None, 0, 4711])
def test_nobody_has_no_name(scene: Scene, nobody: int | None) -> None:
    assert scene.people.name(nobody) is None


def test_what_is_remembered_belongs_to_one_login_of_one_account(scene: Scene) -> None:
    scene.people.me()
    host = scene.url.removeprefix("http://")
    assert list(scene.memory.values) == [f"zendesk:{host}/helpdesk-client:me:"]
