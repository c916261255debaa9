/* Slack's date tokens in the reader's own time zone and language; what they don't say is their fallback.
   https://docs.slack.dev/messaging/formatting-message-text#date-formatting */

const DATES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { year: "numeric", month: "long", day: "numeric" },
  date_short: { year: "numeric", month: "short", day: "numeric" },
  date_long: { weekday: "long", year: "numeric", month: "long", day: "numeric" },
};
const TIMES = { time: { hour: "2-digit", minute: "2-digit" }, time_secs: { timeStyle: "medium" } };
const DAY = 24 * 3600 * 1000;

/** `target` is `!date^seconds^format`, perhaps with a link; null when it holds no time. */
export function moment(target) {
  const [, seconds, format] = target.split("^");
  const at = new Date(Number(seconds) * 1000);
  if (!seconds || !format || Number.isNaN(at.getTime())) return null;
  return format.replace(/\{(\w+)\}/g, (whole, name) => part(at, name) ?? whole);
}

function part(at, name) {
  if (TIMES[name]) return at.toLocaleTimeString([], TIMES[name]);
  const plain = name.replace(/_pretty$/, "");
  if (!DATES[plain]) return null;
  return (plain !== name && near(at)) || at.toLocaleDateString([], DATES[plain]);
}

function near(at) {
  const days = Math.round((midnight(at) - midnight(new Date())) / DAY);
  return { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days];
}

const midnight = (at) => new Date(at.getFullYear(), at.getMonth(), at.getDate());
