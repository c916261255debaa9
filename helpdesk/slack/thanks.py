"""Whether a reply says nothing but thanks, so that it opens nothing again."""

import re

from helpdesk.slack.text import plain

# One line a language. In capitals: words that say it alone; the others only go along with one of those.
_LANGUAGES = """
THANKS THANK THX TY TKS CHEERS GREAT PERFECT AWESOME NICE LOVELY BRILLIANT WONDERFUL OK OKAY you so very much many a lot
MERCI PARFAIT SUPER TOP NICKEL GÉNIAL OK beaucoup bien mille à vous toi tous pour tout c'est ça marche
GRAZIE PERFETTO OTTIMO GENTILISSIMO GENTILISSIMA OK mille molte tante a te voi tutti va bene
DANKE DANK PERFEKT PRIMA TOLL SUPER OK vielen besten schön sehr euch dir ihnen allen gut
GRACIAS PERFECTO GENIAL ESTUPENDO OK VALE muchas muchísimas mil a ti usted ustedes todos por todo muy bien
OBRIGADO OBRIGADA PERFEITO ÓTIMO VALEU OK muito muitíssimo a você vocês todos por tudo bem
BEDANKT DANK DANKJEWEL DANKUWEL TOP SUPER OK heel erg hartelijk veel je u wel jullie allemaal alvast
"""
_EMOJI = re.compile(r":[a-z0-9_+'-]+:(?::skin-tone-\d:)?")
_MENTION = re.compile(r"<[@!#][^<>]*>")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_MOST_WORDS = 7
_CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"


def is_thanks(text: str) -> bool:
    """True for "Thanks!", "merci beaucoup :pray:", "Grazie mille @Kim"; a question or news is more than thanks."""
    bare = plain(_EMOJI.sub(" ", _MENTION.sub(" ", text))).replace(_CURLY, "'")
    words = _WORD.findall(bare)
    if "?" in bare or any(c.isdigit() for c in bare) or len(words) > _MOST_WORDS:
        return False
    if not words:
        return bool(_EMOJI.search(text))
    said = {word.upper() for word in words}
    return any(_says(said, language.split()) for language in _LANGUAGES.strip().splitlines())


def _says(said: set[str], language: list[str]) -> bool:
    alone = {word for word in language if word.isupper()}
    return bool(said & alone) and said <= {word.upper() for word in language}
