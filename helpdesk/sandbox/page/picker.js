/* The emoji picker: used before, by group, or found by name; the arrow keys do what the mouse does. */

import { h } from "/page/draw.js";
import { QUICK, character, emojiGroups, namesLike } from "/page/emoji.js";
import { drawn, passing, redraw } from "/page/here.js";
import { keep, kept } from "/page/kept.js";
import { close, giveFocusBack, pop } from "/page/pop.js";

const COLUMNS = 8;
const FOUND = 64;
const RECENT = 16;
const ICONS = {
  "Smileys & Emotion": "😀",
  "People & Body": "👋",
  "Animals & Nature": "🐻",
  "Food & Drink": "🍎",
  "Travel & Places": "🚲",
  Activities: "⚽",
  Objects: "💡",
  Symbols: "💜",
  Flags: "🏁",
};
const RECENTLY = "Recently used";

/** A button that opens the picker; `choose(name)` is told what was picked. `key` is the only one on the page. */
export function picker({ key, label, choose }) {
  const opened = () => {
    passing.emojiWords = "";
    passing.emojiGroup = RECENTLY;
  };
  const pick = (name) => {
    remember(name);
    giveFocusBack();
    close();
    return choose(name);
  };
  return pop({ key, icon: "☺", label, kind: "picker", contents: () => contents(pick), opened });
}

export function remember(name) {
  keep("emoji", [name, ...recent().filter((each) => each !== name)].slice(0, RECENT));
}

/** What was picked lately; before that, what the helpdesk reads. */
function recent() {
  const names = kept("emoji", []);
  return names.length ? names : QUICK.map(([name]) => name);
}

/** What is looked for now, or else the group that is shown. */
function offered() {
  const words = passing.emojiWords.trim();
  return words ? namesLike(words, FOUND) : (emojiGroups()[passing.emojiGroup] ?? recent());
}

function contents(pick) {
  const isSearch = Boolean(passing.emojiWords.trim());
  return [search(pick), isSearch ? null : groups(), grid(isSearch ? "Found" : passing.emojiGroup, offered(), pick)];
}

function search(pick) {
  const look = (event) => {
    passing.emojiWords = event.target.value;
    redraw();
  };
  const keys = (event) => {
    if (event.key === "ArrowDown") {
      drawn(); // who types fast goes to what was found, not to what was there before
      move(event, picks()[0]);
    }
    if (event.key !== "Enter") return;
    event.preventDefault(); // a form around the picker must not be sent
    const [first] = offered(); // not what was drawn: who types fast is not waited for
    if (first) pick(first);
  };
  return h("input", {
    type: "search",
    "aria-label": "Find an emoji by its name",
    placeholder: "thumbsup, tada, …",
    focus: true,
    value: passing.emojiWords,
    on: { input: look, keydown: keys },
  });
}

function groups() {
  const tab = (name, icon) => {
    const show = () => {
      passing.emojiGroup = name;
      redraw();
    };
    const isShown = passing.emojiGroup === name;
    const attributes = { "aria-label": name, title: name, "aria-pressed": String(isShown) };
    return h("button", { key: name, type: "button", ...attributes, on: { click: show } }, icon);
  };
  const names = Object.keys(emojiGroups());
  return h(
    "div",
    { class: "emoji-groups", role: "group", "aria-label": "Kinds of emoji" },
    tab(RECENTLY, "🕘"),
    names.map((name) => tab(name, ICONS[name] ?? "★")),
  );
}

function grid(title, names, pick) {
  if (!names.length) return h("p", { class: "hint" }, "No emoji has this name.");
  const one = (name, number) =>
    h(
      "button",
      {
        key: name,
        type: "button",
        tabindex: number === 0 ? null : "-1", // one stop for Tab; the arrows go on from there
        title: `:${name}:`,
        "aria-label": `:${name}:`,
        on: { click: () => pick(name) },
      },
      character(name) ?? `:${name}:`,
    );
  return [
    h("p", { class: "hint" }, title),
    h("div", { key: title, class: "picks", role: "group", "aria-label": title, on: { keydown: walk } }, names.map(one)),
  ];
}

const picks = () => [...document.querySelectorAll(".popped .picks button")];
const STEPS = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };

function walk(event) {
  const all = picks();
  const at = all.indexOf(document.activeElement);
  if (event.key === "Home") return move(event, all[0]);
  if (event.key === "End") return move(event, all.at(-1));
  if (!(event.key in STEPS) || at < 0) return;
  const next = at + STEPS[event.key];
  if (next < 0) return move(event, document.querySelector(".popped input"));
  return move(event, all[Math.min(next, all.length - 1)]);
}

function move(event, to) {
  event.preventDefault();
  to?.focus();
}
