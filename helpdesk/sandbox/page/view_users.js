/* What the elements of a view do, a form's or the home tab's: they keep what was filled in and tell the app. */

import { act } from "/page/ask.js";
import { here, passing, redraw } from "/page/here.js";

/** For `blocks`: what stands in the view's fields, and what happens when they are used. */
export function usersOfView(view) {
  return {
    name: view.id,
    value: (block, element) => valueOf(view, block.block_id, element.action_id),
    change: (block, element, value) => change(view, block, element, value),
    press: (block, element, value) => press(view, block, element, value),
    suggest: (block, element, words) => suggest(view, block, element, words),
    error: (block) => passing.formErrors[view.id]?.[block.block_id],
  };
}

/** What the person has put there, or else what the app had. */
function valueOf(view, block, action) {
  return passing.forms[view.id]?.[block]?.[action] ?? view.state?.values?.[block]?.[action] ?? null;
}

function fill(view, block, element, value) {
  const filled = (passing.forms[view.id] ??= {});
  (filled[block.block_id] ??= {})[element.action_id] = value;
}

function change(view, block, element, value) {
  fill(view, block, element, value);
  if (block.dispatch_action && element.type !== "plain_text_input") press(view, block, element, value);
  redraw();
}

function press(view, block, element, value) {
  if (element.type !== "button" && block.type !== "input") fill(view, block, element, value);
  return act("slack", {
    act: "press",
    user: here.me,
    view_id: view.id,
    block_id: block.block_id,
    action_id: element.action_id,
    value,
    values: filledIn(view),
  });
}

async function suggest(view, block, element, words) {
  const where = { view_id: view.id, block_id: block.block_id, action_id: element.action_id };
  const answer = await act("slack", { act: "suggest", user: here.me, ...where, value: words });
  return answer.options ?? [];
}

/** Only fields that the view still has: the app may have replaced it. */
export function filledIn(view) {
  const known = new Set(view.blocks.map((each) => each.block_id));
  return Object.fromEntries(Object.entries(passing.forms[view.id] ?? {}).filter(([block]) => known.has(block)));
}
