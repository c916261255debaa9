/* A comment's HTML as nodes to draw: only what the ticket editor can make, rebuilt element by element.
   The document it is read into runs nothing and fetches nothing. */

import { h } from "/page/draw.js";
import { link } from "/page/mrkdwn.js";

const TEXT = "p div br hr strong b em i del s u code pre span blockquote redact h1 h2 h3 h4";
const KEPT = new Set(`${TEXT} ul ol li table thead tbody tr th td`.split(" "));
const SILENT = new Set("script style template title iframe object embed noscript svg math".split(" "));

export function commentHtml(html) {
  const read = new DOMParser().parseFromString(html, "text/html");
  return [...read.body.childNodes].map(kept);
}

function kept(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || SILENT.has(node.localName)) return null;
  if (node.localName === "img") return link(node.getAttribute("src") ?? "", node.getAttribute("alt") || "picture");
  const children = [...node.childNodes].map(kept);
  if (node.localName === "a") return link(node.getAttribute("href") ?? "", children);
  return KEPT.has(node.localName) ? h(node.localName, {}, children) : children;
}
