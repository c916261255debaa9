/* What pops open beside a button, one at a time: opening, choosing, closing, and where the focus goes. */

import { h } from "/page/draw.js";
import { passing, redraw } from "/page/here.js";

/** A button with what it opens; `contents` is asked only while it is open. `key` is the only one on the page. */
export function pop({ key, icon, label, kind, contents, opened = () => {} }) {
  const isOpen = passing.menu === key;
  const toggle = () => {
    if (passing.menu === key) return close();
    passing.menu = key;
    passing.times += 1;
    opened();
    redraw();
    return requestAnimationFrame(() => requestAnimationFrame(showWhole));
  };
  const button = {
    type: "button",
    class: "icon",
    "aria-label": label,
    title: label,
    "aria-expanded": String(isOpen),
    on: { click: toggle },
  };
  // a number in the key: opened anew it is drawn anew, and takes the focus again
  const popped = () => h("div", { key: passing.times, class: `popped ${kind}` }, contents());
  return h("span", { class: "pop", "data-pop": key }, h("button", button, icon), isOpen ? popped() : null);
}

/** What pops open at the edge of a list is scrolled into view. */
function showWhole() {
  document.querySelector(".popped")?.scrollIntoView({ block: "nearest" });
}

/** One thing to choose in a menu; the first takes the focus. */
export function entry(label, choose, isFirst = false) {
  const click = () => {
    // a form that opens gives the focus back to where it was: to the menu's button
    giveFocusBack();
    close();
    choose();
  };
  return h("button", { key: label, type: "button", focus: isFirst, on: { click } }, label);
}

export function close() {
  passing.menu = null;
  redraw();
}

export function giveFocusBack() {
  document.querySelector(`[data-pop="${passing.menu}"] > button`)?.focus();
}

/** Escape and a click elsewhere close what is popped open; Escape gives the focus back to its button. */
export function closePopped() {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !passing.menu) return;
    giveFocusBack();
    close();
  });
  document.addEventListener("click", (event) => {
    if (!passing.menu || event.target.closest?.(`[data-pop="${passing.menu}"]`) || !event.target.isConnected) return;
    close();
  });
}
