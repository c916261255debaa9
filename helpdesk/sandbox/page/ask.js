/* Asks the two stand-ins: acts of people, and their states whenever something changed. It draws nothing. */

import { say } from "/page/here.js";
import { SIDES, openStreams } from "/page/streams.js";

/** Let somebody do something on one side, "slack" or "zendesk". A refusal is told to the person and returned. */
export async function act(side, what) {
  let answer;
  try {
    const response = await fetch(`/sandbox/${side}/act`, {
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

/** Call `tell(side, state)` now and after every change, and `lost(isLost)` when the server goes and comes back.
    A tab that nobody sees waits with asking until it is seen. */
export function follow(tell, lost) {
  const readers = Object.fromEntries(SIDES.map((side) => [side, reader(side, tell, lost)]));
  const hear = ({ side, isLost }) => (isLost ? lost(true) : readers[side].read());
  document.addEventListener("visibilitychange", () => SIDES.forEach((side) => readers[side].catchUp()));
  listen(hear);
}

/** All tabs share one pair of streams where the browser can; elsewhere each tab has its own. */
function listen(hear) {
  if (!window.SharedWorker) return openStreams(hear);
  const worker = new SharedWorker("/page/streams.js", { type: "module" });
  worker.addEventListener("error", () => openStreams(hear));
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
        const response = await fetch(`/sandbox/${side}/state`);
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
