"""Looks at the Zendesk account: who the helpdesk is there, and whether what is configured can be set."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from helpdesk.config import ZendeskConfig
from helpdesk.doctor.clock import compare
from helpdesk.doctor.findings import Finding, ok, warning, wrong
from helpdesk.doctor.rounds import Check, Round
from helpdesk.doctor.webhook import WebhookLook
from helpdesk.zendesk.account import Account, CustomStatus, Field
from helpdesk.zendesk.login import TokenLogin, ZendeskLogin
from helpdesk.zendesk.offering import CUSTOM
from helpdesk.zendesk.payloads import UserSeen
from helpdesk.zendesk.refusals import NotThere, Refused

_LOGIN = "See that HELPDESK_ZENDESK_URL and the login beside it are this account's, and that this machine reaches it."
AGAIN = "Check again in a minute; if it stays, give the helpdesk's user in Zendesk a role that may see it."
_GROUP = "Correct group_id in helpdesk.toml."
_FILLED = frozenset({"subject", "description", "status", "custom_status", "assignee"})
"""System fields that the helpdesk fills in itself."""


@dataclass(frozen=True, slots=True)
class ZendeskLook:
    """What can be seen with our own login."""

    account: Account
    login: ZendeskLogin
    config: ZendeskConfig
    webhook_secret: str | None
    clock: Callable[[], float] = time.time

    def round(self) -> Round:
        webhook = WebhookLook(self.account, self.webhook_secret)
        return (
            Check("zendesk-login", self._login, _LOGIN),
            Check("zendesk-group", self._group, AGAIN),
            Check("zendesk-form", self._form, AGAIN),
            Check("zendesk-statuses", self._statuses, AGAIN),
            Check("zendesk-fields", self._fields, AGAIN),
            Check("zendesk-requester", self._requester, AGAIN),
            Check("zendesk-webhook", webhook.at_it, AGAIN),
        )

    def _login(self) -> Iterator[Finding]:
        before = self.clock()
        greeting = self.account.greet()
        after = self.clock()
        if isinstance(self.login, TokenLogin):
            yield warning(
                "zendesk-login",
                "The login is an API token, and Zendesk ends these on 30 April 2027.",
                "Make an OAuth client in Zendesk; set HELPDESK_ZENDESK_CLIENT_ID and HELPDESK_ZENDESK_CLIENT_SECRET.",
            )
        else:
            yield ok("zendesk-login", f"The helpdesk is {greeting.me.name} there.")
        yield _role(greeting.me)
        yield compare("zendesk-clock", "Zendesk", greeting.date, before, after)

    def _group(self) -> Iterator[Finding]:
        number = self.config.group_id
        if number is None:
            return
        try:
            group = self.account.group(number)
        except NotThere:
            yield wrong("zendesk-group", f"There is no group {number} in Zendesk.", _GROUP)
            return
        if group.deleted:
            yield wrong("zendesk-group", f"The group {group.name} was deleted.", _GROUP)
        else:
            yield ok("zendesk-group", f"New tickets go to the group {group.name}.")

    def _form(self) -> Iterator[Finding]:
        number = self.config.form_id
        if number is None:
            return
        try:
            form = self.account.form(number)
        except NotThere:
            yield wrong("zendesk-form", f"There is no form {number} in Zendesk.", "Correct form_id in helpdesk.toml.")
            return
        if form.active:
            yield ok("zendesk-form", f"New tickets have the form {form.name}.")
        else:
            yield wrong("zendesk-form", f"The form {form.name} is not active.", "Activate it, or correct form_id.")

    def _statuses(self) -> Iterator[Finding]:
        try:
            known = self.account.custom_statuses()
        except Refused as refused:
            yield warning("zendesk-statuses", f"The statuses can't be looked at: {refused.why}.", AGAIN)
            return
        faults = [fault for state, status in self.config.statuses.items() for fault in _status(state, status, known)]
        yield from faults
        if not faults:
            yield ok("zendesk-statuses", "Every status a state is written as can be set.")

    def _fields(self) -> Iterator[Finding]:
        try:
            fields = self.account.fields()
        except Refused as refused:
            yield warning("zendesk-fields", f"The ticket fields can't be looked at: {refused.why}.", AGAIN)
            return
        asked = self.config.fields
        faults = [fault for number in asked for fault in _asked(number, fields)]
        filled = _FILLED | ({"group"} if self.config.group_id else set())
        titles = [
            f"“{f.title}”" for f in fields if f.required and f.active and f.type not in filled and f.id not in asked
        ]
        if titles:
            faults.append(
                warning(
                    "zendesk-fields",
                    f"Zendesk solves no ticket without {', '.join(titles)}, which the form does not ask for.",
                    "Name it in fields under [zendesk] in helpdesk.toml, have agents or a trigger fill it in, or let it"
                    " be empty when a ticket is solved.",
                )
            )
        yield from faults or [ok("zendesk-fields", "No field stands in the way of solving a ticket.")]

    def _requester(self) -> Iterator[Finding]:
        email = self.config.fallback_requester
        if email is None:
            return
        found = next((u for u in self.account.users_by_email(email) if (u.email or "").lower() == email.lower()), None)
        if found is None:
            yield ok("zendesk-requester", f"{email} is not in Zendesk yet, and will be made when first needed.")
        elif found.suspended:
            yield wrong(
                "zendesk-requester",
                f"{email} is suspended in Zendesk.",
                "Lift the suspension, or set another fallback_requester in helpdesk.toml.",
            )
        else:
            yield ok("zendesk-requester", f"{email} asks for those who have no address.")


def not_set_up() -> Round:
    """The only check without Zendesk."""
    words = "Zendesk is not set up; who asks for a ticket is told so."
    return (Check("zendesk-login", lambda: [ok("zendesk-login", words)], _LOGIN),)


def _role(me: UserSeen) -> Finding:
    if not me.can_be_assigned:
        return wrong(
            "zendesk-role",
            f"The helpdesk's user {me.name} is {_too_small(me)}, and can't write tickets for others.",
            "Give it the role of an agent or an admin in Zendesk.",
        )
    if me.ticket_restriction:
        words = f"The helpdesk's user {me.name} sees some tickets only (ticket_restriction: {me.ticket_restriction})."
        return wrong("zendesk-role", words, "Let it, or its role, access all tickets in Zendesk.")
    if me.writes_in_private:
        words = f"The helpdesk's user {me.name} can write internal notes only."
        return warning("zendesk-role", words, "Let its role in Zendesk add public comments.")
    return ok("zendesk-role", f"Its role is {me.role}.")


def _too_small(me: UserSeen) -> str:
    if me.suspended:
        return "suspended"
    return "an end user" if me.role == "end-user" else "a light agent" if me.writes_in_private else "a contributor"


def _asked(number: int, fields: list[Field]) -> Iterator[Finding]:
    """What is wrong with a field that the form is to ask for."""
    fix = "Correct fields under [zendesk] in helpdesk.toml, or activate the field in Zendesk."
    found = next((field for field in fields if field.id == number), None)
    if found is None:
        yield wrong("zendesk-fields", f"There is no ticket field {number}, which the form is to ask for.", fix)
    elif not found.active:
        yield wrong("zendesk-fields", f"The field {found.title}, which the form is to ask for, is not active.", fix)
    elif found.type not in CUSTOM:
        words = f"The field {found.title} is of the kind {found.type}, which the form can't ask for."
        yield wrong("zendesk-fields", words, fix)


def _status(state: str, status: str | int, known: list[CustomStatus]) -> Iterator[Finding]:
    fix = f"Correct {state} under [zendesk.statuses] in helpdesk.toml, or activate the status in Zendesk."
    if isinstance(status, int):
        found = next((each for each in known if each.id == status), None)
        if found is None:
            yield wrong("zendesk-statuses", f"There is no status {status}, which {state} is written as.", fix)
        elif not found.active:
            words = f"The status {found.agent_label}, which {state} is written as, is not active."
            yield wrong("zendesk-statuses", words, fix)
    elif known and not any(each.status_category == status and each.active for each in known):
        words = f"No status of the category {status}, which {state} is written as, seems to be active."
        yield warning("zendesk-statuses", words, fix)
