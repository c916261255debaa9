"""Every way a call of the Web API can fail, and that one call is one request."""

import http.client
import socket
import ssl
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.responses import HTMLResponse, JSONResponse, Response

from helpdesk.domain.retry import TryLater
from helpdesk.slack.calls import ADMIN_SECONDS, Refused, SlackCalls, _was_sent
from tests.waiting import PATIENCE

from .stage import HELP, Scene, Script, Wing


def limited(**headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, named)


def refusal(error: str | None) -> Response:
    return JSONResponse({"ok": False, "error": error})


def cut_off() -> Response:
    """An answer that promises more than comes."""
    return Response('{"ok": true, "ts":', headers={"content-length": "18"}, media_type="application/json")


WAITS = [
    pytest.param(limited(retry_after="7"), 7, id="429"),
    pytest.param(limited(retry_after="0"), 0, id="429 at once"),
    pytest.param(limited(), 1, id="429 without a time"),
    pytest.param(limited(retry_after="Wed, 21 Oct 2026 07:28:00 GMT"), 1, id="429 with a date"),
    pytest.param(limited(retry_after="-5"), 0, id="429 with a negative time"),
    pytest.param(limited(retry_after="nan"), 1, id="429 with no number"),
    pytest.param(limited(retry_after="inf"), 3600, id="429 for ever"),
    pytest.param(limited(retry_after="1795000000"), 3600, id="429 with a time of day"),
    pytest.param(limited(retry_after="7200"), 7200, id="429 for two hours"),
    pytest.param(HTMLResponse("<h1>Slow down</h1>", 429, {"retry-after": "9"}), 9, id="429 with HTML"),
    pytest.param(refusal("ratelimited"), 1, id="limited without 429"),
    pytest.param(refusal("rate_limited"), 1, id="limited in other words"),
    pytest.param(refusal("service_unavailable"), 0, id="out of service"),
    *(
        pytest.param(refusal(error), ADMIN_SECONDS, id=error)
        for error in ("invalid_auth", "token_revoked", "missing_scope", "not_in_channel", "channel_not_found")
    ),
]
LOST = [
    *(pytest.param(Response("upstream", status), id=str(status)) for status in (500, 502, 503, 504)),
    pytest.param(JSONResponse({"ok": False, "error": "internal_error"}, 500), id="500 with JSON"),
    pytest.param(refusal("internal_error"), id="internal_error"),
    pytest.param(refusal("fatal_error"), id="fatal_error"),
    pytest.param(refusal("request_timeout"), id="request_timeout"),
    pytest.param(refusal(None), id="a refusal without a reason"),
    pytest.param(refusal("<!channel> read this"), id="a reason that is no code"),
    pytest.param(HTMLResponse("<h1>Log in</h1>"), id="200 with HTML"),
    pytest.param(Response(""), id="200 with nothing"),
    pytest.param(JSONResponse([1]), id="200 with a list"),
    pytest.param(JSONResponse(None), id="200 with null"),
    pytest.param(JSONResponse("ok"), id="200 with a word"),
    pytest.param(Response(b"\xff\xfe", media_type="application/json"), id="200 with no UTF-8"),
    pytest.param(Response(b"{}", media_type="text/plain; charset=martian"), id="200 in an unknown charset"),
    pytest.param(Response(b"no", 500, media_type="text/plain; charset=martian"), id="500 in an unknown charset"),
    pytest.param(Response(b"[" * 100_000 + b"]" * 100_000), id="200 with lists in lists without end"),
    pytest.param(cut_off(), id="an answer cut off"),
    pytest.param(None, id="a connection that ends"),
]


def put_off(wing: Wing, verb: str) -> TryLater:
    with pytest.raises(TryLater) as error:
        getattr(wing.calls, verb)("chat.postMessage", channel=HELP, text="x")
    return error.value


@pytest.mark.parametrize("verb", ["read", "write"])
@pytest.mark.parametrize(("answer", "after"), WAITS)
def test_what_passes_is_put_off_for_as_long_as_slack_says(
    wing: Wing, script: Script, answer: Response, after: float, verb: str
) -> None:
    script.answers = [answer]
    later = put_off(wing, verb)
    assert (later.after, later.doubt, len(script.asked)) == (after, False, 1)


@pytest.mark.parametrize("answer", LOST)
def test_a_write_whose_answer_was_lost_is_in_doubt_and_not_sent_again(
    wing: Wing, script: Script, answer: Response | None
) -> None:
    script.answers = [answer]
    later = put_off(wing, "write")
    assert (later.doubt, len(script.asked)) == (True, 1)
    assert "channel>" not in later.why


@pytest.mark.parametrize("answer", LOST)
def test_a_read_is_never_in_doubt(wing: Wing, script: Script, answer: Response | None) -> None:
    script.answers = [answer]
    later = put_off(wing, "read")
    assert (later.doubt, len(script.asked)) == (False, 1)


@pytest.mark.parametrize("verb", ["read", "write"])
@pytest.mark.parametrize("error", ["message_not_found", "is_archived", "invalid_blocks", "a_word_of_tomorrow"])
def test_a_refusal_is_slacks_own_word(wing: Wing, script: Script, error: str, verb: str) -> None:
    script.refuses(error)
    with pytest.raises(Refused) as refused:
        getattr(wing.calls, verb)("reactions.add", name="eyes")
    assert (refused.value.error, len(script.asked)) == (error, 1)


def test_silence_ends_with_a_doubt(scene: Scene) -> None:
    scene.fault("chat.postMessage", "hang", seconds=PATIENCE)
    with pytest.raises(TryLater) as error:
        SlackCalls("xoxb-test", f"{scene.url}/api/", timeout=1).write("chat.postMessage", channel=HELP, text="x")
    assert error.value.doubt is True


def test_a_refused_connection_leaves_no_doubt() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        calls = SlackCalls("xoxb-test", f"http://127.0.0.1:{unused.getsockname()[1]}/api/")
        with pytest.raises(TryLater) as error:
            calls.write("chat.postMessage", channel=HELP, text="x")
    assert error.value.doubt is False


@pytest.mark.parametrize(
    ("error", "sent"),
    [
        (ConnectionRefusedError(), False),
        (socket.gaierror("name or service not known"), False),
        (ssl.SSLCertVerificationError("self-signed"), False),
        (ssl.SSLEOFError("ended while reading"), True),
        (ConnectionResetError(), True),
        (TimeoutError(), True),
        (OSError("something new"), True),
        (http.client.IncompleteRead(b""), True),
    ],
)
def test_only_a_connection_that_never_came_about_has_surely_sent_nothing(error: Exception, sent: bool) -> None:
    assert _was_sent(error) is sent


@pytest.mark.parametrize("after", [False, True])
def test_a_message_whose_answer_was_lost_is_said_at_most_once(scene: Scene, after: bool) -> None:
    place = scene.ask()
    scene.fault("chat.postMessage", "drop", after=after)
    with pytest.raises(TryLater):
        scene.calls.write("chat.postMessage", channel=HELP, thread_ts=place.ts, text="x")
    assert len(scene.called("chat.postMessage")) == 1
    assert scene.thread(place) == ["x"] * after


def test_reads_ask_with_a_form_and_writes_with_json(wing: Wing, script: Script) -> None:
    wing.calls.read("conversations.replies", channel=HELP, limit=1, include_all_metadata=True)
    wing.calls.write("chat.update", channel=HELP, blocks=[{"type": "divider"}], unfurl_links=False)
    assert script.asked == [
        ("conversations.replies", {"channel": HELP, "limit": "1", "include_all_metadata": "1"}),
        ("chat.update", {"channel": HELP, "blocks": [{"type": "divider"}], "unfurl_links": False}),
    ]


@pytest.mark.parametrize("last", [{}, {"response_metadata": None}, {"response_metadata": {"next_cursor": ""}}])
def test_pages_are_asked_for_until_there_is_no_cursor(wing: Wing, script: Script, last: Mapping[str, Any]) -> None:
    script.says(members=["U1", "U2"], response_metadata={"next_cursor": "two"})
    script.says(members=None, response_metadata={"next_cursor": "three"})
    script.says(members=["U3"], **last)
    assert list(wing.calls.pages("conversations.members", "members", channel=HELP)) == ["U1", "U2", "U3"]
    assert [asked.get("cursor") for _, asked in script.asked] == [None, "two", "three"]


def test_a_token_stands_in_no_error(wing: Wing, script: Script) -> None:
    script.answers = [Response("xoxb-test is wrong", 500)]
    assert "xoxb-test" not in repr(put_off(wing, "write"))
