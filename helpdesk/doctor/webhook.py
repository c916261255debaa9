"""Looks at the webhook by which Zendesk tells of changes: without it they are only found every two minutes."""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from helpdesk.doctor.findings import Finding, ok, warning, wrong
from helpdesk.zendesk.account import Account
from helpdesk.zendesk.payloads import WebhookSeen
from helpdesk.zendesk.refusals import Refused
from helpdesk.zendesk.webhooks import BY_TRIGGER, EVENT_TYPES, PATH

_WHERE = "under Apps and integrations, Webhooks in Zendesk's Admin Center"
_SECRET = f"Copy the webhook's signing secret, {_WHERE}, to HELPDESK_ZENDESK_WEBHOOK_SECRET."


@dataclass(frozen=True, slots=True)
class WebhookLook:
    """Compares secrets and shows none."""

    account: Account
    secret: str | None

    def at_it(self) -> Iterator[Finding]:
        if not self.secret:
            yield wrong(
                "zendesk-webhook", "No signing secret is set, so that nothing from Zendesk is believed.", _SECRET
            )
        try:
            ours = [each for each in self.account.webhooks() if urlsplit(each.endpoint).path.endswith(PATH)]
            faults = [self._faults(each) for each in ours]
        except Refused as refused:
            yield warning(
                "zendesk-webhook",
                f"The webhook can't be looked at: {refused.why}.",
                f"Only admins may: see for yourself that it is active, {_WHERE}.",
            )
            return
        yield from self._told(ours, faults)

    def _told(self, ours: list[WebhookSeen], faults: list[list[Finding]]) -> Iterator[Finding]:
        """The best of several webhooks counts: another helpdesk may have its own."""
        if not ours:
            yield wrong(
                "zendesk-webhook",
                f"No webhook leads to {PATH}, so that changes in Zendesk are seen late.",
                "Make one with `helpdesk zendesk-setup`.",
            )
            return
        best = min(range(len(ours)), key=lambda number: len(faults[number]))
        yield from faults[best]
        if not faults[best] and self.secret:
            yield ok("zendesk-webhook", f"Zendesk tells {urlsplit(ours[best].endpoint).hostname} of changes.")

    def _faults(self, webhook: WebhookSeen) -> list[Finding]:
        faults = list(_heard(webhook))
        if webhook.status != "active":
            words = f"The webhook {webhook.name} is {webhook.status or 'not active'}."
            faults.append(wrong("zendesk-webhook", words, f"Activate it, {_WHERE}, or with `helpdesk zendesk-setup`."))
        if self.secret and not self._is_signed(webhook, self.secret):
            words = f"HELPDESK_ZENDESK_WEBHOOK_SECRET is not the secret of the webhook {webhook.name}."
            faults.append(wrong("zendesk-webhook", words, _SECRET))
        return faults

    def _is_signed(self, webhook: WebhookSeen, secret: str) -> bool:
        return hmac.compare_digest(self.account.signing_secret(webhook).encode(), secret.encode())


def _heard(webhook: WebhookSeen) -> Iterator[Finding]:
    subscribed = webhook.subscriptions or ()
    missing = [kind.rpartition(".")[2] for kind in EVENT_TYPES if kind not in subscribed]
    if not missing:
        return
    fix = "Subscribe it to these ticket events with `helpdesk zendesk-setup`."
    if BY_TRIGGER in subscribed:
        words = f"The webhook {webhook.name} is called by triggers: only what they tell of is seen at once."
        yield warning("zendesk-webhook", words, "Make one for ticket events instead, or see that triggers cover them.")
    else:
        words = f"The webhook {webhook.name} does not tell of {', '.join(missing)}."
        yield warning("zendesk-webhook", words, fix)
