/* Draws values as DOM and, the next time, changes only what differs, so that focus, scroll and typing stay.
   Text is always text: nothing here reads markup. */

const PROPS = Symbol("props");
const KEY = Symbol("key");
const LIVE = new Set(["value", "checked", "disabled", "hidden", "selected", "open", "indeterminate"]);

/** One element to be: `props.on` are listeners, `props.style` custom properties, `props.key` tells siblings apart. */
export function h(tag, props, ...children) {
  return {
    tag,
    props: props ?? {},
    children: children.flat(Infinity).filter((each) => each != null && each !== false),
  };
}

/** Make `parent` hold exactly these nodes. */
export function draw(parent, ...nodes) {
  const active = document.activeElement;
  reconcile(
    parent,
    nodes.flat(Infinity).filter((each) => each != null && each !== false),
  );
  // an element that was moved has lost its focus, though it is still there
  if (active && active !== document.activeElement && active !== document.body && parent.contains(active)) {
    active.focus({ preventScroll: true });
  }
}

function reconcile(parent, wanted) {
  const keys = new Set(wanted.map((each) => each.props?.key).filter((each) => each != null));
  const keyed = new Map();
  for (const child of [...parent.childNodes]) {
    if (child[KEY] == null) continue;
    if (keys.has(child[KEY])) keyed.set(child[KEY], child);
    else child.remove();
  }
  let at = parent.firstChild;
  for (const node of wanted) {
    const found = match(node, at, keyed);
    const drawn = found ?? create(node);
    if (found) update(drawn, node);
    if (drawn === at) at = at.nextSibling;
    else parent.insertBefore(drawn, at);
    if (!found && node.props?.focus) queueMicrotask(() => drawn.focus());
  }
  while (at) {
    const next = at.nextSibling;
    at.remove();
    at = next;
  }
}

function match(node, at, keyed) {
  if (typeof node !== "object") return at?.nodeType === Node.TEXT_NODE ? at : null;
  const key = node.props.key;
  const candidate = key == null ? at : keyed.get(key);
  const fits = candidate?.nodeType === Node.ELEMENT_NODE && candidate.localName === node.tag;
  return fits && (candidate[KEY] ?? null) === (key ?? null) ? candidate : null;
}

function create(node) {
  if (typeof node !== "object") return document.createTextNode(String(node));
  const element = document.createElement(node.tag);
  element[KEY] = node.props.key ?? null;
  element[PROPS] = {};
  update(element, node);
  return element;
}

function update(drawn, node) {
  if (typeof node !== "object") {
    if (drawn.data !== String(node)) drawn.data = String(node);
    return;
  }
  const before = drawn[PROPS] ?? {};
  for (const name of Object.keys(before)) if (!(name in node.props)) set(drawn, name, null, before[name]);
  for (const [name, value] of Object.entries(node.props)) if (!LIVE.has(name)) set(drawn, name, value, before[name]);
  reconcile(drawn, node.children);
  // after the children: a select can only hold a value that is among its options
  for (const [name, value] of Object.entries(node.props)) if (LIVE.has(name)) setLive(drawn, name, value);
  drawn[PROPS] = node.props;
}

function setLive(element, name, value) {
  const wanted = name === "value" ? String(value ?? "") : Boolean(value);
  if (element[name] !== wanted) element[name] = wanted;
}

function set(element, name, value, before) {
  if (name === "key" || name === "focus") return;
  if (LIVE.has(name)) setLive(element, name, value);
  else if (name === "on") listen(element, value ?? {}, before ?? {});
  else if (name === "style")
    for (const [property, to] of Object.entries(value ?? {})) element.style.setProperty(property, to);
  else if (value == null || value === false) element.removeAttribute(name);
  else if (value !== before) element.setAttribute(name, value === true ? "" : String(value));
}

function listen(element, wanted, before) {
  for (const kind of Object.keys(before)) if (!(kind in wanted)) element[`on${kind}`] = null;
  for (const [kind, listener] of Object.entries(wanted)) element[`on${kind}`] = listener ?? null;
}
