/* Light, dark, or as the system has it: one button that goes round. */

import { h } from "/page/draw.js";
import { redraw } from "/page/here.js";
import { keep, kept } from "/page/kept.js";

const THEMES = {
  system: ["◐", "Colours: as the system"],
  light: ["☀", "Colours: light"],
  dark: ["☾", "Colours: dark"],
};
const ORDER = Object.keys(THEMES);
let theme = "system";

export function recallTheme() {
  const before = kept("theme", "system");
  wear(ORDER.includes(before) ? before : "system");
}

function wear(chosen) {
  theme = chosen;
  document.documentElement.dataset.theme = chosen;
}

export function themeButton() {
  const [icon, label] = THEMES[theme];
  const turn = () => {
    wear(ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length]);
    keep("theme", theme);
    redraw();
  };
  const attributes = { type: "button", class: "icon", "aria-label": label, title: label };
  return h("button", { ...attributes, on: { click: turn } }, icon);
}
