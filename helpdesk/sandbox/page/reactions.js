/* Reactions under a message: the six that the helpdesk reads always in the same places, others as they come. */

import { act } from "/page/ask.js";
import { h } from "/page/draw.js";
import { QUICK, character } from "/page/emoji.js";
import { here, passing, person } from "/page/here.js";
import { picker } from "/page/picker.js";

const QUICK_NAMES = new Set(QUICK.map(([name]) => name));

/** A root offers the six; a reply shows only what is there. */
export function reactions(message, isRoot) {
  const shown = isRoot ? QUICK.map(([name, meaning]) => pill(message, name, meaning)) : [];
  const others = message.reactions.filter((each) => !isRoot || !QUICK_NAMES.has(each.name));
  const drawn = [...shown, ...others.map((each) => pill(message, each.name, ""))];
  if (!drawn.length) return null;
  return h("div", { class: isRoot ? "reactions quick" : "reactions", role: "group", "aria-label": "Reactions" }, drawn);
}

function pill(message, name, meaning) {
  const users = message.reactions.find((each) => each.name === name)?.users ?? [];
  const isMine = users.includes(here.me);
  const who = users.map((each) => person(each).real_name).join(", ");
  const what = meaning || `:${name}:`;
  return h(
    "button",
    {
      key: name,
      type: "button",
      class: `pill ${users.length ? "held" : ""} ${isMine ? "mine" : ""}`,
      title: who ? `${what}: ${who}` : what,
      "aria-label": `${what}${who ? `, by ${who}` : ""}`,
      "aria-pressed": String(isMine),
      on: { click: () => toggle(message, name) },
    },
    h("span", { class: "emoji", "aria-hidden": "true" }, character(name) ?? `:${name}:`),
    users.length ? h("span", { class: "count" }, users.length) : null,
  );
}

async function toggle(message, name) {
  const key = `${message.ts} ${name}`;
  if (passing.busy[key]) return;
  passing.busy[key] = true;
  const isMine = message.reactions.some((each) => each.name === name && each.users.includes(here.me));
  await act("slack", { act: isMine ? "unreact" : "react", user: here.me, channel: here.channel, ts: message.ts, name });
  delete passing.busy[key];
}

/** The button that opens the picker for this message. */
export function adding(message) {
  const label = "Add another reaction";
  return picker({ key: `emoji-${message.ts}`, label, choose: (name) => toggle(message, name) });
}
