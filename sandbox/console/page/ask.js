// A small form of our own, where a browser's prompt would be too bare.

import { $, h } from "./dom.js";

/** Ask for some texts, or with no fields for a yes. Resolves with {name: text}, or null when it was left. */
export function ask(title, fields = [], { about, go = "OK", danger = false } = {}) {
  const dialog = $("#ask");
  return new Promise((resolve) => {
    const inputs = fields.map((field) => h("input", { type: "text", id: `ask-${field.name}`, name: field.name, value: field.value, maxlength: field.max ?? 100, required: !field.optional, autocomplete: "off" }));
    const form = h("form", { method: "dialog" },
      h("header", {}, h("h2", { id: "ask-title" }, title)),
      h("div", { class: "fields" }, about && h("p", { class: "about" }, about), fields.map((field, at) => h("div", { class: "field" }, h("label", { for: `ask-${field.name}` }, field.label), inputs[at]))),
      h("footer", {}, h("button", { type: "button", onclick: () => dialog.close() }, "Cancel"), h("button", { type: "submit", class: danger ? "danger" : "primary" }, go)));
    let answer = null;
    form.addEventListener("submit", () => { answer = Object.fromEntries(inputs.map((input) => [input.name, input.value.trim()])); });
    dialog.addEventListener("close", () => resolve(answer), { once: true });
    dialog.replaceChildren(form);
    dialog.showModal();
    (inputs[0] ?? $("[type=submit]", form)).focus();
  });
}
