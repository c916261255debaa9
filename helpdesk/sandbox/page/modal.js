/* The form that is open for the chosen person, drawn from the view the app has sent. The browser's own dialog keeps the
   focus inside and gives it back. */

import { act } from "/page/ask.js";
import { blocks } from "/page/blocks.js";
import { draw, h } from "/page/draw.js";
import { here, passing, redraw, world } from "/page/here.js";
import { filledIn, usersOfView } from "/page/view_users.js";

function openView() {
  return world.slack.modals[here.me]?.at(-1) ?? null;
}

export function drawModal() {
  const dialog = document.getElementById("modal");
  const view = openView();
  if (!view) {
    if (dialog.open) dialog.close();
    draw(dialog);
    return;
  }
  draw(dialog, form(view));
  dialog.oncancel = (event) => {
    event.preventDefault();
    close(view);
  };
  // a browser may close a dialog against our will, at a second Escape
  dialog.onclose = () => openView()?.id === view.id && close(view);
  if (!dialog.open) {
    dialog.showModal();
    (dialog.querySelector(FIELDS) ?? dialog.querySelector("footer button")).focus();
  }
}

const FIELDS = [".modal-body input", ".modal-body select", ".modal-body textarea"].join(", ");
const WRONG = '#modal [aria-invalid="true"]:is(input, select, textarea), #modal [aria-invalid="true"] input';

function form(view) {
  const send = (event) => {
    event.preventDefault();
    submit(view);
  };
  return h(
    "form",
    { key: view.id, novalidate: true, on: { submit: send } },
    h(
      "header",
      {},
      h("h2", { id: "modal-title" }, view.title.text),
      h("button", { type: "button", class: "icon", "aria-label": "Close", on: { click: () => close(view) } }, "✕"),
    ),
    h(
      "div",
      { class: "modal-body" },
      blocks(view.blocks, usersOfView(view)),
      passing.said ? h("p", { class: "error", role: "alert" }, passing.said) : null,
    ),
    h(
      "footer",
      {},
      h("button", { type: "button", class: "button", on: { click: () => close(view) } }, view.close?.text ?? "Cancel"),
      view.submit
        ? h("button", { type: "submit", class: "button primary", disabled: passing.busy[view.id] }, view.submit.text)
        : null,
    ),
  );
}

async function submit(view) {
  if (passing.busy[view.id]) return;
  passing.busy[view.id] = true;
  redraw();
  const answer = await act("slack", { act: "submit", user: here.me, view_id: view.id, values: filledIn(view) });
  delete passing.busy[view.id];
  passing.formErrors[view.id] = answer.errors ?? {};
  if (answer.ok && !Object.keys(answer.errors).length && answer.view?.id !== view.id) delete passing.forms[view.id];
  redraw();
  // two frames on, the errors are drawn
  requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(WRONG)?.focus()));
}

function close(view) {
  delete passing.forms[view.id];
  delete passing.formErrors[view.id];
  return act("slack", { act: "close_view", user: here.me, view_id: view.id });
}
