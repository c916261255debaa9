/* The head of the Slack side: who you are, and which channel you read. */

import { h } from "/page/draw.js";
import { HOME, channelsOf, choose, directOf, here, world } from "/page/here.js";
import { appName, isAtApp, tabs } from "/page/home.js";
import { avatar } from "/page/message.js";
import { isUnread } from "/page/unread.js";

export function slackHead() {
  return [h("h2", {}, "Slack"), people(), h("div", { class: "places" }, channels(), apps()), isAtApp() ? tabs() : null];
}

function people() {
  const living = world.slack.people.filter((each) => each.role !== "bot");
  return h(
    "fieldset",
    { class: "people" },
    h("legend", {}, "You are"),
    living.map((each) =>
      h(
        "label",
        { key: each.id, class: "person", title: `${each.real_name}, ${each.role === "it" ? "IT" : "employee"}` },
        h("input", {
          type: "radio",
          name: "me",
          value: each.id,
          checked: each.id === here.me,
          on: { change: () => become(each.id) },
        }),
        avatar(each),
        h("span", { class: "first-name" }, each.real_name.split(" ")[0]),
        each.role === "it" ? h("span", { class: "role" }, "IT") : null,
      ),
    ),
  );
}

function become(id) {
  const isThere = here.channel === HOME || channelsOf(id).some((each) => each.id === here.channel);
  choose({ me: id, channel: isAtApp() ? HOME : isThere ? here.channel : (channelsOf(id)[0]?.id ?? "") });
}

function channels() {
  return h(
    "nav",
    { class: "channels", "aria-label": "Channels" },
    channelsOf(here.me).map((each) =>
      place(each.id, each.id === here.channel, isUnread(each.id), [
        h("span", { "aria-hidden": "true" }, each.is_private ? "🔒 " : "# "),
        each.name,
      ]),
    ),
  );
}

/** The app itself, with its home tab and its messages to this person. */
function apps() {
  const label = [h("span", { "aria-hidden": "true" }, "✓ "), appName()];
  const direct = directOf(here.me);
  return h(
    "nav",
    { class: "channels apps", "aria-label": "Apps" },
    place(HOME, isAtApp(), Boolean(direct) && isUnread(direct.id), label),
  );
}

function place(id, isShown, isNew, label) {
  return h(
    "button",
    {
      key: id,
      type: "button",
      class: isNew ? "new" : "",
      "aria-current": isShown ? "page" : null,
      on: { click: () => choose({ channel: id }) },
    },
    label,
    isNew ? h("span", { class: "unseen" }, " (new)") : null,
  );
}

export function channelName() {
  const channel = world.slack.channels.find((each) => each.id === here.channel);
  return channel && channel.kind !== "im" ? `#${channel.name}` : appName();
}
