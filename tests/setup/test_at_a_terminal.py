"""`helpdesk init` at a real terminal, against the local Slack and Zendesk."""

import stat

from helpdesk.sandbox.slack.faults import WebApiFault

from .conftest import Place

AN_ENV = "# mine\nHELPDESK_PORT=3999\n"
A_CONFIG = """\
# ours
[[channels]]
name = "old"  # for people
id = "C0GENERAL1"
prefix = "OPS"

[zendesk]
tags = ["desk"]
"""


def test_all_answers_are_checked_and_written_and_the_doctor_comes_last(place: Place) -> None:
    said = place.town.credentials
    terminal = place.init()
    place.answer_slack(terminal)
    terminal.until("✓ socket-mode")
    terminal.answer("Its link", "https://sandbox.slack.com/archives/C0ITHELP1/p1700000000000100")
    terminal.until("✓ channel: The helpdesk is in #it-help")
    terminal.answer("Who answers there", "@it-team, U0EMPLOYEE")
    terminal.answer("Private channel", "C0ITAGENTS")
    terminal.answer("Address of the account", place.town.zendesk_url)
    terminal.answer("Identifier of an OAuth client", said.client_id)
    terminal.answer("Its secret", said.client_secret)
    terminal.until("✓ zendesk-role")
    left = terminal.until("`helpdesk check` says:")
    assert "helpdesk zendesk-setup --write-env .env" in left
    assert "Start it: helpdesk up" in left
    assert terminal.ended() == 1  # the webhook is still to be made
    assert "zendesk-webhook: No signing secret is set" in terminal.seen
    assert place.env == {
        "HELPDESK_SLACK_BOT_TOKEN": said.bot_token,
        "HELPDESK_SLACK_SIGNING_SECRET": said.signing_secret,
        "HELPDESK_SLACK_APP_TOKEN": said.app_token,
        "HELPDESK_ZENDESK_URL": place.town.zendesk_url,
        "HELPDESK_ZENDESK_CLIENT_ID": said.client_id,
        "HELPDESK_ZENDESK_CLIENT_SECRET": said.client_secret,
    }
    assert place.config == {
        "channels": [
            {
                "name": "it-help",
                "id": "C0ITHELP1",
                "responders": ["S0ITTEAM", "U0EMPLOYEE"],
                "agents_channel": "C0ITAGENTS",
            }
        ]
    }
    assert stat.S_IMODE((place.folder / ".env").stat().st_mode) == 0o600
    assert not [secret for secret in (said.bot_token, said.app_token, said.client_secret) if secret in terminal.seen]


def test_without_zendesk_everything_can_be_well_at_once(place: Place) -> None:
    terminal = place.init()
    place.answer_slack(terminal)
    place.answer_channel(terminal)
    terminal.answer("Address of the account")
    assert terminal.ended() == 0
    assert "Zendesk is not set up" in terminal.seen


def test_the_link_makes_the_app_that_the_manifest_describes(place: Place) -> None:
    terminal = place.init()
    terminal.answer("Public address", "https://desk.example.com/")
    shown = terminal.until("Bot token")
    assert "https://api.slack.com/apps?new_app=1&manifest_json=%7B%22display_information%22" in shown
    assert '"request_url":"https://desk.example.com/slack/events"' in shown
    assert "App-Level Tokens" not in shown
    terminal.interrupt()
    assert terminal.ended() == 1


def test_a_wrong_answer_is_explained_and_asked_again(place: Place) -> None:
    said = place.town.credentials
    terminal = place.init()
    terminal.answer("Public address", "http://desk.example.com")
    assert "must be like https://" in terminal.answer("Public address")
    terminal.answer("Bot token", said.app_token)
    assert "begins with xoxb-" in terminal.answer("Bot token", "xoxb-of-another-app")
    assert "invalid_auth" in terminal.answer("Bot token", said.bot_token)
    terminal.answer("Signing secret", said.bot_token)
    assert "This is a token" in terminal.answer("Signing secret", said.signing_secret)
    terminal.answer("App-level token", "xapp-of-another-app")
    assert "opens no connection" in terminal.answer("App-level token", "skip")
    terminal.answer("Its link", "it-help")
    assert "is not a channel id" in terminal.answer("Its link", "C0NOWHERE")
    assert "unknown to Slack" in terminal.answer("Its link", "C0GENERAL1")
    assert "The helpdesk is not in #general" in terminal.answer("Its link", "C0ITHELP1")
    terminal.answer("Who answers there", "@cooks")
    assert "no user group of this workspace. There are: @it-team" in terminal.answer("Who answers there", "S0COOKS")
    assert "knows no user group" in terminal.answer("Who answers there", "@it-team")
    terminal.answer("Private channel", "C0ITHELP1")
    assert "the help channel itself" in terminal.answer("Private channel")
    terminal.answer("Address of the account")
    assert terminal.ended() == 0
    assert place.channel["responders"] == ["S0ITTEAM"]
    assert place.env.keys() == {"HELPDESK_SLACK_BOT_TOKEN", "HELPDESK_SLACK_SIGNING_SECRET"}


def test_what_is_given_as_an_option_is_asked_for_only_when_it_is_wrong(place: Place) -> None:
    terminal = place.init("--channel", "C0NOWHERE", "--responders", "it-team")
    place.answer_slack(terminal)
    assert "unknown to Slack" in terminal.answer("Its link", "C0ITHELP1")
    assert "Who answers there" not in terminal.answer("Private channel")
    terminal.answer("Address of the account")
    assert terminal.ended() == 0
    assert place.channel == {"name": "it-help", "id": "C0ITHELP1", "responders": ["S0ITTEAM"]}


def test_what_is_not_true_yet_can_be_checked_again_or_kept(place: Place) -> None:
    general = place.town.slack.workspace.channels["C0GENERAL1"]
    terminal = place.init()
    place.answer_slack(terminal)
    terminal.answer("Its link", "C0GENERAL1")
    terminal.until("leaves the question out")
    general.members.append(place.town.slack.workspace.bot)
    terminal.answer("Its link")
    assert "✓ channel: The helpdesk is in #general" in terminal.answer("Who answers there", "S0LATER")
    terminal.until("leaves the question out")
    terminal.answer("Who answers there", "keep")
    terminal.answer("Private channel")
    terminal.answer("Address of the account")
    terminal.ended()
    assert (place.channel["id"], place.channel["responders"]) == ("C0GENERAL1", ["S0LATER"])


def test_keep_is_no_answer_where_nothing_waits_to_be_kept(place: Place) -> None:
    (place.folder / ".env").write_text("HELPDESK_SLACK_SIGNING_SECRET=the-one-that-is-set\n")
    terminal = place.init()
    terminal.answer("Public address", "keep")
    terminal.answer("Bot token", "keep")
    terminal.answer("Signing secret", "keep")
    terminal.answer("App-level token", "keep")
    terminal.answer("Its link", "keep")
    terminal.answer("Address of the account", "keep")
    terminal.ended()
    assert place.env == {"HELPDESK_SLACK_SIGNING_SECRET": "the-one-that-is-set"}


def test_a_terminal_without_bold_letters_gets_none(place: Place) -> None:
    terminal = place.init()
    terminal.answer("Public address")
    terminal.until("Bot token")
    assert b"\x1b" not in terminal.raw
    terminal.interrupt()
    terminal.ended()


def test_a_zendesk_that_cannot_be_reached_or_logged_in_to_is_asked_for_as_a_whole_again(place: Place) -> None:
    said = place.town.credentials
    terminal = place.init()
    place.answer_slack(terminal)
    place.answer_channel(terminal)
    terminal.answer("Address of the account", "http://127.0.0.1:9")
    terminal.answer("Identifier of an OAuth client", said.client_id)
    terminal.answer("Its secret", "wrong-secret")
    assert "✗ zendesk-login" in terminal.until("leaves the question out")
    terminal.enter("")
    terminal.answer("Address of the account", place.town.zendesk_url)
    terminal.answer("Identifier of an OAuth client")
    terminal.answer("Its secret")
    assert "HELPDESK_ZENDESK_CLIENT_SECRET" in terminal.until("leaves the question out")
    terminal.enter("")
    terminal.answer("Address of the account")
    terminal.answer("Identifier of an OAuth client", said.email)
    terminal.answer("Its API token", said.api_token)
    terminal.until("The login is an API token")
    terminal.ended()
    assert place.env["HELPDESK_ZENDESK_EMAIL"] == said.email
    assert "HELPDESK_ZENDESK_CLIENT_ID" not in place.env


def test_the_webhook_is_made_when_there_is_an_address_and_somebody_agrees(place: Place) -> None:
    said = place.town.credentials
    place.town.zendesk.account.webhooks.clear()
    terminal = place.init()
    terminal.answer("Public address", "https://desk.example.com")
    terminal.answer("Bot token", said.bot_token)
    terminal.answer("Signing secret", said.signing_secret)
    place.answer_channel(terminal)
    terminal.answer("Address of the account", place.town.zendesk_url)
    terminal.answer("Identifier of an OAuth client", said.client_id)
    terminal.answer("Its secret", said.client_secret)
    terminal.until("Make the webhook by which Zendesk tells https://desk.example.com of changes")
    terminal.enter("y")
    assert terminal.ended() == 0
    made = next(iter(place.town.zendesk.account.webhooks.values()))
    assert made.endpoint == "https://desk.example.com/zendesk/webhook"
    assert place.env["HELPDESK_ZENDESK_WEBHOOK_SECRET"] == made.secret


def test_ctrl_c_leaves_whole_parts_and_the_next_run_goes_on_by_enter(place: Place) -> None:
    first = place.init()
    place.answer_slack(first)
    first.until("Its link")
    first.interrupt()
    first.until("Stopped. What was written stays")
    assert first.ended() == 1
    assert "Traceback" not in first.seen
    assert not (place.folder / "helpdesk.toml").exists()
    again = place.init()
    for question in ("Public address", "Bot token", "Signing secret", "App-level token"):
        again.answer(question)
    place.answer_channel(again)
    again.answer("Address of the account")
    assert again.ended() == 0
    assert "new_app=1" not in again.seen
    assert [file.name for file in place.folder.iterdir() if file.name.startswith(".new")] == []


def test_ctrl_c_in_a_part_leaves_nothing_of_it(place: Place) -> None:
    terminal = place.init()
    terminal.answer("Public address")
    terminal.answer("Bot token", place.town.credentials.bot_token)
    terminal.until("Signing secret")
    terminal.interrupt()
    assert terminal.ended() == 1
    assert list(place.folder.iterdir()) == []


def test_a_folder_that_can_not_be_written_to_is_found_before_the_first_question(place: Place) -> None:
    terminal = place.init(HELPDESK_CONFIG="nowhere/helpdesk.toml")
    assert terminal.ended() == 1
    assert "nowhere/helpdesk.toml can't be written (No such file or directory)" in " ".join(terminal.seen.split())
    assert "Public address" not in terminal.seen
    assert list(place.folder.iterdir()) == []


def test_files_that_are_there_are_changed_only_when_somebody_agrees(place: Place) -> None:
    (place.folder / ".env").write_text(AN_ENV)
    (place.folder / "helpdesk.toml").write_text(A_CONFIG)
    terminal = place.init()
    place.answer_slack(terminal)
    terminal.answer(".env is there already", "n")
    terminal.until(".env stays as it is. To be changed in it: HELPDESK_SLACK_BOT_TOKEN")
    terminal.answer("another one takes the place of #old in the file", "C0ITHELP1")
    terminal.answer("Who answers there")
    terminal.answer("Private channel")
    terminal.answer("helpdesk.toml is there already", "y")
    terminal.answer("Address of the account")
    terminal.ended()
    assert (place.folder / ".env").read_text() == AN_ENV
    changed = A_CONFIG.replace('"old"', '"it-help"').replace("C0GENERAL1", "C0ITHELP1")
    assert (place.folder / "helpdesk.toml").read_text() == changed


def test_what_is_agreed_to_leaves_the_rest_of_the_files_and_closes_them_to_others(place: Place) -> None:
    env = place.folder / ".env"
    env.write_text(AN_ENV)
    env.chmod(0o644)
    terminal = place.init()
    place.answer_slack(terminal)
    terminal.answer(".env is there already")
    place.answer_channel(terminal)
    terminal.answer("Address of the account")
    terminal.ended()
    assert env.read_text().startswith(AN_ENV)
    assert stat.S_IMODE(env.stat().st_mode) == 0o600


def test_a_channel_name_that_would_break_toml_is_written_as_it_is(place: Place) -> None:
    name = 'it"]\n[zendesk]\ntags = ["evil'
    place.town.slack.workspace.channels["C0ITHELP1"].name = name
    terminal = place.init()
    place.answer_slack(terminal)
    place.answer_channel(terminal)
    terminal.answer("Address of the account")
    terminal.ended()
    assert place.channel["name"] == name
    assert place.config.keys() == {"channels"}


def test_when_slack_is_away_answers_can_be_kept_unchecked(place: Place) -> None:
    said = place.town.credentials
    place.town.slack.faults.add(WebApiFault(kind="http_error", status=500, times=None))
    terminal = place.init()
    terminal.answer("Public address")
    terminal.answer("Bot token", said.bot_token)
    terminal.until("Slack has trouble of its own")
    terminal.answer("Bot token", "keep")
    terminal.answer("Signing secret", said.signing_secret)
    terminal.answer("App-level token", said.app_token)
    terminal.answer("App-level token", "keep")
    terminal.answer("Its link", "C0ITHELP1")
    terminal.answer("Its name", "it-help")
    terminal.answer("Who answers there", "everyone")
    terminal.answer("Private channel")
    terminal.answer("Address of the account")
    assert terminal.ended() == 1
    assert place.env["HELPDESK_SLACK_BOT_TOKEN"] == said.bot_token
    assert place.channel == {"name": "it-help", "id": "C0ITHELP1"}
