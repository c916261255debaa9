"""Zendesk: where the account is, the login, and the webhook by which it tells of changes."""

from collections.abc import Mapping

import typer
from pydantic import SecretStr

from helpdesk.commands.setting_up.asking import Question
from helpdesk.commands.setting_up.keeping import ENV
from helpdesk.commands.setting_up.parts import Sitting
from helpdesk.commands.zendesk_setup import SECRET, zendesk_setup
from helpdesk.settings import SettingsWrong
from helpdesk.setup import answers, looks
from helpdesk.zendesk.login import OAuthLogin, TokenLogin, ZendeskLogin

URL = "HELPDESK_ZENDESK_URL"
CLIENT_ID, CLIENT_SECRET = "HELPDESK_ZENDESK_CLIENT_ID", "HELPDESK_ZENDESK_CLIENT_SECRET"
EMAIL, API_TOKEN = "HELPDESK_ZENDESK_EMAIL", "HELPDESK_ZENDESK_API_TOKEN"


def set_up_zendesk(sitting: Sitting) -> bool:
    """Whether there is an account with a login now."""
    sitting.begin("Zendesk")
    known = {name: sitting.known(name) for name in (URL, CLIENT_ID, CLIENT_SECRET, EMAIL, API_TOKEN)}
    given = sitting.given.zendesk_url, sitting.given.zendesk_user
    while True:
        said = _answered(sitting, known, *given)
        if said is None:
            return bool(known[URL])
        if sitting.asker.is_well(looks.zendesk(said[URL], _login(said))):
            break
        match sitting.asker.choose():
            case "skip":
                return bool(sitting.known(URL))
            case "keep":
                break
        known, given = said, ("", "")
    sitting.keeper.variables(said)
    return True


def offer_webhook(sitting: Sitting, address: str | None) -> bool:
    """Whether the webhook's secret is known now. It is made only when somebody agrees."""
    if sitting.known(SECRET):
        return True
    words = f"Make the webhook by which Zendesk tells {address} of changes, and write its secret to {ENV}?"
    if address is None or not sitting.asker.attended or not sitting.asker.agrees(words, otherwise=True):
        return False
    try:
        zendesk_setup(url=address, write_env=ENV)
    except SettingsWrong as wrong:
        typer.echo("\n".join(wrong.faults), err=True)
        return False
    except typer.Exit:
        return False
    return True


def _answered(sitting: Sitting, known: Mapping[str, str], url_given: str, user_given: str) -> dict[str, str] | None:
    """The variables of an account with its login; those of the other kind of login are emptied."""
    ask = sitting.asker.ask
    words = "Address of the account (https://example.zendesk.com)"
    url = ask(Question(words, answers.account_url, given=url_given, known=known[URL], otherwise="without Zendesk"))
    if url is None:
        return None
    words = "Identifier of an OAuth client, or an agent's e-mail for the older API tokens"
    before = known[CLIENT_ID] or known[EMAIL]
    user = ask(Question(words, answers.zendesk_user, given=user_given, known=before))
    id_name, secret_name = (EMAIL, API_TOKEN) if "@" in (user or "") else (CLIENT_ID, CLIENT_SECRET)
    words = "Its API token (it is not shown)" if id_name == EMAIL else "Its secret (it is not shown)"
    secret = ask(Question(words, answers.secret, known=known[secret_name], hidden=True)) if user else None
    if not user or not secret:
        _say_without_login(sitting)
        return None
    nothing = dict.fromkeys((CLIENT_ID, CLIENT_SECRET, EMAIL, API_TOKEN), "")
    return {URL: url, **nothing, id_name: user, secret_name: secret}


def _say_without_login(sitting: Sitting) -> None:
    if not sitting.asker.attended:
        where = f"--zendesk-user names an OAuth client or an agent, {CLIENT_SECRET} or {API_TOKEN} its secret"
        raise SettingsWrong([f"Zendesk's address is given without a login: {where}."])
    typer.echo("Nothing works in Zendesk without a login: its address is left out too, for now.")


def _login(said: Mapping[str, str]) -> ZendeskLogin:
    if said[CLIENT_ID]:
        return OAuthLogin(said[CLIENT_ID], SecretStr(said[CLIENT_SECRET]))
    return TokenLogin(said[EMAIL], SecretStr(said[API_TOKEN]))
