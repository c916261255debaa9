/* Files on their way: chosen, dropped or pasted, kept by the box they go with until it is sent. */

import { h } from "/page/draw.js";
import { passing, redraw } from "/page/here.js";

const isFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
const boxAt = (event) => event.target.closest?.("[data-drop]")?.dataset.drop ?? "";

export function filesOf(id) {
  return passing.files[id] ?? [];
}

/** The paperclip of the box with this id. */
export function clip(id, label) {
  return h(
    "label",
    { class: "icon attach", title: "Attach files" },
    h("span", { "aria-hidden": "true" }, "📎"),
    h("input", {
      type: "file",
      multiple: true,
      "aria-label": `Attach files ${label}`,
      on: { change: (event) => choose(id, event.target) },
    }),
  );
}

/** What goes along, each to be left out again. */
export function attached(id) {
  const files = filesOf(id);
  if (!files.length) return null;
  const one = (file, number) => {
    const omit = () => {
      passing.files[id].splice(number, 1);
      redraw();
    };
    const attributes = { type: "button", class: "icon", "aria-label": `Omit ${file.name}`, on: { click: omit } };
    return h("li", { key: `${number}-${file.name}` }, file.name, h("button", attributes, "✕"));
  };
  return h("ul", { class: "files" }, files.map(one));
}

/** For a textarea's `paste`: a picture from the clipboard goes along as a file. */
export function pasted(id) {
  return (event) => {
    if (!event.clipboardData?.files.length) return;
    event.preventDefault();
    add(id, event.clipboardData.files);
  };
}

async function choose(id, input) {
  await add(id, input.files);
  input.value = "";
}

async function add(id, files) {
  const read = await Promise.all([...files].map(contentOf));
  passing.files[id] = [...filesOf(id), ...read];
  redraw();
}

function contentOf(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error);
    reader.onload = () =>
      resolve({ name: file.name, mimetype: file.type, content_base64: reader.result.split(",")[1] ?? "" });
    reader.readAsDataURL(file);
  });
}

/** Files dropped on a part with `data-drop` go with the box of that id; elsewhere they are not opened in its place. */
export function takeDrops() {
  const over = (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    const box = boxAt(event);
    event.dataTransfer.dropEffect = box ? "copy" : "none";
    show(box);
  };
  document.addEventListener("dragenter", over);
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", (event) => event.relatedTarget || show(""));
  document.addEventListener("drop", (event) => {
    if (!isFiles(event)) return;
    event.preventDefault();
    show("");
    const box = boxAt(event);
    if (!box) return;
    add(box, event.dataTransfer.files);
    document.getElementById(box)?.focus();
  });
}

function show(box) {
  if (passing.dropping === box) return;
  passing.dropping = box;
  document.querySelectorAll("[data-drop]").forEach((each) => {
    each.classList.toggle("dropping", Boolean(box) && each.dataset.drop === box);
  });
}
