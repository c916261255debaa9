/* The elements of Block Kit that hold a value, as ordinary form controls. Values are Slack's own value objects.
   https://docs.slack.dev/reference/block-kit/block-elements */

import { h } from "/page/draw.js";
import { world } from "/page/here.js";
import { suggestionField } from "/page/suggestions.js";

const INPUTS = {
  plain_text_input: "text",
  email_text_input: "email",
  url_text_input: "url",
  number_input: "number",
};
const DATES = { datepicker: ["date", "selected_date"], timepicker: ["time", "selected_time"] };
const LISTS = {
  users_select: ["selected_user", people],
  conversations_select: ["selected_conversation", channels],
  channels_select: ["selected_channel", channels],
  multi_users_select: ["selected_users", people],
  multi_conversations_select: ["selected_conversations", channels],
  multi_channels_select: ["selected_channels", channels],
};

function people() {
  return world.slack.people.filter((each) => each.role !== "bot").map((each) => [each.id, each.real_name]);
}

function channels() {
  return world.slack.channels.filter((each) => each.kind !== "im").map((each) => [each.id, `#${each.name}`]);
}

/** Whether the element is several controls, which need a legend and not a label. */
export function isGroup(element) {
  return ["radio_buttons", "checkboxes"].includes(element.type) || element.type.startsWith("multi_");
}

/** The control; `change(value)` is told of each value a person chooses, `attributes` go on the control. `suggest(words)`
    answers with the options of a list that is asked for while somebody types. */
export function field(element, value, change, attributes, suggest) {
  const { type } = element;
  if (type in INPUTS) return textField(element, value, change, attributes);
  if (type in DATES) return dateField(element, value, change, attributes);
  if (type.endsWith("external_select")) return suggestionField(element, value, change, attributes, suggest);
  if (isGroup(element)) return group(element, value, change, attributes);
  if (type in LISTS) return listField(element, value, change, attributes);
  if (type === "static_select" || type === "overflow") return select(element, value, change, attributes);
  return h("p", { class: "hint" }, `A field of the kind ${type} is not drawn here.`);
}

function textField(element, value, change, attributes) {
  const tag = element.multiline ? "textarea" : "input";
  return h(tag, {
    ...attributes,
    type: element.multiline ? null : INPUTS[element.type],
    rows: element.multiline ? 4 : null,
    placeholder: element.placeholder?.text,
    value: value?.value ?? "",
    autocomplete: "off",
    on: { input: (event) => change({ value: event.target.value || null }) },
  });
}

function dateField(element, value, change, attributes) {
  const [type, name] = DATES[element.type];
  const listener = (event) => change({ [name]: event.target.value || null });
  return h("input", { ...attributes, type, value: value?.[name] ?? "", on: { change: listener } });
}

function listField(element, value, change, attributes) {
  const [name, listed] = LISTS[element.type];
  const listener = (event) => change({ [name]: event.target.value || null });
  return h(
    "select",
    { ...attributes, value: value?.[name] ?? "", on: { change: listener } },
    h("option", { value: "" }, element.placeholder?.text ?? "Choose …"),
    listed().map(([id, label]) => h("option", { value: id, key: id }, label)),
  );
}

function select(element, value, change, attributes) {
  const listener = (event) => change({ selected_option: optionOf(element, event.target.value) });
  const option = (each) => h("option", { value: each.value, key: each.value }, each.text.text);
  return h(
    "select",
    { ...attributes, value: value?.selected_option?.value ?? "", on: { change: listener } },
    h("option", { value: "" }, element.placeholder?.text ?? "Choose …"),
    (element.options ?? []).map(option),
    (element.option_groups ?? []).map((each) => h("optgroup", { label: each.label.text }, each.options.map(option))),
  );
}

function optionOf(element, value) {
  const groups = (element.option_groups ?? []).flatMap((each) => each.options);
  return [...(element.options ?? []), ...groups].find((each) => each.value === value) ?? null;
}

/** Radio buttons, checkboxes, and selects that take several, which are drawn as checkboxes. */
function group(element, value, change, attributes) {
  const isRadio = element.type === "radio_buttons";
  const [name, listed] = LISTS[element.type] ?? [
    isRadio ? "selected_option" : "selected_options",
    () => options(element),
  ];
  const chosen = [value?.[name] ?? []].flat();
  const isChosen = (id) => chosen.some((each) => (each.value ?? each) === id);
  const wire = (id) => (name.startsWith("selected_option") ? optionOf(element, id) : id);
  const listener = (id) => (event) => {
    if (isRadio) return change({ [name]: wire(id) });
    const others = chosen.filter((each) => (each.value ?? each) !== id);
    return change({ [name]: event.target.checked ? [...others, wire(id)] : others });
  };
  return h(
    "div",
    { class: "options", ...attributes, id: null },
    listed().map(([id, label, description], number) =>
      h(
        "label",
        { key: id, class: "option" },
        h("input", {
          id: number === 0 ? attributes.id : null,
          type: isRadio ? "radio" : "checkbox",
          name: attributes.id,
          checked: isChosen(id),
          on: { change: listener(id) },
        }),
        h("span", {}, label, description ? h("small", {}, description) : null),
      ),
    ),
  );
}

function options(element) {
  const groups = (element.option_groups ?? []).flatMap((each) => each.options);
  return [...(element.options ?? []), ...groups].map((each) => [each.value, each.text.text, each.description?.text]);
}
