/* The "more" menu of a message: the app's shortcuts, and what authors may do. */

import { act } from "/page/ask.js";
import { here, passing, redraw, say, world } from "/page/here.js";
import { typed } from "/page/mrkdwn.js";
import { entry, pop } from "/page/pop.js";

/** `reply` opens the thread's reply box. */
export function menu(message, reply) {
  return pop({
    key: `menu-${message.ts}`,
    icon: "⋯",
    label: "More actions",
    kind: "menu",
    contents: () => entries(message, reply),
  });
}

function entries(message, reply) {
  const where = { user: here.me, channel: here.channel, ts: message.ts };
  const shortcuts = world.slack.app.shortcuts.map((each, number) =>
    entry(each.name, () => useShortcut({ ...where, act: "shortcut", callback_id: each.callback_id }), number === 0),
  );
  const own =
    message.user === here.me
      ? [entry("Edit", () => edit(message)), entry("Delete", () => act("slack", { ...where, act: "delete" }))]
      : [];
  return [...shortcuts, entry("Reply in thread", reply), entry("Copy link", () => copyLink(message)), ...own];
}

async function useShortcut(what) {
  say("Asking the app …");
  const answer = await act("slack", what);
  if (answer.ok) say("");
}

export function edit(message) {
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
