"""All checks of one setup, for `helpdesk check` and for the daily self-check alike."""

import time
from collections.abc import Iterable, Iterator
from functools import partial

from helpdesk.doctor.duty import duty_look
from helpdesk.doctor.promises import FIX as PROMISES_FIX
from helpdesk.doctor.promises import at_promises
from helpdesk.doctor.rounds import Check, Round
from helpdesk.doctor.routes import zendesk_groups
from helpdesk.doctor.settings import settings_round
from helpdesk.doctor.slack import SlackLook
from helpdesk.doctor.store import store_round
from helpdesk.doctor.zendesk import AGAIN as ZENDESK_AGAIN
from helpdesk.doctor.zendesk import ZendeskLook, not_set_up
from helpdesk.wiring import Wiring


def all_rounds(wiring: Wiring, variables: Iterable[str], store_trouble: str | None = None) -> Iterator[Round]:
    """`variables` are the names in the environment; `store_trouble` is why the embedded store did not start."""
    settings, config = wiring.settings, wiring.config
    app_token, webhook = settings.slack_app_token, settings.zendesk_webhook_secret
    account, login = wiring.account, settings.zendesk_login
    yield settings_round(settings, variables)
    yield SlackLook(wiring.slack_calls(), config, app_token.get_secret_value() if app_token else None).round()
    if config.duty:
        yield duty_look(wiring, time.time).round()
    yield (Check("promises", partial(at_promises, config), PROMISES_FIX),)
    if account and login:
        secret = webhook.get_secret_value() if webhook else None
        groups = Check("routes", partial(zendesk_groups, account, config.channels), ZENDESK_AGAIN)
        yield (*ZendeskLook(account, login, config.zendesk, secret).round(), groups)
    else:
        yield not_set_up()
    yield store_round(wiring, store_trouble)
