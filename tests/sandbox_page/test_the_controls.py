"""The one stream, the switches and the levers over HTTP."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from helpdesk.sandbox.strip import Passed, Strip
from helpdesk.sandbox.switches import NAMES
from helpdesk.sandbox.town import Sandbox

CHANGES, CONTROLS = "/sandbox/changes", "/sandbox/controls"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture(scope="module")
def client(sandbox: Sandbox) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=sandbox.url, trust_env=False, timeout=5) as client:
        yield client


def _events(client: httpx.Client, until: str, **headers: str) -> list[tuple[str, Any]]:
    """What the stream says, up to the first that is called `until`."""
    told: list[tuple[str, Any]] = []
    kind = ""
    with client.stream(
        "GET", CHANGES, headers={name.replace("_", "-"): value for name, value in headers.items()}
    ) as lines:
        for line in lines.iter_lines():
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            if line.startswith("data: "):
                told.append((kind, json.loads(line.removeprefix("data: "))))
                if kind == until:
                    return told
    return told


def test_the_stream_begins_with_all_sides_and_what_passed_so_far(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.controls.strip.tell(Passed("call", "slack", "auth.test", "ok", ms=3))
    told = _events(client, "passed")
    assert [said["side"] for kind, said in told if kind == "changed"] == ["slack", "zendesk", "controls"]
    (entry,) = told[-1][1]
    assert (entry["lane"], entry["what"], entry["ms"]) == ("call", "auth.test", 3)


def test_a_stream_that_opens_again_goes_on_after_the_entry_it_had_last(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.controls.strip.tell(Passed("door", "slack", "message", "200"))
    number = sandbox.controls.strip.after(0)[-1].number
    sandbox.controls.strip.tell(Passed("door", "slack", "reaction_added", "200"))
    told = _events(client, "passed", last_event_id=str(number))
    assert [each["what"] for each in told[-1][1]] == ["reaction_added"]


def test_a_strip_that_began_anew_tells_all_it_has() -> None:
    strip = Strip()
    strip.tell(Passed("door", "slack", "message", "200"))
    assert [each.number for each in strip.after(70)] == [1]
    assert strip.after(1) == []


def test_a_switch_stays_on_until_it_is_turned_off_and_leaves_other_faults(
    sandbox: Sandbox, client: httpx.Client
) -> None:
    sandbox.slack.faults.add({"target": "web_api", "kind": "hang", "method": "chat.update"})
    for name in (*NAMES, NAMES[0]):
        assert name in client.post(CONTROLS, json={"turn": name, "on": True}).json()["on"]
    assert client.get(CONTROLS).json()["on"] == list(NAMES)
    assert len(sandbox.slack.faults.as_json()["faults"]) == 4
    assert len(sandbox.zendesk.faults.listed()) == 3
    for name in NAMES:
        assert name not in client.post(CONTROLS, json={"turn": name, "on": False}).json()["on"]
    assert [each["kind"] for each in sandbox.slack.faults.as_json()["faults"]] == ["hang"]
    assert sandbox.zendesk.faults.listed() == []


def test_a_lever_says_what_it_did(sandbox: Sandbox, client: httpx.Client) -> None:
    sandbox.controls.offer("kill_worker", lambda: "Worker 7 is killed.")
    assert client.post(CONTROLS, json={"pull": "kill_worker"}).json()["said"] == "Worker 7 is killed."
    assert client.get(CONTROLS).json()["levers"] == ["kill_worker"]


@pytest.mark.parametrize("order", [{"turn": "gravity", "on": True}, {"pull": "teeth"}, {"do": "x"}, []])
def test_what_is_not_there_is_refused(client: httpx.Client, order: object) -> None:
    answer = client.post(CONTROLS, json=order)
    assert (answer.status_code, answer.json()["ok"]) == (400, False)


@pytest.mark.parametrize("path", [CHANGES, CONTROLS])
def test_another_page_can_not_use_it(client: httpx.Client, path: str) -> None:
    assert client.get(path, headers={"origin": "https://example.com"}).status_code == 403
    assert client.get(path, headers={"host": "sandbox.example.com"}).status_code == 403
    assert client.post(path, content="{}", headers={"content-type": "text/plain"}).status_code == 403
