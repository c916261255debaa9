/* Reactions under a message: the six that the helpdesk reads always in the same places, others as they come, and a picker. */

import { act } from "/page/ask.js";
import { h } from "/page/draw.js";
import { QUICK, character, namesLike } from "/page/emoji.js";
import { here, passing, person, redraw } from "/page/here.js";

const QUICK_NAMES = new Set(QUICK.map(([name]) => name));
const PICKED = 21;

/** A root offers the six; a reply shows only what is there. */
export function reactions(message, isRoot) {
  const shown = isRoot ? QUICK.map(([name, meaning]) => pill(message, name, meaning)) : [];
  const others = message.reactions.filter((each) => !isRoot || !QUICK_NAMES.has(each.name));
  const isPicking = passing.menu === `emoji-${message.ts}`;
  const drawn = [...shown, ...others.map((each) => pill(message, each.name, ""))];
  if (!drawn.length && !isPicking) return null;
  return h("div", { class: isRoot ? "reactions quick" : "reactions", role: "group", "aria-label": "Reactions" }, drawn);
}

function pill(message, name, meaning) {
  const users = message.reactions.find((each) => each.name === name)?.users ?? [];
  const isMine = users.includes(here.me);
  const who = users.map((each) => person(each).real_name).join(", ");
  const what = meaning || `:${name}:`;
  return h("button", {
    key: name,
    type: "button",
    class: `pill ${users.length ? "held" : ""} ${isMine ? "mine" : ""}`,
    title: who ? `${what}: ${who}` : what,
    "aria-label": `${what}${who ? `, by ${who}` : ""}`,
    "aria-pressed": String(isMine),
    on: { click: () => toggle(message, name, isMine) },
  }, h("span", { class: "emoji", "aria-hidden": "true" }, character(name) ?? `:${name}:`), users.length ? h("span", { class: "count" }, users.length) : null);
}

function toggle(message, name, isMine) {
  return act("slack", { act: isMine ? "unreact" : "react", user: here.me, channel: here.channel, ts: message.ts, name });
}

/** The button that opens the picker, and the picker. */
export function picker(message) {
  const key = `emoji-${message.ts}`;
  const isOpen = passing.menu === key;
  const open = () => {
    passing.menu = isOpen ? null : key;
    passing.emojiWords = "";
    redraw();
  };
  return h("span", { class: "pop", "data-pop": key },
    h("button", { type: "button", class: "icon", "aria-label": "Add another reaction", title: "Add another reaction", "aria-expanded": String(isOpen), on: { click: open } }, "☺"),
    isOpen ? h("div", { class: "popped picker" }, search(), matches(message)) : null);
}

function search() {
  const look = (event) => {
    passing.emojiWords = event.target.value;
    redraw();
  };
  return h("input", { type: "search", "aria-label": "Find an emoji by its name", placeholder: "thumbsup, tada, …", focus: true, value: passing.emojiWords, on: { input: look } });
}

function matches(message) {
  const found = namesLike(passing.emojiWords, PICKED);
  if (!found.length) return h("p", { class: "hint" }, "No emoji has this name.");
  return h("div", { class: "picks" }, found.map((name) => {
    const users = message.reactions.find((each) => each.name === name)?.users ?? [];
    const pick = () => {
      passing.menu = null;
      redraw();
      return toggle(message, name, users.includes(here.me));
    };
    return h("button", { key: name, type: "button", title: `:${name}:`, "aria-label": `:${name}:`, on: { click: pick } }, character(name) ?? `:${name}:`);
  }));
}
