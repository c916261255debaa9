/* Where people write: messages, replies, slash commands, files. */

import { act } from "/page/ask.js";
import { h } from "/page/draw.js";
import { attached, clip, filesOf, pasted } from "/page/files.js";
import { here, passing, redraw, world } from "/page/here.js";
import { edit } from "/page/menu.js";
import { picker } from "/page/picker.js";

/** A box to write in; `thread` is the root's ts for a reply. */
export function composer({ id, label, hint = label, thread = null }) {
  const send = (event) => {
    event.preventDefault();
    submit(id, thread);
  };
  const keys = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
    if (event.key === "ArrowUp" && !passing.drafts[id]) editLast(event, thread);
  };
  const write = (event) => (passing.drafts[id] = event.target.value);
  return h(
    "form",
    { key: id, class: "write", "data-drop": id, on: { submit: send } },
    h("textarea", {
      id,
      "aria-label": label,
      placeholder: hint,
      rows: 1,
      value: passing.drafts[id] ?? "",
      on: { input: write, keydown: keys, paste: pasted(id) },
    }),
    picker({ key: `emoji-in-${id}`, label: `Add an emoji: ${label}`, choose: (name) => insert(id, `:${name}: `) }),
    clip(id, `with: ${label}`),
    h("button", { type: "submit", class: "button primary send", "aria-label": `Send: ${label}` }, "Send"),
    attached(id),
  );
}

/** At the caret, with the focus back in the box. */
function insert(id, words) {
  const box = document.getElementById(id);
  box.focus();
  box.setRangeText(words, box.selectionStart, box.selectionEnd, "end");
  passing.drafts[id] = box.value;
  redraw();
}

/** Arrow up in an empty box: the person's last message there, to be changed. */
function editLast(event, thread) {
  const roots = world.slack.messages[here.channel] ?? [];
  const there = thread ? (roots.find((each) => each.ts === thread)?.replies ?? []) : roots;
  const last = there.findLast((each) => each.user === here.me && each.subtype !== "tombstone");
  if (!last) return;
  event.preventDefault();
  edit(last);
}

async function submit(id, thread) {
  const text = (passing.drafts[id] ?? "").trim();
  const files = filesOf(id);
  if ((!text && !files.length) || passing.busy[id]) return;
  passing.busy[id] = true;
  passing.toEnd = !thread; // whoever writes wants to see it stand there
  const answer = await act("slack", asAct(text, files, thread));
  delete passing.busy[id];
  if (answer.ok && (passing.drafts[id] ?? "").trim() === text) {
    passing.drafts[id] = "";
    passing.files[id] = [];
  }
  redraw();
}

function asAct(text, files, thread) {
  const where = { user: here.me, channel: here.channel };
  const command = /^(\/[a-z0-9_-]+)(?:\s+([\s\S]*))?$/.exec(text);
  if (command && !files.length) return { ...where, act: "command", command: command[1], text: mentions(command[2] ?? "") };
  const post = { ...where, act: "post", text: mentions(text), files: files.length ? files : null };
  return thread ? { ...post, thread_ts: thread } : post;
}

/** `@alex` and `@it-team` as they travel; other words after an at sign stay as they are. */
function mentions(text) {
  return text.replace(/(^|[\s(])@([a-z0-9._-]*[a-z0-9])/gi, (whole, before, name) => {
    const person = world.slack.people.find((each) => each.name === name.toLowerCase());
    if (person) return `${before}<@${person.id}>`;
    const group = world.slack.groups.find((each) => each.handle === name.toLowerCase());
    return group ? `${before}<!subteam^${group.id}>` : whole;
  });
}
