/* The bar on top: what to try next, and the steps of the route that tick themselves off as they happen. */

import { h } from "/page/draw.js";
import { here, remember, world } from "/page/here.js";
import { themeButton } from "/page/theme.js";

const STEPS = [
  ["seen", "Seen", "Choose Alex and press 👀 on a question: whoever asked sees that somebody has looked."],
  ["working", "Working", "Press 🔧 on it: Alex works on it, and nobody has to write so."],
  ["ticket", "Ticket", "Press 🎫, or choose ⋯ and “Create ticket”: the whole thread becomes a Zendesk ticket."],
  ["solved", "Solved", "Press ✅: some seconds later the ticket is solved in Zendesk as well."],
  ["reopened", "Reopened", "Take ✅ off again: both sides step back to what still stands."],
];
const DONE = "That is the whole route. Now answer or solve from the Zendesk side, and watch the thread.";

/** Look at both sides and tick what has happened. */
export function tick() {
  const town = townOf();
  if (here.town !== town) Object.assign(here, { town, ticks: {} });
  const ticks = { ...here.ticks };
  if (hasMark("eyes")) ticks.seen = true;
  if (hasMark("wrench")) ticks.working = true;
  const tickets = world.zendesk.tickets;
  if (tickets.length) ticks.ticket = true;
  const solved = tickets.filter((each) => each.status === "solved").map((each) => each.id);
  if (solved.length) ticks.solved = true;
  const wereSolved = new Set([...(ticks.wereSolved ?? []), ...solved]);
  ticks.wereSolved = [...wereSolved];
  if (tickets.some((each) => wereSolved.has(each.id) && ["new", "open", "pending", "hold"].includes(each.status)))
    ticks.reopened = true;
  here.ticks = ticks;
  remember();
}

/** A sandbox started anew begins with nothing ticked. */
function townOf() {
  const first = Object.values(world.slack.messages)
    .flat()
    .map((each) => each.ts)
    .sort()[0];
  return `${location.host} ${world.slack.team.id} ${first ?? ""}`;
}

function hasMark(name) {
  const staff = new Set(world.slack.people.filter((each) => each.role === "it").map((each) => each.id));
  return Object.values(world.slack.messages)
    .flat()
    .some((root) => root.reactions.some((each) => each.name === name && each.users.some((user) => staff.has(user))));
}

export function bar() {
  const next = STEPS.find(([name]) => !here.ticks[name]);
  return [
    h("h1", {}, "Helpdesk sandbox"),
    h(
      "p",
      { class: "next", "aria-live": "polite" },
      world.isLost ? "The sandbox does not answer; the page waits for it." : (next?.[2] ?? DONE),
    ),
    h(
      "ol",
      { class: "steps", "aria-label": "Steps" },
      STEPS.map(([name, label]) =>
        h(
          "li",
          {
            key: name,
            class: here.ticks[name] ? "done" : name === next?.[0] ? "next-step" : "",
            "aria-current": name === next?.[0] ? "step" : null,
          },
          h("span", { class: "mark", "aria-hidden": "true" }, here.ticks[name] ? "✓" : ""),
          label,
          here.ticks[name] ? h("span", { class: "unseen" }, " (done)") : null,
        ),
      ),
    ),
    themeButton(),
  ];
}
