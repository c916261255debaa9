/* Addresses of tickets and messages, and how to go there on this page. */

import { choose, here, passing, redraw, world } from "/page/here.js";

const TICKET = /\/agent\/tickets\/(\d+)\/?$/;
const MESSAGE = /\/archives\/([A-Z0-9]+)\/p(\d{6,})(\d{6})(?:[?#]|$)/;

export function goToTicket(id) {
  choose({ ticket: id, side: "zendesk" });
}

export function goToMessage(channel, ts) {
  passing.target = ts;
  choose({ channel, side: "slack" });
}

/** A listener for links that lead to a place on this page; other links, and new tabs, are the browser's. */
export function inPlace(url) {
  const [ticket, message] = [TICKET.exec(url), MESSAGE.exec(url)];
  if (!ticket && !message) return null;
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (ticket) goToTicket(Number(ticket[1]));
    else goToMessage(message[1], `${message[2]}.${message[3]}`);
  };
}

/** `#ticket-3` or `#/C…/p1700000000000000`, as the stand-ins' own addresses lead here. */
export function goToHash() {
  const ticket = /^#ticket-(\d+)$/.exec(location.hash);
  const message = /^#\/([A-Z0-9]+)\/p(\d{6,})(\d{6})$/.exec(location.hash);
  if (ticket) goToTicket(Number(ticket[1]));
  if (message) goToMessage(message[1], `${message[2]}.${message[3]}`);
}

/** Bring a message somebody was sent to into view, once it is drawn. */
export function showTarget() {
  if (!passing.target) return;
  const found = document.getElementById(`message-${passing.target}`);
  if (!found) return openThreadOf(passing.target);
  passing.target = "";
  found.scrollIntoView({ block: "center" });
  found.focus({ preventScroll: true });
}

function openThreadOf(ts) {
  for (const root of world.slack.messages[here.channel] ?? []) {
    if (root.replies.some((each) => each.ts === ts) && !passing.threads[root.ts]) {
      passing.threads[root.ts] = true;
      redraw();
      return;
    }
  }
  passing.target = "";
}
