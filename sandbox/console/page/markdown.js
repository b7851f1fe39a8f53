// Discord's markdown, as far as bots use it, into elements. Never through HTML text.

import { h, safe } from "./dom.js";
import { format } from "./time.js";
import { channel, role } from "./state.js";

const link = (address, ...children) => h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, ...children);
const mention = (text, props = {}) => (props.data ? h("button", { type: "button", class: "mention", ...props }, text) : h("span", { class: "mention", ...props }, text));

/** Rules are tried in this order at each position; `inner` renders nested text. */
const rules = [
  [/\\([^A-Za-z0-9\s])/y, (m) => m[1]],
  [/(`+)([^]*?[^`])\1(?!`)/y, (m) => h("code", {}, m[2].trim() || m[2])],
  [/<t:(-?\d+)(?::([tTdDfFRsS]))?>/y, (m) => timestamp(Number(m[1]), m[2])],
  [/<@!?(\d+)>/y, (m, inner, names) => mention(`@${names[m[1]] ?? "unknown-user"}`, { data: { user: m[1] } })],
  [/<@&(\d+)>/y, (m) => roleMention(m[1])],
  [/<#(\d+)>/y, (m) => mention(`#${channel(m[1])?.name ?? "unknown"}`, { data: { channel: m[1] } })],
  [/<\/([^:>]+):(\d+)>/y, (m) => mention(`/${m[1]}`, { data: { command: m[2] } })],
  [/<id:([a-z-]+)(?::\d+)?>/y, (m) => mention(m[1].replaceAll("-", " "))],
  [/<a?:(\w+):(\d+)>/y, (m) => h("span", { class: "emoji", title: `:${m[1]}:` }, `:${m[1]}:`)],
  [/<(https?:\/\/[^\s>]+)>/y, (m) => link(m[1], m[1])],
  [/\[((?:\\.|[^\]\\\n])+)\]\(<?([^\s)>]+)>?(?:\s+"([^"]*)")?\)/y, (m, inner) => (safe(m[2]) ? link(m[2], inner(m[1])) : m[0])],
  [/https?:\/\/[^\s<>]*[^\s<>.,:;"')\]]/y, (m) => link(m[0], m[0])],
  [/@(everyone|here)\b/y, (m) => mention(m[0])],
  [/\*\*\*([^]+?)\*\*\*/y, (m, inner) => h("strong", {}, h("em", {}, inner(m[1])))],
  [/\*\*([^]+?)\*\*(?!\*)/y, (m, inner) => h("strong", {}, inner(m[1]))],
  [/__([^]+?)__(?!_)/y, (m, inner) => h("u", {}, inner(m[1]))],
  [/~~([^]+?)~~/y, (m, inner) => h("s", {}, inner(m[1]))],
  [/\|\|([^]+?)\|\|/y, (m, inner) => spoiler(inner(m[1]))],
  [/\*(?!\s)([^*]+?)(?<!\s)\*(?!\*)/y, (m, inner) => h("em", {}, inner(m[1]))],
  [/(?<![A-Za-z0-9])_([^_]+?)_(?![A-Za-z0-9_])/y, (m, inner) => h("em", {}, inner(m[1]))],
];
const starts = /[\\`<[h@*_~|]/g;

function timestamp(seconds, style = "f") {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `<t:${seconds}:${style}>`;
  return h("time", { class: "stamp", datetime: date.toISOString(), title: format(date, "F"), "data-relative": style === "R" }, format(date, style));
}

function roleMention(id) {
  const found = role(id);
  return mention(`@${found?.name ?? "deleted-role"}`, { vars: { "--role": found?.color ? `#${found.color.toString(16).padStart(6, "0")}` : undefined } });
}

function spoiler(children) {
  const cover = h("button", { type: "button", class: "spoiler", "aria-label": "Spoiler: press to show" }, h("span", {}, children));
  cover.addEventListener("click", () => { cover.classList.add("shown"); cover.removeAttribute("aria-label"); });
  return cover;
}

/** One run of text into nodes. */
export function inline(text, names = {}) {
  const out = [];
  let from = 0;
  starts.lastIndex = 0;
  for (let hit = starts.exec(text); hit; hit = starts.exec(text)) {
    for (const [pattern, make] of rules) {
      pattern.lastIndex = hit.index;
      const match = pattern.exec(text);
      if (!match) continue;
      if (hit.index > from) out.push(text.slice(from, hit.index));
      const end = pattern.lastIndex;  // before make(): nested text uses the same patterns
      out.push(make(match, (nested) => inline(nested, names), names));
      from = starts.lastIndex = end;
      break;
    }
    starts.lastIndex = Math.max(starts.lastIndex, from, hit.index + (from > hit.index ? 0 : 1));
  }
  if (from < text.length) out.push(text.slice(from));
  return out;
}

const LIST = /^(\s*)([-*]|\d{1,3}\.) +(.*)$/;

/** A list with its nested lists; takes its lines off the front of `lines`. */
function list(lines, names, depth) {
  const numbered = (match) => /\d/.test(match[2]);
  const ordered = numbered(LIST.exec(lines[0]));
  const element = h(ordered ? "ol" : "ul", { start: ordered ? LIST.exec(lines[0])[2].slice(0, -1) : undefined });
  while (lines.length) {
    const match = LIST.exec(lines[0]);
    if (!match || match[1].length < depth || (match[1].length === depth && numbered(match) !== ordered)) break;
    if (match[1].length > depth && element.lastChild) element.lastChild.append(list(lines, names, match[1].length));
    else { element.append(h("li", {}, inline(match[3], names))); lines.shift(); }
  }
  return element;
}

/** Lines that belong together: `> ` quotes, lists, headings, subtext, paragraphs. */
function blocks(text, names) {
  const out = [];
  const lines = text.split("\n");
  let plain = [];
  const flush = () => {
    const body = plain.join("\n").replace(/^\n+|\n+$/g, "");
    if (body) out.push(h("p", {}, body.split("\n").flatMap((line, at) => (at ? [h("br"), ...inline(line, names)] : inline(line, names)))));
    plain = [];
  };
  while (lines.length) {
    const line = lines[0];
    const head = /^(#{1,3}) +(.+)$/.exec(line);
    const small = /^-# +(.+)$/.exec(line);
    if (/^>>> /.test(line)) { flush(); out.push(h("blockquote", {}, blocks(lines.splice(0).join("\n").slice(4), names))); }
    else if (/^> /.test(line)) {
      flush();
      const quoted = [];
      while (lines.length && /^> ?/.test(lines[0])) quoted.push(lines.shift().replace(/^> ?/, ""));
      out.push(h("blockquote", {}, blocks(quoted.join("\n"), names)));
    } else if (head) { flush(); lines.shift(); out.push(h("p", { class: `heading h${head[1].length}`, role: "heading", "aria-level": 2 + head[1].length }, inline(head[2], names))); }
    else if (small) { flush(); lines.shift(); out.push(h("p", { class: "subtext" }, inline(small[1], names))); }
    else if (LIST.test(line)) { flush(); out.push(list(lines, names, LIST.exec(line)[1].length)); }
    else plain.push(lines.shift());
  }
  flush();
  return out;
}

/** A whole text, with code blocks, into a list of nodes. */
export function markdown(text, names = {}) {
  const parts = (text ?? "").split(/```(?:([\w+-]*)\n)?([^]*?)```/);
  const out = [];
  for (let at = 0; at < parts.length; at += 3) {
    if (parts[at]) out.push(...blocks(parts[at], names));
    if (at + 2 < parts.length) out.push(h("pre", {}, h("code", { class: "block" }, parts[at + 2].replace(/\n$/, ""))));
  }
  return out;
}
