/* Where an agent answers: publicly, internally, or in the requester's place by mail; and submits a status with it. */

import { act } from "/page/ask.js";
import { h } from "/page/draw.js";
import { attached, clip, filesOf, pasted } from "/page/files.js";
import { here, passing, redraw, user, world } from "/page/here.js";

const WORDS = { public: "Public reply", internal: "Internal note", mail: "Mail from" };

export function replyBox(ticket) {
  const isFinal = ticket.status === "closed";
  const kind = isFinal ? "mail" : (passing.replyKinds[ticket.id] ?? "public");
  if (ticket.status === "deleted")
    return h("p", { key: "reply", class: "hint final" }, "The ticket is deleted; ⋯ restores it.");
  const key = `ticket-${ticket.id}`;
  const send = (event) => {
    event.preventDefault();
    submit(ticket, kind);
  };
  const write = (event) => (passing.drafts[key] = event.target.value);
  const keys = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send(event);
  };
  return h(
    "form",
    {
      key: `reply-${ticket.id}`,
      class: `reply ${kind}`,
      "data-drop": kind === "mail" ? null : key,
      on: { submit: send },
    },
    isFinal ? h("p", { class: "hint" }, "Closed is final. A mail from the requester opens a follow-up.") : null,
    kinds(ticket, kind, isFinal),
    h("textarea", {
      id: key,
      "aria-label": label(kind, ticket),
      rows: 3,
      value: passing.drafts[key] ?? "",
      on: { input: write, keydown: keys, paste: kind === "mail" ? null : pasted(key) },
    }),
    kind === "mail" ? null : attached(key),
    h(
      "div",
      { class: "submit" },
      kind === "mail" ? null : clip(key, "to the ticket"),
      kind === "mail" ? null : status(ticket),
      h("button", { type: "submit", class: "button primary" }, kind === "mail" ? "Send mail" : "Submit"),
    ),
  );
}

function label(kind, ticket) {
  return kind === "mail" ? `${WORDS.mail} ${user(ticket.requester).name}` : WORDS[kind];
}

function kinds(ticket, chosen, isFinal) {
  const choose = (kind) => () => {
    passing.replyKinds[ticket.id] = kind;
    redraw();
  };
  return h(
    "div",
    { class: "kinds", role: "radiogroup", "aria-label": "Kind of answer" },
    Object.keys(WORDS)
      .filter((each) => !isFinal || each === "mail")
      .map((each) =>
        h(
          "label",
          { key: each },
          h("input", {
            type: "radio",
            name: `kind-${ticket.id}`,
            checked: each === chosen,
            on: { change: choose(each) },
          }),
          h("span", {}, label(each, ticket)),
        ),
      ),
  );
}

/** Default statuses go by their category, an account's own by their id. */
function status(ticket) {
  const chosen = passing.drafts[`status-${ticket.id}`] ?? nowOf(ticket);
  const choose = (event) => {
    passing.drafts[`status-${ticket.id}`] = event.target.value;
    redraw();
  };
  const offered = world.zendesk.statuses.filter((each) => each.category !== "new" || ticket.status === "new");
  return h(
    "label",
    { class: "status-choice" },
    "Submit as ",
    h("span", { class: `dot ${categoryOf(chosen)}`, "aria-hidden": "true" }),
    h(
      "select",
      { "aria-label": "Status", value: chosen, on: { change: choose } },
      offered.map((each) => h("option", { key: each.id, value: valueOf(each) }, each.label)),
    ),
  );
}

const valueOf = (each) => (each.default ? each.category : String(each.id));
const categoryOf = (value) => world.zendesk.statuses.find((each) => valueOf(each) === value)?.category ?? value;

function nowOf(ticket) {
  const found = world.zendesk.statuses.find((each) => each.label === ticket.custom_status);
  return found ? valueOf(found) : ticket.status;
}

async function submit(ticket, kind) {
  const key = `ticket-${ticket.id}`;
  const text = (passing.drafts[key] ?? "").trim();
  const what = kind === "mail" ? { act: "mail_reply", as: ticket.requester, text } : asAgent(ticket, kind, text);
  if (!what || (kind === "mail" && !text) || passing.busy[key]) return;
  passing.busy[key] = true;
  const answer = await act("zendesk", { as: here.agent, ticket: ticket.id, ...what });
  delete passing.busy[key];
  if (answer.ok) {
    delete passing.drafts[key];
    delete passing.drafts[`status-${ticket.id}`];
    delete passing.files[key];
    if (answer.ticket !== ticket.id) here.ticket = answer.ticket; // the mail made a follow-up
  }
  redraw();
}

/** The words, files and the status in one update, as the agent interface sends them; nothing when none changes. */
function asAgent(ticket, kind, text) {
  const files = filesOf(`ticket-${ticket.id}`).map((each) => ({
    name: each.name,
    content: each.content_base64,
    content_type: each.mimetype || "application/octet-stream",
  }));
  const words = { text: text || null, public: kind === "public", files };
  const move = moveOf(ticket);
  if (move) return { act: "set_status", ...move, ...(text || files.length ? words : {}) };
  return text || files.length ? { act: "comment", ...words } : null;
}

function moveOf(ticket) {
  const chosen = passing.drafts[`status-${ticket.id}`];
  if (chosen === undefined || chosen === nowOf(ticket)) return null;
  return /^\d+$/.test(chosen) ? { custom_status_id: Number(chosen) } : { status: chosen };
}
