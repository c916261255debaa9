"""Why something did not work: found out and kept in English, read in the language of the reader."""

import ast
from collections.abc import Iterator

import pytest

from helpdesk.domain.files import CantCopy
from helpdesk.domain.forgetting import NOT_KEPT
from helpdesk.domain.retry import NoRoom, TryLater, WentWrong
from helpdesk.languages.speech import REASON, Speech, languages, reason_meant
from helpdesk.slack.words import slack_trouble
from helpdesk.store.records import NewerRecord
from helpdesk.zendesk import words

from .test_catalogues import PRODUCT, catalogue

NOT_READ_IN_SLACK = {"sandbox", "rebuild", "commands", "doctor", "oncall"}
RAISED = {"TryLater", "GiveUp", "SlowDown"}
TITLES = ("Impact", "Cost <centre>")

FROM_ZENDESK = [
    *(words.SLOW_DOWN, words.AWAY, words.NO_ANSWER, words.BROKEN, words.COLLISION, words.CHANGED),
    *(words.UNREADABLE, words.ELSEWHERE, words.STILL_OPENING, words.NOT_THERE, words.NO_SUCH_ROUTE),
    words.login_refused(["HELPDESK_ZENDESK_EMAIL", "HELPDESK_ZENDESK_API_TOKEN"]),
    *(words.not_allowed(""), words.not_allowed("You do not have access")),
    *(words.refused([], 400), words.refused(["Status: is invalid.", "Two\nlines"], 422)),
    words.fields_missing(TITLES),
]
FROM_SLACK = [
    slack_trouble(error)
    for error in ("not_in_channel", "channel_not_found", "is_archived", "missing_scope", "invalid_auth")
]
OURS = [CantCopy("a.png", "too_big").why, NoRoom(1.0).why, NewerRecord().why, NOT_KEPT]


def literals() -> Iterator[str]:
    """Sentences that stand where they are raised."""
    for file in PRODUCT.rglob("*.py"):
        if file.relative_to(PRODUCT).parts[0] in NOT_READ_IN_SLACK:
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                sentence = node.args[0]
                if isinstance(sentence, ast.Constant):
                    yield str(sentence.value)


SENTENCES = sorted({*FROM_ZENDESK, *FROM_SLACK, *OURS, *literals()})


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_known_again_and_reads_as_before_in_english(sentence: str) -> None:
    meant = reason_meant(sentence)
    assert meant is not None
    assert Speech().say(meant[0], **meant[1]) == sentence == Speech().reason(sentence)


@pytest.mark.parametrize("language", languages())
def test_each_reason_of_a_catalogue_is_given_somewhere(language: str) -> None:
    given = {meant[0] for sentence in SENTENCES if (meant := reason_meant(sentence))}
    assert {name for name in catalogue(language) if name.startswith(REASON)} == given


@pytest.mark.parametrize("language", ["fr", "it"])
def test_the_words_of_others_stay_as_they_are(language: str) -> None:
    said = Speech(language).reason(words.fields_missing(TITLES))
    assert said != words.fields_missing(TITLES)
    assert all(title in said for title in TITLES)
    assert Speech(language).reason("Nobody of ours said this: {x}") == "Nobody of ours said this: {x}"


def test_what_is_put_off_again_keeps_its_sentence() -> None:
    later: WentWrong = TryLater(words.AWAY).doubting(True)
    assert reason_meant(later.why) == ("reason-zendesk-away", {})
