/* The chosen channel: its messages with their threads, and what only the chosen person sees. */

import { draw, h } from "/page/draw.js";
import { HOME, here, passing, redraw, world } from "/page/here.js";
import { composer } from "/page/composer.js";
import { home, leaveHome } from "/page/home.js";
import { drawMessage } from "/page/message.js";
import { showTarget } from "/page/places.js";
import { whispersIn } from "/page/unread.js";

const NEAR = 60;
let shown = { channel: "", end: "" };

export function drawChannel() {
  const place = document.getElementById("messages");
  if (here.channel === HOME) {
    delete place.dataset.drop;
    draw(place, home());
    if (shown.channel !== HOME) place.scrollTop = 0;
    shown = { channel: HOME, end: "" };
    return;
  }
  leaveHome();
  place.dataset.drop = `write-${here.channel}`;
  const isAtEnd = place.scrollHeight - place.scrollTop - place.clientHeight < NEAR;
  const isOther = shown.channel !== here.channel;
  const own = whispersIn(here.channel);
  const roots = world.slack.messages[here.channel] ?? [];
  const known = new Set(roots.map((each) => each.ts));
  const loose = own.filter((each) => !known.has(each.thread_ts)).map((each) => ({ ...each, replies: [] }));
  const all = [...roots, ...loose].sort((one, other) => Number(one.ts) - Number(other.ts));
  const end = `${all.at(-1)?.ts} ${all.at(-1)?.replies.length}`;
  draw(
    place,
    all.length
      ? all.map((each) => thread(each, own))
      : h("p", { class: "empty" }, "Nothing has been written here yet."),
  );
  // only news at the end move the list along: what is read must not slide away
  const isNews = shown.end !== end;
  if (isOther || (isNews && (isAtEnd || passing.toEnd))) place.scrollTop = place.scrollHeight;
  if (isNews) passing.toEnd = false;
  shown = { channel: here.channel, end };
  showTarget();
}

function thread(root, own) {
  const isReply = root.thread_ts != null; // a reply that was sent to the channel as well
  const inside = [...root.replies, ...own.filter((each) => each.thread_ts === root.ts)];
  inside.sort((one, other) => Number(one.ts) - Number(other.ts));
  const isOpen = passing.threads[root.ts] ?? inside.length > 0;
  const reply = () => openThread(root.ts);
  const below = isReply || root.ephemeral_to ? null : panel(root, inside, isOpen);
  return drawMessage(root, { isRoot: !isReply && !root.ephemeral_to, isTop: true, reply, below });
}

function openThread(ts) {
  passing.threads[ts] = true;
  redraw();
  requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById(`write-${ts}`)?.focus()));
}

function panel(root, inside, isOpen) {
  const count = root.replies.length;
  const toggle = () => {
    if (!(passing.threads[root.ts] ?? isOpen)) return openThread(root.ts);
    passing.threads[root.ts] = false;
    return redraw();
  };
  const label = count ? `${count} ${count === 1 ? "reply" : "replies"}` : "Reply";
  return h(
    "div",
    { class: "thread", "data-drop": `write-${root.ts}` },
    h(
      "button",
      {
        type: "button",
        class: "thread-switch",
        "aria-expanded": String(isOpen),
        "aria-controls": `thread-${root.ts}`,
        on: { click: toggle },
      },
      h("span", { "aria-hidden": "true" }, isOpen ? "▾ " : "▸ "),
      label,
    ),
    isOpen
      ? h(
          "div",
          { id: `thread-${root.ts}`, class: "replies", role: "group", "aria-label": "Thread" },
          inside.map((each) => drawMessage(each, { reply: () => openThread(root.ts) })),
          composer({ id: `write-${root.ts}`, label: "Reply in the thread", thread: root.ts }),
        )
      : null,
  );
}
