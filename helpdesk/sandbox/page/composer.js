/* Where people write: messages, replies, slash commands, files. */

import { act } from "/page/ask.js";
import { h } from "/page/draw.js";
import { here, passing, redraw, world } from "/page/here.js";

/** A box to write in; `thread` is the root's ts for a reply. */
export function composer({ id, label, hint = label, thread = null }) {
  const send = (event) => {
    event.preventDefault();
    submit(id, thread);
  };
  const keys = (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) send(event);
  };
  const write = (event) => (passing.drafts[id] = event.target.value);
  const files = passing.files[id] ?? [];
  return h(
    "form",
    { key: id, class: "write", on: { submit: send } },
    h("textarea", {
      id,
      "aria-label": label,
      placeholder: hint,
      rows: 1,
      value: passing.drafts[id] ?? "",
      on: { input: write, keydown: keys },
    }),
    h(
      "label",
      { class: "icon attach", title: "Attach files" },
      h("span", { "aria-hidden": "true" }, "📎"),
      h("input", {
        type: "file",
        multiple: true,
        "aria-label": `Attach files: ${label}`,
        on: { change: (event) => attach(id, event.target) },
      }),
    ),
    h("button", { type: "submit", class: "button primary send", "aria-label": `Send: ${label}` }, "Send"),
    files.length
      ? h(
          "ul",
          { class: "files" },
          files.map((each, number) => attached(id, each, number)),
        )
      : null,
  );
}

function attached(id, file, number) {
  const remove = () => {
    passing.files[id].splice(number, 1);
    redraw();
  };
  return h(
    "li",
    { key: `${number}-${file.name}` },
    file.name,
    h("button", { type: "button", class: "icon", "aria-label": `Omit ${file.name}`, on: { click: remove } }, "✕"),
  );
}

async function attach(id, input) {
  const chosen = await Promise.all([...input.files].map(read));
  passing.files[id] = [...(passing.files[id] ?? []), ...chosen];
  input.value = "";
  redraw();
}

function read(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () =>
      resolve({ name: file.name, mimetype: file.type, content_base64: reader.result.split(",")[1] ?? "" });
    reader.readAsDataURL(file);
  });
}

async function submit(id, thread) {
  const text = (passing.drafts[id] ?? "").trim();
  const files = passing.files[id] ?? [];
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
  if (command && !files.length) return { ...where, act: "command", command: command[1], text: command[2] ?? "" };
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
