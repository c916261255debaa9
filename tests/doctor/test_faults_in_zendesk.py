"""One thing broken in Zendesk at a time: exactly that is found, with what mends it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from helpdesk.sandbox.zendesk.faults import CallFault

from .clinic import FORM, GROUP, IN_THE_WORKS, Clinic

Break = Callable[[Clinic], object]


def light_agent(clinic: Clinic) -> None:
    clinic.bot.light = True


def end_user(clinic: Clinic) -> None:
    clinic.bot.role = "end-user"


def suspended(clinic: Clinic) -> None:
    clinic.bot.suspended = True


def is_said_to(clinic: Clinic, **what: object) -> None:
    clinic.zendesk_side.changes["/api/v2/users/me.json"] = lambda answer: answer["user"].update(what)


def contributor(clinic: Clinic) -> None:
    is_said_to(clinic, role_type=3)


def confined(clinic: Clinic) -> None:
    is_said_to(clinic, ticket_restriction="groups")


def without_a_public_voice(clinic: Clinic) -> None:
    is_said_to(clinic, only_private_comments=True)


def no_group(clinic: Clinic) -> None:
    clinic.zendesk.account.groups.pop(GROUP)


def route_to_no_group(clinic: Clinic) -> None:
    clinic.configure("[zendesk]\n", '[[channels.routes]]\nwords = "vpn"\nzendesk_group = 4711\n\n[zendesk]\n')


def no_form(clinic: Clinic) -> None:
    clinic.zendesk.account.ticket_forms.pop(FORM)


def inactive_form(clinic: Clinic) -> None:
    clinic.zendesk.account.ticket_forms[FORM].active = False


def no_status(clinic: Clinic) -> None:
    clinic.zendesk.account.custom_statuses.pop(IN_THE_WORKS)


def inactive_status(clinic: Clinic) -> None:
    clinic.zendesk.account.custom_statuses[IN_THE_WORKS].active = False


def inactive_category(clinic: Clinic) -> None:
    clinic.configure("[zendesk.statuses]", '[zendesk.statuses]\nwaiting = "hold"')
    clinic.zendesk.account.default_status("hold").active = False


def required_field(clinic: Clinic) -> None:
    clinic.zendesk.account.ticket_fields[7007].required = True


def no_field(clinic: Clinic) -> None:
    clinic.configure("[zendesk]\n", "[zendesk]\nfields = [4711]\n")


def inactive_field(clinic: Clinic) -> None:
    clinic.configure("[zendesk]\n", "[zendesk]\nfields = [7007]\n")
    clinic.zendesk.account.ticket_fields[7007].active = False


def field_of_another_kind(clinic: Clinic) -> None:
    clinic.configure("[zendesk]\n", "[zendesk]\nfields = [7007]\n")
    clinic.zendesk.account.ticket_fields[7007].type = "lookup"


def suspended_fallback(clinic: Clinic) -> None:
    user = clinic.zendesk.account.user_by_email("robin@example.com")
    assert user is not None
    user.suspended = True


def no_webhook(clinic: Clinic) -> None:
    clinic.zendesk.account.webhooks.clear()


def webhook_elsewhere(clinic: Clinic) -> None:
    clinic.webhook.endpoint = "https://desk.example.com/another/path"


def inactive_webhook(clinic: Clinic) -> None:
    clinic.webhook.status = "inactive"


def hard_of_hearing(clinic: Clinic) -> None:
    clinic.webhook.subscriptions = tuple(s for s in clinic.webhook.subscriptions if not s.endswith(".merged"))


def by_trigger(clinic: Clinic) -> None:
    clinic.webhook.subscriptions = ("conditional_ticket_events",)


def other_secret(clinic: Clinic) -> None:
    clinic.set("HELPDESK_ZENDESK_WEBHOOK_SECRET", "of another webhook")


def no_secret(clinic: Clinic) -> None:
    clinic.set("HELPDESK_ZENDESK_WEBHOOK_SECRET", "")


def refuse(clinic: Clinic, path: str, status: int) -> None:
    clinic.zendesk.faults.add(CallFault(path=f"/api/v2/{path}", status=status, times=None, body={"error": "Forbidden"}))


def webhooks_for_admins(clinic: Clinic) -> None:
    refuse(clinic, "webhooks*", 403)


def statuses_for_admins(clinic: Clinic) -> None:
    refuse(clinic, "custom_statuses", 403)


def fields_for_admins(clinic: Clinic) -> None:
    refuse(clinic, "ticket_fields", 403)


def groups_for_admins(clinic: Clinic) -> None:
    refuse(clinic, "groups/*", 403)


def form_away(clinic: Clinic) -> None:
    refuse(clinic, "ticket_forms/*", 503)


@pytest.mark.parametrize(
    ("broken", "check", "verdict", "words", "fix"),
    [
        (light_agent, "zendesk-role", "wrong", "is a light agent", "role of an agent or an admin"),
        (end_user, "zendesk-role", "wrong", "is an end user", "role of an agent or an admin"),
        (suspended, "zendesk-role", "wrong", "is suspended", "role of an agent or an admin"),
        (contributor, "zendesk-role", "wrong", "is a contributor", "role of an agent or an admin"),
        (confined, "zendesk-role", "wrong", "sees some tickets only", "access all tickets"),
        (without_a_public_voice, "zendesk-role", "warning", "internal notes only", "public comments"),
        (no_group, "zendesk-group", "wrong", f"no group {GROUP}", "group_id in helpdesk.toml"),
        (route_to_no_group, "routes", "wrong", "no group 4711 in Zendesk (a rule of #it-help)", "[[channels.routes]]"),
        (groups_for_admins, "zendesk-group", "wrong", "could not be checked", "a role that may see it"),
        (no_form, "zendesk-form", "wrong", f"no form {FORM}", "form_id in helpdesk.toml"),
        (inactive_form, "zendesk-form", "wrong", "is not active", "Activate it"),
        (form_away, "zendesk-form", "warning", "could not be checked: Zendesk has trouble", "Check again"),
        (no_status, "zendesk-statuses", "wrong", f"no status {IN_THE_WORKS}, which working", "[zendesk.statuses]"),
        (inactive_status, "zendesk-statuses", "wrong", "In the works, which working", "activate the status"),
        (inactive_category, "zendesk-statuses", "warning", "hold, which waiting", "activate the status"),
        (statuses_for_admins, "zendesk-statuses", "warning", "can't be looked at", "a role that may see it"),
        (required_field, "zendesk-fields", "warning", "solves no ticket without “Impact”", "Name it in fields"),
        (no_field, "zendesk-fields", "wrong", "no ticket field 4711", "Correct fields"),
        (inactive_field, "zendesk-fields", "wrong", "Impact, which the form is to ask for, is not active", "activate"),
        (field_of_another_kind, "zendesk-fields", "wrong", "Impact is of the kind lookup", "Correct fields"),
        (fields_for_admins, "zendesk-fields", "warning", "can't be looked at", "a role that may see it"),
        (suspended_fallback, "zendesk-requester", "wrong", "robin@example.com is suspended", "fallback_requester"),
        (no_webhook, "zendesk-webhook", "wrong", "No webhook leads to /zendesk/webhook", "Make one"),
        (webhook_elsewhere, "zendesk-webhook", "wrong", "No webhook leads to /zendesk/webhook", "Make one"),
        (inactive_webhook, "zendesk-webhook", "wrong", "The webhook Helpdesk is inactive", "Activate it"),
        (hard_of_hearing, "zendesk-webhook", "warning", "does not tell of merged", "Subscribe it"),
        (by_trigger, "zendesk-webhook", "warning", "is called by triggers", "Make one for ticket events"),
        (other_secret, "zendesk-webhook", "wrong", "is not the secret of the webhook Helpdesk", "signing secret"),
        (no_secret, "zendesk-webhook", "wrong", "No signing secret is set", "HELPDESK_ZENDESK_WEBHOOK_SECRET"),
        (webhooks_for_admins, "zendesk-webhook", "warning", "can't be looked at", "Only admins may"),
    ],
    ids=lambda value: value.__name__ if callable(value) else None,
)
def test_exactly_what_is_broken_is_found(
    clinic: Clinic, *, broken: Break, check: str, verdict: str, words: str, fix: str
) -> None:
    broken(clinic)
    (finding,) = clinic.complaints()
    assert (finding["check"], finding["verdict"]) == (check, verdict)
    assert words in finding["words"]
    assert fix in finding["fix"]
    assert clinic.check().exit_code == (1 if verdict == "wrong" else 0)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("HELPDESK_ZENDESK_CLIENT_SECRET", "of another client", "doesn't accept the helpdesk's login"),
        ("HELPDESK_ZENDESK_URL", "http://127.0.0.1:9", "Zendesk can't be reached"),
    ],
)
def test_without_a_login_nothing_else_is_asked_of_zendesk(clinic: Clinic, name: str, value: str, words: str) -> None:
    clinic.set(name, value)
    findings = clinic.findings()
    assert [f["check"] for f in findings if f["check"].startswith("zendesk")] == ["zendesk-login"]
    (finding,) = [finding for finding in findings if finding["verdict"] != "ok"]
    assert (finding["check"], finding["verdict"]) == ("zendesk-login", "wrong")
    assert words in finding["words"]
    assert "HELPDESK_ZENDESK_URL" in finding["fix"]


def test_a_question_about_an_address_ends_with_its_own_mark(clinic: Clinic) -> None:
    clinic.zendesk_side.changes["/api/v2/users/me.json"] = lambda answer: answer.clear()
    (finding,) = clinic.complaints()
    assert finding["words"].endswith("is HELPDESK_ZENDESK_URL the account's own address?")


def test_an_api_token_works_until_zendesk_ends_it(clinic: Clinic) -> None:
    for name in ("HELPDESK_ZENDESK_CLIENT_ID", "HELPDESK_ZENDESK_CLIENT_SECRET"):
        clinic.set(name, "")
    clinic.set("HELPDESK_ZENDESK_EMAIL", "helpdesk-bot@example.com")
    clinic.set("HELPDESK_ZENDESK_API_TOKEN", "api-token-secret")
    (finding,) = clinic.complaints()
    assert (finding["check"], finding["verdict"]) == ("zendesk-login", "warning")
    assert "30 April 2027" in finding["words"]
    assert "HELPDESK_ZENDESK_CLIENT_ID" in finding["fix"]


def test_without_zendesk_everything_else_is_checked(clinic: Clinic) -> None:
    for name in ("URL", "CLIENT_ID", "CLIENT_SECRET", "WEBHOOK_SECRET"):
        clinic.set(f"HELPDESK_ZENDESK_{name}", "")
    findings = clinic.findings()
    assert [f["words"] for f in findings if f["check"].startswith("zendesk")] == [
        "Zendesk is not set up; who asks for a ticket is told so."
    ]
    assert [finding for finding in findings if finding["verdict"] != "ok"] == []
    assert list(clinic.zendesk.journal.calls) == []


def test_another_helpdesks_webhook_is_none_of_ours(clinic: Clinic) -> None:
    ours = clinic.webhook
    other = replace(ours, id="another", secret="another", endpoint="https://other.example.com/zendesk/webhook")
    clinic.zendesk.account.webhooks = {"another": other, ours.id: ours}
    assert clinic.complaints() == []


def test_a_webhook_behind_a_hundred_others_is_found(clinic: Clinic) -> None:
    ours = clinic.webhook
    others = {f"w{n}": replace(ours, id=f"w{n}", endpoint=f"https://example.com/{n}") for n in range(120)}
    clinic.zendesk.account.webhooks = {**others, ours.id: ours}
    assert clinic.complaints() == []


def test_a_fallback_requester_may_be_made_later(clinic: Clinic) -> None:
    clinic.configure("robin@example.com", "new@example.com")
    assert clinic.complaints() == []


def test_a_field_that_solving_wants_may_be_asked_for_in_the_form(clinic: Clinic) -> None:
    required_field(clinic)
    clinic.configure("[zendesk]\n", "[zendesk]\nfields = [7007]\n")
    assert clinic.complaints() == []
