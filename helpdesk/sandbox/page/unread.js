/* What this person has not read yet: per channel, the newest word they have had before them. */

import { here, passing, remember, world } from "/page/here.js";

/** What the app says to this person alone there. */
export function whispersIn(channel) {
  return (world.slack.ephemerals[channel] ?? []).filter(
    (each) => each.ephemeral_to === here.me && !passing.dismissed[each.ts],
  );
}

function newest(channel) {
  const roots = world.slack.messages[channel] ?? [];
  const all = [...roots, ...roots.flatMap((each) => each.replies), ...whispersIn(channel)];
  return Math.max(0, ...all.filter((each) => each.user !== here.me).map((each) => Number(each.ts)));
}

export function isUnread(channel) {
  return newest(channel) > (here.read[here.me]?.[channel] ?? 0);
}

/** The shown channel is read; so is, at somebody's first visit, what was there before them. */
export function markRead() {
  const isFirst = !(here.me in here.read);
  const read = (here.read[here.me] ??= {});
  const seen = isFirst ? world.slack.channels.map((each) => each.id) : [here.channel];
  for (const channel of seen) read[channel] = newest(channel);
  remember();
}
