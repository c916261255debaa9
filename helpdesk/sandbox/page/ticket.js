/* One ticket as an agent sees it: its properties and its conversation. */

import { act } from "/page/ask.js";
import { commentHtml } from "/page/comment_html.js";
import { h } from "/page/draw.js";
import { agents, here, passing, redraw, user, world } from "/page/here.js";
import { goToMessage, goToTicket } from "/page/places.js";
import { entry, pop } from "/page/pop.js";
import { replyBox } from "/page/reply.js";
import { badge } from "/page/tickets.js";

const CLOCK = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const PRIORITIES = ["low", "normal", "high", "urgent"];
const COLOURS = ["#1f6f5c", "#8a4b2a", "#3f51b5", "#6a4a8c", "#8c2f4b", "#3d6a7d"];

export function ticketPane() {
  const ticket = world.zendesk.tickets.find((each) => each.id === here.ticket);
  if (!ticket) return null;
  return [
    h("div", { key: `head-${ticket.id}`, class: "ticket-head" }, headline(ticket), links(ticket), properties(ticket)),
    h(
      "ol",
      { key: `comments-${ticket.id}`, class: "comments", "aria-label": "Conversation" },
      ticket.comments.map((each) => comment(ticket, each)),
    ),
    replyBox(ticket),
  ];
}

export function deskAct(ticket, what) {
  return act("zendesk", { as: here.agent, ticket: ticket.id, ...what });
}

function headline(ticket) {
  return h(
    "div",
    { class: "headline" },
    badge(ticket),
    h("h3", {}, h("span", { class: "number" }, `#${ticket.id}`), " ", ticket.subject),
    more(ticket),
  );
}

/** Where it comes from and where it went on. */
function links(ticket) {
  const [, , channel, ts] = (ticket.external_id ?? "").split(":");
  const toTicket = (label, id) =>
    h(
      "button",
      { key: `${label}${id}`, type: "button", class: "link", on: { click: () => goToTicket(id) } },
      `${label} #${id}`,
    );
  const source = world.zendesk.tickets.find((each) => each.followup_ids.includes(ticket.id));
  return h(
    "p",
    { class: "ticket-links" },
    ticket.external_id?.startsWith("slack:") && ts
      ? h("button", { type: "button", class: "link", on: { click: () => goToMessage(channel, ts) } }, "Show in Slack")
      : null,
    ticket.merged_into ? toTicket("Merged into", ticket.merged_into) : null,
    source ? toTicket("Follows up", source.id) : null,
    ticket.followup_ids.map((each) => toTicket("Follow-up", each)),
    ticket.tags.map((each) => h("span", { key: `tag-${each}`, class: "tag" }, each)),
  );
}

function properties(ticket) {
  const isFinal = ["closed", "deleted"].includes(ticket.status);
  return h(
    "dl",
    { class: "properties" },
    property("Requester", user(ticket.requester).name),
    property(
      "Assignee",
      chooser(
        "Assignee",
        ticket.assignee ?? "",
        isFinal,
        [["", "nobody"], ...agents().map((each) => [each.id, each.name])],
        (value) => deskAct(ticket, { act: "assign", assignee: value ? Number(value) : null }),
      ),
    ),
    property(
      "Priority",
      chooser(
        "Priority",
        ticket.priority ?? "",
        isFinal,
        [["", "–"], ...PRIORITIES.map((each) => [each, each])],
        (value) => deskAct(ticket, { act: "set_priority", priority: value || null }),
      ),
    ),
    world.zendesk.fields.map((each) =>
      property(`${each.title}${each.required ? " *" : ""}`, customField(ticket, each, isFinal)),
    ),
  );
}

function property(name, value) {
  return h("div", { key: name }, h("dt", {}, name), h("dd", {}, value));
}

function chooser(label, value, isFinal, options, change) {
  return h(
    "select",
    {
      "aria-label": label,
      value: String(value),
      disabled: isFinal,
      on: { change: (event) => change(event.target.value) },
    },
    options.map(([id, words]) => h("option", { key: id, value: id }, words)),
  );
}

function customField(ticket, field, isFinal) {
  const set = (value) => deskAct(ticket, { act: "set_field", field: field.id, value });
  const now = ticket.fields[field.id] ?? "";
  if (field.type === "multiselect") return several(field, [now].flat(), isFinal, set);
  if (field.options.length) {
    return chooser(
      field.title,
      now,
      isFinal,
      [["", "–"], ...field.options.map((each) => [each.value, each.name])],
      (value) => set(value || null),
    );
  }
  if (field.type === "checkbox") {
    return h("input", {
      type: "checkbox",
      "aria-label": field.title,
      checked: now === true,
      disabled: isFinal,
      on: { change: (event) => set(event.target.checked) },
    });
  }
  const key = `field-${ticket.id}-${field.id}`;
  const write = (event) => (passing.drafts[key] = event.target.value);
  const leave = async (event) => {
    if (event.target.value !== String(now)) await set(event.target.value || null);
    delete passing.drafts[key];
    redraw();
  };
  return h("input", {
    "aria-label": field.title,
    type: field.type === "date" ? "date" : "text",
    value: passing.drafts[key] ?? now,
    disabled: isFinal,
    on: { input: write, change: leave },
  });
}

/** A field that holds several of its options at once. */
function several(field, now, isFinal, set) {
  const without = (value) => now.filter((each) => each && each !== value);
  const box = (each) =>
    h("input", {
      type: "checkbox",
      checked: now.includes(each.value),
      disabled: isFinal,
      on: { change: (event) => set([...without(each.value), ...(event.target.checked ? [each.value] : [])]) },
    });
  const options = field.options.map((each) => h("label", { key: each.value }, box(each), ` ${each.name}`));
  return h("div", { role: "group", "aria-label": field.title }, options);
}

/** What agents do seldom. */
function more(ticket) {
  return pop({
    key: `ticket-${ticket.id}`,
    icon: "⋯",
    label: "More for this ticket",
    kind: "menu",
    contents: () => entries(ticket),
  });
}

function entries(ticket) {
  if (ticket.status === "deleted") return entry("Restore", () => deskAct(ticket, { act: "restore" }), true);
  const others = world.zendesk.tickets.filter(
    (each) => each.id !== ticket.id && !["closed", "deleted"].includes(each.status),
  );
  const merges =
    ticket.status === "closed"
      ? []
      : others.map((each) => entry(`Merge into #${each.id}`, () => deskAct(ticket, { act: "merge", into: each.id })));
  return [
    entry("Close for good", () => deskAct(ticket, { act: "close" }), true),
    entry("Delete", () => deskAct(ticket, { act: "delete" })),
    ...merges,
  ];
}

function comment(ticket, each) {
  const author = user(each.author);
  const at = new Date(each.created_at);
  return h(
    "li",
    { key: each.id, class: `comment ${each.public ? "public" : "internal"}` },
    h(
      "span",
      { class: "avatar round", style: { "--colour": COLOURS[each.author % COLOURS.length] }, "aria-hidden": "true" },
      [...author.name][0] ?? "?",
    ),
    h(
      "div",
      {},
      h(
        "p",
        { class: "who" },
        h("strong", {}, author.name),
        h("time", { datetime: each.created_at, title: at.toLocaleString() }, CLOCK.format(at)),
        each.public ? null : h("span", { class: "note" }, "Internal note"),
        each.public && author.role !== "end-user" && ticket.status !== "closed"
          ? h(
              "button",
              {
                type: "button",
                class: "link quiet",
                on: { click: () => deskAct(ticket, { act: "make_private", comment: each.id }) },
              },
              "Make internal",
            )
          : null,
      ),
      h("div", { class: "words" }, commentHtml(each.html_body)),
      each.attachments.length
        ? h(
            "ul",
            { class: "files" },
            each.attachments.map((file) =>
              h(
                "li",
                { key: file.id },
                h("a", { href: file.content_url, target: "_blank", rel: "noopener noreferrer" }, file.file_name),
              ),
            ),
          )
        : null,
    ),
  );
}
