"""Makes the checks one after the other, so that one that fails tells of itself and never hides another."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from helpdesk.doctor.findings import Finding, Kind, warning, wrong
from helpdesk.domain.retry import TryLater, WentWrong
from helpdesk.surprises import where

BARRIERS: frozenset[Kind] = frozenset({"slack-login", "zendesk-login", "zendesk-role", "store"})
"""While one of these is wrong, the rest of its round would only say the same again."""

UNCHECKED = "This could not be checked"
"""How words begin of what may have been a passing trouble."""

OURS = "This is a fault of the helpdesk's own: report it with this line."


@dataclass(frozen=True, slots=True)
class Check:
    """One look. `mend` is the fix when the look itself fails."""

    name: Kind
    look: Callable[[], Iterable[Finding]]
    mend: str


Round = Sequence[Check]


def examine(rounds: Iterable[Round], watch: Callable[[Kind], None]) -> list[Finding]:
    """All findings, in the order of the checks. `watch` hears of each check before it is made."""
    return [finding for each in rounds for finding in _gone(each, watch)]


def _gone(round_: Round, watch: Callable[[Kind], None]) -> list[Finding]:
    findings: list[Finding] = []
    for number, check in enumerate(round_):
        watch(check.name)
        found = _looked(check)
        findings += found
        if number + 1 < len(round_) and any(f.check in BARRIERS and f.verdict == "wrong" for f in found):
            break
    return findings


def _looked(check: Check) -> list[Finding]:
    try:
        return list(check.look())
    except TryLater as later:
        tell = wrong if check.name in BARRIERS else warning
        return [tell(check.name, _unchecked(later.why), check.mend)]
    except WentWrong as refused:
        return [wrong(check.name, _unchecked(refused.why), check.mend)]
    except Exception as error:  # noqa: BLE001 - a check's surprise is a finding, and the others are still made
        return [wrong(check.name, f"{UNCHECKED}: {where(error)}.", OURS)]


def _unchecked(why: str) -> str:
    return f"{UNCHECKED}: {why}{'' if why.endswith(('.', '?')) else '.'}"
