"""Each slip in the configuration file, and the sentence it is told in."""

from pathlib import Path

import pytest

from helpdesk.config import ConfigWrong, load_config

SMALLEST = '[[channels]]\nname = "it-help"\nid = "C0ITHELP1"\n'


def faults(folder: Path, text: str) -> list[str]:
    """Load a file that is wrong; the faults come without the folder's name."""
    path = folder / "helpdesk.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigWrong) as caught:
        load_config(path)
    return [fault.removeprefix(f"{folder}/") for fault in caught.value.faults]


ROUTE = "[[channels.routes]]\n"

WRONG = {
    "an unknown key": (
        'respnders = ["U1"]',
        'line 4, [[channels]]: respnders is not a known key; the nearest known is "responders".',
    ),
    "an unknown key like no other": (
        "x = 1",
        "line 4, [[channels]]: x is not a known key; known are name, id, prefix, ",
    ),
    "an unknown table": (
        "\n[zendesc]\nreplies = 1",
        'line 5: zendesc is not a known key; the nearest known is "zendesk".',
    ),
    "a list of tables of another name": (
        '[[channel]]\nname = "hr"',
        'line 4: channel is not a known key; the nearest known is "channels".',
    ),
    "an unknown key of zendesk": (
        "[zendesk]\ngroup = 1",
        'line 5, [zendesk]: group is not a known key; the nearest known is "group_id".',
    ),
    "an unknown state of a status": (
        '[zendesk.statuses]\n# why\nwaitin = "hold"',
        'line 6, [zendesk.statuses]: waitin: "waitin" is not a known key; the nearest known is "waiting".',
    ),
    "an unknown status": (
        '[zendesk.statuses]\nseen = "opn"',
        'line 5, [zendesk.statuses]: seen: "opn" is not a Zendesk status',
    ),
    "a closed status": ('[zendesk.statuses]\nseen = "closed"', "line 5, [zendesk.statuses]: seen: "),
    "a yes for a status": (
        "[zendesk.statuses]\nseen = true",
        "line 5, [zendesk.statuses]: seen: true is not a Zendesk status",
    ),
    "an unknown state": (
        '[channels.reactions]\neyes = "sean"',
        'line 5, [channels.reactions]: eyes: "sean" is not a state; the nearest known is "seen".',
    ),
    "an emoji instead of its name": (
        '[channels.reactions]\n"👀" = "seen"',
        'line 5, [channels.reactions]: 👀: "👀" is not an emoji\'s name',
    ),
    "a blank in an emoji name": ('[channels.reactions]\n"white check" = "seen"', "line 5, [channels.reactions]: "),
    "one emoji twice": (
        '[channels.reactions]\neyes = "seen"\n":eyes:" = "working"',
        "line 6, [channels.reactions]: :eyes:: this is the emoji eyes again with another meaning; keep one of the two.",
    ),
    "one emoji by two of its names": (
        '[channels.reactions]\n"+1" = "seen"\nthumbsup = "working"',
        "line 6, [channels.reactions]: thumbsup: this is the emoji +1 again with another meaning",
    ),
    "no reaction at all": ("[channels.reactions]", "line 4, [[channels]]: reactions: this is empty"),
    "a wrong responder": (
        'responders = [\n  "S0ITTEAM",\n  "@anna",\n]',
        'line 6, [[channels]]: responders: "@anna" is not a responder',
    ),
    "a wrong group": (
        'groups = ["S0ITTEAM", "@seniors"]',
        'line 4, [[channels]]: groups: "@seniors" is not a user group; copy its id (S…) from Slack.',
    ),
    "no responder": ("responders = []", "line 4, [[channels]]: responders: this is empty"),
    "a number for responders": ("responders = 5", "line 4, [[channels]]: responders is 5, a number; expected a list"),
    "an unknown language": (
        'language = "ita"',
        'line 4, [[channels]]: language: "ita" is not a language the helpdesk speaks; the nearest known is "it".',
    ),
    "a wrong track": (
        'track = "every"',
        'line 4, [[channels]]: track: "every" is not a way to track; the nearest known is "every-message".',
    ),
    "a negative grace": (
        "grace_seconds = -1",
        "line 4, [[channels]]: grace_seconds is -1, a number; expected a number not below 0.",
    ),
    "an endless grace": ("grace_seconds = inf", "line 4, [[channels]]: grace_seconds is inf"),
    "a grace in quotes": (
        'grace_seconds = "30"',
        'line 4, [[channels]]: grace_seconds is "30", a text in quotes; expected a number',
    ),
    "a small prefix": ('prefix = "it"', 'line 4, [[channels]]: prefix: "it" is not a prefix'),
    "a long prefix": ('prefix = "ABCDEFGHIJK"', 'line 4, [[channels]]: prefix: "ABCDEFGHIJK" is not a prefix'),
    "a date for a prefix": (
        "prefix = 2026-01-01",
        "line 4, [[channels]]: prefix is 2026-01-01, a date or time; expected a text",
    ),
    "a name for an agents' channel": (
        'agents_channel = "#agents"',
        'line 4, [[channels]]: agents_channel: "#agents" is not a channel id',
    ),
    "the help channel for agents": (
        'agents_channel = "C0ITHELP1"',
        "line 4, [[channels]]: agents_channel: this is the help channel itself",
    ),
    "a channel twice": (SMALLEST, "line 6, [[channels]]: id: C0ITHELP1 is configured twice"),
    "a channel without an id": ('[[channels]]\nname = "hr"', "line 4, [[channels]]: id is missing"),
    "a channel named for people only": (
        '[[channels]]\nname = "hr"\nid = "#hr"',
        'line 6, [[channels]]: id: "#hr" is not a channel id',
    ),
    "a text for a group": (
        '[zendesk]\ngroup_id = "1"',
        'line 5, [zendesk]: group_id is "1", a text in quotes; expected a whole number',
    ),
    "a wrong kind of reply": (
        '[zendesk]\nreplies = "private"',
        'line 5, [zendesk]: replies: "private" is not a kind of comment',
    ),
    "a tag of two words": ('[zendesk]\ntags = ["a b"]', 'line 5, [zendesk]: tags: "a b" is not a tag'),
    "half an address": (
        '[zendesk]\nfallback_requester = "it-help"',
        'line 5, [zendesk]: fallback_requester: "it-help" is not an e-mail',
    ),
    "an inline table": (
        'reactions = { eyes = "seen", wrench = "wrking" }',
        'line 4, [channels.reactions]: wrench: "wrking" is not a state',
    ),
    "a route without words": (ROUTE + 'words = []\nto = "S0NET"', "line 5, [[channels.routes]]: words: this is empty"),
    "a route for nobody": (
        ROUTE + 'words = "vpn"',
        "line 5, [[channels.routes]]: words: the rule does nothing; add to",
    ),
    "a route of signs": (
        ROUTE + 'words = [\n  "vpn",\n  "…!",\n]\nto = "S0NET"',
        'line 7, [[channels.routes]]: words: "…!" has no letter and no digit, so it can never match',
    ),
    "a route that a sign makes a letter": (
        ROUTE + 'words = "C++"\nto = "S0NET"',
        'line 5, [[channels.routes]]: words: "C++" would fit "c": signs such as + are not read; leave them out',
    ),
    "a route with an emoji": (
        ROUTE + 'words = "\N{PRINTER} busta paga"\nto = "S0NET"',
        'line 5, [[channels.routes]]: words: "\N{PRINTER} busta paga" would fit "busta paga": signs',
    ),
    "a route of a file's name": (
        ROUTE + 'words = "vpn.pdf"\nto = "S0NET"',
        'line 5, [[channels.routes]]: words: "vpn.pdf" can never match: addresses, file names',
    ),
    "a route of a phrase with a comma": (
        ROUTE + 'words = "busta, paga"\nto = "S0NET"',
        'line 5, [[channels.routes]]: words: "busta, paga" can never match',
    ),
    "a route of a whole sentence": (
        ROUTE + f'words = "{"word " * 11}"\nto = "S0NET"',
        'line 5, [[channels.routes]]: words: "word word',
    ),
    "a route to a name": (
        ROUTE + 'words = "vpn"\nto = "@net"',
        'line 6, [[channels.routes]]: to: "@net" is nobody to tell; write the id of a user group',
    ),
    "a route to the channel itself": (
        ROUTE + 'words = "vpn"\nto = "C0ITHELP1"',
        "line 6, [[channels.routes]]: to: this is the help channel itself; name another channel.",
    ),
    "an unknown priority": (
        ROUTE + 'words = "vpn"\npriority = "hgh"',
        'line 6, [[channels.routes]]: priority: "hgh" is not a priority of Zendesk; the nearest known is "high".',
    ),
    "an unknown key of a route": (
        ROUTE + 'words = "vpn"\ntoo = "S0NET"\nto = "S0NET"',
        'line 6, [[channels.routes]]: too is not a known key; the nearest known is "to".',
    ),
    "a route in the shadow of another": (
        ROUTE + 'words = ["vpn", "wifi"]\nto = "S0NET"\n' + ROUTE + 'words = ["VPNs"]\nto = "S0PAY"',
        'line 8, [[channels.routes]]: words: "vpn", rule 1 of this channel, fits whatever this rule fits',
    ),
    "braces in a value": ('prefix = "{0} {text}"', 'line 4, [[channels]]: prefix: "{0} {text}" is not a prefix'),
}


@pytest.mark.parametrize(("further", "says"), WRONG.values(), ids=WRONG.keys())
def test_a_fault_names_the_line_the_table_and_the_key(tmp_path: Path, further: str, says: str) -> None:
    [fault] = faults(tmp_path, SMALLEST + further)
    assert fault.startswith(f"helpdesk.toml, {says}")
    assert fault.endswith(".")
    assert "\n" not in fault


def test_every_fault_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    told = faults(tmp_path, '[zendesk]\nreplies = 1\n[[channels]]\nname = ""\nprefix = "x"\n')
    assert [fault.split(":")[0] for fault in told] == [
        "helpdesk.toml, line 2, [zendesk]",
        "helpdesk.toml, line 3, [[channels]]",
        "helpdesk.toml, line 4, [[channels]]",
        "helpdesk.toml, line 5, [[channels]]",
    ]
