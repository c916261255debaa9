/* One message: who, when, its words or blocks, files, reactions; and its editing. */

import { act } from "/page/ask.js";
import { blocks, short } from "/page/blocks.js";
import { h } from "/page/draw.js";
import { here, passing, person, redraw } from "/page/here.js";
import { menu } from "/page/menu.js";
import { link, mrkdwn } from "/page/mrkdwn.js";
import { adding, reactions } from "/page/reactions.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

export function avatar(who) {
  const letters = who.real_name
    .split(/\s+/)
    .map((each) => [...each][0] ?? "")
    .slice(0, 2)
    .join("");
  return h(
    "span",
    { class: `avatar ${who.role}`, style: { "--colour": who.colour }, "aria-hidden": "true" },
    who.role === "bot" ? "✓" : letters,
  );
}

/** `isRoot` offers the six reactions, `isTop` stands in the channel itself; `reply` opens the reply box; `below` is
    drawn under the message, inside it. */
export function drawMessage(message, { isRoot = false, isTop = false, reply = () => {}, below = null } = {}) {
  const who = author(message);
  const isPrivate = message.ephemeral_to != null;
  const isGone = message.subtype === "tombstone";
  return h(
    "article",
    {
      key: message.ts,
      id: `message-${message.ts}`,
      tabindex: "-1",
      class: `message ${isTop ? "root" : "reply"} ${isPrivate ? "private" : ""} ${isGone ? "gone" : ""}`,
      "aria-label": `${who.real_name}, ${clock(message.ts)}`,
    },
    isGone ? h("span", { class: "avatar gone", "aria-hidden": "true" }, "–") : avatar(who),
    h(
      "div",
      { class: "message-body" },
      isPrivate ? h("p", { class: "only-you" }, "Only visible to you") : null,
      isGone ? null : head(message, who),
      content(message, isGone),
      message.files.length ? h("ul", { class: "files" }, message.files.map(file)) : null,
      isGone || isPrivate ? null : reactions(message, isRoot && !message.is_bot),
      below,
    ),
    isGone ? null : tools(message, isPrivate, reply),
  );
}

/** An app may post by another name: an agent's comment stands there by theirs. */
function author(message) {
  const who = person(message.user);
  return message.username ? { ...who, role: "guest", real_name: message.username } : who;
}

function head(message, who) {
  return h(
    "p",
    { class: "who" },
    h("strong", {}, who.real_name),
    message.is_bot ? h("span", { class: "app" }, "APP") : null,
    h(
      "time",
      {
        datetime: new Date(Number(message.ts) * 1000).toISOString(),
        title: new Date(Number(message.ts) * 1000).toLocaleString(),
      },
      clock(message.ts),
    ),
    message.edited && !message.is_bot ? h("small", {}, "(edited)") : null,
    message.broadcast ? h("small", {}, "replied to a thread") : null,
  );
}

export function clock(ts) {
  return CLOCK.format(new Date(Number(ts) * 1000));
}

function content(message, isGone) {
  if (isGone) return h("p", { class: "hint" }, "This message was deleted.");
  if (passing.editing === message.ts) return editor(message);
  // people's words are in their text; an app's blocks say more than its text
  if (message.is_bot && message.blocks.length)
    return h("div", { class: "blocks" }, blocks(message.blocks, usersOf(message)));
  if (!message.text && message.files.length) return null;
  const words = message.subtype === "channel_join" ? short(message.text) : mrkdwn(message.text);
  return [h("div", { class: "words" }, words), message.attachments.map(preview)];
}

/** The preview of a link. */
function preview(each) {
  const title = link(each.from_url ?? "", each.title ?? each.fallback ?? "");
  return h("div", { key: each.id, class: "preview" }, title, each.text ? mrkdwn(each.text) : null);
}

function usersOf(message) {
  return {
    name: `m${message.ts}`,
    value: () => null,
    change: () => {},
    error: () => null,
    press: (block, element, value) =>
      act("slack", {
        act: "press",
        user: here.me,
        channel: here.channel,
        ts: message.ts,
        block_id: block.block_id,
        action_id: element.action_id,
        value,
      }),
  };
}

function editor(message) {
  const key = `edit-${message.ts}`;
  const stop = () => {
    passing.editing = null;
    redraw();
  };
  const save = async (event) => {
    event?.preventDefault();
    const answer = await act("slack", {
      act: "edit",
      user: here.me,
      channel: here.channel,
      ts: message.ts,
      text: passing.drafts[key],
    });
    if (answer.ok) stop();
  };
  const keys = (event) => {
    if (event.key === "Escape") stop();
    else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) save(event);
  };
  const write = (event) => (passing.drafts[key] = event.target.value);
  return h(
    "form",
    { class: "editor", on: { submit: save } },
    h("textarea", {
      "aria-label": "Change the message",
      rows: 2,
      focus: true,
      value: passing.drafts[key],
      on: { input: write, keydown: keys },
    }),
    h("button", { type: "submit", class: "button primary" }, "Save"),
    h("button", { type: "button", class: "button", on: { click: stop } }, "Cancel"),
  );
}

function file(each) {
  return h(
    "li",
    { key: each.id },
    h("a", { href: each.url, download: each.name }, each.title),
    h("small", {}, size(each.size)),
  );
}

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(bytes < 10240 ? 1 : 0)} KiB`;
}

function tools(message, isPrivate, reply) {
  if (isPrivate) {
    const dismiss = () => {
      passing.dismissed[message.ts] = true;
      redraw();
    };
    return h(
      "div",
      { class: "tools" },
      h(
        "button",
        { type: "button", class: "icon", "aria-label": "Dismiss", title: "Dismiss", on: { click: dismiss } },
        "✕",
      ),
    );
  }
  return h("div", { class: "tools" }, adding(message), menu(message, reply));
}
