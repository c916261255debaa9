/* Emoji names and their characters, from the table the server makes; and one emoji drawn with its name. */

import { h } from "/page/draw.js";
import { world } from "/page/here.js";

/** The reactions the helpdesk reads by default, with what they mean. */
export const QUICK = [
  ["eyes", "Seen"],
  ["wrench", "Working on it"],
  ["hourglass_flowing_sand", "Waiting"],
  ["white_check_mark", "Resolved"],
  ["no_entry_sign", "Dismissed"],
  ["ticket", "Create a Zendesk ticket"],
];

const OWN = "This workspace";

let table = {};
let groups = {};

export async function loadEmoji() {
  const loaded = await (await fetch("/page/emoji.json")).json();
  table = loaded.names;
  groups = loaded.groups;
}

/** Name of each group to the names of its emoji; the workspace's own are the last. */
export function emojiGroups() {
  const own = Object.keys(world.slack.custom_emoji);
  return own.length ? { ...groups, [OWN]: own } : groups;
}

export function hasEmoji() {
  return Object.keys(table).length > 0;
}

/** The character of a name, perhaps with `::skin-tone-N`; null when there is none, as for a workspace's own emoji. */
export function character(name) {
  const [plain, tone] = name.split("::skin-tone-");
  const found = Object.hasOwn(table, plain) ? table[plain] : null;
  if (!found || !tone) return found;
  return found.replace("\uFE0F", "") + String.fromCodePoint(0x1f3f9 + Number(tone));
}

/** Names that contain the words, at most `limit`; those that start with them first. */
export function namesLike(words, limit) {
  const wanted = words.trim().toLowerCase().replaceAll(":", "").replaceAll(" ", "_");
  const names = [...Object.keys(world.slack.custom_emoji), ...Object.keys(table)];
  const found = names.filter((each) => each.includes(wanted));
  found.sort((one, other) => Number(other.startsWith(wanted)) - Number(one.startsWith(wanted)));
  return found.slice(0, limit);
}

export function emoji(name) {
  const found = character(name);
  if (!found) return h("span", { class: "emoji-name" }, `:${name}:`);
  return h("span", { class: "emoji", role: "img", "aria-label": `:${name}:`, title: `:${name}:` }, found);
}
