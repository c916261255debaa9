"""What is said in a language, and which language a locale means."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from helpdesk.languages import speech
from helpdesk.languages.speech import Speech, catalogue_of, languages, speech_of


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("en-US", "en"),
        ("en-GB", "en"),
        ("fr-FR", "fr"),
        ("fr-CA", "fr"),
        ("fr_FR", "fr"),
        ("it-IT", "it"),
        ("IT", "it"),
        ("de-DE", "en"),
        ("frx", "en"),
        ("", "en"),
    ],
)
def test_a_locale_means_its_language_or_english(locale: str, language: str) -> None:
    assert speech_of(locale) == Speech(language)


@pytest.mark.parametrize("language", languages())
def test_foreign_words_stand_as_they_are(language: str) -> None:
    foreign = "<https://example.com|IT-42> { $x } &lt; *bold* \u202e"
    said = Speech(language).say("given-up", question=foreign, what="…", why="…")
    assert foreign in said
    assert "\u2068" not in said


@pytest.mark.parametrize(
    ("language", "day"), [("en", "November 22, 2026"), ("fr", "22 novembre 2026"), ("it", "22 novembre 2026")]
)
def test_dates_read_as_in_the_language(language: str, day: str) -> None:
    catalogue = catalogue_of(language, 'due = { DATETIME($day, dateStyle: "long") }')
    message = catalogue.get_message("due").value
    assert message is not None
    assert catalogue.format_pattern(message, {"day": date(2026, 11, 22)}) == (day, [])


def test_another_language_is_one_more_file(tmp_path: Path) -> None:
    home = shutil.copytree(Path(speech.__file__).parent, tmp_path / "tongues")
    (home / "pt-BR.ftl").write_text((home / "it.ftl").read_text())
    code = "from tongues.speech import languages, speech_of; print(languages(), speech_of('pt-br').say('form-yes'))"
    said = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert said.stdout.strip() == f"{tuple(sorted([*languages(), 'pt-BR']))} Sì"


def test_nothing_is_read_before_something_is_said() -> None:
    code = (
        "import sys; from helpdesk.languages.speech import Speech; Speech('fr');"
        "assert not {'fluent', 'fluent.runtime', 'babel'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
