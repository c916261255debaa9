/* The "more" menu of a message: the app's shortcuts, and what authors may do. Also closes whatever is popped open. */

import { act } from "/page/ask.js";
import { h } from "/page/draw.js";
import { here, passing, redraw, say, world } from "/page/here.js";
import { typed } from "/page/mrkdwn.js";

/** `reply` opens the thread's reply box. */
export function menu(message, reply) {
  const key = `menu-${message.ts}`;
  const isOpen = passing.menu === key;
  const open = () => {
    passing.menu = isOpen ? null : key;
    redraw();
  };
  return h("span", { class: "pop", "data-pop": key },
    h("button", { type: "button", class: "icon", "aria-label": "More actions", title: "More actions", "aria-expanded": String(isOpen), on: { click: open } }, "⋯"),
    isOpen ? h("div", { class: "popped menu" }, entries(message, reply)) : null);
}

function entries(message, reply) {
  const where = { user: here.me, channel: here.channel, ts: message.ts };
  const shortcuts = world.slack.app.shortcuts.map((each, number) =>
    entry(each.name, () => useShortcut({ ...where, act: "shortcut", callback_id: each.callback_id }), number === 0));
  const own = message.user === here.me ? [entry("Edit", () => edit(message)), entry("Delete", () => act("slack", { ...where, act: "delete" }))] : [];
  return [...shortcuts, entry("Reply in thread", reply), entry("Copy link", () => copyLink(message)), ...own];
}

function entry(label, choose, isFirst = false) {
  const click = (event) => {
    // a form that opens gives the focus back to where it was: to the menu's button
    event.target.closest(".pop").querySelector("button").focus();
    passing.menu = null;
    redraw();
    choose();
  };
  return h("button", { key: label, type: "button", focus: isFirst, on: { click } }, label);
}

async function useShortcut(what) {
  say("Asking the app …");
  const answer = await act("slack", what);
  if (answer.ok) say("");
}

function edit(message) {
  passing.editing = message.ts;
  passing.drafts[`edit-${message.ts}`] = typed(message.text);
  redraw();
}

async function copyLink(message) {
  const link = `${location.origin}/archives/${here.channel}/p${message.ts.replace(".", "")}`;
  try {
    await navigator.clipboard.writeText(link);
    say("The link is copied.");
  } catch {
    say(link);
  }
}

/** Escape and a click elsewhere close what is popped open; Escape gives the focus back to its button. */
export function closePopped() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !passing.menu) return;
    document.querySelector(`[data-pop="${passing.menu}"] > button`)?.focus();
    passing.menu = null;
    redraw();
  });
  document.addEventListener("click", (event) => {
    if (!passing.menu || event.target.closest?.(`[data-pop="${passing.menu}"]`) || !event.target.isConnected) return;
    passing.menu = null;
    redraw();
  });
}
