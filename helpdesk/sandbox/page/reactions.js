/* Reactions under a message: the six that the helpdesk reads always in the same places, others as they come, and a
   picker. */

import { act } from "/page/ask.js";
import { h } from "/page/draw.js";
import { QUICK, character, namesLike } from "/page/emoji.js";
import { here, passing, person, redraw } from "/page/here.js";
import { close, giveFocusBack, pop } from "/page/pop.js";

const QUICK_NAMES = new Set(QUICK.map(([name]) => name));
const PICKED = 21;

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

/** The button that opens the picker, and the picker. */
export function picker(message) {
  const opened = () => (passing.emojiWords = "");
  const contents = () => [search(), matches(message)];
  return pop({
    key: `emoji-${message.ts}`,
    icon: "☺",
    label: "Add another reaction",
    kind: "picker",
    contents,
    opened,
  });
}

function search() {
  const look = (event) => {
    passing.emojiWords = event.target.value;
    redraw();
  };
  return h("input", {
    type: "search",
    "aria-label": "Find an emoji by its name",
    placeholder: "thumbsup, tada, …",
    focus: true,
    value: passing.emojiWords,
    on: { input: look },
  });
}

function matches(message) {
  const found = namesLike(passing.emojiWords, PICKED);
  if (!found.length) return h("p", { class: "hint" }, "No emoji has this name.");
  return h(
    "div",
    { class: "picks" },
    found.map((name) => {
      const pick = () => {
        giveFocusBack();
        close();
        return toggle(message, name);
      };
      return h(
        "button",
        { key: name, type: "button", title: `:${name}:`, "aria-label": `:${name}:`, on: { click: pick } },
        character(name) ?? `:${name}:`,
      );
    }),
  );
}
