"""Finds what stands after a word such as "password:", in addresses with a login, and recovery keys.

English, French, German, Italian and Spanish. A password of plain words inside a sentence looks like the sentence: it
is found only in quotes or where the line ends after its first word.
"""

import re
from collections.abc import Iterator

from helpdesk.domain.text.masked import Kind
from helpdesk.zendesk.masking.likely import is_key, is_password, is_strong
from helpdesk.zendesk.masking.secret import Secret

_NAMES_OF_PASSWORDS = (
    r"pass[ _-]?(?:word|phrase|code|wd)s?|(?:pass|kenn)w[oö]rte?r?|mots? de passe|contrase[nñ]a|clave de acceso"
    r"|parola d['\u2019]ordine|parola chiave|pre-?shared[ -]?key|recovery[ -]?key|netzwerkschl[uü]ssel|cl[eé] wi-?fi"
    r"|(?<![^\W_])(?:pwd|pw|psw|pswd|mdp|psk|wi-?fi[ -]key|wlan[ -]key)"
)
_SHORT = r"(?<![^\W_])pass"
_PIN = r"(?<![^\W_])(?:pin|code pin)(?:[ -]?(?:code|number|nummer))?"
_KEY = (
    r"(?:api|access|account|auth|secret|service|client|shared|encryption|signing|private|license|app)[ _-]?"
    r"(?:key|token|secret)|(?:refresh|session|bearer|id|bot|deploy|webhook)[ _-]?(?:token|secret)"
    r"|api[ -]schl[uü]ssel|cl[eé] (?:d['\u2019]|de l['\u2019])?api|chiave api|clave api|jeton(?: d['\u2019]acc[eè]s)?"
    r"|(?<![^\W_])(?:token(?: d['\u2019]acc[eè]s)?|secrets?)"
)
_FOR = (
    r"(?:[ \u00a0](?:for|of|to|on|in|f[uü]rs?|zum|zur|vom|von|im|du|de|des|pour|au|per|del|della|di|al|para"
    r"|provisoire|temporaire|provvisoria)(?:[ \u00a0][^\s:=]{1,20}){0,3})?"
)
_SAID = r"(?:(?:(?:is|was|has been) (?:now )?)?(?:changed|set|reset) to|is|was|ist|lautet|est|c['\u2019]est|è|es)"
_SPACE = r"[ \t\u00a0\u202f]{0,4}"
_CLOSE, _OPEN = r"[\"'`*_»\u201d\])]{0,3}", r"[*_\[(]{0,2}"
_SIGN = r"(?::=|=>|->|→|={1,2}|[:\uff1a]{1,2}|(?<=\w)>(?=[^\s<]))"
_NAMED = re.compile(
    rf"(?:(?P<password>{_NAMES_OF_PASSWORDS})|(?P<short>{_SHORT})|(?P<pin>{_PIN})|(?P<key>{_KEY}))"
    rf"(?P<for>{_FOR})(?:[ ]?\([^()\n]{{1,30}}\))?{_CLOSE}{_SPACE}"
    rf"(?:{_SIGN}[*_]{{0,2}}{_SPACE}(?P<below>\r?\n[ \t]{{0,8}})?|(?P<said>{_SAID}[ :]{{1,2}}))"
    rf"{_OPEN}",
    re.IGNORECASE,
)
_OPTION = re.compile(r"(?<!\S)--[a-z-]{0,20}?(?:password|passwd|pwd|pass|secret|token|key) {1,2}", re.IGNORECASE)
_LOGIN = re.compile(r"://[^\s/?#:@<>]{0,200}:([^\s/?#<>]{1,200})@(?=[\w\[])")
_CURL = re.compile(r"\bcurl\b[^\n]{0,200}?\s(?:-u|--user)[ =]{0,2}[\"']?[^\s:\"']{1,100}:([^\s\"']{1,200})")
_RECOVERY = re.compile(r"(?<![\d-])\d{6}(?:-\d{6}){7}(?![\d-])")
_QUOTED = re.compile(
    r"(?:\"([^\"\n]{1,200})\"|'([^'\n]{1,200})'|`([^`\n]{1,200})`|«\s?([^»\n]{1,200}?)\s?»|\u201c([^\u201d\n]{1,200})\u201d)"
)
_WORD = re.compile(r"\S{1,1000}")
_NEXT_FIELD = re.compile(r"[;&,](?=[\"']?[\w ]{1,30}[\"']?[=:])|</")
_TRAILING = re.compile(r"[,;)\]}>*_`'\"»\u201d]+$")
_GOES_ON = re.compile(r"[ \t\u00a0]+[^\W\d_]+(?![\w ]{0,20}[:=])")


def passwords(text: str) -> Iterator[Secret]:
    """What stands behind the name of a password, a PIN, a key or a token."""
    covered = 0
    for named in _NAMED.finditer(text):
        start, end, quoted = _value(text, named.end())
        if start < covered or start == end:
            continue
        if named["key"]:
            end = start + len(text[start:end].rstrip("."))
        value, kind = text[start:end], _kind(named)
        if _is_secret(named, value, goes_on=not quoted and _GOES_ON.match(text, end) is not None):
            covered = end
            yield Secret(start, end, kind)


def _kind(named: re.Match[str]) -> Kind:
    if named["key"] is None:
        return Kind.PASSWORD
    return Kind.TOKEN if re.search(r"token|jeton", named["key"], re.IGNORECASE) else Kind.API_KEY


def _is_secret(named: re.Match[str], value: str, *, goes_on: bool) -> bool:
    if named["pin"]:
        return value.isdecimal() and 4 <= len(value) <= 8
    if named["key"]:
        return is_key(value)
    if named["below"] or named["said"]:
        return is_password(value, goes_on=goes_on) and is_strong(value)
    if named["short"] and value.isdecimal() and len(value) < 6:  # how many tests pass
        return False
    return is_password(value, goes_on=goes_on) and (named["short"] is None or not value.isalpha())


def _value(text: str, position: int) -> tuple[int, int, bool]:
    """From where to where, and whether in quotes."""
    if quoted := _QUOTED.match(text, position):
        group = quoted.lastindex or 0
        return *quoted.span(group), True
    if not (word := _WORD.match(text, position)):
        return position, position, False
    field = _NEXT_FIELD.search(text, position, word.end())
    value = text[position : field.start() if field else word.end()]
    return position, position + len(_TRAILING.sub("", value)), False


def logins(text: str) -> Iterator[Secret]:
    """Passwords inside addresses, and those given to commands."""
    for shape in (_LOGIN, _CURL):
        for found in shape.finditer(text):
            if is_password(found[1], goes_on=False) and (shape is _LOGIN or not found[1].isdecimal()):
                yield Secret(*found.span(1), Kind.PASSWORD)
    for option in _OPTION.finditer(text):
        start, end, _ = _value(text, option.end())
        if is_password(text[start:end], goes_on=False) and is_strong(text[start:end]):
            yield Secret(start, end, Kind.PASSWORD)


def recovery_keys(text: str) -> Iterator[Secret]:
    """BitLocker's eight groups of six digits.

    https://learn.microsoft.com/windows/security/operating-system-security/data-protection/bitlocker/recovery-overview
    """
    for found in _RECOVERY.finditer(text):
        yield Secret(*found.span(), Kind.PASSWORD)
