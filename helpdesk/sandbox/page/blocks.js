/* Block Kit as nodes to draw, in messages and in forms. What is pressed or chosen is handed to whoever asked for the
   drawing. https://docs.slack.dev/reference/block-kit/blocks */

import { h } from "/page/draw.js";
import { emoji } from "/page/emoji.js";
import { field, isGroup } from "/page/fields.js";
import { link, mrkdwn } from "/page/mrkdwn.js";
import { person, world } from "/page/here.js";

/** `users` says what elements do: `press(block, element, value)`, `value(block, element)`,
    `change(block, element, value)`, `suggest(block, element, words)`, `error(block)`, and `name`, by which ids on the page are told apart. */
export function blocks(list, users) {
  return list.map((block) =>
    h("div", { key: block.block_id, class: `block block-${block.type}` }, drawBlock(block, users)),
  );
}

function drawBlock(block, users) {
  const draw = DRAWN[block.type];
  return draw ? draw(block, users) : h("p", { class: "hint" }, `A block of the kind ${block.type} is not drawn here.`);
}

const DRAWN = {
  section: (block, users) => [
    h(
      "div",
      { class: "block-words" },
      block.text ? words(block.text) : null,
      block.fields
        ? h(
            "div",
            { class: "block-fields" },
            block.fields.map((each) => h("div", {}, words(each))),
          )
        : null,
    ),
    block.accessory ? element(block, block.accessory, users) : null,
  ],
  header: (block) => h("h4", {}, short(block.text.text)),
  divider: () => h("hr", {}),
  context: (block) => block.elements.map((each) => (each.type === "image" ? image(each) : h("div", {}, words(each)))),
  actions: (block, users) => block.elements.map((each) => element(block, each, users)),
  markdown: (block) => h("p", {}, block.text),
  image: (block) => image(block),
  input: (block, users) => input(block, users),
  rich_text: (block) => block.elements.map(richText),
};

/** A text object: mrkdwn, or plain text in which only emoji names count. */
function words(text) {
  return text.type === "mrkdwn" ? mrkdwn(text.text) : h("p", {}, short(text.text));
}

/** Plain text with its `:names:` as emoji. */
export function short(text) {
  const parts = text.split(/:([a-z0-9_+'-]+):/);
  return parts.map((part, number) => (number % 2 ? emoji(part) : part));
}

/** Pictures are not fetched from elsewhere: their words and their address are shown. */
function image(each) {
  return link(each.image_url ?? "", each.alt_text || "picture");
}

function element(block, each, users) {
  if (each.type === "image") return image(each);
  if (each.type === "button") return button(block, each, users);
  const attributes = { id: idOf(block, each, users), "aria-label": each.placeholder?.text ?? each.action_id };
  const suggest = (words) => users.suggest?.(block, each, words) ?? [];
  return field(each, users.value(block, each), (value) => users.press(block, each, value), attributes, suggest);
}

function button(block, each, users) {
  const press = () => {
    if (each.confirm && !window.confirm(`${each.confirm.title.text}\n\n${each.confirm.text.text}`)) return;
    if (/^https?:\/\//.test(each.url ?? "")) window.open(each.url, "_blank", "noopener");
    users.press(block, each, null);
  };
  return h(
    "button",
    { key: each.action_id, type: "button", class: `button ${each.style ?? ""}`, on: { click: press } },
    short(each.text.text),
  );
}

/** A labelled field of a form, with its hint and, below it, what is wrong with it. */
function input(block, users) {
  const id = idOf(block, block.element, users);
  const error = users.error(block);
  const described = [block.hint ? `${id}-hint` : "", error ? `${id}-error` : ""].join(" ").trim();
  const attributes = { id, "aria-describedby": described || null, "aria-invalid": error ? "true" : null };
  const label = [block.label.text, block.optional ? h("span", { class: "optional" }, " (optional)") : null];
  const change = (value) => users.change(block, block.element, value);
  const suggest = (words) => users.suggest(block, block.element, words);
  const control = field(block.element, users.value(block, block.element), change, attributes, suggest);
  const below = [
    block.hint ? h("p", { class: "hint", id: `${id}-hint` }, block.hint.text) : null,
    error ? h("p", { class: "error", id: `${id}-error` }, error) : null,
  ];
  if (isGroup(block.element)) return h("fieldset", {}, h("legend", {}, label), control, below);
  return [h("label", { for: id }, label), control, below];
}

function idOf(block, each, users) {
  return `${users.name}-${block.block_id}-${each.action_id}`;
}

const RICH = {
  rich_text_section: (each) => h("p", {}, each.elements.map(leaf)),
  rich_text_preformatted: (each) => h("pre", {}, each.elements.map(leaf)),
  rich_text_quote: (each) => h("blockquote", {}, each.elements.map(leaf)),
  rich_text_list: (each) =>
    h(
      each.style === "ordered" ? "ol" : "ul",
      {},
      each.elements.map((item) => h("li", {}, item.elements.map(leaf))),
    ),
};

function richText(each) {
  return RICH[each.type]?.(each) ?? null;
}

const LEAVES = {
  text: (each) => each.text,
  link: (each) => link(each.url, each.text ?? each.url),
  user: (each) => h("span", { class: "mention" }, `@${person(each.user_id).real_name}`),
  emoji: (each) => emoji(each.skin_tone ? `${each.name}::skin-tone-${each.skin_tone}` : each.name),
  channel: (each) =>
    h(
      "span",
      { class: "mention" },
      `#${world.slack.channels.find((one) => one.id === each.channel_id)?.name ?? each.channel_id}`,
    ),
  usergroup: (each) =>
    h(
      "span",
      { class: "mention" },
      `@${world.slack.groups.find((one) => one.id === each.usergroup_id)?.handle ?? each.usergroup_id}`,
    ),
  broadcast: (each) => h("span", { class: "mention" }, `@${each.range}`),
};
const STYLES = { bold: "strong", italic: "em", strike: "s", code: "code" };

function leaf(each) {
  const drawn = LEAVES[each.type]?.(each) ?? null;
  const styles = Object.keys(STYLES).filter((style) => each.style?.[style]);
  return styles.reduce((inner, style) => h(STYLES[style], {}, inner), drawn);
}
