// One searchable list for everything that is chosen: selects, slash options, people, corporations.

import { avatar, h, colour } from "./dom.js";

let open = null;
let count = 0;

/** Close the list that is open, if any. */
export function closePicker() { open?.close(); }

/** What a line shows: {value, label, description, icon, image, colour}. */
function line(item, id, chosen) {
  return h("li", { id, role: "option", "aria-selected": chosen ? "true" : "false", class: "option", data: { value: item.value } },
    item.image !== undefined && avatar(item.image, item.label, 24),
    item.colour !== undefined && h("span", { class: "dot", vars: { "--role": colour(item.colour) } }),
    item.icon && h("span", { class: "lead", "aria-hidden": "true" }, item.icon),
    h("span", { class: "words" }, h("span", { class: "label" }, item.label), item.description && h("span", { class: "about" }, item.description)));
}

/**
 * Let somebody choose at `anchor`. `source(query)` gives items (or a promise of them).
 * Resolves with the chosen items, or null when it was left. With max > 1 several can be ticked.
 */
export function pick(anchor, { source, min = 1, max = 1, chosen = [], label, placeholder = "Search" }) {
  closePicker();
  return new Promise((resolve) => {
    const prefix = `pick${++count}`;
    const picked = new Map(chosen.map((item) => [item.value, item]));
    const search = h("input", { type: "search", class: "find", placeholder, role: "combobox", "aria-expanded": "true", "aria-controls": `${prefix}-list`, "aria-label": label, autocomplete: "off" });
    const results = h("ul", { id: `${prefix}-list`, class: "options", role: "listbox", "aria-multiselectable": max > 1 ? "true" : "false" });
    const done = max > 1 || min === 0 ? h("button", { type: "button", class: "primary", onclick: () => finish() }, "Done") : null;
    const box = h("div", { class: "picker", popover: "auto", "aria-label": label, role: "dialog" }, search, results,
      done && h("footer", {}, h("span", { class: "about" }, `Choose ${min === max ? min : `${min}–${max}`}`), done));
    let items = [];
    let active = 0;
    let turn = 0;

    function mark(index) {
      active = Math.max(0, Math.min(index, items.length - 1));
      for (const [at, option] of [...results.children].entries()) option.classList.toggle("active", at === active);
      const current = results.children[active];
      search.setAttribute("aria-activedescendant", current?.id ?? "");
      current?.scrollIntoView({ block: "nearest" });
    }
    function draw() {
      results.replaceChildren(...items.map((item, at) => line(item, `${prefix}-${at}`, picked.has(item.value))));
      if (!items.length) results.append(h("li", { class: "empty" }, "Nothing found."));
      mark(active);
    }
    async function load() {
      const mine = ++turn;
      const found = await Promise.resolve(source(search.value.trim())).catch((error) => [{ value: "", label: error.message, dead: true }]);
      if (mine !== turn) return;
      items = found;
      active = 0;
      draw();
    }
    function take(item) {
      if (!item || item.dead) return;
      if (max === 1) { picked.clear(); picked.set(item.value, item); finish(); return; }
      if (picked.has(item.value)) picked.delete(item.value);
      else if (picked.size < max) picked.set(item.value, item);
      draw();
    }
    function end(result) {
      if (open !== handle) return;
      open = null;
      box.remove();
      anchor.setAttribute("aria-expanded", "false");
      if (document.activeElement === document.body || result) anchor.focus({ preventScroll: true });
      resolve(result);
    }
    function finish() { if (picked.size >= min) end([...picked.values()]); }
    const handle = { close: () => end(null) };

    search.addEventListener("input", load);
    search.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown") mark(active + 1);
      else if (event.key === "ArrowUp") mark(active - 1);
      else if (event.key === "Enter") take(items[active]);
      else if (event.key === "Escape") { event.stopPropagation(); end(null); }
      else return;
      event.preventDefault();
    });
    results.addEventListener("click", (event) => {
      const option = event.target.closest(".option");
      if (option) take(items[[...results.children].indexOf(option)]);
    });
    box.addEventListener("toggle", (event) => { if (event.newState === "closed") end(null); });

    open = handle;
    (anchor.closest("dialog") ?? document.body).append(box);
    box.showPopover();
    anchor.setAttribute("aria-expanded", "true");
    place(box, anchor);
    load().then(() => open === handle && place(box, anchor));
    search.focus();
  });
}

/** Below the anchor where there is room, above it otherwise, always inside the window. */
export function place(box, anchor) {
  const at = anchor.getBoundingClientRect();
  const width = Math.min(Math.max(at.width, 280), innerWidth - 16);
  box.style.setProperty("width", `${width}px`);
  const below = innerHeight - at.bottom - 12;
  const above = at.top - 12;
  const up = below < Math.min(box.scrollHeight, 260) && above > below;
  box.style.setProperty("max-height", `${Math.min(up ? above : below, 420)}px`);
  box.style.setProperty("left", `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`);
  box.style.setProperty("top", up ? "auto" : `${at.bottom + 4}px`);
  box.style.setProperty("bottom", up ? `${innerHeight - at.top + 4}px` : "auto");
}

/** A source over a fixed list: any word's beginning first, then anywhere. */
export function among(items) {
  return (query) => {
    const wanted = query.toLowerCase();
    if (!wanted) return items;
    const text = (item) => `${item.label} ${item.description ?? ""}`.toLowerCase();
    const begins = (item) => text(item).split(/[\s[\]·,]+/).some((word) => word.startsWith(wanted));
    const hits = items.filter((item) => text(item).includes(wanted));
    return [...hits.filter(begins), ...hits.filter((item) => !begins(item))];
  };
}
