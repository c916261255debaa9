"""Whether a word that stands where a secret is expected is one, or only talks about it. It searches nothing."""

import re
from itertools import pairwise

_TALK = frozenset(
    """
    a again ago all already also an and any are as asked attempt attempts been being blank but by can cannot can't
    change changed changing code correct could current default denied did didn't different do does doesn't don't each
    email empty enter entered error every exists expired expires expiring fail failed fails failing false field fields
    for forgot forgotten from got had has hasn't have help here hidden how i i'm if in incorrect input invalid is isn't
    it it's its just keeps known length link locked login lost manager masked me mine minimum missing mismatch must my
    needed never new next no none not nothing now null ok old on once only or our please policy prompt protected really
    recover recovery redacted rejected removed request requested required requirements reset resets resetting same see
    sent set settings should since some still str string strong text that the their then there this to too true try
    trying type unable unavailable undefined unknown unset update updated username using valid via wait was wasn't
    we weak what when where which who why will with won't works wrong yes you your
    actuel aide ancien annulé aucun aucune avec bloqué c'est caché changé changer changement comment correct dans
    demandé depuis erroné est et existe expiration expire expiré expirée faux faible il impossible inconnu incorrect
    incorrecte invalide j'ai je la le les ma manquant merci mon ne non nouveau obligatoire oublié oubliée oui ou par
    pas perdu perdue pour quand que quel quelle refusé requis réinitialisation réinitialiser réinitialisé sans svp
    toujours trop vide voir votre où
    abgelaufen aber aktuell alt bitte das der die ein erforderlich falsch fehlt funktioniert gesperrt geht geändert
    gültig hilfe ich ist ja kein keine keins läuft leer mein mir nein neu neues nicht nochmal notwendig oder richtig
    siehe und unbekannt ungültig vergessen verloren warum wie wird wurde zurückgesetzt zurücksetzen ändern
    attuale bloccata cambiata come corretta dimenticata dimenticato errata errato grazie ho il mia mio nessuna nessuno
    nuova obbligatoria per perché persa reimpostare reimpostata resettare richiesta sbagliata sbagliato scaduta scaduto
    serve sì vecchia vuota
    bloqueada caducada caducado cambiada cambiar contraseña correcta gracias incorrecta inválida mi nueva ninguna
    olvidada olvidado obligatoria perdida por porque restablecer sí
    """.split()  # noqa: SIM905 - a page of words is read more easily than a list of strings
)
_WORDY = re.compile(r"[^\W\d_]+(?:['\u2019/-][^\W\d_]+)*")
_PARTS = re.compile(r"[/-]")
_PLACEHOLDER = re.compile(
    r"[*•●xX.·_\-#?…~=]+"
    r"|•.*|<[^<>]*>?|\[[^\[\]]*\]?|\([^()]*\)?"
    r"|\{\{.*|\$[{(].*|\$[A-Z_]+|%[A-Z_]+%|%\(?\w{0,30}\)?s|\{[\w.]*\}"
    r"|(?:your|my|mein|votre|the)[_-].*"
    r"|(?:none|null|nil|undefined|redacted|hidden|secret|password|passwort|changeme_?here|example)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:https?|ftp|file|mailto):", re.IGNORECASE)
_PROGRAM = re.compile(r"[a-z_.]{4,40}[(\[]")
_DATE_OR_TIME = re.compile(r"\d{1,4}([-./:])\d{1,2}(?:\1\d{1,4})?")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_GROUPS = re.compile(r"[A-Z0-9]{4,8}(?:-[A-Z0-9]{4,8}){3,7}")
_TICKET = re.compile(r"[A-Z]{1,10}-\d{1,7}")
_KEY_CHARACTERS = re.compile(r"[A-Za-z0-9_.+/=~%:|-]{12,}")
_LONGEST_RUN = re.compile(r"[_.:|~-]")
_SHORTEST = 4


def is_password(value: str, *, goes_on: bool) -> bool:
    """`goes_on` says that the sentence goes on behind it, so that a plain word is no password."""
    bare = value.strip(".,;:!?")
    if len(bare) < _SHORTEST or not value.isprintable() or _is_no_value(value):
        return False
    if _WORDY.fullmatch(bare):
        talk = all(part.casefold().replace("\u2019", "'") in _TALK for part in _PARTS.split(bare))
        return not talk and (not goes_on or _is_mixed(bare))
    return not _DATE_OR_TIME.fullmatch(bare) and not (goes_on and _TICKET.fullmatch(bare))


def is_strong(value: str) -> bool:
    """Whether a word looks made up: letters with digits or signs among them."""
    bare = value.strip(".,;:!?")
    letters = any(character.isalpha() for character in bare)
    others = any(character.isdigit() or character in "!@#$%^&*+=?~" for character in bare)
    return len(bare) > _SHORTEST and letters and others


def is_key(value: str) -> bool:
    """Whether it looks like chance: a long run of letters and digits together."""
    if _UUID.fullmatch(value) or _GROUPS.fullmatch(value):
        return True
    if not _KEY_CHARACTERS.fullmatch(value) or _is_no_value(value) or value.startswith(("/", "./", "~/")):
        return False
    longest = max(_LONGEST_RUN.split(value), key=len)
    return len(longest) >= 10 and any(c.isdigit() for c in longest) and any(c.isalpha() for c in longest)


def _is_no_value(value: str) -> bool:
    """A placeholder, an address or a piece of program."""
    return bool(_PLACEHOLDER.fullmatch(value) or _ADDRESS.match(value) or _PROGRAM.match(value))


def _is_mixed(word: str) -> bool:
    """Capitals behind small letters, as hardly any word has them."""
    return any(a.islower() and b.isupper() for a, b in pairwise(word))
