/* The head of the Slack side: who you are, and which channel you read. */

import { h } from "/page/draw.js";
import { channelsOf, choose, here, person, world } from "/page/here.js";
import { avatar } from "/page/message.js";

export function slackHead() {
  return [h("h2", {}, "Slack"), people(), channels()];
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
  const seen = channelsOf(id);
  choose({ me: id, channel: seen.some((each) => each.id === here.channel) ? here.channel : (seen[0]?.id ?? "") });
}

function channels() {
  return h(
    "nav",
    { class: "channels", "aria-label": "Channels" },
    channelsOf(here.me).map((each) =>
      h(
        "button",
        {
          key: each.id,
          type: "button",
          "aria-current": each.id === here.channel ? "page" : null,
          on: { click: () => choose({ channel: each.id }) },
        },
        nameOf(each),
      ),
    ),
  );
}

function nameOf(channel) {
  if (channel.kind !== "im")
    return [h("span", { "aria-hidden": "true" }, channel.is_private ? "🔒 " : "# "), channel.name];
  const other = channel.members.find((each) => each !== here.me);
  return person(other).real_name;
}

export function channelName() {
  const channel = world.slack.channels.find((each) => each.id === here.channel);
  if (!channel) return "";
  return channel.kind === "im" ? nameOf(channel) : `#${channel.name}`;
}
