/* Switches that break something until they are turned off again, and what only the demo can do to the product. */

import { control } from "/page/ask.js";
import { h } from "/page/draw.js";
import { passing, redraw, say, world } from "/page/here.js";

const SWITCHES = [
  ["lose_slack", "Lose Slack's events", "A comparison finds them."],
  ["lose_zendesk", "Lose Zendesk's webhooks", "Compared every two minutes."],
  ["limit_slack", "Slack answers 429", "Come back in five seconds."],
  ["limit_zendesk", "Zendesk answers 429", "Come back in five seconds."],
  ["slack_away", "Slack's API is away", "No call gets an answer."],
  ["zendesk_away", "Zendesk is away", "No call gets an answer."],
];
const LEVERS = {
  kill_worker: ["Kill a worker", "kill -9 in the middle of whatever it does."],
  reconcile: ["Compare now", "What the product does each hour: find what was lost."],
};

const isOn = (name) => world.controls.on.includes(name);

/** What is broken just now, each to be mended by a press; seen also while the panel is closed. */
export function broken() {
  const mend = (name) => () => control({ turn: name, on: false });
  return SWITCHES.filter(([name]) => isOn(name)).map(([name, label]) =>
    h(
      "button",
      { key: name, type: "button", class: "broken", title: "Mend it", on: { click: mend(name) } },
      label,
      h("span", { "aria-hidden": "true" }, " ✕"),
      h("span", { class: "unseen" }, " (mend it)"),
    ),
  );
}

export function switches() {
  const levers = world.controls.levers.filter((each) => each in LEVERS);
  return h(
    "div",
    { class: "switches", role: "group", "aria-label": "Break something" },
    h("h3", {}, "Break something, and watch it heal"),
    SWITCHES.map(one),
    levers.length ? h("div", { class: "levers" }, levers.map(lever)) : null,
  );
}

function one([name, label, hint]) {
  const turn = (event) => control({ turn: name, on: event.target.checked });
  const id = `switch-${name}`;
  const attributes = { id, type: "checkbox", role: "switch", "aria-describedby": `${id}-hint` };
  return h(
    "div",
    { key: name, class: "switch" },
    h("input", { ...attributes, checked: isOn(name), on: { change: turn } }),
    h("label", { for: id }, label),
    h("small", { id: `${id}-hint` }, hint),
  );
}

function lever(name) {
  const [label, hint] = LEVERS[name];
  const pull = async () => {
    passing.busy[name] = true;
    redraw();
    const answer = await control({ pull: name });
    delete passing.busy[name];
    if (answer.ok) say(answer.said);
    redraw();
  };
  const attributes = { type: "button", class: "button", title: hint, disabled: passing.busy[name] };
  return h("button", { key: name, ...attributes, on: { click: pull } }, label);
}
