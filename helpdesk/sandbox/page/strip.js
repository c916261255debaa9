/* The strip at the foot: each delivery and call as it passes, in one line or as a table; and the switches beside it. */

import { h } from "/page/draw.js";
import { choose, here, passing, redraw, world } from "/page/here.js";
import { broken, switches } from "/page/switches.js";

const LINE = 12;
const ROWS = 150;
const LANES = { door: "Door", mailbox: "Mailbox", attend: "Attend", call: "Call" };
const SIDES = { slack: "Slack", zendesk: "Zendesk", product: "" };
const WITH = {
  door: (side) => `from ${SIDES[side]}`,
  mailbox: () => "",
  attend: () => "",
  call: (side) => `to ${SIDES[side]}`,
};
const CLOCK = new Intl.DateTimeFormat(undefined, {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
  hourCycle: "h23",
});

export function strip() {
  const isOpen = here.isStripOpen;
  const entries = world.strip.filter((each) => each.number > passing.clearedAt).reverse();
  return [
    h("div", { class: "strip-line" }, opener(isOpen), broken(), latest(entries)),
    h(
      "div",
      { id: "strip-panel", class: "strip-panel", hidden: !isOpen },
      isOpen ? [table(entries), switches()] : null,
    ),
  ];
}

function opener(isOpen) {
  const toggle = () => choose({ isStripOpen: !isOpen });
  const attributes = { type: "button", class: "strip-switch", "aria-expanded": String(isOpen) };
  const caret = h("span", { "aria-hidden": "true" }, isOpen ? "▾ " : "▴ ");
  return h("button", { ...attributes, "aria-controls": "strip-panel", on: { click: toggle } }, caret, "What passes");
}

function latest(entries) {
  if (!entries.length) return h("p", { class: "hint" }, "Nothing yet: write or react, and it passes here.");
  const chip = (each) =>
    h(
      "li",
      { key: each.number, class: each.ok ? "" : "wrong", title: `${timeOf(each)} ${WITH[each.lane](each.side)}` },
      lane(each),
      each.what,
      each.ok ? null : h("strong", {}, each.status),
      each.ms == null ? null : h("span", { class: "ms" }, duration(each.ms)),
    );
  return h("ol", { class: "chips", "aria-label": "What passed last" }, entries.slice(0, LINE).map(chip));
}

function table(entries) {
  const clear = () => {
    passing.clearedAt = world.strip.at(-1)?.number ?? 0;
    redraw();
  };
  const heads = ["When", "What", "With", "About", "Outcome", "Took"];
  const clearing = h("button", { type: "button", class: "link", on: { click: clear } }, "Clear");
  return h(
    "div",
    { class: "passed", tabindex: "0", role: "region", "aria-label": "What passed" },
    h(
      "table",
      {},
      h("caption", {}, "The newest first. ", clearing),
      h("thead", {}, h("tr", {}, heads.map((each) => h("th", { key: each, scope: "col" }, each)))),
      h("tbody", {}, entries.slice(0, ROWS).map(row)),
    ),
  );
}

function row(each) {
  return h(
    "tr",
    { key: each.number, class: each.ok ? "" : "wrong" },
    h("td", { class: "when" }, timeOf(each)),
    h("td", { class: "what" }, lane(each), each.what),
    h("td", { class: "with" }, WITH[each.lane](each.side)),
    h("td", { class: "about" }, about(each.place)),
    h("td", { class: "outcome" }, each.ok ? each.status : h("strong", {}, `✕ ${each.status}`)),
    h("td", { class: "ms" }, each.ms == null ? "" : duration(each.ms)),
  );
}

function lane(each) {
  return h("span", { class: `lane ${each.lane}` }, LANES[each.lane]);
}

const timeOf = (each) => CLOCK.format(new Date(each.time * 1000));
const duration = (ms) => (ms < 1 ? "<1 ms" : ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

/** The first words of the question at a place. */
function about(place) {
  const [, channel, ts] = place.split(":");
  const text = (world.slack.messages[channel] ?? []).find((each) => each.ts === ts)?.text ?? "";
  return text.slice(0, 80); // the style cuts it to what there is room for
}
