/* The one stream that says what happened. As a shared worker it serves every tab of the sandbox: a browser allows only
   six connections to one server. */

export const SIDES = ["slack", "zendesk", "controls"];
const KEPT = 400;

/** `hear({ side })` at once and on every change, `hear({ passed })` with entries of the strip, `hear({ isLost: true })`
    while the stream is broken. */
export function openStream(hear) {
  const source = new EventSource("/sandbox/changes");
  source.addEventListener("changed", (event) => hear(JSON.parse(event.data)));
  source.addEventListener("passed", (event) => hear({ passed: JSON.parse(event.data) }));
  source.addEventListener("error", () => hear({ isLost: true }));
}

/** The entries so far with news of them; a sandbox that started anew counts from one again. */
export function added(entries, news) {
  const isAnew = news[0].number <= (entries.at(-1)?.number ?? 0);
  return [...(isAnew ? [] : entries), ...news].slice(-KEPT);
}

if ("SharedWorkerGlobalScope" in self) {
  const tabs = new Set();
  let entries = [];
  self.addEventListener("connect", ({ ports: [tab] }) => {
    tabs.add(tab);
    tab.onmessage = () => tabs.delete(tab);
    SIDES.forEach((side) => tab.postMessage({ side }));
    if (entries.length) tab.postMessage({ passed: entries });
  });
  openStream((news) => {
    if (news.passed) entries = added(entries, news.passed);
    tabs.forEach((tab) => tab.postMessage(news));
  });
}
