"""Bytes come from Zendesk whole or not at all, and our login stays with the account."""

from typing import Any

import pytest
from pydantic import SecretStr

from helpdesk.domain.files import Attachment, CantCopy, Content
from helpdesk.domain.retry import TryLater
from helpdesk.zendesk.files import ZendeskFiles, attachment_of
from helpdesk.zendesk.login import OAuthLogin, TokenLogin
from helpdesk.zendesk.refusals import Refused

from .stage import PNG, Script, attachment, pieces

LOGIN = TokenLogin("helpdesk-bot@example.com", SecretStr("api-token"))
UPLOADED = {"upload": {"token": "t1", "attachment": {"id": 1, "malware_scan_result": "not_scanned"}}}


@pytest.fixture
def files(zendesk: Script) -> ZendeskFiles:
    return ZendeskFiles(zendesk.url, LOGIN, (1.0, 5.0))


def fetched(files: ZendeskFiles, file: Attachment) -> bytes:
    with files.download(file) as content:
        return b"".join(content)


def why_not(files: ZendeskFiles, file: Attachment) -> str:
    with pytest.raises(CantCopy) as refused:
        fetched(files, file)
    assert refused.value.not_copied.name == file.name
    return refused.value.not_copied.why


def content(name: str = "a.png") -> Content:
    return Content(name, len(PNG), pieces(PNG))


def test_bytes_go_to_zendesk_as_they_are(files: ZendeskFiles, zendesk: Script) -> None:
    zendesk.says(UPLOADED, 201)
    assert files.upload(content(), "image/png") == "t1"
    asked = zendesk.asked[0]
    assert (asked.path, asked.query, asked.length) == ("/api/v2/uploads.json", "filename=a.png", len(PNG))
    assert (asked.headers["content-type"], asked.headers["content-length"]) == ("image/png", str(len(PNG)))
    assert asked.headers["authorization"].startswith("Basic ")


def test_a_name_stays_one_name_in_the_address(files: ZendeskFiles, zendesk: Script) -> None:
    zendesk.says(UPLOADED, 201)
    files.upload(content("../a&token=evil#1+2.png"))
    assert zendesk.asked[0].query == "filename=_a%26token%3Devil%231%2B2.png"


@pytest.mark.parametrize("kind", ["", "image/png\r\nX-Evil: 1", "nonsense", "text/html; charset=x"])
def test_an_odd_type_is_sent_as_plain_bytes(files: ZendeskFiles, zendesk: Script, kind: str) -> None:
    zendesk.says(UPLOADED, 201)
    files.upload(content(), kind)
    assert zendesk.asked[0].headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (413, "<html>too large</html>", "too_big"),
        (413, {"error": "RequestEntityTooLarge", "description": "Attachment is too big"}, "too_big"),
        (422, {"error": "RecordInvalid", "description": "not allowed"}, "type"),
        (415, {"error": "UnsupportedMediaType"}, "type"),
    ],
)
def test_zendesk_may_refuse_a_file(
    files: ZendeskFiles, zendesk: Script, status: int, body: str | dict[str, Any], why: str
) -> None:
    zendesk.says(body, status)
    with pytest.raises(CantCopy) as refused:
        files.upload(content())
    assert (refused.value.not_copied.name, refused.value.not_copied.why) == ("a.png", why)


def test_a_file_with_malware_is_not_attached(files: ZendeskFiles, zendesk: Script) -> None:
    zendesk.says({"upload": {"token": "t1", "attachment": {"malware_scan_result": "malware_found"}}}, 201)
    with pytest.raises(CantCopy) as refused:
        files.upload(content())
    assert refused.value.not_copied.why == "malware"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_trouble_is_waited_for_and_nothing_is_sent_twice(files: ZendeskFiles, zendesk: Script, status: int) -> None:
    zendesk.says({"error": "x"}, status, retry_after="9")
    with pytest.raises(TryLater) as later:
        files.upload(content())
    assert (later.value.after, later.value.doubt, len(zendesk.asked)) == (9.0, False, 1)


def test_a_lost_answer_is_tried_later_without_doubt(files: ZendeskFiles, zendesk: Script) -> None:
    zendesk.answers = [None]
    with pytest.raises(TryLater) as later:
        files.upload(content())
    assert (later.value.doubt, len(zendesk.asked)) == (False, 1)


@pytest.mark.parametrize("body", ["fine", {}, {"upload": None}, {"upload": {"token": 7}}])
def test_an_answer_without_a_token_is_tried_later(
    files: ZendeskFiles, zendesk: Script, body: str | dict[str, Any]
) -> None:
    zendesk.says(body, 201)
    with pytest.raises(TryLater):
        files.upload(content())


def test_a_source_that_ends_early_leaves_no_file(files: ZendeskFiles, zendesk: Script) -> None:
    with pytest.raises(TryLater):
        files.upload(Content("a.png", len(PNG), pieces(PNG[:5000])))
    assert all(asked.length <= 0 for asked in zendesk.asked)


def test_a_refused_login_is_told(files: ZendeskFiles, zendesk: Script) -> None:
    zendesk.says({"error": "Couldn't authenticate you"}, 401)
    with pytest.raises(Refused, match="HELPDESK_ZENDESK_API_TOKEN"):
        files.upload(content())


def test_a_worn_out_token_is_renewed_for_the_next_try(zendesk: Script) -> None:
    files = ZendeskFiles(zendesk.url, OAuthLogin("helpdesk-client", SecretStr("client-secret")))
    zendesk.says({"access_token": "old"})
    zendesk.says({"error": "invalid_token"}, 401)
    zendesk.says({"access_token": "new"})
    zendesk.says(UPLOADED, 201)
    with pytest.raises(TryLater):
        files.upload(content())
    assert files.upload(content()) == "t1"
    sent = [asked.headers["authorization"] for asked in zendesk.asked if asked.path.endswith("uploads.json")]
    assert sent == ["Bearer old", "Bearer new"]


def test_an_upload_is_taken_back(files: ZendeskFiles, zendesk: Script) -> None:
    zendesk.says(b"", 204)
    zendesk.says({"error": "RecordNotFound"}, 404)
    files.discard("t/1")
    files.discard("t1")
    assert [(asked.method, asked.path) for asked in zendesk.asked][1] == ("DELETE", "/api/v2/uploads/t1.json")


def test_bytes_arrive_whole(files: ZendeskFiles, zendesk: Script) -> None:
    zendesk.says(PNG, content_type="image/png")
    assert fetched(files, attachment(f"{zendesk.url}/attachments/token/x/?name=a.png")) == PNG
    assert zendesk.asked[0].headers["authorization"].startswith("Basic ")


def test_a_redirect_elsewhere_is_followed_without_our_login(
    files: ZendeskFiles, zendesk: Script, foreign: Script
) -> None:
    zendesk.sends_on(f"{foreign.url}/cdn/a.png")
    foreign.says(PNG, content_type="image/png", set_cookie="a=b")
    assert fetched(files, attachment(f"{zendesk.url}/attachments/token/x")) == PNG
    assert "authorization" not in foreign.asked[0].headers
    assert "api-token" not in str(foreign.asked)


def test_a_foreign_address_gets_no_login(files: ZendeskFiles, foreign: Script) -> None:
    foreign.says(PNG, content_type="image/png")
    assert fetched(files, attachment(f"{foreign.url}/a.png")) == PNG
    assert "authorization" not in foreign.asked[0].headers


INNER_ADDRESSES = {
    "a machine by its number": "https://10.0.0.1/a.png",
    "the cloud's own data": "http://169.254.169.254/latest/meta-data",
    "this machine": "https://127.0.0.1/a.png",
    "this machine by its name": "https://localhost/a.png",
    "a number written otherwise": "https://0x7f.1/a.png",
    "a number written otherwise still": "https://127.0.0.0x1/a.png",
    "a name inside": "https://files.internal/a.png",
    "the sixth version": "https://[::1]/a.png",
    "without https": "http://cdn.example.com/a.png",
    "a login before the host": "https://a:b@cdn.example.com/a.png",
    "no address": "a.png",
    "a file of this machine": "file:///etc/passwd",
}


@pytest.mark.parametrize("name", INNER_ADDRESSES)
def test_a_file_never_leads_into_our_own_network(name: str) -> None:
    files = ZendeskFiles("https://account.example.com", LOGIN)
    assert why_not(files, attachment(INNER_ADDRESSES[name])) == "elsewhere"


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"deleted": True}, "deleted"),
        ({"malware_scan_result": "malware_found"}, "malware"),
        ({"size": 60_000_000}, "too_big"),
    ],
)
def test_what_can_not_be_copied_is_not_asked_for(
    files: ZendeskFiles, zendesk: Script, fields: dict[str, Any], why: str
) -> None:
    listed = {"id": 1, "file_name": "a.png", "content_url": f"{zendesk.url}/a.png", **fields}
    assert why_not(files, attachment_of(listed)) == why
    assert zendesk.asked == []


def test_an_empty_file_is_not_copied(files: ZendeskFiles, zendesk: Script) -> None:
    zendesk.says(b"")
    assert why_not(files, attachment(zendesk.url, size=0)) == "empty"


@pytest.mark.parametrize(("status", "why"), [(403, "no_access"), (404, "deleted")])
def test_a_refusal_is_told(files: ZendeskFiles, zendesk: Script, status: int, why: str) -> None:
    zendesk.says("no", status)
    assert why_not(files, attachment(zendesk.url)) == why


def test_a_connection_that_ends_halfway_is_tried_later(files: ZendeskFiles, zendesk: Script) -> None:
    zendesk.breaks_off(PNG[:100], len(PNG))
    with pytest.raises(TryLater):
        fetched(files, attachment(zendesk.url))


def test_nobody_there_is_tried_later() -> None:
    with pytest.raises(TryLater):
        fetched(ZendeskFiles("http://127.0.0.1:9", LOGIN), attachment("http://127.0.0.1:9/a.png"))
