"""The whole product in a channel that reads Italian, with a colleague who reads French."""

from collections.abc import Iterator

import pytest

from helpdesk.languages.speech import Speech
from tests.story.stage import ALEX, CHANNEL, ROBIN, Stage, staged
from tests.waiting import until

pytestmark = pytest.mark.xdist_group("story")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with staged(tmp_path_factory.mktemp("languages")) as stage:
        file = stage.folder / "helpdesk.toml"
        file.write_text(file.read_text().replace('name = "it-help"', 'name = "it-help"\nlanguage = "it"'))
        stage.start("up")
        stage.ready()
        stage.act("change_person", user=ALEX, locale="fr-FR")
        yield stage


def whispers(stage: Stage, to: str) -> str:
    said = stage.slack_state()["ephemerals"].get(CHANNEL, [])
    return "\n".join(message["text"] for message in said if message["ephemeral_to"] == to)


def test_the_thread_reads_italian_and_each_person_their_own_language(stage: Stage) -> None:
    ts = stage.ask("Il badge <non> funziona")
    stage.react(ALEX, ts, "ticket")
    stage.react(ROBIN, ts, "white_check_mark")
    italian = f"*IT-1* · {Speech('it').say('state-new')}"
    (status,) = until(lambda: [text for text in stage.by_bot(ts) if italian in text], "the status message")
    assert "Zendesk <" in status
    ticket = until(lambda: stage.ticket_of(ts), "the ticket")
    assert "Il badge <non> funziona" in ticket["subject"]
    french = "Vous pouvez y ajouter la priorité"
    until(lambda: french in whispers(stage, ALEX), "the offer of details, in French")
    english = Speech().say("notice-not-a-responder")
    until(lambda: english in whispers(stage, ROBIN), "the reason why nothing changed, in English")


def test_figures_come_in_private_with_a_picture_in_the_readers_language(stage: Stage) -> None:
    ts = stage.ask("Le badge ne marche plus")
    stage.react(ALEX, ts, "white_check_mark")
    until(lambda: stage.shown(stage.link(ts)).get("state") == "resolved", "the question resolved")
    stage.act("command", user=ALEX, channel=CHANNEL, text="stats 7 jours")
    channels = stage.slack.workspace.channels

    def told() -> list[tuple[str, list[str]]]:
        direct = [channel for channel in list(channels.values()) if channel.is_im and ALEX in channel.members]
        return [(message.text, message.files) for channel in direct for message in list(channel.messages.values())]

    said = until(lambda: told() if any(files for _, files in told()) else None, "the picture")
    assert any("Résolu (" in text and "la moitié en 1 min" in text for text, _ in said)
    rows = stage.helpdesk("export", "--format", "jsonl").stdout.splitlines()
    assert any('"to_resolved_seconds": ' in row and '"resolved": "2' in row for row in rows)
