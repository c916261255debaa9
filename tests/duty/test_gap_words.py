"""What people read while nobody is on duty, in three languages."""

import re
from datetime import datetime

import pytest

from helpdesk.domain.times.duty import Duty, TeamDuty
from helpdesk.languages.speech import speech_of
from helpdesk.slack.duty.words import duty_text, mention

MONDAY = datetime.fromisoformat("2026-11-30T08:00+01:00").timestamp()
SAID = {
    "en": "On duty for *it*: nobody until 2026-11-30 08:00 CET; next is <@U0ANNA>, Carla &amp; Co.",
    "fr": "De service pour *it* : personne jusqu\u2019à 2026-11-30 08:00 CET ; ensuite <@U0ANNA>, Carla &amp; Co.",
    "it": "Di turno per *it*: nessuno fino a 2026-11-30 08:00 CET; poi <@U0ANNA>, Carla &amp; Co.",
}


@pytest.mark.parametrize(("language", "said"), SAID.items())
def test_a_gap_says_until_when_and_who_is_next(language: str, said: str) -> None:
    gap = TeamDuty("it", MONDAY - 3600, "Europe/Zurich", (Duty((), MONDAY, ("U0ANNA", "Carla & Co")),))

    def shown(who: str) -> str:
        return mention(who if who.startswith("U0") else "", who)

    text = duty_text(speech_of(language), gap, shown)
    plain = re.sub(r"<!date\^\d+\^[^|]*\|([^>]*)>", r"\1", text)
    assert re.sub(r"[\u00a0\u202f]", " ", plain) == said
