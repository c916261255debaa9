"""The whole product in a channel that reads Italian, with a colleague who reads French."""

from collections.abc import Iterator

import pytest

from helpdesk.languages.speech import Speech
from tests.story.stage import ALEX, CHANNEL, ROBIN, Stage, staged, until

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
