"""What must hold of files once it is quiet: each is on the other side once, or in the list of what stayed behind."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from helpdesk.zendesk import words
from tests.simulation.account import Record
from tests.simulation.whereabouts import whereabouts

if TYPE_CHECKING:
    from tests.simulation.history import History

_FILE = re.compile(r"\b[fF]\d+\b")


def files_arrived(history: "History", records: list[Record]) -> Iterator[str]:
    """`records`: the tickets that have the thread together."""
    yield from _in_zendesk(history, records)
    yield from _in_slack(history)


def _in_zendesk(history: "History", records: list[Record]) -> Iterator[str]:
    """Those of messages that Zendesk has; a file that was deleted is listed by its id alone."""
    deeds, files = history.people.deeds, history.workspace.files
    names = {file.name: id_ for id_, file in files.items() if not file.by_us}
    comments = [comment for record in records for comment in record.comments]
    there = Counter(a.file_name for c in comments for a in c.attachments if not a.deleted)
    left = (c.html_body.partition(words.NOT_COPIED)[2] for c in comments)
    listed = Counter(name for one in left for name in _FILE.findall(one))
    said = " ".join(c.html_body for c in comments)
    for number, one in deeds.said.items():
        for name in one.files:
            count = there[name] + listed[name.partition(".")[0]] + listed[names[name]]
            if one.gone and there[name]:
                yield f"{name} is in Zendesk, and its message r{number} was deleted"
            if not one.gone and count != (f"r{number}v" in said):
                yield f"{name} of r{number} is {count} times in Zendesk"


def _in_slack(history: "History") -> Iterator[str]:
    """Those of comments that the thread shows: as a file, or in a line of their own."""
    deeds, workspace = history.people.deeds, history.workspace
    if deeds.said[0].gone:  # nobody is to look there any more
        return
    places = whereabouts(workspace, history.people.asked_at)
    ours = [m for place in places for m in workspace.thread(place.ts) if m.get("bot_id")]
    shown = Counter(workspace.files[id_].name for m in ours for id_ in m.get("_files", ()))
    told = Counter(name for m in ours if "username" in m for name in _FILE.findall(m["text"]))
    for comment, names in deeds.attached.items():
        wanted = int(comment not in deeds.notes | deeds.withdrawn)
        for name in names:
            count = shown[name] + told[name.partition(".")[0]]
            if count != wanted:
                yield f"{name} of {deeds.comments[comment]} is {count} times in the thread, not {wanted}"
