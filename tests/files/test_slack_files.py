"""Bytes come from Slack whole or not at all, and the bot token stays with Slack."""

from typing import Any

import pytest

from helpdesk.domain.files import MOST_BYTES, CantCopy, Content, SlackFile
from helpdesk.domain.place import Place
from helpdesk.domain.retry import TryLater
from helpdesk.slack.calls import Refused, SlackCalls
from helpdesk.slack.files import SlackFiles, file_of

from .stage import LOGIN_PAGE, PNG, TOKEN, Script, pieces, slack_file

PLACE = Place("T1", "C0ITHELP1", "1795000000.000100")


@pytest.fixture
def files(slack: Script) -> SlackFiles:
    base_url = f"{slack.url}/api/"
    return SlackFiles(SlackCalls(TOKEN, base_url), TOKEN, base_url)


def fetched(files: SlackFiles, file: SlackFile) -> bytes:
    with files.download(file) as content:
        return b"".join(content)


def why_not(files: SlackFiles, file: SlackFile) -> str:
    with pytest.raises(CantCopy) as refused:
        fetched(files, file)
    assert refused.value.not_copied.name == file.name
    return refused.value.not_copied.why


def test_bytes_arrive_whole_with_the_bot_token(files: SlackFiles, slack: Script) -> None:
    slack.says(PNG, content_type="image/png")
    assert fetched(files, slack_file(f"{slack.url}/files-pri/T1-F1/a.png")) == PNG
    assert slack.asked[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_a_login_page_is_no_file(files: SlackFiles, slack: Script) -> None:
    slack.says(LOGIN_PAGE, content_type="text/html; charset=utf-8")
    assert why_not(files, slack_file(slack.url)) == "no_access"


def test_a_login_page_in_place_of_a_page_is_no_file(files: SlackFiles, slack: Script) -> None:
    slack.says(LOGIN_PAGE, content_type="text/html")
    assert why_not(files, slack_file(slack.url, mimetype="text/html", size=5000)) == "no_access"


def test_a_page_that_is_the_file_itself_is_copied(files: SlackFiles, slack: Script) -> None:
    page = b"<html>my page</html>"
    slack.says(page, content_type="text/html")
    assert fetched(files, slack_file(slack.url, mimetype="text/html", size=len(page))) == page


FOREIGN_ADDRESSES = {
    "another host": "https://files.example.com/a.png",
    "a host that begins like Slack": "https://files.slack.com.example.com/a.png",
    "a host that ends like Slack": "https://evilslack.com/a.png",
    "Slack without https": "http://files.slack.com/a.png",
    "Slack at another port": "https://files.slack.com:8443/a.png",
    "a login before the host": "https://files.slack.com@example.com/a.png",
    "a backslash": "https://example.com\\@files.slack.com/a.png",
    "a file of this machine": "file:///etc/passwd",
    "a broken port": "https://files.slack.com:port/a.png",
    "no address": "a.png",
}


@pytest.mark.parametrize("name", FOREIGN_ADDRESSES)
def test_a_foreign_address_is_never_asked(files: SlackFiles, name: str) -> None:
    assert why_not(files, slack_file(FOREIGN_ADDRESSES[name])) == "elsewhere"


def test_this_machine_at_another_port_is_foreign_too(files: SlackFiles, foreign: Script) -> None:
    assert why_not(files, slack_file(f"{foreign.url}/a.png")) == "elsewhere"
    assert foreign.asked == []


def test_the_token_is_not_carried_to_another_host_by_a_redirect(
    files: SlackFiles, slack: Script, foreign: Script
) -> None:
    slack.sends_on(f"{foreign.url}/a.png")
    assert why_not(files, slack_file(f"{slack.url}/a.png")) == "elsewhere"
    assert foreign.asked == []


def test_a_redirect_within_slack_is_followed(files: SlackFiles, slack: Script) -> None:
    slack.sends_on("/files-origin/a.png")
    slack.says(PNG, content_type="image/png")
    assert fetched(files, slack_file(f"{slack.url}/files-pri/a.png")) == PNG
    assert [asked.path for asked in slack.asked] == ["/files-pri/a.png", "/files-origin/a.png"]


def test_redirects_in_a_circle_end(files: SlackFiles, slack: Script) -> None:
    for _ in range(5):
        slack.sends_on("/again")
    assert why_not(files, slack_file(slack.url)) == "no_access"
    assert len(slack.asked) == 3


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"mode": "tombstone"}, "deleted"),
        ({"mode": "hidden_by_limit"}, "hidden"),
        ({"mode": "external", "is_external": True, "url_private": "https://docs.example.com/x"}, "external"),
        ({"mode": "hosted", "is_external": True, "url_private": "https://docs.example.com/x"}, "external"),
        ({"mode": "canvas"}, "external"),
        ({"mode": "hosted"}, "no_access"),
        ({"mode": "hosted", "size": MOST_BYTES + 1, "url_private": "https://files.slack.com/x"}, "too_big"),
    ],
)
def test_what_is_no_file_here_is_not_asked_for(files: SlackFiles, fields: dict[str, Any], why: str) -> None:
    assert why_not(files, file_of({"id": "F1", "name": "x", **fields})) == why


def test_a_file_larger_than_listed_is_not_copied(files: SlackFiles, slack: Script) -> None:
    slack.says(b"", content_type="image/png", content_length=str(MOST_BYTES + 1))
    assert why_not(files, slack_file(slack.url)) == "too_big"


@pytest.mark.parametrize(("status", "why"), [(403, "no_access"), (401, "no_access"), (404, "deleted")])
def test_a_refusal_is_told(files: SlackFiles, slack: Script, status: int, why: str) -> None:
    slack.says("no", status)
    assert why_not(files, slack_file(slack.url)) == why


def test_trouble_and_limits_are_waited_for(files: SlackFiles, slack: Script) -> None:
    slack.says("slow down", 429, retry_after="7")
    slack.says("trouble", 503)
    waits = []
    for _ in range(2):
        with pytest.raises(TryLater) as later:
            fetched(files, slack_file(slack.url))
        waits.append(later.value.after)
    assert waits == [7.0, 0.0]


def test_a_connection_that_ends_is_tried_later(files: SlackFiles, slack: Script) -> None:
    slack.answers = [None]
    with pytest.raises(TryLater):
        fetched(files, slack_file(slack.url))


def test_a_connection_that_ends_halfway_is_tried_later(files: SlackFiles, slack: Script) -> None:
    slack.breaks_off(PNG[:100], len(PNG))
    with pytest.raises(TryLater):
        fetched(files, slack_file(slack.url))


def test_bytes_that_come_packed_are_not_copied(files: SlackFiles, slack: Script) -> None:
    slack.says(b"\x1f\x8b", content_encoding="gzip")
    assert why_not(files, slack_file(slack.url)) == "changed"


def test_a_file_of_another_workspace_is_looked_up(files: SlackFiles, slack: Script) -> None:
    slack.says({"ok": True, "file": {"id": "F1", "name": "../a.png", "size": 3, "url_private": "https://x"}})
    known = files.known(file_of({"id": "F1", "mode": "file_access", "file_access": "check_file_info"}))
    assert (known.name, known.size, known.url) == ("_a.png", 3, "https://x")


def test_a_file_of_another_workspace_that_is_gone_is_not_copied(files: SlackFiles, slack: Script) -> None:
    slack.says({"ok": False, "error": "file_deleted"})
    with pytest.raises(CantCopy) as refused:
        files.known(SlackFile("F1", "a.png", access="check_file_info"))
    assert refused.value.not_copied.why == "deleted"


def test_bytes_go_to_slack_as_they_are(files: SlackFiles, slack: Script) -> None:
    slack.says({"ok": True, "upload_url": f"{slack.url}/upload/v1/x", "file_id": "F9"})
    slack.says("OK")
    assert files.upload(Content("a b&c.png", len(PNG), pieces(PNG))) == "F9"
    ready, sent = slack.asked
    assert ready.body.decode() == f"filename=a+b%26c.png&length={len(PNG)}"
    assert (sent.path, sent.length, sent.headers["content-length"]) == ("/upload/v1/x", len(PNG), str(len(PNG)))
    assert "authorization" not in sent.headers
    assert "transfer-encoding" not in sent.headers


def test_bytes_are_not_sent_to_a_foreign_address(files: SlackFiles, slack: Script, foreign: Script) -> None:
    slack.says({"ok": True, "upload_url": f"{foreign.url}/upload", "file_id": "F9"})
    with pytest.raises(CantCopy):
        files.upload(Content("a.png", len(PNG), pieces(PNG)))
    assert foreign.asked == []


@pytest.mark.parametrize(("error", "why"), [("storage_limit_reached", "no_room"), ("file_type_not_allowed", "type")])
def test_slack_may_refuse_a_file(files: SlackFiles, slack: Script, error: str, why: str) -> None:
    slack.says({"ok": False, "error": error})
    with pytest.raises(CantCopy) as refused:
        files.upload(Content("a.png", 1, [b"x"]))
    assert refused.value.not_copied.why == why


def test_a_lost_upload_is_no_doubt_but_a_lost_share_is(files: SlackFiles, slack: Script) -> None:
    slack.says({"ok": True, "upload_url": f"{slack.url}/upload", "file_id": "F9"})
    slack.answers += [None, None]
    with pytest.raises(TryLater) as lost_upload:
        files.upload(Content("a.png", len(PNG), pieces(PNG)))
    with pytest.raises(TryLater) as lost_share:
        files.share(PLACE, {"F9": "a.png"})
    assert (lost_upload.value.doubt, lost_share.value.doubt) == (False, True)


def test_another_refusal_stays_what_it_is(files: SlackFiles, slack: Script) -> None:
    slack.says({"ok": False, "error": "invalid_arguments"})
    with pytest.raises(Refused):
        files.upload(Content("a.png", 1, [b"x"]))
