"""The daily summary of shadow mode: each kind of thing once, with its questions, in every language."""

import pytest

from helpdesk.domain.place import Place, permalink
from helpdesk.languages.speech import Speech, languages
from helpdesk.slack.shadow_words import Named, summary

PLACE = Place("T0HOUSE", "C0ITHELP", "1795000000.000100")
ONE, TWO = (PLACE, "IT-1"), (PLACE, "IT-2")


def said(
    speech: Speech, intents: dict[str, list[Named]], asked: int = 2, link: str = "https://house.example.com/p1"
) -> list[str]:
    return summary(speech, "C0ITHELP", asked, intents, lambda _: link).splitlines()


def test_each_kind_has_one_line_with_its_questions() -> None:
    link = "https://house.example.com/p1"
    intents = {
        "zendesk.open": [ONE],
        "zendesk.follow_up:7": [TWO],
        "slack.react:eyes": [ONE, ONE],
        "slack.hide:7": [ONE],
    }
    assert said(Speech(), intents)[1:] == [
        "• 2 questions were asked",
        f"• made 2 Zendesk tickets (<{link}|IT-1>, <{link}|IT-2>)",
        f"• put on or taken off 2 reactions of its own (<{link}|IT-1>)",
        f"• shown or hidden one thing of Zendesk's in a thread (<{link}|IT-1>)",
    ]


@pytest.mark.parametrize("language", languages())
def test_a_day_with_very_much_of_it_fits_into_one_message(language: str) -> None:
    keys = ["zendesk.open", "zendesk.update:1", "zendesk.tell:1", "slack.status:post", "slack.react:eyes", "slack.ask"]
    intents = {key: [(PLACE, f"IT-{number}") for number in range(5000)] for key in (*keys, "slack.warn:0", "slack.x")}
    lines = said(Speech(language), intents, 5000, permalink("https://the-whole-house.slack.com/", *PLACE[1:]))
    assert len(lines) == 10
    assert all(line.endswith("IT-2>, …)") for line in lines[2:])
    assert len("\n".join(lines)) <= 4000
