"""In which language people read: a thread in its channel's, what is said in private in the reader's own."""

from collections.abc import Callable

from helpdesk.languages.speech import Speech, speech_of
from helpdesk.slack.calls import AdminNeeded
from helpdesk.slack.directory import Directory


class Readers:
    """`language` gives the language of a help channel."""

    def __init__(self, directory: Directory, language: Callable[[str], str]) -> None:
        self._directory = directory
        self._language = language

    def of_channel(self, channel: str) -> Speech:
        return Speech(self._language(channel))

    def of_person(self, person: str, channel: str) -> Speech:
        """By the locale in their Slack, the channel's language where Slack won't tell. TryLater while it can't."""
        try:
            locale = self._directory.person(person).locale
        except AdminNeeded:
            locale = ""
        return speech_of(locale) if locale else self.of_channel(channel)
