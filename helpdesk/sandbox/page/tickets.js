/* The agent desk's list of tickets, newest first, and its head. */

import { h } from "/page/draw.js";
import { agents, choose, here, user, world } from "/page/here.js";

const CATEGORY_WORDS = { deleted: "Deleted" };

export function badge(ticket) {
  return h("span", { class: `badge ${ticket.status}` }, CATEGORY_WORDS[ticket.status] ?? ticket.custom_status);
}

export function deskHead() {
  const pick = (event) => choose({ agent: Number(event.target.value) });
  return [
    h("h2", {}, "Zendesk"),
    h(
      "label",
      { class: "agent" },
      "You are ",
      h(
        "select",
        { "aria-label": "You are this agent", value: String(here.agent), on: { change: pick } },
        agents().map((each) => h("option", { key: each.id, value: each.id }, each.name)),
      ),
    ),
  ];
}

export function ticketList() {
  const tickets = [...world.zendesk.tickets].reverse();
  if (!tickets.length) {
    return h(
      "div",
      { class: "empty" },
      h("p", {}, "No tickets yet."),
      h("p", { class: "hint" }, "In the channel, press 🎫 on a question, or choose ⋯ and “Create ticket”."),
    );
  }
  return h("ul", { "aria-label": "Tickets" }, tickets.map(row));
}

function row(ticket) {
  const requester = user(ticket.requester).name;
  const assignee = ticket.assignee ? user(ticket.assignee).name : "nobody";
  return h(
    "li",
    { key: ticket.id },
    h(
      "button",
      {
        type: "button",
        class: "ticket-row",
        "aria-current": ticket.id === here.ticket ? "true" : null,
        on: { click: () => choose({ ticket: ticket.id }) },
      },
      badge(ticket),
      h("span", { class: "number" }, `#${ticket.id}`),
      h("span", { class: "subject" }, ticket.subject),
      h("span", { class: "people-of" }, `${requester} → ${assignee}`),
    ),
  );
}
