/* What this page knows: the two sides as the server last told them, and what the person at the page has chosen and
   typed. It asks nobody. */

/** `slack` and `zendesk` are the servers' states, null until the first has come. */
export const world = { slack: null, zendesk: null, isLost: false };

/** The person's own choices; kept for the tab, so that a reload changes nothing. */
export const here = {
  me: "",
  channel: "",
  agent: 0,
  ticket: 0,
  side: "slack",
  ticks: {},
  town: "",
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

/** Channels this person can see. */
export function channelsOf(id) {
  return world.slack.channels.filter((each) => each.members.includes(id) || !each.is_private);
}

export function agents() {
  return world.zendesk.people.filter((each) => each.role !== "end-user");
}
