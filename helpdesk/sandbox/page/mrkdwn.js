/* Slack's mrkdwn, in the wire's escaped form, as nodes to draw. Whatever it does not understand stays text.
   https://docs.slack.dev/messaging/formatting-message-text */

import { h } from "/page/draw.js";
import { emoji } from "/page/emoji.js";
import { person, world } from "/page/here.js";
import { moment } from "/page/moments.js";
import { inPlace } from "/page/places.js";

const FENCE = /```\n?([\s\S]*?)\n?```\n?/g;
const LEAF = new RegExp(
  [
    "<(?<entity>[^<>\\n]+)>",
    "`(?<code>[^`\\n]+)`",
    "(?<![\\w*])\\*(?<bold>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\w*])",
    "(?<![\\w_])_(?<italic>[^\\s_](?:[^_\\n]*[^\\s_])?)_(?![\\w_])",
    "(?<![\\w~])~(?<strike>[^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\w~])",
    ":(?<emoji>[a-z0-9_+'-]+(?:::skin-tone-[2-6])?):",
  ].join("|"),
  "g",
);
const STYLED = { bold: "strong", italic: "em", strike: "s" };
const RANGES = ["here", "channel", "everyone"];

export function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** What the author typed, for editing: links as addresses, mentions as they travel. */
export function typed(text) {
  return unescape(text.replace(/<((?:https?:|mailto:)[^<>|]+)(?:\|[^<>]*)?>/g, "$1"));
}

export function mrkdwn(text) {
  const drawn = [];
  let end = 0;
  for (const fence of text.matchAll(FENCE)) {
    drawn.push(...paragraphs(text.slice(end, fence.index).replace(/\n$/, "")), h("pre", {}, leaves(fence[1], true)));
    end = fence.index + fence[0].length;
  }
  return [...drawn, ...paragraphs(text.slice(end))];
}

/** Quoted lines that follow each other make one quotation; everything else keeps its line breaks by style. */
function paragraphs(text) {
  if (!text) return [];
  const runs = [];
  for (const line of text.split("\n")) {
    const words = line.replace(/^(&gt;|>) ?/, ""); // people's arrives escaped, an app's as it wrote it
    const isQuote = words !== line;
    if (runs.at(-1)?.isQuote === isQuote) runs.at(-1).lines.push(words);
    else runs.push({ isQuote, lines: [words] });
  }
  return runs.map((run) => h(run.isQuote ? "blockquote" : "p", {}, leaves(run.lines.join("\n"))));
}

function leaves(text, isCode = false) {
  const drawn = [];
  let end = 0;
  for (const found of text.matchAll(LEAF)) {
    const node = leaf(found.groups, isCode);
    if (node === null) continue;
    drawn.push(unescape(text.slice(end, found.index)), node);
    end = found.index + found[0].length;
  }
  return [...drawn, unescape(text.slice(end))];
}

function leaf(groups, isCode) {
  if (groups.entity) return entity(groups.entity);
  if (isCode) return null;
  if (groups.code) return h("code", {}, leaves(groups.code, true));
  if (groups.emoji) return emoji(groups.emoji);
  const [style] = Object.keys(STYLED).filter((each) => groups[each]);
  return h(STYLED[style], {}, leaves(groups[style]));
}

function entity(content) {
  const [target, label] = split(content);
  if (target.startsWith("@")) return mention(`@${person(target.slice(1)).real_name}`);
  if (target.startsWith("#")) return mention(`#${channelName(target.slice(1), label)}`);
  if (target.startsWith("!subteam^")) return mention(groupName(target.slice(9), label));
  if (target.startsWith("!date^")) return unescape(moment(target) ?? label ?? "");
  if (target.startsWith("!"))
    return RANGES.includes(target.slice(1)) ? mention(`@${target.slice(1)}`) : unescape(label ?? target);
  return link(unescape(target), unescape(label ?? target.replace(/^mailto:/, "")));
}

function split(content) {
  const bar = content.indexOf("|");
  return bar < 0 ? [content, null] : [content.slice(0, bar), content.slice(bar + 1)];
}

const mention = (name) => h("span", { class: "mention" }, name);
const channelName = (id, label) => world.slack.channels.find((each) => each.id === id)?.name ?? label ?? id;

function groupName(id, label) {
  const found = world.slack.groups.find((each) => each.id === id);
  return found ? `@${found.handle}` : (label ?? id);
}

/** A link to the web or to mail; a place on this page is gone to at once. Anything else is only its label. */
export function link(url, label) {
  if (!/^(https?:\/\/|mailto:)/i.test(url)) return label;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer", on: { click: inPlace(url) } }, label);
}
