"""Calls to Zendesk: sent once, signed, never slept over, and every answer understood."""

import logging
import socket
import threading
import time
from email.utils import formatdate

import pytest
from pydantic import SecretStr, ValidationError

from helpdesk.domain.retry import GiveUp, TryLater
from helpdesk.zendesk.budgets import Purse
from helpdesk.zendesk.login import OAuthLogin, TokenLogin
from helpdesk.zendesk.oauth import ClientCredentials
from helpdesk.zendesk.refusals import Conflict, NotThere, Refused
from helpdesk.zendesk.sent import NewTicket, TicketChange
from helpdesk.zendesk.transport import Transport

from .listening import Listening
from .scene import LOGIN, Scene

ME = "/api/v2/users/me"
TICKET = "/api/v2/tickets/1"


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("said", "after"), [("7", 7.0), ("1.5", 1.5), (None, 5.0), ("soon", 5.0), ("-3", 0.0), ("nan", 5.0), ("1e9", 3600)]
)
def test_a_slow_down_carries_its_seconds_and_is_never_slept_over(
    scene: Scene, status: int, said: str | None, after: float
) -> None:
    scene.transport.me()
    scene.fail(path=ME, status=status, retry_after=said, times=None)
    with pytest.raises(TryLater) as later:
        scene.transport.me()
    assert later.value.after == after
    assert not later.value.doubt
    assert scene.count("GET", ME) == 2


def test_a_slow_down_until_a_date_carries_the_seconds_until_then(scene: Scene) -> None:
    scene.fail(path=ME, status=429, retry_after=formatdate(time.time() + 100, usegmt=True))
    with pytest.raises(TryLater) as later:
        scene.transport.me()
    assert 90 < later.value.after <= 100


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_broken_answer_to_a_write_is_a_doubt(scene: Scene, status: int) -> None:
    scene.open()
    scene.fail(method="PUT", path=TICKET, status=status, body="<html>Bad gateway</html>")
    with pytest.raises(TryLater) as later:
        scene.transport.update_ticket(1, TicketChange(status="open"))
    assert later.value.doubt


def test_a_collision_is_put_off_without_doubt(scene: Scene) -> None:
    scene.open()
    scene.fail(method="PUT", path=TICKET, status=409)
    with pytest.raises(TryLater) as later:
        scene.transport.update_ticket(1, TicketChange(status="open"))
    assert not isinstance(later.value, Conflict)
    assert not later.value.doubt


def test_a_stale_stamp_is_a_conflict(scene: Scene) -> None:
    scene.open()
    with pytest.raises(Conflict):
        scene.transport.update_ticket(1, TicketChange.since("2026-01-01T00:00:00Z", status="open"))


@pytest.mark.parametrize("body", ["<html>welcome</html>", "[1, 2]", "null", '{"unexpected": true}', ""])
@pytest.mark.parametrize("write", [False, True])
def test_a_success_that_makes_no_sense_is_put_off(scene: Scene, body: str, write: bool) -> None:
    scene.open()
    with Listening(body.encode()) as other:
        transport = Transport(other.url, TokenLogin("a@example.com", SecretStr("t")))
        with pytest.raises(TryLater) as later:
            _ = transport.update_ticket(1, TicketChange(status="open")) if write else transport.ticket(1)
    assert later.value.doubt is write


def test_a_page_for_people_is_no_proof_that_a_ticket_is_gone(scene: Scene) -> None:
    scene.fail(path=TICKET, status=404, body="<html>No help desk at this address</html>")
    with pytest.raises(TryLater):
        scene.transport.ticket(1)


def test_a_missing_record_is_not_there(scene: Scene) -> None:
    with pytest.raises(NotThere):
        scene.transport.ticket(4711)


def test_a_route_the_account_does_not_have_is_refused(scene: Scene) -> None:
    scene.fail(path=TICKET, status=404, body={"error": "InvalidEndpoint", "description": "Not found"})
    with pytest.raises(Refused) as refused:
        scene.transport.ticket(1)
    assert not isinstance(refused.value, NotThere)


def test_nothing_is_followed_to_another_address(scene: Scene) -> None:
    with Listening(b"", "HTTP/1.1 301 Moved Permanently\r\nLocation: https://example.com/\r\n") as other:
        with pytest.raises(TryLater, match="HELPDESK_ZENDESK_URL"):
            Transport(other.url, TokenLogin("a@example.com", SecretStr("t"))).ticket(1)
        assert len(other.heard) == 1


@pytest.mark.parametrize("name", ["127.0.0.1", "zendesk.invalid"])
def test_a_connection_that_never_came_about_is_no_doubt(name: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, not listening: nobody answers there
        transport = Transport(f"http://{name}:{taken.getsockname()[1]}", TokenLogin("a@example.com", SecretStr("t")))
        with pytest.raises(TryLater) as later:
            transport.update_ticket(1, TicketChange(status="open"))
    assert not later.value.doubt


@pytest.mark.parametrize("partial", [b"", b'{"ticket": {"id"'])
def test_an_answer_cut_off_is_a_doubt_for_a_write(partial: bytes) -> None:
    with Listening(partial, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n") as other:
        transport = Transport(other.url, TokenLogin("a@example.com", SecretStr("t")))
        with pytest.raises(TryLater) as later:
            transport.update_ticket(1, TicketChange(status="open"))
        assert later.value.doubt
        assert len(other.heard) == 1


def test_oauth_asks_for_one_token_and_uses_it(scene: Scene) -> None:
    scene.transport.me()
    scene.transport.me()
    asked = scene.zendesk.journal.calls_of("POST", "/oauth/tokens")
    assert [call.body for call in asked] == [
        {
            "grant_type": "client_credentials",
            "client_id": LOGIN.client_id,
            "client_secret": "***",
            "scope": "read write",
        }
    ]


def test_a_write_goes_through_although_the_token_was_revoked(scene: Scene) -> None:
    scene.open()
    scene.zendesk.oauth.revoke_all()
    scene.transport.update_ticket(1, TicketChange(status="pending"))
    assert scene.ticket(1).status == "pending"
    assert scene.count("POST", "/oauth/tokens") == 2


def test_many_threads_renew_a_revoked_token_once(scene: Scene) -> None:
    scene.transport.me()
    scene.zendesk.oauth.revoke_all()
    together = threading.Barrier(8)
    found: list[int] = []

    def ask() -> None:
        together.wait()
        found.append(scene.transport.me().id)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [scene.bot.id] * 8
    assert scene.count("POST", "/oauth/tokens") == 2


def test_a_token_is_renewed_a_minute_before_it_ends(scene: Scene) -> None:
    now = [1000.0]
    credentials = ClientCredentials(scene.url, LOGIN, (3.0, 8.0), Purse(), clock=lambda: now[0])
    first = credentials.authorization()
    now[0] += 1739
    assert credentials.authorization() == first
    now[0] += 1
    assert credentials.authorization() != first


def test_a_wrong_secret_names_the_settings_and_no_secret(scene: Scene) -> None:
    transport = Transport(scene.url, OAuthLogin(LOGIN.client_id, SecretStr("not-the-secret")))
    with pytest.raises(GiveUp, match="HELPDESK_ZENDESK_CLIENT_ID and HELPDESK_ZENDESK_CLIENT_SECRET") as refused:
        transport.me()
    assert "not-the-secret" not in str(refused.value)


def test_a_token_server_in_trouble_is_no_doubt_for_the_write(scene: Scene) -> None:
    scene.fail(path="/oauth/tokens", status=503, retry_after=3)
    with pytest.raises(TryLater) as later:
        scene.transport.update_ticket(1, TicketChange(status="open"))
    assert (later.value.doubt, later.value.after) == (False, 3.0)
    assert scene.count("PUT", TICKET) == 0


def test_a_token_answer_that_makes_no_sense_is_put_off(scene: Scene) -> None:
    with Listening(b'{"token_type": "bearer"}') as other, pytest.raises(TryLater):
        Transport(other.url, LOGIN).me()


def test_an_api_token_signs_as_the_agent(scene: Scene) -> None:
    transport = Transport(scene.url, TokenLogin("helpdesk-bot@example.com", SecretStr("api-token")))
    assert transport.me().id == scene.bot.id


def test_a_wrong_api_token_names_the_settings(scene: Scene) -> None:
    transport = Transport(scene.url, TokenLogin("helpdesk-bot@example.com", SecretStr("wrong")))
    with pytest.raises(GiveUp, match="HELPDESK_ZENDESK_EMAIL and HELPDESK_ZENDESK_API_TOKEN"):
        transport.me()
    assert scene.count("GET", ME) == 1


def test_nothing_people_wrote_is_logged(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        scene.open()
    assert "VPN" not in caplog.text
    assert LOGIN.client_secret.get_secret_value() not in caplog.text


@pytest.mark.parametrize(("model", "typo"), [(TicketChange, "assingee_id"), (NewTicket, "subjekt")])
def test_a_misspelt_field_cant_be_sent(model: type[TicketChange] | type[NewTicket], typo: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        model.model_validate({typo: 1})


def test_an_address_below_a_path_works_too(scene: Scene) -> None:
    with Listening(b'{"user": {"id": 5, "name": "Helpdesk"}}') as other:
        assert Transport(f"{other.url}/proxy/", TokenLogin("a@example.com", SecretStr("t"))).me().id == 5
        assert other.heard[0].startswith("GET /proxy/api/v2/users/me")
