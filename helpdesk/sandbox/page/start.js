/* Starts the page: hears both sides, keeps the choices sound, and draws every part in its place. */

import { follow } from "/page/ask.js";
import { composer } from "/page/composer.js";
import { drawChannel } from "/page/channel.js";
import { draw, h } from "/page/draw.js";
import { hasEmoji, loadEmoji } from "/page/emoji.js";
import { takeDrops } from "/page/files.js";
import {
  HOME,
  agents,
  channelsOf,
  choose,
  directOf,
  drawnBy,
  here,
  passing,
  person,
  recall,
  redraw,
  world,
} from "/page/here.js";
import { drawModal } from "/page/modal.js";
import { goToHash } from "/page/places.js";
import { closePopped } from "/page/pop.js";
import { channelName, slackHead } from "/page/slack_head.js";
import { bar, tick } from "/page/steps.js";
import { added } from "/page/streams.js";
import { strip } from "/page/strip.js";
import { recallTheme } from "/page/theme.js";
import { ticketPane } from "/page/ticket.js";
import { deskHead, ticketList } from "/page/tickets.js";
import { markRead } from "/page/unread.js";

const at = (id) => document.getElementById(id);
let shown = { ticket: 0, comments: 0 };

function drawAll() {
  if (!world.slack || !world.zendesk || !world.controls || !hasEmoji()) return;
  markRead();
  draw(at("bar"), bar());
  draw(at("sides"), sides());
  document.body.dataset.side = here.side;
  document.body.dataset.strip = here.isStripOpen ? "open" : "closed";
  draw(at("slack-head"), slackHead());
  // before the messages: their heights decide where the messages' end is
  draw(at("strip"), strip());
  draw(at("composer"), writing());
  drawChannel();
  draw(at("desk-head"), deskHead());
  draw(at("tickets"), ticketList());
  draw(at("ticket"), ticketPane());
  scrollTicket();
  draw(at("said"), passing.said);
  drawModal();
}

/** Another ticket is read from its start; what is added to the shown one comes into view. */
function scrollTicket() {
  const comments = world.zendesk.tickets.find((each) => each.id === here.ticket)?.comments.length ?? 0;
  if (shown.ticket !== here.ticket) at("ticket").scrollTop = 0;
  else if (comments > shown.comments) at("ticket").scrollTop = at("ticket").scrollHeight;
  shown = { ticket: here.ticket, comments };
}

/** On a narrow screen only one side is shown, and this switches. */
function sides() {
  const open = world.zendesk.tickets.filter((each) => ["new", "open", "pending", "hold"].includes(each.status)).length;
  const button = (side, label) =>
    h(
      "button",
      { key: side, type: "button", "aria-pressed": String(here.side === side), on: { click: () => choose({ side }) } },
      label,
    );
  return [
    button("slack", "Slack"),
    button("zendesk", [
      "Zendesk",
      open ? h("span", { class: "open-count" }, h("span", { class: "unseen" }, "unsolved: "), open) : null,
    ]),
  ];
}

function writing() {
  at("composer").hidden = here.channel === HOME;
  if (here.channel === HOME) return null;
  const channel = world.slack.channels.find((each) => each.id === here.channel);
  if (!channel || channel.is_archived) return h("p", { class: "hint" }, "Nobody can write here.");
  const label = `Message ${channelName()} as ${person(here.me).real_name}`;
  return composer({ id: `write-${here.channel}`, label, hint: `Message ${channelName()}` });
}

/** Choices that name what is not there, or no longer, give way. */
function settle() {
  const { slack, zendesk } = world;
  const living = slack.people.filter((each) => each.role !== "bot");
  if (!living.some((each) => each.id === here.me)) here.me = living[0]?.id ?? "";
  const seen = [HOME, directOf(here.me)?.id, ...channelsOf(here.me).map((each) => each.id)];
  if (!seen.includes(here.channel)) here.channel = seen[2] ?? "";
  if (!agents().some((each) => each.id === here.agent)) here.agent = agents()[0]?.id ?? 0;
  if (!zendesk.tickets.some((each) => each.id === here.ticket)) here.ticket = zendesk.tickets.at(-1)?.id ?? 0;
}

/** A new ticket is shown at once, unless somebody is writing in another. */
function showNewest(before, tickets) {
  const newest = tickets.at(-1)?.id ?? 0;
  const isNew = before && newest > (before.at(-1)?.id ?? 0);
  if (isNew && !passing.drafts[`ticket-${here.ticket}`]) here.ticket = newest;
}

function hear(side, state) {
  if (side === "zendesk") showNewest(world.zendesk?.tickets, state.tickets);
  world[side] = state;
  if (!world.slack || !world.zendesk || !world.controls) return;
  settle();
  tick();
  redraw();
}

function pass(entries) {
  world.strip = added(world.strip, entries);
  redraw();
}

function start() {
  recall();
  recallTheme();
  drawnBy(drawAll);
  loadEmoji().then(redraw);
  follow(hear, pass, (isLost) => {
    if (world.isLost === isLost) return;
    world.isLost = isLost;
    redraw();
  });
  closePopped();
  takeDrops();
  goToHash();
  window.addEventListener("hashchange", goToHash);
}

start();
