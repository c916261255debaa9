/* Asks the two stand-ins: acts of people, and their states whenever something changed. It draws nothing. */

import { say } from "/page/here.js";

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

/** Call `tell(state)` now and after every change, `lost(isLost)` when the server goes and comes back.
    Streams rest while the tab is hidden: a browser allows only six to one server. */
export function follow(side, tell, lost) {
  let source = null;
  let isFetching = false;
  let isStale = false;

  async function fetchState() {
    isStale = true;
    if (isFetching) return;
    isFetching = true;
    try {
      while (isStale) {
        isStale = false;
        const response = await fetch(`/sandbox/${side}/state`);
        tell(await response.json());
      }
      lost(false);
    } catch {
      lost(true); // the stream opens again by itself and says "changed" at once
    }
    isFetching = false;
  }

  function open() {
    source?.close();
    source = new EventSource(`/sandbox/${side}/changes`);
    source.addEventListener("changed", fetchState);
    source.addEventListener("error", () => lost(true));
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? source.close() : open()));
  open();
}
