/* The two streams that say when something changed. As a shared worker it serves every tab of the sandbox with one pair:
   a browser allows only six connections to one server. */

export const SIDES = ["slack", "zendesk"];

/** `hear({ side })` at once and on every change, `hear({ side, isLost: true })` while a stream is broken. */
export function openStreams(hear) {
  for (const side of SIDES) {
    const source = new EventSource(`/sandbox/${side}/changes`);
    source.addEventListener("changed", () => hear({ side }));
    source.addEventListener("error", () => hear({ side, isLost: true }));
  }
}

if ("SharedWorkerGlobalScope" in self) {
  const tabs = new Set();
  self.addEventListener("connect", ({ ports: [tab] }) => {
    tabs.add(tab);
    tab.onmessage = () => tabs.delete(tab);
    SIDES.forEach((side) => tab.postMessage({ side }));
  });
  openStreams((news) => tabs.forEach((tab) => tab.postMessage(news)));
}
