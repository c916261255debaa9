"""An iCalendar address or file: each event is a shift of whoever it names.

A calendar comes from elsewhere and may be anything, so it is read by a process of its own with little time and room.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from helpdesk.domain.retry import TryLater
from helpdesk.domain.times.rota import Span
from helpdesk.oncall.fetching import MOST_BYTES, fetched

SECONDS = 60.0
"""How long the process may take by the clock; it has its own, shorter limit of work."""

_HOST = re.compile(r"://(?:[^/?#]*@)?([^/?#@:]+)")
_SPANS = TypeAdapter(list[Span])


@dataclass(frozen=True, slots=True)
class Calendar:
    """`address` is https://…, http://…, webcal://… or a file's path; `zone` is for times that name none."""

    address: str
    zone: str

    def spans(self, since: float, until: float) -> list[Span]:
        """Raises TryLater, also for a calendar that can't be read: whoever keeps it may mend it."""
        command = [sys.executable, "-m", "helpdesk.oncall.expanding", self.zone, str(since), str(until)]
        text = self._text()
        try:
            done = subprocess.run(command, input=text, capture_output=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise TryLater(f"{self._name} takes too long to read.") from None
        if done.returncode < 0:
            raise TryLater(f"{self._name} takes too long or too much memory to read.")
        try:
            return _SPANS.validate_json(done.stdout)
        except ValidationError:
            why = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or ["it is no calendar"]
            raise TryLater(f"{self._name} can't be read: {why[0][:200]}.") from None

    @property
    def _name(self) -> str:
        """Without the path of an address: it often is a secret."""
        if "://" not in self.address:
            return f"The calendar {self.address}"
        host = _HOST.search(self.address)
        return f"The calendar at {host[1] if host else 'that address'}"

    def _text(self) -> bytes:
        scheme, _, rest = self.address.partition("://")
        if scheme in {"https", "http", "webcal"} and rest:
            return fetched(f"{'https' if scheme == 'webcal' else scheme}://{rest}", self._name)
        try:
            with Path(self.address).open("rb") as file:
                text = file.read(MOST_BYTES + 1)
        except (OSError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else "this is no path"
            raise TryLater(f"{self._name} can't be read: {why}.") from None
        if len(text) > MOST_BYTES:
            raise TryLater(f"{self._name} is larger than 5 MiB.")
        return text
