/* Lists whose options the app is asked for while somebody types: external_select and multi_external_select.
   https://docs.slack.dev/reference/block-kit/block-elements/select-menu-element#external_select */

import { h } from "/page/draw.js";
import { passing, redraw } from "/page/here.js";

/** The control; `suggest(words)` answers with options. What was chosen of several stands before the box. */
export function suggestionField(element, value, change, attributes, suggest) {
  const { id } = attributes;
  const isOne = element.type === "external_select";
  const chosen = isOne ? [value?.selected_option].filter(Boolean) : (value?.selected_options ?? []);
  const tell = (options) => change(isOne ? { selected_option: options[0] ?? null } : { selected_options: options });
  const typed = (words) => {
    const found = passing.found[id]?.find((each) => each.text.text === words);
    if (!found && !(isOne && !words)) {
      passing.typed[id] = words;
      ask(id, words, suggest);
      return redraw();
    }
    delete passing.typed[id];
    if (isOne) return tell(found ? [found] : []);
    return tell([...chosen.filter((each) => each.value !== found.value), found]);
  };
  const without = (option) => () => tell(chosen.filter((each) => each.value !== option.value));
  return h(
    "div",
    { class: "suggested" },
    isOne ? null : chosen.map((option) => chip(option, without(option))),
    h("input", {
      "aria-label": isOne ? null : "Add one",
      ...attributes,
      type: "text",
      list: `${id}-found`,
      autocomplete: "off",
      placeholder: element.placeholder?.text ?? "Type to find …",
      value: passing.typed[id] ?? (isOne ? chosen[0]?.text.text : "") ?? "",
      on: {
        focus: () => ask(id, passing.typed[id] ?? "", suggest),
        input: (event) => typed(event.target.value),
        change: () => leave(id),
      },
    }),
    h(
      "datalist",
      { id: `${id}-found` },
      (passing.found[id] ?? []).map((each) => h("option", { value: each.text.text, key: each.value })),
    ),
  );
}

function chip(option, remove) {
  const name = option.text.text;
  return h(
    "button",
    { key: option.value, type: "button", class: "button", "aria-label": `Remove ${name}`, on: { click: remove } },
    `${name} ✕`,
  );
}

/** Words that name no option are forgotten when the person goes on. */
function leave(id) {
  delete passing.typed[id];
  redraw();
}

/** Ask the app; an answer that is overtaken by a later one is not shown. */
async function ask(id, words, suggest) {
  const turn = (passing.asked[id] = (passing.asked[id] ?? 0) + 1);
  const found = await suggest(words);
  if (passing.asked[id] !== turn) return;
  passing.found[id] = found;
  redraw();
}
