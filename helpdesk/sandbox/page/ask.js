/* Asks the server: acts of people on both sides, switches, and every state whenever it changed. It draws nothing. */

import { say } from "/page/here.js";
import { SIDES, openStream } from "/page/streams.js";

const STATES = { slack: "/sandbox/slack/state", zendesk: "/sandbox/zendesk/state", controls: "/sandbox/controls" };

/** Let somebody do something on one side, "slack" or "zendesk". A refusal is told to the person and returned. */
export function act(side, what) {
  return post(`/sandbox/${side}/act`, what);
}

/** Turn a switch, or pull a lever: `{ turn, on }` or `{ pull }`. */
export function control(what) {
  return post(STATES.controls, what);
}

async function post(address, what) {
  let answer;
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(what),
    });
    answer = await response.json();
  } catch {
    answer = { ok: false, error: "The sandbox does not answer: is it still running?" };
  }
  if (!answer.ok) say(answer.error);
  return answer;
}

/** Call `tell(side, state)` now and after every change, `pass(entries)` with what passes, and `lost(isLost)` when the
    server goes and comes back. A tab that nobody sees waits with asking until it is seen. */
export function follow(tell, pass, lost) {
  const readers = Object.fromEntries(SIDES.map((side) => [side, reader(side, tell, lost)]));
  const hear = ({ side, passed, isLost }) => {
    if (isLost) lost(true);
    else if (passed) pass(passed);
    else readers[side].read();
  };
  document.addEventListener("visibilitychange", () => SIDES.forEach((side) => readers[side].catchUp()));
  listen(hear);
}

/** All tabs share one stream where the browser can; elsewhere each tab has its own. */
function listen(hear) {
  if (!window.SharedWorker) return openStream(hear);
  const worker = new SharedWorker("/page/streams.js", { type: "module" });
  worker.addEventListener("error", () => openStream(hear));
  worker.port.onmessage = (event) => hear(event.data);
  window.addEventListener("pagehide", () => worker.port.postMessage("gone"));
}

/** Reads one side's state, one request at a time; news that come meanwhile make one more. */
function reader(side, tell, lost) {
  let isFetching = false;
  let isStale = false;

  async function read() {
    isStale = true;
    if (isFetching || document.hidden) return;
    isFetching = true;
    try {
      while (isStale) {
        isStale = false;
        const response = await fetch(STATES[side]);
        tell(side, await response.json());
      }
      lost(false);
    } catch {
      lost(true); // the stream opens again by itself and says "changed" at once
    }
    isFetching = false;
  }

  return { read, catchUp: () => isStale && read() };
}
