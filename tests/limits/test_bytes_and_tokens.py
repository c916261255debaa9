"""The calls beside both APIs, bytes of files and tokens, keep off after a 429 too, whoever wants them."""

from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr
from redis import Redis

from helpdesk.domain.files import Content
from helpdesk.domain.retry import NoRoom, TryLater
from helpdesk.sandbox.serving import Serving
from helpdesk.slack.budgets import Purse as SlackPurse
from helpdesk.slack.calls import SlackCalls
from helpdesk.slack.files import SlackFiles
from helpdesk.store.budgets import Budgets
from helpdesk.zendesk.budgets import Purse as ZendeskPurse
from helpdesk.zendesk.files import ZendeskFiles
from helpdesk.zendesk.login import OAuthLogin, TokenLogin
from helpdesk.zendesk.transport import Transport
from tests.files.stage import PNG, TOKEN, Script, attachment, slack_file

Call = Callable[[Script, Redis], object]


def slack_files(script: Script, redis: Redis) -> SlackFiles:
    base_url = f"{script.url}/api/"
    return SlackFiles(SlackCalls(TOKEN, base_url, purse=SlackPurse(Budgets(redis, "slack"))), TOKEN, base_url)


def slack_download(script: Script, redis: Redis) -> None:
    with slack_files(script, redis).download(slack_file(f"{script.url}/a.png")):
        pass


def slack_upload(script: Script, redis: Redis) -> None:
    script.answers.insert(0, Script.answer({"ok": True, "upload_url": f"{script.url}/up", "file_id": "F1"}))
    slack_files(script, redis).upload(Content("a.png", len(PNG), [PNG]))


def zendesk_download(script: Script, redis: Redis) -> None:
    login = TokenLogin("bot@example.com", SecretStr("token"))
    files = ZendeskFiles(script.url, login, purse=ZendeskPurse(Budgets(redis, "zendesk")))
    with files.download(attachment(f"{script.url}/a.png")):
        pass


def zendesk_token(script: Script, redis: Redis) -> None:
    login = OAuthLogin("client", SecretStr("secret"))
    Transport(script.url, login, purse=ZendeskPurse(Budgets(redis, "zendesk"))).me()


CALLS: dict[str, tuple[Call, str]] = {
    "/a.png of Slack": (slack_download, "/a.png"),
    "/up": (slack_upload, "/up"),
    "/a.png of Zendesk": (zendesk_download, "/a.png"),
    "/oauth/tokens": (zendesk_token, "/oauth/tokens"),
}


@pytest.fixture
def script() -> Iterator[Script]:
    script = Script()
    with Serving(script) as served:
        script.url = served.url
        yield script


@pytest.mark.parametrize("name", CALLS)
def test_after_a_429_nobody_calls_before_its_time(script: Script, valkey: Redis, name: str) -> None:
    call, path = CALLS[name]
    script.says("", 429, retry_after="300")
    with pytest.raises(TryLater) as refused:
        call(script, valkey)
    assert refused.value.after == 300
    with pytest.raises(NoRoom) as waits:
        call(script, valkey)
    assert 200 < waits.value.after <= 300
    assert [asked.path for asked in script.asked].count(path) == 1
