"""Zendesk's circuit breaker: an endpoint that mostly fails is left alone for a moment; it sends nothing itself.

https://developer.zendesk.com/api-reference/webhooks/introduction/
"""

from collections import deque
from collections.abc import Callable

_WINDOW = 5 * 60.0
"""Seconds looked back."""
_PAUSE = 5.0
"""Seconds nothing is sent."""
_LEAST = 100
"""Attempts before a share of them counts."""
_MOST_ERRORS = 1000
_SHARE = 0.7


class Circuit:
    """Counts the attempts at one webhook's endpoint; `now` gives seconds that never go back."""

    def __init__(self, now: Callable[[], float], *, scale: float = 1.0) -> None:
        self._now = now
        self._pause = _PAUSE * scale
        self._attempts: deque[tuple[float, bool]] = deque()
        self._errors = 0
        self._closed_at = 0.0

    def note(self, *, failed: bool) -> None:
        now = self._now()
        self._attempts.append((now, failed))
        self._errors += failed
        while self._attempts and self._attempts[0][0] < now - _WINDOW:
            self._errors -= self._attempts.popleft()[1]
        many = len(self._attempts) >= _LEAST and self._errors >= _SHARE * len(self._attempts)
        if failed and (many or self._errors > _MOST_ERRORS):
            self._closed_at = now + self._pause

    def wait(self) -> float:
        """Seconds until the next attempt may be made; 0 for at once."""
        return max(0.0, self._closed_at - self._now())
