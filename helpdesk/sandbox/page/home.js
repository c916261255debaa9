/* The app's own place: its home tab as it published it for this person, and the two tabs above it and its messages. */

import { act } from "/page/ask.js";
import { blocks } from "/page/blocks.js";
import { h } from "/page/draw.js";
import { HOME, choose, directOf, here, passing, person, world } from "/page/here.js";
import { usersOfView } from "/page/view_users.js";

export function isAtApp() {
  return here.channel === HOME || here.channel === directOf(here.me)?.id;
}

export function appName() {
  return world.slack.app.name;
}

/** The home tab, as contents for the place where messages stand. */
export function home() {
  tellApp();
  const id = `home-${here.me}`;
  const view = world.slack.homes[here.me];
  if (view) return h("div", { key: id, class: "home" }, blocks(view.blocks, usersOfView(view)));
  const reader = person(here.me).real_name;
  return h("p", { key: id, class: "empty" }, `${appName()} has put nothing on its home tab for ${reader} yet.`);
}

/** Slack tells the app each time somebody opens its tab: once for each opening, not for each drawing. */
function tellApp() {
  if (passing.homeOf === here.me) return;
  passing.homeOf = here.me;
  act("slack", { act: "open_home", user: here.me, tab: "home" });
}

/** Another place is shown: the next time is another opening. */
export function leaveHome() {
  passing.homeOf = "";
}

export function tabs() {
  const tab = (label, isShown, open) =>
    h(
      "button",
      { key: label, type: "button", "aria-current": isShown ? "page" : null, on: { click: open } },
      label,
    );
  const isHome = here.channel === HOME;
  return h(
    "nav",
    { class: "app-tabs", "aria-label": appName() },
    tab("Home", isHome, () => choose({ channel: HOME })),
    tab("Messages", !isHome, openMessages),
  );
}

/** The conversation begins with the first who looks at it. */
async function openMessages() {
  const answer = await act("slack", { act: "open_home", user: here.me, tab: "messages" });
  if (answer.ok) choose({ channel: answer.channel });
}
