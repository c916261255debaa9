"""The routes by which a page plays the people, and the values behind them."""

import json
import threading
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from helpdesk.sandbox.zendesk.comment_html import store_body, store_html
from helpdesk.sandbox.zendesk.seed import Seed, TicketSeed

from .stand import Stand, standing


def _act(stand: Stand, **fields: object) -> dict[str, object]:
    answer: dict[str, object] = stand.http.post("/sandbox/zendesk/act", json=fields).json()
    return answer


def test_state_shows_people_and_tickets_with_their_comments(stand: Stand) -> None:
    stand.create()
    state = stand.http.get("/sandbox/zendesk/state").json()
    assert [person["name"] for person in state["people"]] == [
        "Alex Support",
        "Kim Support",
        "Robin Sample",
        "Helpdesk",
    ]
    assert [status["label"] for status in state["statuses"]] == ["New", "Open", "Pending", "On-hold", "Solved"]
    ticket = state["tickets"][0]
    assert (ticket["id"], ticket["status"], ticket["custom_status"]) == (1, "new", "New")
    assert ticket["comments"][0]["plain_body"] == "It is stuck."


def test_an_act_is_done_or_refused_with_a_sentence(stand: Stand) -> None:
    stand.create()
    alex, robin = stand.person("alex@example.com"), stand.person("robin@example.com")
    done = _act(stand, act="comment", ticket=1, text="hello", public=False, **{"as": alex})
    assert (done["ok"], done["ticket"]) == (True, 1)
    refused = _act(stand, act="assign", ticket=1, assignee=alex, **{"as": robin})
    assert refused == {"ok": False, "error": "Robin Sample is an end user and has no agent interface."}
    stand.put(1, status="closed")
    closed = _act(stand, act="set_status", ticket=1, status="open", **{"as": alex})
    assert closed["error"] == "Status: closed prevents ticket update."
    assert "act" in str(_act(stand, act="dance", **{"as": alex})["error"])


def test_an_agents_files_and_an_end_users_new_ticket_arrive(stand: Stand) -> None:
    made = stand.act("create", "robin@example.com", subject="Mouse", text="It squeaks")
    assert stand.ticket(made["ticket"])["via"]["channel"] == "email"
    stand.act(
        "comment", ticket=1, text="see", files=[{"name": "a.txt", "content": "aGk=", "content_type": "text/plain"}]
    )
    comment = stand.http.get("/api/v2/tickets/1/comments").json()["comments"][1]
    assert comment["attachments"][0]["size"] == 2
    stand.act("make_private", ticket=1, comment=comment["id"])
    assert stand.http.get("/api/v2/tickets/1/comments").json()["comments"][1]["public"] is False


def test_a_page_hears_of_changes(stand: Stand) -> None:
    def change() -> None:
        stand.create()

    with stand.http.stream("GET", "/sandbox/zendesk/changes") as stream:
        lines = stream.iter_lines()
        first = next(line for line in lines if line.startswith("data:"))
        threading.Thread(target=change).start()
        second = next(line for line in lines if line.startswith("data:"))
    before, after = (json.loads(line.removeprefix("data:"))["rev"] for line in (first, second))
    assert after > before


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://elsewhere.example.com"}, {"Host": "rebound.example.com"}],
)
def test_pages_from_elsewhere_are_kept_out(headers: dict[str, str], stand: Stand) -> None:
    assert httpx.get(f"{stand.url}/sandbox/zendesk/state", headers=headers).status_code == 403


def test_the_own_page_and_allowed_ones_come_in(stand: Stand) -> None:
    assert stand.http.get("/sandbox/zendesk/state", headers={"Origin": stand.url}).status_code == 200
    stand.zendesk.allowed_origins.add("http://127.0.0.1:3000")
    answer = stand.http.get("/sandbox/zendesk/state", headers={"Origin": "http://127.0.0.1:3000"})
    assert answer.headers["access-control-allow-origin"] == "http://127.0.0.1:3000"
    form = stand.http.post("/sandbox/zendesk/act", data={"act": "delete"})
    assert form.status_code == 415


def test_knobs_turn_by_name_only(stand: Stand) -> None:
    turned = stand.http.post("/sandbox/zendesk/machinery", json={"knobs": {"hold_enabled": False}})
    assert turned.json()["knobs"]["hold_enabled"] is False
    stand.create()
    assert stand.put(1, status="hold").status_code == 422
    assert stand.http.post("/sandbox/zendesk/machinery", json={"knobs": {"hold": False}}).status_code == 400


def test_the_agent_interfaces_address_leads_to_the_page(stand: Stand) -> None:
    answer = stand.http.get("/agent/tickets/5")
    assert (answer.status_code, answer.headers["location"]) == (302, "/#ticket-5")


def test_a_seed_is_read_from_json_and_wrong_words_are_errors(tmp_path: Path) -> None:
    path = tmp_path / "seed.json"
    path.write_text(
        Seed(tickets=[TicketSeed(subject="Old", description="x", requester="robin@example.com")]).model_dump_json()
    )
    with standing(Seed.load(path)) as stand:
        assert stand.ticket(1)["requester_id"] == stand.person("robin@example.com")
        assert stand.receiver.events == []
    path.write_text('{"poeple": []}')
    with pytest.raises(ValidationError, match="poeple"):
        Seed.load(path)


def test_stored_html_keeps_formatting_and_nothing_dangerous() -> None:
    stored, plain = store_html(
        '<p onclick="x()">Hi <b>there</b> &amp; you<br>next<script>alert(1)</script></p>'
        '<ul><li>one</li><li>two</li></ul><a href="javascript:x()">bad</a><pre>a  b\n c</pre><p>open'
    )
    assert "script" not in stored
    assert "onclick" not in stored
    assert stored.startswith('<div class="zd-comment" dir="auto"><p dir="auto">Hi <b>there</b> &amp; you<br>next</p>')
    assert stored.endswith('<a>bad</a><pre>a  b\n c</pre><p dir="auto">open</p></div>')
    assert plain.splitlines()[:2] == ["Hi there & you", "next"]
    assert "a  b\n c" in plain


def test_stored_html_is_not_wrapped_twice() -> None:
    once, _ = store_html("<p>x</p>")
    assert store_html(once)[0] == once


def test_markdown_bodies_become_paragraphs_with_html_shown_as_written() -> None:
    stored, plain = store_body("one <b>\ntwo\n\nthree")
    assert stored == (
        '<div class="zd-comment" dir="auto"><p dir="auto">one &lt;b&gt;<br>two</p><p dir="auto">three</p></div>'
    )
    assert plain == "one <b>\ntwo\n\nthree"
