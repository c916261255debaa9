"""Compares this machine's clock with the `Date` header of an answer. It asks nobody."""

from email.utils import parsedate_to_datetime

from helpdesk.doctor.findings import Finding, Kind, ok, warning, wrong

_NOTICED, _TOO_MUCH = 5.0, 60.0
_FIX = "Have this machine's clock set from the network (NTP): deliveries more than 300 s off are refused."


def compare(check: Kind, whose: str, date: str, before: float, after: float) -> Finding:
    """`before` and `after` are this machine's times, in seconds, around the call whose answer had that date."""
    try:
        told = parsedate_to_datetime(date).timestamp()
    except ValueError:
        return warning(check, f"{whose} told no time to compare this machine's clock with.", _FIX)
    # The header counts whole seconds, so that it stands for any moment of one.
    ahead, behind = before - (told + 1), told - after
    difference = max(ahead, behind, 0.0)
    words = f"This machine's clock is {difference:.0f} s {'ahead of' if ahead > behind else 'behind'} {whose}'s."
    if difference > _TOO_MUCH:
        return wrong(check, words, _FIX)
    if difference > _NOTICED:
        return warning(check, words, _FIX)
    return ok(check, f"This machine's clock agrees with {whose}'s.")
