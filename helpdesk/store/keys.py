"""The names of the keys. All keys of a place share a hash tag, so that one script stays in one slot."""

import zlib

from helpdesk.domain.place import Place

SHARDS = 64
QUEUE = "helpdesk"
QUEUE_KEY = f"rq:queue:{QUEUE}"
PARKED = "hd:{parked}:deliveries"
ZENDESK = "hd:{zendesk}:places"
PREFIXES = "hd:{numbers}:prefixes"
COUNTS = "hd:{counts}:sums"
BEGAN = "hd:{clock}:began"
LAST = "hd:{clock}:last"
HEARD = "hd:{clock}:heard"
ANSWERS = "hd:{answers}:"
REBUILD = "hd:{rebuild}:began"
REBUILT = "hd:{rebuild}:places"
HEALTH = "hd:{health}:self-check"
PROBE = "hd:{health}:probe"
STATS = "hd:{stats}:asked"
DUTY_HEARD = "hd:{duty}:heard"
DUTY_PEOPLE = "hd:{duty}:people"
DUTY_SWAPS = "hd:{duty}:swaps"


def shard(number: int) -> str:
    """The prefix of all keys of one shard."""
    return f"hd:{{s{number:02d}}}:"


EVERYWHERE = tuple(shard(number) for number in range(SHARDS))
"""The prefixes of all shards."""


def shard_of(place: Place) -> str:
    return shard(zlib.crc32(str(place).encode()) % SHARDS)


def due(shard_prefix: str) -> str:
    """A sorted set: place -> wake time in seconds."""
    return f"{shard_prefix}due"


def live(shard_prefix: str) -> str:
    """A set: the places whose questions are not over."""
    return f"{shard_prefix}live"


def census(shard_prefix: str) -> str:
    """A hash: word -> how often the tickets of the shard count as it. What removes a ticket takes it off here."""
    return f"{shard_prefix}census"


def dead(shard_prefix: str) -> str:
    """A set: the places that want something which was given up."""
    return f"{shard_prefix}dead"


def crashed(shard_prefix: str) -> str:
    """A hash: place -> what went wrong when it was attended to last, of those where something did."""
    return f"{shard_prefix}crashed"


def lists(shard_prefix: str) -> str:
    """The beginning of the names of sorted sets: place -> time. What comes after it is the name of a list."""
    return f"{shard_prefix}list:"


def of(place: Place, what: str) -> str:
    """A key of one place: its `ticket`, `mail`, `history`, `lease` or `hint`."""
    return f"{shard_of(place)}{what}:{place}"


def anywhere(what: str) -> str:
    """A pattern for that key of all places."""
    return f"hd:{{s*}}:{what}:*"


def numbers(prefix: str) -> tuple[str, str]:
    """Two hashes: place -> number, number -> place."""
    return f"hd:{{numbers}}:of:{prefix}", f"hd:{{numbers}}:at:{prefix}"


def places(found: bytes | None) -> list[Place]:
    """What `ZENDESK` holds of one ticket."""
    return [Place.parse(text) for text in (found or b"").decode().split()]


def turn(what: str) -> str:
    """Held by the process whose turn it is."""
    return f"hd:{{clock}}:turn:{what}"


def settled(what: str) -> str:
    """What was settled under this name, for a while."""
    return f"hd:{{clock}}:settled:{what}"


def answer(name: str) -> tuple[str, str]:
    """A cached answer of Slack or Zendesk, and the generation that makes older ones stale."""
    return f"{ANSWERS}{name}", f"{ANSWERS}{name}:generation"


def budget(side: str, name: str) -> str:
    """One budget of a side, `slack` or `zendesk`; those of a side share a slot, since a call may cost several."""
    return f"hd:{{budgets:{side}}}:of:{name}"


def closings(side: str) -> str:
    """A hash: kind of budget -> how often a 429 closed it."""
    return f"hd:{{budgets:{side}}}:closings"


def answered(delivery: str) -> str:
    """Held by the delivery that is answered at the door."""
    return f"hd:{{duty}}:answered:{delivery}"
