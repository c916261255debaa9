"""Thanks opens nothing again; everything else does."""

import pytest

from helpdesk.slack.thanks import is_thanks


@pytest.mark.parametrize(
    "text",
    [
        "Thanks!",
        "thank you so much",
        "thx :pray:",
        "Thanks <@U0ALEX>, perfect!",
        "merci beaucoup",
        "C\u2019est parfait, merci",
        "Grazie mille :+1::skin-tone-3:",
        "vielen Dank",
        "¡Muchas gracias!",
        "Muito obrigado",
        "Hartelijk bedankt",
        ":heart:",
        "OK, super",
    ],
)
def test_thanks_in_seven_languages(text: str) -> None:
    assert is_thanks(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, but it still beeps",
        "thanks?",
        "it works",
        "no",
        "",
        "you",
        "Danke, aber der Drucker brennt",
        "merci, toujours pas",
        "gracias, pero no funciona",
        "bedankt maar hij doet het niet",
        "ok 2",
        "it does not work :cry:",
        "perfect storm in room",
        "<https://example.com/thanks>",
    ],
)
def test_more_than_thanks(text: str) -> None:
    assert not is_thanks(text)
