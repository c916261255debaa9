/* What this page knows: the two sides as the server last told them, and what the person at the page has chosen and
   typed. It asks nobody. */

/** `slack`, `zendesk` and `controls` are the server's states, null until the first has come; `strip` is what passed. */
export const world = { slack: null, zendesk: null, controls: null, strip: [], isLost: false };

/** In place of a channel: the app's home tab. */
export const HOME = "home";

/** The person's own choices; kept for the tab, so that a reload changes nothing. */
export const here = {
  me: "",
  channel: "",
  agent: 0,
  ticket: 0,
  side: "slack",
  ticks: {},
  town: "",
  read: {},
  isStripOpen: false,
};

/** What lives only as long as the page. */
export const passing = {
  drafts: {},
  files: {},
  threads: {},
  replyKinds: {},
  forms: {},
  formErrors: {},
  typed: {},
  found: {},
  asked: {},
  dismissed: {},
  menu: null,
  times: 0,
  editing: null,
  emojiWords: "",
  emojiGroup: "",
  dropping: "",
  homeOf: "",
  clearedAt: 0,
  said: "",
  target: "",
  toEnd: false,
  busy: {},
};

const KEPT = "helpdesk-sandbox";
let redrawing = 0;
let drawAll = () => {};

export function remember() {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(here));
  } catch {
    passing.said = "This browser keeps nothing for the page; a reload starts it anew.";
  }
}

export function recall() {
  try {
    Object.assign(here, JSON.parse(sessionStorage.getItem(KEPT) ?? "{}"));
  } catch {
    sessionStorage.clear();
  }
}

/** The one who draws is told once, by the start. */
export function drawnBy(draw) {
  drawAll = draw;
}

/** Draw soon; many calls make one drawing. */
export function redraw() {
  if (redrawing) return;
  redrawing = requestAnimationFrame(() => {
    redrawing = 0;
    drawAll();
  });
}

/** What is to be drawn soon is drawn before this returns. */
export function drawn() {
  if (!redrawing) return;
  cancelAnimationFrame(redrawing);
  redrawing = 0;
  drawAll();
}

/** Change choices, keep them, draw. */
export function choose(changes) {
  Object.assign(here, changes);
  remember();
  redraw();
}

let silence = 0;

/** Tell the person one sentence for some seconds. */
export function say(sentence) {
  passing.said = sentence;
  clearTimeout(silence);
  silence = setTimeout(() => {
    passing.said = "";
    redraw();
  }, 8000);
  redraw();
}

export function person(id) {
  return (
    world.slack.people.find((each) => each.id === id) ?? {
      id,
      name: id,
      real_name: id,
      role: "employee",
      colour: "#666",
    }
  );
}

export function user(id) {
  return (
    world.zendesk?.people.find((each) => each.id === id) ?? { id, name: id ? `User ${id}` : "nobody", role: "end-user" }
  );
}

/** Channels this person can see; the conversation with the app is none. */
export function channelsOf(id) {
  return world.slack.channels.filter(
    (each) => each.kind !== "im" && (each.members.includes(id) || !each.is_private),
  );
}

/** The person's direct conversation with the app; undefined before its first word. */
export function directOf(id) {
  return world.slack.channels.find((each) => each.kind === "im" && each.members.includes(id));
}

export function agents() {
  return world.zendesk.people.filter((each) => each.role !== "end-user");
}
