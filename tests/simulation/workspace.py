"""A Slack workspace of memory: its messages and reactions, what people do there, and the Web API methods we use."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from helpdesk.slack.calls import Refused
from tests.simulation.scheduler import Scheduler
from tests.simulation.town import AGENTS, BOT, BOT_USER, CHANNEL, HELP_CHANNELS, PEOPLE, TEAM

Json = dict[str, Any]


@dataclass
class File:
    """A file with its bytes. `shares` are the messages that show it, `gone` once it is deleted."""

    name: str
    content: bytes
    by_us: bool
    shares: list[str] = field(default_factory=list)
    gone: bool = False


class Workspace:
    """`ahead`: by how many seconds its clock is off. `emit` sends an event of the Events API on its way."""

    def __init__(self, scheduler: Scheduler, ahead: float, emit: Callable[[Json], None]) -> None:
        self._scheduler = scheduler
        self._ahead = ahead
        self._emit = emit
        self._last = 0.0
        self.channels: dict[str, dict[str, Json]] = {channel: {} for channel in (*HELP_CHANNELS, AGENTS)}
        self.files: dict[str, File] = {}
        self.writes = 0
        self.doubled = 0
        """How often something was posted that stood there already."""

    # What people do.

    def says(self, person: str, text: str, thread: str | None = None, files: Sequence[str] = ()) -> str:
        message: Json = {"user": person, "text": text, **({"thread_ts": thread} if thread else {})}
        if files:
            kept = [self._kept(name, name.encode(), by_us=False) for name in files]
            message |= {"subtype": "file_share", "_files": kept}
        channel = self.channel_of(thread) if thread else CHANNEL
        message = self._post(channel, message)
        self._emit({"type": "message", "channel": channel, "event_ts": message["ts"], **self._shown(message, {})})
        return str(message["ts"])

    def _kept(self, name: str, content: bytes, *, by_us: bool) -> str:
        id_ = f"F{len(self.files)}"
        self.files[id_] = File(name, content, by_us)
        return id_

    def edits(self, ts: str, text: str) -> int:
        """When, as Slack keeps it: in whole seconds."""
        message = self.channels[self.channel_of(ts)][ts]
        before, at = deepcopy(message), self._ts()
        message |= {"text": text, "edited": {"user": message["user"], "ts": f"{int(float(at))}.000000"}}
        self._changed("message_changed", at, message, message=deepcopy(message), previous_message=before)
        return int(float(at))

    def deletes(self, ts: str) -> None:
        """A root that has replies leaves a tombstone."""
        channel = self.channels[self.channel_of(ts)]
        message, at = channel[ts], self._ts()
        if any(m.get("thread_ts") == ts for m in channel.values()):
            before = deepcopy(message)
            message |= {"subtype": "tombstone", "text": "This message was deleted.", "user": "USLACKBOT"}
            message["thread_ts"] = ts
            self._changed("message_changed", at, message, message=deepcopy(message), previous_message=before)
            return
        self._changed("message_deleted", at, message, deleted_ts=ts, previous_message=message)
        del channel[ts]

    def _changed(self, subtype: str, at: str, about: Json, **told: Any) -> None:
        channel = self.channel_of(about["ts"])
        self._emit({"type": "message", "subtype": subtype, "channel": channel, "event_ts": at, **told})

    def reacts(self, person: str, emoji: str, ts: str, *, on: bool) -> float:
        """Put on or taken off; when, on Slack's clock."""
        people = self._reactions(ts).setdefault(emoji, [])
        if on:
            people.append(person)
        else:
            people.remove(person)
        at = self._ts()
        item = {"type": "message", "channel": self.channel_of(ts), "ts": ts}
        kind = "reaction_added" if on else "reaction_removed"
        self._emit({"type": kind, "user": person, "reaction": emoji, "item": item, "event_ts": at})
        return float(at)

    def now(self) -> float:
        """A moment on Slack's clock, as buttons and forms carry it."""
        return float(self._ts())

    # What there is to see.

    def thread(self, ts: str) -> list[Json]:
        """The root and its replies, the oldest first."""
        found = self.channels[self.channel_of(ts)].values()
        return sorted((m for m in found if ts in {m["ts"], m.get("thread_ts")}), key=lambda m: float(m["ts"]))

    def reactions(self, ts: str) -> dict[str, list[str]]:
        return {emoji: people for emoji, people in self._reactions(ts).items() if people}

    def channel_of(self, ts: str) -> str:
        """No two messages have the same ts, whatever their channels; the first channel for one that is gone."""
        return next((channel for channel, there in self.channels.items() if ts in there), CHANNEL)

    def _reactions(self, ts: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = self.channels[self.channel_of(ts)].get(ts, {}).setdefault("_reactions", {})
        return found

    def _post(self, channel: str, message: Json) -> Json:
        message = {"ts": self._ts(), **message}
        self.channels[channel][message["ts"]] = message
        return deepcopy(message)

    def _ts(self) -> str:
        """Slack's time, never the same twice."""
        self._last = max(self._last + 0.0001, self._scheduler.now + self._ahead)
        return f"{self._last:.6f}"

    # The Web API. https://docs.slack.dev/reference/methods

    def answer(self, method: str, given: Mapping[str, Any]) -> Json:
        """What one call answers; `Refused` with Slack's word for an error."""
        handler: Callable[[Mapping[str, Any]], Json] = getattr(self, f"_{method.replace('.', '_')}")
        return handler(given)

    def _auth_test(self, given: Mapping[str, Any]) -> Json:
        return {"user_id": BOT_USER, "bot_id": BOT, "team_id": TEAM, "url": "https://house.example.com/"}

    def _users_info(self, given: Mapping[str, Any]) -> Json:
        found = next((p for p in PEOPLE if p.slack == given["user"]), None)
        if found is None:
            raise Refused("user_not_found")
        return {"user": {"profile": {"real_name": found.name, "email": found.email}, "tz": "UTC"}}

    def _chat_postMessage(self, given: Mapping[str, Any]) -> Json:  # noqa: N802 - Slack's name
        thread = given.get("thread_ts")
        if thread is not None and thread not in self.channels[given["channel"]]:
            raise Refused("thread_not_found")
        self.doubled += any(_says_same(given, message) for message in self.channels[given["channel"]].values())
        kept = {k: given[k] for k in ("text", "blocks", "metadata", "thread_ts", "username") if k in given}
        self.writes += 1
        return {"ts": self._post(given["channel"], {"user": BOT_USER, "bot_id": BOT, **kept})["ts"]}

    def _chat_update(self, given: Mapping[str, Any]) -> Json:
        message = self._own(given)
        message |= {k: given[k] for k in ("text", "blocks", "metadata") if k in given}
        self.writes += 1
        return {"ts": message["ts"]}

    def _chat_delete(self, given: Mapping[str, Any]) -> Json:
        for id_ in self._own(given).get("_files", ()):
            self.files[id_].shares.remove(given["ts"])
        del self.channels[given["channel"]][self._own(given)["ts"]]
        self.writes += 1
        return {}

    def _own(self, given: Mapping[str, Any]) -> Json:
        message = self.channels[given["channel"]].get(given["ts"])
        if message is None:
            raise Refused("message_not_found")
        return message

    # Files. https://docs.slack.dev/messaging/working-with-files

    def keeps(self, name: str, content: bytes) -> str:
        """What we uploaded; nobody sees it before it is shared."""
        return self._kept(name, content, by_us=True)

    def content(self, id_: str) -> bytes | None:
        return None if self.files[id_].gone else self.files[id_].content

    def _files_completeUploadExternal(self, given: Mapping[str, Any]) -> Json:  # noqa: N802 - Slack's name
        (listed,) = given["files"]
        file = self.files[listed["id"]]
        if file.gone:
            raise Refused("file_not_found")
        self.doubled += bool(file.shares)
        self.writes += 1
        message = {"user": BOT_USER, "bot_id": BOT, "text": "", "subtype": "file_share", "_files": [listed["id"]]}
        file.shares.append(self._post(given["channel_id"], {**message, "thread_ts": given["thread_ts"]})["ts"])
        return {}

    def _files_info(self, given: Mapping[str, Any]) -> Json:
        file = self.files[given["file"]]
        if file.gone:
            raise Refused("file_not_found")
        return {"file": {"id": given["file"], "shares": {"public": self._shares(file)}}}

    def _shares(self, file: File) -> Json:
        shares: dict[str, list[Json]] = {}
        for ts in file.shares:
            shares.setdefault(self.channel_of(ts), []).append({"ts": ts})
        return shares

    def _files_delete(self, given: Mapping[str, Any]) -> Json:
        """Messages that showed nothing else go with it."""
        file = self.files[given["file"]]
        if file.gone:
            raise Refused("file_deleted")
        file.gone = True
        self.writes += 1
        for ts in file.shares:
            self.channels[self.channel_of(ts)].pop(ts, None)
        return {}

    def _listed(self, id_: str) -> Json:
        file = self.files[id_]
        if file.gone:
            return {"id": id_, "mode": "tombstone"}
        return {"id": id_, "name": file.name, "size": len(file.content), "url_private": f"https://files/{id_}"}

    def _chat_postEphemeral(self, given: Mapping[str, Any]) -> Json:  # noqa: N802 - Slack's name
        return {}

    def _reactions_add(self, given: Mapping[str, Any]) -> Json:
        return self._bot_reacts(given, on=True)

    def _reactions_remove(self, given: Mapping[str, Any]) -> Json:
        return self._bot_reacts(given, on=False)

    def _bot_reacts(self, given: Mapping[str, Any], *, on: bool) -> Json:
        ts, emoji = given["timestamp"], given["name"]
        message = self.channels[given["channel"]].get(ts)
        if message is None or message.get("subtype") == "tombstone":
            raise Refused("message_not_found")
        if (BOT_USER in self._reactions(ts).get(emoji, [])) is on:
            raise Refused("already_reacted" if on else "no_reaction")
        self.writes += 1
        self.reacts(BOT_USER, emoji, ts, on=on)
        return {}

    def _conversations_replies(self, given: Mapping[str, Any]) -> Json:
        ts = given["ts"]
        if ts not in self.channels[given["channel"]]:
            raise Refused("thread_not_found")
        root = self.channels[given["channel"]][ts].get("thread_ts", ts)
        found = self.thread(ts) if root == ts else [self.channels[given["channel"]][ts]]
        inside = [m for m in found if m["ts"] == ts or _is_inside(m, given)]
        return {"messages": [self._shown(m, given) for m in inside[: given.get("limit", 200)]]}

    def _conversations_history(self, given: Mapping[str, Any]) -> Json:
        found = sorted(self.channels[given["channel"]].values(), key=lambda m: float(m["ts"]), reverse=True)
        roots = [m for m in found if m.get("thread_ts", m["ts"]) == m["ts"] and _is_inside(m, given)]
        return {"messages": [self._shown(m, given) for m in roots]}

    def _shown(self, message: Json, given: Mapping[str, Any]) -> Json:
        """As an API answer has it: metadata only when asked for, reactions and replies with the root."""
        shown = {k: v for k, v in message.items() if k not in {"_reactions", "_files"}}
        if "_files" in message:
            shown["files"] = [self._listed(id_) for id_ in message["_files"]]
        if not given.get("include_all_metadata"):
            shown.pop("metadata", None)
        told = {emoji: people for emoji, people in message.get("_reactions", {}).items() if people}
        if told:
            shown["reactions"] = [{"name": e, "users": list(p), "count": len(p)} for e, p in told.items()]
        return shown | self._replies_of(message)

    def _replies_of(self, message: Json) -> Json:
        replies = [m for m in self.thread(message["ts"]) if m["ts"] != message["ts"]]
        if not replies:
            return {}
        return {"thread_ts": message["ts"], "reply_count": len(replies), "latest_reply": replies[-1]["ts"]}


def _is_inside(message: Json, given: Mapping[str, Any]) -> bool:
    """`oldest` and `latest` leave out their own moment unless `inclusive`."""
    at, inclusive = float(message["ts"]), bool(given.get("inclusive"))
    oldest, latest = float(given.get("oldest", 0)), float(given.get("latest", 1e12))
    return oldest < at < latest or (inclusive and at in {oldest, latest})


def _says_same(given: Mapping[str, Any], message: Json) -> bool:
    """Whether both carry the same mark, whatever else is with it."""

    def mark(metadata: Json) -> Json:
        payload: Json = metadata["event_payload"]
        return {name: value for name, value in payload.items() if name != "card"}

    return "metadata" in message and mark(given["metadata"]) == mark(message["metadata"])
