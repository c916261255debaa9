"""`helpdesk zendesk-setup` makes or repairs the webhook, does nothing twice, and hands its secret to nobody unasked."""

import stat
from collections.abc import Callable
from dataclasses import replace

import pytest
from typer.testing import CliRunner, Result

from helpdesk.cli import app
from helpdesk.sandbox.zendesk.faults import CallFault
from helpdesk.settings import SettingsWrong
from helpdesk.zendesk.webhooks import EVENT_TYPES, NAME, SUBSCRIPTIONS

from .clinic import SECRETS, Clinic

HOME = "https://desk.example.com"
ENDPOINT = f"{HOME}/zendesk/webhook"


def setup(*arguments: str, url: str = HOME) -> Result:
    return CliRunner().invoke(app, ["zendesk-setup", "--url", url, *arguments])


def writes(clinic: Clinic) -> list[str]:
    calls = (call for call in clinic.zendesk.journal.calls if call.path.startswith("/api/v2/webhooks"))
    return [call.method for call in calls if call.method != "GET"]


@pytest.fixture
def bare(clinic: Clinic) -> Clinic:
    clinic.zendesk.account.webhooks.clear()
    return clinic


def test_a_webhook_is_made_and_found_again(bare: Clinic) -> None:
    said = setup()
    assert (said.exit_code, f"make the webhook “{NAME}” to {ENDPOINT}" in said.stdout) == (0, True)
    made = bare.webhook
    assert (made.name, made.status, made.subscriptions) == (NAME, "active", SUBSCRIPTIONS)
    assert "is as it should be" in setup().stdout
    assert writes(bare) == ["POST"]


def test_the_doctor_is_content_with_what_was_made(bare: Clinic) -> None:
    assert setup("--write-env", ".env").exit_code == 0
    bare.environment.delenv("HELPDESK_ZENDESK_WEBHOOK_SECRET")
    assert [f for f in bare.complaints() if f["check"] == "zendesk-webhook"] == []


BROKEN: list[tuple[Callable[[Clinic], object], str]] = [
    (lambda c: setattr(c.webhook, "status", "inactive"), "activate the webhook “Helpdesk”"),
    (lambda c: setattr(c.webhook, "subscriptions", EVENT_TYPES[1:]), "subscribe the webhook “Helpdesk” to agent_ass"),
]


@pytest.mark.parametrize(("break_it", "words"), BROKEN)
def test_what_is_wrong_is_repaired_and_the_rest_stays(
    clinic: Clinic, break_it: Callable[[Clinic], object], words: str
) -> None:
    before = clinic.webhook.secret
    break_it(clinic)
    assert words in setup().stdout
    mended = clinic.webhook
    assert (mended.status, mended.secret, len(clinic.zendesk.account.webhooks)) == ("active", before, 1)
    assert set(SUBSCRIPTIONS) <= set(mended.subscriptions)
    assert writes(clinic) == ["PATCH"]
    assert "as it should be" in setup().stdout


@pytest.mark.parametrize("break_it", [*(each for each, _ in BROKEN), lambda c: c.zendesk.account.webhooks.clear()])
def test_a_dry_run_says_it_and_does_nothing(clinic: Clinic, break_it: Callable[[Clinic], object]) -> None:
    break_it(clinic)
    said = setup("--dry-run", "--show-secret")
    assert said.stdout.startswith("would ")
    assert writes(clinic) == []
    assert not any(secret in said.output for secret in SECRETS.values())


def test_another_helpdesks_webhook_is_left_alone_unless_it_is_to_move(clinic: Clinic) -> None:
    clinic.webhook.endpoint = "https://old.example.com/zendesk/webhook"
    said = setup("--dry-run")
    assert "would make the webhook" in said.stdout
    assert "say --move" in said.stdout
    assert setup("--move").exit_code == 0
    assert [w.endpoint for w in clinic.zendesk.account.webhooks.values()] == [ENDPOINT]
    assert writes(clinic) == ["PATCH"]


def test_one_that_triggers_call_is_left_alone(clinic: Clinic) -> None:
    clinic.webhook.subscriptions = ("conditional_ticket_events",)
    clinic.webhook.endpoint = ENDPOINT
    assert setup().exit_code == 0
    assert len(clinic.zendesk.account.webhooks) == 2


def test_the_best_of_two_counts(clinic: Clinic) -> None:
    ours = clinic.webhook
    worse = replace(ours, id="another", status="inactive", endpoint=ENDPOINT)
    clinic.zendesk.account.webhooks = {"another": worse, ours.id: ours}
    ours.subscriptions = SUBSCRIPTIONS
    said = setup().stdout
    assert "as it should be" in said
    assert "The webhook “Helpdesk” (another) leads there with another secret: delete it in Zendesk." in said
    assert writes(clinic) == []


def test_the_secret_is_shown_only_when_asked_for(bare: Clinic) -> None:
    assert bare is not None
    quiet = setup()
    secret = bare.webhook.secret
    assert secret not in quiet.output
    assert "--write-env .env" in quiet.stdout
    assert f"HELPDESK_ZENDESK_WEBHOOK_SECRET={secret}\n" in setup("--show-secret").stdout


def test_the_secret_is_written_into_a_file_for_its_owner_alone(bare: Clinic) -> None:
    file = bare.folder / ".env"
    file.write_text("HELPDESK_PORT=3000\nexport HELPDESK_ZENDESK_WEBHOOK_SECRET=old\n# a note\n")
    file.chmod(0o644)
    said = setup("--write-env", str(file))
    secret = bare.webhook.secret
    assert file.read_text() == f"HELPDESK_PORT=3000\nexport HELPDESK_ZENDESK_WEBHOOK_SECRET={secret}\n# a note\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret not in said.output
    assert [each.name for each in bare.folder.glob(".env*")] == [".env"]


def test_a_file_that_cant_be_written_is_named(bare: Clinic) -> None:
    said = setup("--write-env", str(bare.folder / "nowhere" / ".env"))
    assert (said.exit_code, "can't be written" in said.stderr) == (1, True)


def test_a_secret_that_is_set_already_is_not_asked_for(clinic: Clinic) -> None:
    assert "is the webhook's signing secret already" in setup().stdout


def test_a_role_too_small_is_named_with_its_remedy(bare: Clinic) -> None:
    bare.bot.role = "agent"
    said = setup()
    assert said.exit_code == 1
    assert "the role of an admin" in said.stderr
    assert said.stderr.count("\n") == 1


def test_a_full_trial_account_is_told_so(clinic: Clinic) -> None:
    ours = clinic.webhook
    clinic.zendesk.account.webhooks = {
        str(n): replace(ours, id=str(n), endpoint=f"https://{n}.example.com") for n in range(10)
    }
    clinic.zendesk.account.knobs.webhook_limit = 10
    said = setup()
    assert (said.exit_code, "limit" in said.stderr, "at most 10 webhooks" in said.stderr) == (1, True, True)


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 429}, {"drop": True, "when": "after"}])
def test_after_trouble_the_next_run_finds_what_was_done(bare: Clinic, fault: dict[str, object]) -> None:
    bare.zendesk.faults.add(CallFault.model_validate({"method": "POST", "path": "/api/v2/webhooks", **fault}))
    said = setup()
    assert (said.exit_code, "Run this again" in said.stderr) == (1, True)
    assert setup().exit_code == 0
    assert len(bare.zendesk.account.webhooks) == 1


@pytest.mark.parametrize(
    "url",
    [
        "desk.example.com",
        "http://desk.example.com",
        "https://",
        "https://a:b@example.com",
        "https://[::1",
        "https://a.com:b",
    ],
)
def test_an_address_zendesk_cant_reach_is_refused(clinic: Clinic, url: str) -> None:
    assert isinstance(setup(url=url).exception, SettingsWrong)


@pytest.mark.parametrize("url", [f"{HOME}/", ENDPOINT, f" {HOME} "])
def test_the_address_may_be_written_in_several_ways(clinic: Clinic, url: str) -> None:
    clinic.webhook.subscriptions = SUBSCRIPTIONS
    assert ENDPOINT in setup(url=url).stdout
    assert writes(clinic) == []


def test_without_a_login_it_says_what_to_set(clinic: Clinic) -> None:
    for name in ("URL", "CLIENT_ID", "CLIENT_SECRET"):
        clinic.environment.delenv(f"HELPDESK_ZENDESK_{name}")
    assert isinstance(setup().exception, SettingsWrong)
