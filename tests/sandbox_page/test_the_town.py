"""The sandbox as a whole over HTTP: its addresses, its doors, and what it tells a product."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from slack_sdk import WebClient

from helpdesk.sandbox.town import Sandbox
from helpdesk.sandbox.town_seed import SeedWrong


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, trust_env=False, timeout=5) as client:
        yield client


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/page/start.js", "text/javascript; charset=utf-8"),
        ("/page/page.css", "text/css; charset=utf-8"),
        ("/page/icon.svg", "image/svg+xml"),
        ("/page/emoji.json", "application/json"),
    ],
)
def test_the_pages_files_come_with_their_type_and_a_strict_policy(client: httpx.Client, path: str, kind: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    assert answer.headers["cache-control"] == "no-store"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/page/site.py", "/page/..%2Fserving.py", "/page/nothing.js", "/page/"])
def test_nothing_but_the_pages_files_is_served(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_both_drivers_answer_on_the_pages_origin(client: httpx.Client) -> None:
    assert client.get("/sandbox/slack/state").json()["team"]["id"] == "T0SANDBOX"
    assert client.get("/sandbox/zendesk/state").json()["tickets"] == []


@pytest.mark.parametrize("side", ["slack", "zendesk"])
def test_another_page_can_not_drive_it(client: httpx.Client, side: str) -> None:
    foreign = client.get(f"/sandbox/{side}/state", headers={"origin": "https://example.com"})
    renamed = client.get(f"/sandbox/{side}/state", headers={"host": "sandbox.example.com"})
    assert (foreign.status_code, renamed.status_code) == (403, 403)


def test_the_two_apis_take_the_credentials_of_the_environment(sandbox: Sandbox) -> None:
    told = sandbox.environment()
    slack = WebClient(token=told["HELPDESK_SLACK_BOT_TOKEN"], base_url=told["HELPDESK_SLACK_API_URL"])
    assert slack.auth_test()["user_id"] == "U0HELPBOT"
    asked = {
        "grant_type": "client_credentials",
        "client_id": told["HELPDESK_ZENDESK_CLIENT_ID"],
        "client_secret": told["HELPDESK_ZENDESK_CLIENT_SECRET"],
        "scope": "read write",
    }
    url = told["HELPDESK_ZENDESK_URL"]
    token = httpx.post(f"{url}/oauth/tokens", json=asked, trust_env=False).json()["access_token"]
    headers = {"authorization": f"Bearer {token}"}
    me = httpx.get(f"{url}/api/v2/users/me.json", headers=headers, trust_env=False).json()["user"]
    assert me["email"] == sandbox.credentials.email


def test_a_product_that_listens_is_told_where_and_another_to_use_sockets() -> None:
    listening = Sandbox(events_to="http://127.0.0.1:3000").environment()
    assert (listening["HELPDESK_HOST"], listening["HELPDESK_PORT"]) == ("127.0.0.1", "3000")
    assert listening["HELPDESK_SLACK_APP_TOKEN"] == ""
    fetching = Sandbox().environment()
    assert fetching["HELPDESK_SLACK_APP_TOKEN"].startswith("xapp-")
    assert "HELPDESK_PORT" not in fetching


def test_the_configuration_is_for_the_seeded_channel(sandbox: Sandbox) -> None:
    told = tomllib.loads(sandbox.configuration())
    fields = sandbox.zendesk.account.ticket_fields
    assert [fields[id_].title for id_ in told["zendesk"]["fields"]] == ["Impact", "Systems", "Needed by"]
    (channel,) = told["channels"]
    assert channel == {
        "name": "it-help",
        "id": "C0ITHELP1",
        "responders": ["S0ITTEAM"],
        "groups": ["S0ITTEAM"],
        "agents_channel": "C0ITAGENTS",
        "grace_seconds": 5,
    }


def test_the_zendesk_port_leads_to_the_page(sandbox: Sandbox) -> None:
    root = httpx.get(f"{sandbox.zendesk_url}/", trust_env=False)
    ticket = httpx.get(f"{sandbox.zendesk_url}/agent/tickets/7", trust_env=False)
    assert root.headers["location"] == sandbox.url
    assert ticket.headers["location"] == f"{sandbox.url}#ticket-7"


def test_what_people_upload_can_not_become_a_page_of_this_origin(client: httpx.Client) -> None:
    files = [{"name": "evil.html", "content": "<script>document.title='harmed'</script>"}]
    post = {"act": "post", "user": "U0EMPLOYEE", "channel": "C0ITHELP1", "text": "look", "files": files}
    (file,) = client.post("/sandbox/slack/act", json=post).json()["files"]
    answer = client.get(f"/sandbox/slack/files/{file}")
    assert answer.headers["content-disposition"].startswith("attachment")


def test_a_seed_file_says_what_both_sides_hold(tmp_path: Path) -> None:
    ana = {"id": "U0ANA", "name": "ana", "real_name": "Ana Sample", "email": "ana@example.com"}
    channel = {"id": "C0DESK", "name": "desk", "members": ["U0ANA", "U0HELPBOT"]}
    seed = tmp_path / "seed.json"
    zendesk = {"tickets": [{"subject": "Old", "description": "It hums.", "requester": "robin@example.com"}]}
    seed.write_text(json.dumps({"slack": {"people": [ana], "channels": [channel]}, "zendesk": zendesk}))
    sandbox = Sandbox(seed=seed)
    assert [each.subject for each in sandbox.zendesk.account.tickets.values()] == ["Old"]
    (told,) = tomllib.loads(sandbox.configuration())["channels"]
    assert (told["id"], told["responders"]) == ("C0DESK", ["everyone"])
    assert "agents_channel" not in told


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "Invalid JSON"),
        ('{"slak": {}}', "slak"),
        ('{"slack": {"channels": [{"id": "C1", "name": "x", "members": ["U1"]}]}}', "U1"),
        ('{"zendesk": {"groups": [{"name": "IT", "members": ["nobody@example.com"]}]}}', "nobody@example.com"),
    ],
)
def test_a_wrong_seed_is_refused_with_the_reason(tmp_path: Path, text: str, why: str) -> None:
    seed = tmp_path / "seed.json"
    seed.write_text(text)
    with pytest.raises(SeedWrong, match=why):
        Sandbox(seed=seed)


def test_a_seed_that_is_not_there_is_refused_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(SeedWrong, match="can't be read"):
        Sandbox(seed=tmp_path / "none.json")


def test_in_the_foreground_it_runs_until_it_is_told_to_end() -> None:
    program = "from helpdesk.sandbox.town import Sandbox; s = Sandbox(); print(s.url, flush=True); s.run()"
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        transport = httpx.HTTPTransport(retries=8)
        with httpx.Client(transport=transport, trust_env=False, timeout=5) as client:
            assert client.get(url).status_code == 200
        process.terminate()
        assert process.wait(10) == 0


def test_a_port_that_is_taken_is_an_error_of_the_system(sandbox: Sandbox) -> None:
    taken = int(sandbox.zendesk_url.rpartition(":")[2])
    with pytest.raises(OSError, match="in use"):
        Sandbox(zendesk_port=taken)
